<?php
/**
 * Title: Footer
 * Slug: therestart/footer-default
 * Inserter: no
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
?>
<!-- wp:group {"align":"full","backgroundColor":"dark","textColor":"white","className":"site-footer-inside","layout":{"type":"constrained","contentSize":"1200px"}} -->
<div
	class="wp-block-group alignfull site-footer-inside has-white-color has-dark-background-color has-text-color has-background"
>
<!-- wp:group {"layout":{"type":"flex","justifyContent":"space-between","flexWrap":"wrap","verticalAlignment":"top"}} -->
<div class="wp-block-group">
<!-- wp:group {"className":"footer-words","layout":{"type":"default"}} -->
<div class="wp-block-group footer-words">
<!-- wp:site-title {"level":0} /-->
<!-- wp:paragraph {"fontSize":"small"} -->
<p class="has-small-font-size">
	<?php esc_html_e( 'Lists of what you need to start again, seen by the people you choose.', 'therestart' ); ?>
</p>
<!-- /wp:paragraph -->
</div>
<!-- /wp:group -->
<!-- wp:html -->
<nav class="footer-links" aria-label="<?php esc_attr_e( 'More pages', 'therestart' ); ?>">
<ul>
<?php foreach ( Therestart_Navigation::footer() as $link ) : ?>
<li><a href="<?php echo esc_url( $link['url'] ); ?>"><?php echo esc_html( $link['label'] ); ?></a></li>
<?php endforeach; ?>
</ul>
</nav>
<!-- /wp:html -->
</div>
<!-- /wp:group -->
</div>
<!-- /wp:group -->
