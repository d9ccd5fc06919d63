<?php
/**
 * The gifts, and the form for another one. Reads `registry`, `registry_id`, `items`, `forms`.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$restart_items = $data['items'];
$restart_form  = $data['forms']->form(
	'add_item',
	array( 'registry_id' => $data['registry_id'] ) + Restart_Registry_Form_Key::field()
);
$restart_link  = array(
	'type'         => 'text',
	'inputmode'    => 'url',
	'autocomplete' => 'off',
	'required'     => true,
	'maxlength'    => 2000,
	'placeholder'  => 'https://',
);
// phpcs:disable WordPress.Security.EscapeOutput.OutputNotEscaped -- forms and views escape what they are given.
if ( is_wp_error( $restart_items ) ) {
	echo Restart_Registry_View::html( 'outage' );
} else {
	?>
	<p data-restart-empty<?php echo $restart_items ? ' hidden' : ''; ?>>
		<?php esc_html_e( 'Nothing is in your registry yet. Begin with one small thing.', 'restart-registry' ); ?>
	</p>
	<?php
}
if ( $data['registry']['is_archived'] ) {
	?>
	<ul class="restart-items">
		<?php
		foreach ( is_wp_error( $restart_items ) ? array() : $restart_items as $restart_item ) {
			echo Restart_Registry_View::html( 'gifts/item-archived', array( 'item' => $restart_item ) + $data );
		}
		?>
	</ul>
	<div class="restart-status" role="status" data-restart-said></div>
	<?php
	return;
}
?>
<ol class="restart-items" data-restart-items>
	<?php
	foreach ( is_wp_error( $restart_items ) ? array() : $restart_items as $restart_item ) {
		echo Restart_Registry_View::html( 'gifts/item-row', array( 'item' => $restart_item ) + $data );
	}
	?>
</ol>
<div class="restart-status" role="status" data-restart-said></div>
<details class="restart-add"<?php echo ! $restart_items || $restart_form->is_back() ? ' open' : ''; ?>>
	<summary class="restart-button wp-element-button"><?php esc_html_e( 'Add a gift', 'restart-registry' ); ?></summary>
	<?php
	echo $restart_form->open_html();
	echo $restart_form->input_html(
		'url',
		__( 'Address of the page in the shop', 'restart-registry' ),
		$restart_link,
		__( 'Any shop will do. Copy the address from your browser.', 'restart-registry' )
	);
	?>
	<div class="restart-submit">
		<button
			type="submit"
			class="restart-button restart-button--quiet"
			name="<?php echo esc_attr( Restart_Registry_Form_Set::FIELD ); ?>"
			value="fetch_url"
			formnovalidate
			data-restart-fetch
		><?php esc_html_e( 'Fill in what the shop says', 'restart-registry' ); ?></button>
	</div>
	<div class="restart-status" role="status" data-restart-fetched></div>
	<?php
	echo Restart_Registry_View::html( 'gifts/item-fields', array( 'form' => $restart_form ) );
	echo $restart_form->submit_html( __( 'Add to my registry', 'restart-registry' ) );
	?>
	</form>
</details>
