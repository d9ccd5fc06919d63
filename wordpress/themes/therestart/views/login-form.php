<?php
/**
 * Logging in.
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
<?php if ( $data['thanks'] ) : ?>
<p class="restart-thanks" role="status"><?php echo esc_html( $data['thanks'] ); ?></p>
<?php endif; ?>
<?php
echo $therestart_form->open_html();
echo $therestart_form->input_html(
	'log',
	__( 'E-mail address or user name', 'therestart' ),
	array( 'autocomplete' => 'username', 'required' => true, 'maxlength' => 254, 'autocapitalize' => 'none' )
);
echo $therestart_form->input_html(
	'pwd',
	__( 'Password', 'therestart' ),
	array( 'type' => 'password', 'autocomplete' => 'current-password', 'required' => true )
);
echo $therestart_form->checkbox_html( 'rememberme', __( 'Keep me logged in on this device', 'therestart' ) );
echo $therestart_form->submit_html( __( 'Log in', 'therestart' ) );
?>
</form>
<p>
	<a
		href="<?php echo esc_url( wp_lostpassword_url() ); ?>"
	><?php esc_html_e( 'I forgot my password', 'therestart' ); ?></a>
</p>
<p>
	<?php esc_html_e( 'New here?', 'therestart' ); ?>
	<a
		href="<?php echo esc_url( Therestart_Pages::url( 'register' ) ); ?>"
	><?php esc_html_e( 'Create an account', 'therestart' ); ?></a>
</p>
