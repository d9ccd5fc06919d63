<?php
/**
 * For guests, where somebody starts a registry. Their main button makes an account, unless registration is closed.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$restart_log_in = wp_login_url( Restart_Registry_Public::here() );
$restart_button = 'restart-button wp-element-button';
?>
<div class="restart-registry">
	<div class="restart-sheet">
		<?php if ( is_user_logged_in() ) : ?>
			<p>
				<?php
				esc_html_e(
					'Your account can’t have a registry of its own. Please write to the people who run this site.',
					'restart-registry'
				);
				?>
			</p>
		<?php else : ?>
			<p>
				<?php
				esc_html_e(
					'To start a registry you need an account, so that it stays yours and you decide who sees it.',
					'restart-registry'
				);
				?>
			</p>
			<p class="restart-actions">
				<?php if ( get_option( 'users_can_register' ) ) : ?>
					<a
						class="<?php echo esc_attr( $restart_button ); ?>"
						href="<?php echo esc_url( Restart_Registry_Pages::url( 'register' ) ); ?>"
					><?php esc_html_e( 'Create an account', 'restart-registry' ); ?></a>
					<a
						href="<?php echo esc_url( $restart_log_in ); ?>"
					><?php esc_html_e( 'Log in', 'restart-registry' ); ?></a>
				<?php else : ?>
					<a
						class="<?php echo esc_attr( $restart_button ); ?>"
						href="<?php echo esc_url( $restart_log_in ); ?>"
					><?php esc_html_e( 'Log in', 'restart-registry' ); ?></a>
				<?php endif; ?>
			</p>
		<?php endif; ?>
	</div>
</div>
