<?php
/**
 * What members see on the pages to log in and to register.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
?>
<p><?php esc_html_e( 'You are logged in already.', 'therestart' ); ?></p>
<p class="restart-actions">
	<a
		class="wp-element-button"
		href="<?php echo esc_url( Therestart_Pages::url( 'my-registries' ) ); ?>"
	><?php esc_html_e( 'My registries', 'therestart' ); ?></a>
</p>
