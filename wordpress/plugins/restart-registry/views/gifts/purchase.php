<?php
/**
 * Who bought how many of a gift, and undoing it. Reads `purchase`, `form`.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$restart_purchase = $data['purchase'];
$restart_form     = $data['form'];
$restart_email    = (string) $restart_purchase['purchaser_email'];
$restart_buyer    = (string) $restart_purchase['purchaser_name'];
if ( '' === $restart_buyer && $restart_purchase['is_anonymous'] ) {
	$restart_buyer = __( 'Somebody who would rather not be named', 'restart-registry' );
} elseif ( '' === $restart_buyer ) {
	$restart_buyer = __( 'Somebody', 'restart-registry' );
}
$restart_bought_at = (int) strtotime( (string) $restart_purchase['created_at'] );
$restart_bought_on = (string) wp_date( (string) get_option( 'date_format' ), $restart_bought_at );
// phpcs:disable WordPress.Security.EscapeOutput.OutputNotEscaped -- forms and View::text() escape what they are given.
?>
<li>
	<p class="restart-buyer"><?php echo Restart_Registry_View::text( $restart_buyer ); ?></p>
	<p class="restart-facts">
		<span>
			<?php
			echo esc_html(
				sprintf(
					/* translators: %d: how many pieces of a gift. */
					_n( '%d piece', '%d pieces', (int) $restart_purchase['quantity'], 'restart-registry' ),
					(int) $restart_purchase['quantity']
				)
			);
			?>
		</span>
		<span><?php echo esc_html( $restart_bought_on ); ?></span>
		<?php if ( '' !== $restart_email ) : ?>
			<span>
				<a
					href="<?php echo esc_url( "mailto:$restart_email" ); ?>"
				><?php echo Restart_Registry_View::text( $restart_email ); ?></a>
			</span>
		<?php endif; ?>
	</p>
	<?php if ( $restart_purchase['note'] ) : ?>
		<div class="restart-notes">
			<?php echo wpautop( Restart_Registry_View::text( $restart_purchase['note'] ) ); ?>
		</div>
	<?php endif; ?>
	<details class="restart-fold">
		<summary class="restart-button restart-button--quiet">
			<?php esc_html_e( 'Undo', 'restart-registry' ); ?><span
				class="restart-hidden"
			>: <?php echo Restart_Registry_View::text( $restart_buyer ); ?></span>
		</summary>
		<?php echo $restart_form->open_html(); ?>
		<p>
			<?php
			esc_html_e( 'Was it a mistake, or did it not come about?', 'restart-registry' );
			echo ' ';
			esc_html_e(
				'Then it counts as wanted again, and what they wrote here is gone. We tell nobody.',
				'restart-registry'
			);
			?>
		</p>
		<?php echo $restart_form->submit_html( __( 'Yes, undo it', 'restart-registry' ) ); ?>
		</form>
	</details>
</li>
