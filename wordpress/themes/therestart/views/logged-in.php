<?php
/**
 * For somebody who logs in or registers and needn't.
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
