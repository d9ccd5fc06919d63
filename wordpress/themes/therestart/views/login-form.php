<?php
/**
 * Logging in.
 *
 * @package Therestart
 *
 * @var array $data['form'] State of the form, from Therestart_Posted_Forms::state().
 * @var string $data['thanks'] What has just been done, "" for nothing.
 * @var string $data['redirect_to'] Where to go then; checked when it is used.
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
$therestart_field = $data['form']['fields'];
// phpcs:disable WordPress.Security.EscapeOutput -- the plugin's form escapes.
?>
<?php if ( $data['thanks'] ) : ?>
<p class="restart-thanks" role="status"><?php echo esc_html( $data['thanks'] ); ?></p>
<?php endif; ?>
<form class="restart-form" method="post">
	<?php echo Therestart_Form_Head::html( $data['form'] ); ?>
	<input
		type="hidden"
		name="redirect_to"
		value="<?php echo esc_attr( $data['form']['typed']['redirect_to'] ?? $data['redirect_to'] ); ?>"
	>
	<?php
	echo $therestart_field->input_html(
		'log',
		__( 'E-mail address or user name', 'therestart' ),
		array( 'autocomplete' => 'username', 'required' => true, 'maxlength' => 254, 'autocapitalize' => 'none' )
	);
	echo $therestart_field->input_html(
		'pwd',
		__( 'Password', 'therestart' ),
		array( 'type' => 'password', 'autocomplete' => 'current-password', 'required' => true )
	);
	echo $therestart_field->checkbox_html( 'rememberme', __( 'Keep me logged in on this device', 'therestart' ) );
	?>
	<p class="restart-actions">
		<button type="submit" class="wp-element-button"><?php esc_html_e( 'Log in', 'therestart' ); ?></button>
	</p>
</form>
<p>
	<a
		href="<?php echo esc_url( wp_lostpassword_url() ); ?>"
	><?php esc_html_e( 'I forgot my password', 'therestart' ); ?></a>
</p>
<p>
	<?php esc_html_e( 'New here?', 'therestart' ); ?> <a href="<?php echo esc_url( Therestart_Pages::url( 'register' ) ); ?>"><?php esc_html_e( 'Create an account', 'therestart' ); ?></a>
</p>
