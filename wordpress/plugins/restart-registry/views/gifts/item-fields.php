<?php
/**
 * The fields of a gift, for new ones and old ones. Reads `form`, `item` (if there is one).
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$restart_form = $data['form'];
$restart_item = $data['item'] ?? array();
$restart_was  = static fn( string $name ): string => (string) ( $restart_item[ $name ] ?? '' );
$restart_name = array(
	'value'     => $restart_was( 'name' ),
	'required'  => true,
	'maxlength' => 1000,
);
$restart_cost = array(
	'value'     => isset( $restart_item['price'] ) ? number_format( (float) $restart_item['price'], 2, '.', '' ) : '',
	'inputmode' => 'decimal',
	'maxlength' => 20,
);
$restart_many = array(
	'value'    => (string) ( $restart_item['quantity_needed'] ?? 1 ),
	'type'     => 'number',
	'min'      => 1,
	'max'      => 9999,
	'required' => true,
);
$restart_note = array(
	'value'     => $restart_was( 'notes' ),
	'maxlength' => 1000,
	'rows'      => 2,
);
$restart_text = array(
	'value'     => $restart_was( 'description' ),
	'maxlength' => 500,
	'rows'      => 2,
);
$restart_face = array(
	'value'     => $restart_was( 'image_url' ),
	'type'      => 'url',
	'maxlength' => 2000,
	'inputmode' => 'url',
);
// phpcs:disable WordPress.Security.EscapeOutput.OutputNotEscaped -- forms escape what they are given.
echo $restart_form->input_html( 'name', __( 'What is it?', 'restart-registry' ), $restart_name );
?>
<div class="restart-columns">
	<?php
	echo $restart_form->input_html( 'price', __( 'Price', 'restart-registry' ), $restart_cost );
	echo $restart_form->input_html( 'quantity', __( 'How many?', 'restart-registry' ), $restart_many );
	?>
</div>
<?php
echo $restart_form->textarea_html(
	'notes',
	__( 'A word from you', 'restart-registry' ),
	$restart_note,
	__( 'Size, colour, or why this one.', 'restart-registry' )
);
?>
<details class="restart-more">
	<summary><?php esc_html_e( 'Picture and description', 'restart-registry' ); ?></summary>
	<?php
	echo $restart_form->textarea_html(
		'description',
		__( 'What the shop says about it', 'restart-registry' ),
		$restart_text
	);
	echo $restart_form->input_html( 'image_url', __( 'Address of a picture', 'restart-registry' ), $restart_face );
	?>
</details>
