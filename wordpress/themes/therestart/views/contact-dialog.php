<?php
/**
 * The contact form, on every page.
 *
 * @package Therestart
 *
 * @var Restart_Registry_Form $data['form'] The form.
 * @var string $data['thanks'] What has just been done, "" for nothing.
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
$therestart_form = $data['form'];
// phpcs:disable WordPress.Security.EscapeOutput -- the plugin's form escapes.
?>
<dialog id="contact" class="restart-dialog" aria-labelledby="restart-contact-title">
<div class="restart-dialog-inside">
	<h2 id="restart-contact-title"><?php esc_html_e( 'Write to us', 'therestart' ); ?></h2>
	<form method="dialog" class="restart-dialog-close">
		<button aria-label="<?php esc_attr_e( 'Close', 'therestart' ); ?>">×</button>
	</form>
	<?php if ( $data['thanks'] && ! $therestart_form->is_back() ) : ?>
	<p class="restart-thanks" role="status"><?php echo esc_html( $data['thanks'] ); ?></p>
	<?php endif; ?>
	<p>
		<?php
		esc_html_e( 'A person reads this and answers to the address you give, and to no other.', 'therestart' );
		?>
	</p>
		<?php
		echo $therestart_form->open_html( '', array( 'action' => '#contact' ) );
		// The address leads to the top of the dialog, and takes the focus away from what stands at the end.
		echo $therestart_form->is_back() ? $therestart_form->status_html() : '';
		echo $therestart_form->input_html(
			'contact_name',
			__( 'Your name', 'therestart' ),
			array( 'autocomplete' => 'name', 'maxlength' => 100 )
		);
		echo $therestart_form->input_html(
			'contact_email',
			__( 'Your e-mail address', 'therestart' ),
			array( 'type' => 'email', 'autocomplete' => 'email', 'required' => true, 'maxlength' => 254 )
		);
		echo $therestart_form->textarea_html(
			'message',
			__( 'Your message', 'therestart' ),
			array( 'rows' => 5, 'required' => true, 'maxlength' => 5000 )
		);
		echo $therestart_form->trap_html( 'website' );
		echo $therestart_form->submit_html( __( 'Send', 'therestart' ) );
		?>
	</form>
</div>
</dialog>
