<?php
/**
 * For guests on a page for members.
 *
 * @package Therestart
 *
 * @var string $data['text'] What it would be good for.
 * @var string $data['login_url'] The form to log in, which leads back here.
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
?>
<p><?php echo esc_html( $data['text'] ); ?></p>
<p class="restart-actions">
	<a class="wp-element-button" href="<?php echo esc_url( $data['login_url'] ); ?>"><?php esc_html_e( 'Log in', 'therestart' ); ?></a>
	<a class="wp-element-button restart-second" href="<?php echo esc_url( Therestart_Pages::url( 'register' ) ); ?>"><?php esc_html_e( 'Make an account', 'therestart' ); ?></a>
</p>
