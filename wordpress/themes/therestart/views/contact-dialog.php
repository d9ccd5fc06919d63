<?php
/**
 * The contact form, on every page.
 *
 * @package Therestart
 *
 * @var array $data['form'] State of the form, from Therestart_Posted_Forms::state().
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
$therestart_field = $data['form']['fields'];
// phpcs:disable WordPress.Security.EscapeOutput -- the plugin's form escapes.
?>
<dialog id="contact" class="restart-dialog" aria-labelledby="restart-contact-title">
<div class="restart-dialog-inside">
	<h2 id="restart-contact-title"><?php esc_html_e( 'Write to us', 'therestart' ); ?></h2>
	<form method="dialog" class="restart-dialog-close">
		<button aria-label="<?php esc_attr_e( 'Close', 'therestart' ); ?>">×</button>
	</form>
	<?php if ( $data['form']['thanks'] ) : ?>
	<p class="restart-thanks" role="status"><?php echo esc_html( $data['form']['thanks'] ); ?></p>
	<?php endif; ?>
	<p>
		<?php
		esc_html_e( 'A person reads this and answers to the address you give, and to no other.', 'therestart' );
		?>
	</p>
	<form class="restart-form" method="post" action="#contact" data-restart-ajax="restart_contact_submit">
		<?php echo Therestart_Form_Head::html( $data['form'] ); ?>
		<?php
		echo $therestart_field->input_html(
			'contact_name',
			__( 'Your name', 'therestart' ),
			array( 'autocomplete' => 'name', 'maxlength' => 100 )
		);
		echo $therestart_field->input_html(
			'contact_email',
			__( 'Your e-mail address', 'therestart' ),
			array( 'type' => 'email', 'autocomplete' => 'email', 'required' => true, 'maxlength' => 254 )
		);
		echo $therestart_field->textarea_html(
			'message',
			__( 'Your message', 'therestart' ),
			array( 'rows' => 5, 'required' => true, 'maxlength' => 5000 )
		);
		?>
		<p class="restart-trap" aria-hidden="true">
			<label
				for="restart-contact_submit-website"
			><?php esc_html_e( 'Leave this empty', 'therestart' ); ?></label><input id="restart-contact_submit-website" name="website" type="text" tabindex="-1" autocomplete="off">
		</p>
		<p class="restart-actions">
			<button type="submit" class="wp-element-button"><?php esc_html_e( 'Send', 'therestart' ); ?></button>
		</p>
		<p class="restart-status" role="status"></p>
	</form>
</div>
</dialog>
