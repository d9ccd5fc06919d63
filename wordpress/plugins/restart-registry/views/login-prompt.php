<?php
/**
 * For guests, where something needs an account. Reads `forms`.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$restart_here = Restart_Registry_Public::here();
?>
<div class="restart-registry">
	<div class="restart-sheet">
		<?php if ( is_user_logged_in() ) : ?>
			<p><?php esc_html_e( 'Your account can’t have a registry of its own. Please write to the people who run this site.', 'restart-registry' ); ?></p>
		<?php else : ?>
			<p><?php esc_html_e( 'To have a registry of your own, please log in first. It is yours alone: nobody sees it unless you want them to.', 'restart-registry' ); ?></p>
			<p class="restart-actions">
				<a class="restart-button wp-element-button" href="<?php echo esc_url( wp_login_url( $restart_here ) ); ?>"><?php esc_html_e( 'Log in', 'restart-registry' ); ?></a>
				<?php if ( get_option( 'users_can_register' ) ) : ?>
					<a href="<?php echo esc_url( Restart_Registry_Pages::url( 'register' ) ); ?>"><?php esc_html_e( 'Make an account', 'restart-registry' ); ?></a>
				<?php endif; ?>
			</p>
		<?php endif; ?>
	</div>
</div>
