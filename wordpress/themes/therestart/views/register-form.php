<?php
/**
 * Making an account.
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
<?php if ( $data['thanks'] && ! $therestart_form->is_back() ) : ?>
<p class="restart-thanks" role="status"><?php echo esc_html( $data['thanks'] ); ?></p>
<?php else : ?>
<p>
	<?php
	esc_html_e( 'Two things, and you can start. We’ll send you a link to choose your password.', 'therestart' );
	?>
</p>
<?php
echo $therestart_form->open_html();
echo $therestart_form->input_html(
	'first_name',
	__( 'Your name', 'therestart' ),
	array( 'autocomplete' => 'given-name', 'required' => true, 'maxlength' => 60 ),
	__( 'A first name is enough. It is what friends will see, and you can change it.', 'therestart' )
);
echo $therestart_form->input_html(
	'email',
	__( 'Your e-mail address', 'therestart' ),
	array( 'type' => 'email', 'autocomplete' => 'email', 'required' => true, 'maxlength' => 100 ),
	__( 'We show it to nobody. It is best to use one that only you can read.', 'therestart' )
);
echo $therestart_form->trap_html( 'website' );
echo $therestart_form->submit_html( __( 'Create my account', 'therestart' ) );
?>
</form>
<p class="restart-small">
	<?php
	printf(
		/* translators: 1, 2: links to the terms and to the privacy policy. */
		esc_html__( 'With your account you accept our %1$s. Our %2$s says what we keep.', 'therestart' ),
		sprintf(
			'<a href="%s">%s</a>',
			esc_url( Therestart_Pages::url( 'terms-and-conditions' ) ),
			esc_html__( 'terms and conditions', 'therestart' )
		),
		sprintf(
			'<a href="%s">%s</a>',
			esc_url( Therestart_Pages::url( 'privacy-policy' ) ),
			esc_html__( 'privacy policy', 'therestart' )
		)
	);
	?>
</p>
<p>
	<?php esc_html_e( 'Do you have an account?', 'therestart' ); ?>
	<a
		href="<?php echo esc_url( Therestart_Pages::url( 'login' ) ); ?>"
	><?php esc_html_e( 'Log in', 'therestart' ); ?></a>
</p>
<?php endif; ?>
