<?php
/**
 * Making an account.
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
<?php if ( $data['form']['thanks'] ) : ?>
<p class="restart-thanks" role="status"><?php echo esc_html( $data['form']['thanks'] ); ?></p>
<?php else : ?>
<p>
	<?php
	esc_html_e( 'Two things, and you can start. We’ll send you a link to choose your password.', 'therestart' );
	?>
</p>
<form class="restart-form" method="post" data-restart-ajax="restart_register">
	<?php echo Therestart_Form_Head::html( $data['form'] ); ?>
	<?php
	echo $therestart_field->input_html(
		'first_name',
		__( 'Your name', 'therestart' ),
		array( 'autocomplete' => 'given-name', 'required' => true, 'maxlength' => 60 ),
		__( 'A first name is enough. It is what friends will see, and you can change it.', 'therestart' )
	);
	echo $therestart_field->input_html(
		'email',
		__( 'Your e-mail address', 'therestart' ),
		array( 'type' => 'email', 'autocomplete' => 'email', 'required' => true, 'maxlength' => 100 ),
		__( 'We show it to nobody. Best use one that only you can read.', 'therestart' )
	);
	?>
	<p class="restart-trap" aria-hidden="true">
		<label
			for="restart-register-website"
		><?php esc_html_e( 'Leave this empty', 'therestart' ); ?></label><input id="restart-register-website" name="website" type="text" tabindex="-1" autocomplete="off">
	</p>
	<p class="restart-actions">
		<button
			type="submit"
			class="wp-element-button"
		><?php esc_html_e( 'Create my account', 'therestart' ); ?></button>
	</p>
	<p class="restart-status" role="status"></p>
</form>
<p class="restart-small">
	<?php
	printf(
		/* translators: 1, 2: links to the terms and to the privacy policy. */
		esc_html__( 'With your account you accept our %1$s. Our %2$s says what we keep.', 'therestart' ),
		'<a href="' . esc_url(
			Therestart_Pages::url( 'terms-and-conditions' )
		) . '">' . esc_html__( 'terms and conditions', 'therestart' ) . '</a>',
		'<a href="' . esc_url(
			Therestart_Pages::url( 'privacy-policy' )
		) . '">' . esc_html__( 'privacy policy', 'therestart' ) . '</a>'
	);
	?>
</p>
<p>
	<?php esc_html_e( 'You have an account?', 'therestart' ); ?> <a href="<?php echo esc_url( Therestart_Pages::url( 'login' ) ); ?>"><?php esc_html_e( 'Log in', 'therestart' ); ?></a>
</p>
<?php endif; ?>
