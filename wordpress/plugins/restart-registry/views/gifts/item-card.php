<?php
/**
 * A gift as friends see it. Reads `item`, `registry_id`, `may_buy`, `forms`.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$restart_item  = $data['item'];
$restart_left  = (int) $restart_item['quantity_needed'] - (int) $restart_item['quantity_purchased'];
$restart_form  = $data['forms']->form(
	'mark_purchased',
	array(
		'registry_id' => $data['registry_id'],
		'item_id'     => $restart_item['id'],
	) + Restart_Registry_Form_Key::field()
);
$restart_name  = array(
	'maxlength'    => 100,
	'autocomplete' => 'name',
);
$restart_email = array(
	'type'         => 'email',
	'maxlength'    => 254,
	'autocomplete' => 'email',
);
$restart_note  = array(
	'maxlength' => 1000,
	'rows'      => 2,
);
$restart_many  = array(
	'type'     => 'number',
	'min'      => 1,
	'max'      => $restart_left,
	'value'    => '1',
	'required' => true,
);
$restart_whose = '<span class="restart-hidden">: ' . Restart_Registry_View::text( $restart_item['name'] ) . '</span>';
// phpcs:disable WordPress.Security.EscapeOutput.OutputNotEscaped -- forms and views escape what they are given.
?>
<li
	class="restart-item<?php echo $restart_left > 0 ? '' : ' restart-item--done'; ?>"
	id="restart-item-<?php echo (int) $restart_item['id']; ?>"
	data-restart-item="<?php echo (int) $restart_item['id']; ?>"
	tabindex="-1"
>
	<?php echo Restart_Registry_View::html( 'gifts/item-facts', array( 'item' => $restart_item ) ); ?>
	<div class="restart-tools" data-restart-tools>
		<?php if ( $restart_left > 0 && ! $data['may_buy'] ) : ?>
			<p>
				<a
					href="<?php echo esc_url( wp_login_url( Restart_Registry_Public::here() ) ); ?>"
				><?php esc_html_e( 'Log in to say that you bought it', 'restart-registry' ); ?></a>
			</p>
		<?php elseif ( $restart_left > 0 ) : ?>
			<details class="restart-fold"<?php echo $restart_form->is_back() ? ' open' : ''; ?>>
				<summary class="restart-button wp-element-button">
					<?php esc_html_e( 'I bought this', 'restart-registry' ); ?><?php echo $restart_whose; ?>
				</summary>
				<?php
				echo $restart_form->open_html();
				echo '<p>' . esc_html__(
					'Then nobody else buys it. You don’t have to leave your name.',
					'restart-registry'
				) . '</p>';
				if ( $restart_left > 1 ) {
					echo $restart_form->input_html(
						'quantity',
						__( 'How many did you buy?', 'restart-registry' ),
						$restart_many
					);
				}
				echo $restart_form->input_html(
					'purchaser_name',
					__( 'Your name', 'restart-registry' ),
					$restart_name
				);
				echo $restart_form->input_html(
					'purchaser_email',
					__( 'Your e-mail address', 'restart-registry' ),
					$restart_email,
					__( 'So that your friend can thank you. It is shown to nobody else.', 'restart-registry' )
				);
				echo $restart_form->textarea_html(
					'purchaser_note',
					__( 'A word to your friend', 'restart-registry' ),
					$restart_note
				);
				echo $restart_form->checkbox_html(
					'is_anonymous',
					__( 'Don’t tell who bought it', 'restart-registry' ),
					false,
					__( 'Then your name, e-mail and words are not passed on to anybody.', 'restart-registry' )
				);
				echo $restart_form->submit_html( __( 'Yes, I bought this', 'restart-registry' ) );
				?>
				</form>
			</details>
		<?php else : ?>
			<p class="restart-done">
				<?php esc_html_e( 'Somebody has taken care of this. Thank you!', 'restart-registry' ); ?>
			</p>
		<?php endif; ?>
	</div>
</li>
