<?php
/**
 * Title: Heading of the public registries
 * Slug: therestart/hidden-archive-heading
 * Inserter: no
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
?>
<!-- wp:heading {"level":1} -->
<h1 class="wp-block-heading"><?php esc_html_e( 'Public registries', 'therestart' ); ?></h1>
<!-- /wp:heading -->
<!-- wp:paragraph -->
<p>
	<?php
	esc_html_e(
		'These are open to everybody, because their owners wanted it so. Thank you for looking.',
		'therestart'
	);
	?>
</p>
<!-- /wp:paragraph -->
