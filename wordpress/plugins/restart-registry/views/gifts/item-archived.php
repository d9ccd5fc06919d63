<?php
/**
 * A gift of an archived registry as its owner sees it. Reads `item`, `registry_id`, `forms`, `purchases` (if they were
 * asked for).
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$restart_item = $data['item'];
// phpcs:disable WordPress.Security.EscapeOutput.OutputNotEscaped -- views escape what they are given.
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
		<?php
		if ( (int) $restart_item['quantity_purchased'] > 0 ) {
			echo Restart_Registry_View::html( 'gifts/purchases', $data );
		}
		?>
	</div>
</li>
