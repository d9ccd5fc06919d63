<?php
/**
 * Title: Header
 * Slug: therestart/header-default
 * Inserter: no
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
?>
<!-- wp:html -->
<a class="skip-link" href="#main"><?php esc_html_e( 'Skip to the content', 'therestart' ); ?></a>
<!-- /wp:html -->
<!-- wp:group {"align":"full","className":"site-header-row","layout":{"type":"constrained","contentSize":"1200px"}} -->
<div class="wp-block-group alignfull site-header-row">
<!-- wp:group {"layout":{"type":"flex","justifyContent":"space-between","flexWrap":"nowrap"}} -->
<div class="wp-block-group">
<!-- wp:site-title {"level":0} /-->
<!-- wp:navigation {"ariaLabel":"<?php echo esc_attr( wp_slash( __( 'Main menu', 'therestart' ) ) ); ?>","overlayMenu":"mobile","overlayBackgroundColor":"white","overlayTextColor":"dark","layout":{"type":"flex","justifyContent":"right"}} -->
<?php echo Therestart_Navigation::main_blocks(); // phpcs:ignore WordPress.Security.EscapeOutput -- serialised blocks. ?>
<!-- /wp:navigation -->
</div>
<!-- /wp:group -->
</div>
<!-- /wp:group -->
