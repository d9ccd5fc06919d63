<?php
/**
 * Settings → Restart Bridge.
 *
 * @package Restart_Bridge
 *
 * @var array<string, mixed>|null                                                  $outcome   Of the last button.
 * @var list<array<string, string>>                                                $fields    Of the form.
 * @var bool                                                                       $is_made   Whether the site is connected.
 * @var bool                                                                       $is_copy   Whether another site is.
 * @var array{state: string, label: string, sentence: string, checks: mixed[]}     $status    Of the connection.
 * @var list<array{name: string, label: string, hint: string, is_on: bool}>        $switches  The check boxes.
 * @var array<string, mixed>|WP_Error                                              $structure As gathered now.
 * @var string                                                                     $last_sync When it was sent.
 * @var string                                                                     $error     Why it wasn't.
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

?>
<div class="wrap">
	<h1><?php esc_html_e( 'Restart Bridge', 'restart-bridge' ); ?></h1>
	<?php
	if ( $outcome ) {
		require __DIR__ . '/outcome.php';
	}
	require __DIR__ . '/status.php';
	require __DIR__ . '/connect.php';
	if ( $is_made && ! $is_copy ) {
		require __DIR__ . '/switches.php';
	}
	require __DIR__ . '/structure.php';
	?>
</div>
