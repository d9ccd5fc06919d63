<?php
/**
 * One's own account.
 *
 * @package Therestart
 *
 * @var array $data['form'] State of the form, from Therestart_Posted_Forms::state().
 * @var array $data['sign_out'] State of the form for logging out everywhere.
 * @var WP_User $data['user'] Whose account it is.
 * @var string $data['waiting_email'] A new address that isn't proved yet, "" if there is none.
 * @var string $data['email_news'] "changed" or "expired" after the link was followed.
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
$therestart_user  = $data['user'];
$therestart_field = $data['form']['fields'];
// phpcs:disable WordPress.Security.EscapeOutput -- the plugin's form escapes.
?>
<?php if ( 'changed' === $data['email_news'] ) : ?>
<p class="restart-thanks" role="status">
	<?php esc_html_e( 'Your new e-mail address counts from now on.', 'therestart' ); ?>
</p>
<?php elseif ( 'expired' === $data['email_news'] ) : ?>
<p class="restart-notice" role="status">
	<?php
	esc_html_e(
		'That link is too old or was used before. Your address is unchanged: type the new one again, and we send another link.',
		'therestart'
	);
	?>
</p>
<?php endif; ?>
<?php if ( $data['form']['thanks'] ) : ?>
<p class="restart-thanks" role="status"><?php echo esc_html( $data['form']['thanks'] ); ?></p>
<?php endif; ?>
<form class="restart-form" method="post" data-restart-ajax="restart_update_profile">
	<?php echo Therestart_Form_Head::html( $data['form'] ); ?>
	<?php
	echo $therestart_field->input_html(
		'display_name',
		__( 'Your name', 'therestart' ),
		array(
			'autocomplete' => 'given-name',
			'required'     => true,
			'maxlength'    => 60,
			'value'        => wp_specialchars_decode( $therestart_user->display_name, ENT_QUOTES ),
		),
		__( 'This is what friends see on your registry.', 'therestart' )
	);
	echo $therestart_field->input_html(
		'email',
		__( 'Your e-mail address', 'therestart' ),
		array(
			'type'         => 'email',
			'autocomplete' => 'email',
			'required'     => true,
			'maxlength'    => 100,
			'value'        => $therestart_user->user_email,
		),
		__( 'We show it to nobody. A new one counts once you have followed the link that we send there.', 'therestart' )
	);
	echo $therestart_field->input_html(
		'current_password',
		__( 'Your password', 'therestart' ),
		array( 'type' => 'password', 'autocomplete' => 'current-password' ),
		__( 'Only needed for a new e-mail address.', 'therestart' )
	);
	?>
	<?php if ( $data['waiting_email'] ) : ?>
	<p class="restart-notice">
		<?php
		echo esc_html(
			sprintf(
				/* translators: %s: e-mail address. */
				__( 'Waiting for you to follow the link that we sent to %s.', 'therestart' ),
				$data['waiting_email']
			)
		);
		?>
	</p>
	<?php endif; ?>
	<?php
	echo $therestart_field->checkbox_html(
		'notify',
		__( 'Write me an e-mail when somebody buys a gift', 'therestart' ),
		'0' !== get_user_meta( $therestart_user->ID, Therestart_Profile::NOTIFY, true )
	);
	?>
	<p class="restart-actions">
		<button type="submit" class="wp-element-button"><?php esc_html_e( 'Save', 'therestart' ); ?></button>
	</p>
	<p class="restart-status" role="status"></p>
</form>
<h2><?php esc_html_e( 'Password', 'therestart' ); ?></h2>
<p>
	<a
		href="<?php echo esc_url( wp_lostpassword_url() ); ?>"
	><?php esc_html_e( 'Choose a new password', 'therestart' ); ?></a>. <?php esc_html_e( 'We send you a link for it.', 'therestart' ); ?>
</p>
<h2><?php esc_html_e( 'Is somebody else in your account?', 'therestart' ); ?></h2>
<p>
	<?php
	esc_html_e(
		'This logs you out on every device, this one too, and ends every application password. If somebody may know your password, choose a new one as well.',
		'therestart'
	);
	?>
</p>
<form class="restart-form" method="post">
	<?php echo Therestart_Form_Head::html( $data['sign_out'] ); ?>
	<p class="restart-actions">
		<button
			type="submit"
			class="wp-element-button restart-second"
		><?php esc_html_e( 'Log out everywhere', 'therestart' ); ?></button>
	</p>
</form>
<h2><?php esc_html_e( 'Your user name', 'therestart' ); ?></h2>
<p>
	<?php
	echo esc_html(
		sprintf(
			/* translators: %s: user name. */
			__(
				'Friends can invite you to a private registry by your e-mail address or as %s. Nobody else sees it.',
				'therestart'
			),
			$therestart_user->user_login
		)
	);
	?>
</p>
<h2><?php esc_html_e( 'Going away', 'therestart' ); ?></h2>
<p>
	<?php
	printf(
		/* translators: 1, 2: where the link to the contact form begins and ends. */
		esc_html__( '%1$sWrite to us%2$s to have your account deleted, with everything in it.', 'therestart' ),
		'<a href="#contact">',
		'</a>'
	);
	?>
</p>
<p class="restart-actions">
	<a
		class="wp-element-button restart-second"
		href="<?php echo esc_url( wp_logout_url( home_url( '/' ) ) ); ?>"
	><?php esc_html_e( 'Log out', 'therestart' ); ?></a>
</p>
