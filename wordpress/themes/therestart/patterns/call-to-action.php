<?php
/**
 * Title: Call to action
 * Slug: therestart/call-to-action
 * Categories: call-to-action
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
?>
<!-- wp:group {"className":"call-to-action","layout":{"type":"default"}} -->
<div class="wp-block-group call-to-action">
<!-- wp:heading -->
<h2 class="wp-block-heading"><?php esc_html_e( 'Ready when you are', 'therestart' ); ?></h2>
<!-- /wp:heading -->
<!-- wp:paragraph -->
<p>
	<?php
	esc_html_e(
		'You can start with a single thing. It takes about two minutes, and nobody sees it until you want them to.',
		'therestart'
	);
	?>
</p>
<!-- /wp:paragraph -->
<!-- wp:buttons -->
<div class="wp-block-buttons">
<!-- wp:button {"className":"is-warm"} -->
<div class="wp-block-button is-warm">
	<a
		class="wp-block-button__link wp-element-button"
		href="<?php echo esc_url( Therestart_Pages::url( 'start-a-registry' ) ); ?>"
	><?php esc_html_e( 'Start a registry', 'therestart' ); ?></a>
</div>
<!-- /wp:button -->
</div>
<!-- /wp:buttons -->
</div>
<!-- /wp:group -->
