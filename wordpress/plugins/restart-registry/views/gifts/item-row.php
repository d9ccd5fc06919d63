<?php
/**
 * A gift as its owner sees it. Reads `item`, `registry_id`, `forms`, `purchases` (if they were asked for).
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$restart_item  = $data['item'];
$restart_about = array(
	'registry_id' => $data['registry_id'],
	'item_id'     => $restart_item['id'],
);
$restart_move  = $data['forms']->form( 'reorder_items', $restart_about );
$restart_edit  = $data['forms']->form( 'update_item', $restart_about );
$restart_drop  = $data['forms']->form( 'delete_item', $restart_about );
$restart_link  = array(
	'value'     => $restart_item['url'],
	'type'      => 'url',
	'required'  => true,
	'maxlength' => 2000,
);
$restart_whose = '<span class="restart-hidden">: ' . Restart_Registry_View::text( $restart_item['name'] ) . '</span>';
// phpcs:disable WordPress.Security.EscapeOutput.OutputNotEscaped -- forms and views escape what they are given.
?>
<li
	class="restart-item"
	id="restart-item-<?php echo (int) $restart_item['id']; ?>"
	data-restart-item="<?php echo (int) $restart_item['id']; ?>"
	data-restart-name="<?php echo Restart_Registry_View::text( $restart_item['name'] ); ?>"
	tabindex="-1"
>
	<?php echo Restart_Registry_View::html( 'gifts/item-facts', array( 'item' => $restart_item ) ); ?>
	<div class="restart-tools">
		<?php echo $restart_move->open_html( 'restart-move' ); ?>
			<button
				type="submit"
				class="restart-button restart-button--quiet"
				name="direction"
				value="up"
			>
				<span aria-hidden="true">↑</span>
				<?php esc_html_e( 'Up', 'restart-registry' ); ?><?php echo $restart_whose; ?>
			</button>
			<button
				type="submit"
				class="restart-button restart-button--quiet"
				name="direction"
				value="down"
			>
				<span aria-hidden="true">↓</span>
				<?php esc_html_e( 'Down', 'restart-registry' ); ?><?php echo $restart_whose; ?>
			</button>
			<?php echo $restart_move->status_html(); ?>
		</form>
		<details class="restart-fold" data-restart-edit<?php echo $restart_edit->is_back() ? ' open' : ''; ?>>
			<summary class="restart-button restart-button--quiet">
				<?php esc_html_e( 'Edit', 'restart-registry' ); ?><?php echo $restart_whose; ?>
			</summary>
			<?php
			echo $restart_edit->open_html();
			echo $restart_edit->input_html(
				'url',
				__( 'Address of the page in the shop', 'restart-registry' ),
				$restart_link
			);
			echo Restart_Registry_View::html(
				'gifts/item-fields',
				array(
					'form' => $restart_edit,
					'item' => $restart_item,
				)
			);
			echo $restart_edit->submit_html( __( 'Save', 'restart-registry' ) );
			?>
			</form>
		</details>
		<details class="restart-fold"<?php echo $restart_drop->is_back() ? ' open' : ''; ?>>
			<summary class="restart-button restart-button--quiet">
				<?php esc_html_e( 'Remove', 'restart-registry' ); ?><?php echo $restart_whose; ?>
			</summary>
			<?php echo $restart_drop->open_html(); ?>
			<p>
				<?php
				echo (int) $restart_item['quantity_purchased'] > 0
					? esc_html__(
						'Somebody has bought this already. Do you really want to remove it from your registry?',
						'restart-registry'
					)
					: esc_html__( 'Do you want to remove this from your registry?', 'restart-registry' );
				?>
			</p>
			<?php echo $restart_drop->submit_html( __( 'Yes, remove it', 'restart-registry' ) ); ?>
			</form>
		</details>
		<?php
		if ( (int) $restart_item['quantity_purchased'] > 0 ) {
			echo Restart_Registry_View::html( 'gifts/purchases', $data );
		}
		?>
	</div>
</li>
