<?php
/**
 * A registry as its owner sees it. Reads `registry`, `items`, `invitees`, `is_owner`, `wants_mail`,
 * `forms`, `heading`.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$restart_registry = $data['registry'];
$restart_about    = array( 'registry_id' => $restart_registry['id'] );
$restart_shared   = array(
	'registry'    => $restart_registry,
	'registry_id' => $restart_registry['id'],
) + $data;
if ( $restart_registry['is_archived'] ) {
	$restart_status = __( 'Archived: only you can see it.', 'restart-registry' );
} elseif ( $restart_registry['is_public'] ) {
	$restart_status = __( 'Public: everybody who has the link can see it.', 'restart-registry' );
} else {
	$restart_status = __( 'Private: only you and the people you invite can see it.', 'restart-registry' );
}
// phpcs:disable WordPress.Security.EscapeOutput.OutputNotEscaped -- forms and views escape what they are given.
?>
<div class="restart-registry restart-manage" data-restart-registry="<?php echo (int) $restart_registry['id']; ?>">
	<header class="restart-sheet restart-head">
		<p class="restart-badge"><?php echo esc_html( $restart_status ); ?></p>
		<?php
		echo Restart_Registry_View::html( 'registry-head', $restart_shared );
		if ( ! $restart_registry['is_archived'] ) {
			echo Restart_Registry_View::html( 'owner/manage-about', $restart_shared );
		}
		?>
	</header>
	<section class="restart-sheet" aria-labelledby="restart-gifts">
		<h2 id="restart-gifts"><?php esc_html_e( 'Your gifts', 'restart-registry' ); ?></h2>
		<?php echo Restart_Registry_View::html( 'owner/manage-gifts', $restart_shared ); ?>
	</section>
	<?php
	if ( ! $restart_registry['is_archived'] ) {
		echo Restart_Registry_View::html( 'owner/manage-sharing', $restart_shared );
		echo Restart_Registry_View::html( 'owner/manage-settings', $restart_shared );
	}
	echo Restart_Registry_View::html( 'owner/manage-ending', $restart_shared );
	?>
</div>
