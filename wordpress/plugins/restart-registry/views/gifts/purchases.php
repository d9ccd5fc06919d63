<?php
/**
 * Who bought a gift, for its owner, or the button that asks for it. Reads `item`, `registry_id`, `forms`, `purchases`
 * (when a script asks; otherwise they are in the answer that `forms` keeps).
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$restart_item   = $data['item'];
$restart_about  = array(
	'registry_id' => $data['registry_id'],
	'item_id'     => $restart_item['id'],
);
$restart_name   = '<span class="restart-hidden">: ' . Restart_Registry_View::text( $restart_item['name'] ) . '</span>';
$restart_answer = $data['forms']->answer();
$restart_posted = null;
if ( ( $restart_answer['item_id'] ?? null ) === $restart_item['id'] ) {
	$restart_posted = $restart_answer['purchases'] ?? null;
}
$restart_list = $data['purchases'] ?? $restart_posted;
// phpcs:disable WordPress.Security.EscapeOutput.OutputNotEscaped -- forms and views escape what they are given.
if ( null === $restart_list ) {
	$restart_form = $data['forms']->form( 'list_purchases', $restart_about );
	?>
	<?php echo $restart_form->open_html( 'restart-inline' ); ?>
		<button
			type="submit"
			class="restart-button restart-button--quiet"
		><?php esc_html_e( 'Who bought it', 'restart-registry' ); ?><?php echo $restart_name; ?></button>
		<?php echo $restart_form->status_html(); ?>
	</form>
	<?php
	return;
}
$restart_others = (int) $restart_item['quantity_purchased'] - array_sum( array_column( $restart_list, 'quantity' ) );
?>
<details class="restart-fold" data-restart-purchases open>
	<summary class="restart-button restart-button--quiet"<?php echo null === $restart_posted ? '' : ' autofocus'; ?>>
		<?php esc_html_e( 'Who bought it', 'restart-registry' ); ?><?php echo $restart_name; ?>
	</summary>
	<div class="restart-purchases">
		<?php if ( $restart_list ) : ?>
			<ul>
				<?php
				foreach ( $restart_list as $restart_purchase ) {
					echo Restart_Registry_View::html(
						'gifts/purchase',
						array(
							'purchase' => $restart_purchase,
							'form'     => $data['forms']->form(
								'undo_purchased',
								$restart_about + array( 'purchase_id' => $restart_purchase['id'] )
							),
						)
					);
				}
				?>
			</ul>
		<?php endif; ?>
		<?php if ( $restart_others > 0 ) : ?>
			<p>
				<?php
				echo esc_html(
					sprintf(
						/* translators: %d: how many pieces of a gift. */
						_n(
							'%d was marked as bought in another way. By whom, we don’t know.',
							'%d were marked as bought in another way. By whom, we don’t know.',
							$restart_others,
							'restart-registry'
						),
						$restart_others
					)
				);
				?>
			</p>
		<?php endif; ?>
	</div>
</details>
