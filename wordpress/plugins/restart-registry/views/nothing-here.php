<?php
/**
 * Stands in for a registry that isn’t there, or that the visitor may not see: with the same words. Reads `is_asked`.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$restart_here = Restart_Registry_Public::here();
?>
<div class="restart-registry">
	<div class="restart-sheet">
		<?php if ( ! $data['is_asked'] ) : ?>
			<p>
				<?php
				esc_html_e(
					'No registry was named here. Please open the link that your friend gave you.',
					'restart-registry'
				);
				?>
			</p>
		<?php else : ?>
			<p><?php esc_html_e( 'There is no such registry, or it is private.', 'restart-registry' ); ?></p>
			<?php if ( ! is_user_logged_in() ) : ?>
				<p>
					<?php
					esc_html_e( 'Were you invited? Then log in, and open the link again.', 'restart-registry' );
					?>
					<a
						href="<?php echo esc_url( wp_login_url( $restart_here ) ); ?>"
					><?php esc_html_e( 'Log in', 'restart-registry' ); ?></a>
				</p>
			<?php endif; ?>
		<?php endif; ?>
	</div>
</div>
