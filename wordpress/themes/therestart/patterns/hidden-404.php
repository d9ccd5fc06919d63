<?php
/**
 * Title: Not found
 * Slug: therestart/hidden-404
 * Inserter: no
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
?>
<!-- wp:heading {"level":1} -->
<h1 class="wp-block-heading"><?php esc_html_e( 'There is nothing to see here', 'therestart' ); ?></h1>
<!-- /wp:heading -->
<!-- wp:paragraph -->
<p>
	<?php
	esc_html_e( 'The address may have a typing error, the page may be gone, or it may be private.', 'therestart' );
	?>
</p>
<!-- /wp:paragraph -->
<?php if ( ! is_user_logged_in() ) : ?>
<!-- wp:paragraph -->
<p>
	<?php
	esc_html_e( 'Were you invited to a private registry? Then log in first, and open the link again.', 'therestart' );
	?>
</p>
<!-- /wp:paragraph -->
<!-- wp:buttons -->
<div class="wp-block-buttons">
<!-- wp:button -->
<div class="wp-block-button">
	<a
		class="wp-block-button__link wp-element-button"
		href="<?php echo esc_url( Therestart_Pages::url( 'login' ) ); ?>"
	><?php esc_html_e( 'Log in', 'therestart' ); ?></a>
</div>
<!-- /wp:button -->
</div>
<!-- /wp:buttons -->
<?php else : ?>
<!-- wp:paragraph -->
<p>
	<?php
	esc_html_e(
		'Were you invited to a private registry? Then it opens only for the account whose address was invited. Your friend can tell you which one it was.',
		'therestart'
	);
	?>
</p>
<!-- /wp:paragraph -->
<?php endif; ?>
<!-- wp:paragraph -->
<p>
	<a href="<?php echo esc_url( home_url( '/' ) ); ?>"><?php esc_html_e( 'Go to the home page', 'therestart' ); ?></a>
</p>
<!-- /wp:paragraph -->
