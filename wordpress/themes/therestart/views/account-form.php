<?php
/**
 * The account of a member.
 *
 * @package Therestart
 *
 * @var Restart_Registry_Form $data['form'] The form.
 * @var string $data['thanks'] What has just been done, "" for nothing.
 * @var Restart_Registry_Form $data['sign_out'] The form for logging out everywhere.
 * @var WP_User $data['user'] Whose account it is.
 * @var string $data['waiting_email'] A new address that isn't proved yet, "" if there is none.
 * @var string $data['email_news'] "changed" or "expired" after somebody followed the link.
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
$therestart_user = $data['user'];
$therestart_form = $data['form'];
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
<?php if ( $data['thanks'] && ! $therestart_form->is_back() ) : ?>
<p class="restart-thanks" role="status"><?php echo esc_html( $data['thanks'] ); ?></p>
<?php endif; ?>
<?php echo $therestart_form->open_html(); ?>
	<?php
	echo $therestart_form->input_html(
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
	echo $therestart_form->input_html(
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
	echo $therestart_form->input_html(
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
	echo $therestart_form->checkbox_html(
		'notify',
		__( 'Write me an e-mail when somebody buys a gift', 'therestart' ),
		'0' !== get_user_meta( $therestart_user->ID, Therestart_Profile::NOTIFY, true )
	);
	echo $therestart_form->submit_html( __( 'Save', 'therestart' ) );
	?>
</form>
<h2><?php esc_html_e( 'Password', 'therestart' ); ?></h2>
<p>
	<a
		href="<?php echo esc_url( wp_lostpassword_url() ); ?>"
	><?php esc_html_e( 'Choose a new password', 'therestart' ); ?></a>.
	<?php esc_html_e( 'We send you a link for it.', 'therestart' ); ?>
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
<?php
echo $data['sign_out']->open_html();
echo $data['sign_out']->submit_html( __( 'Log out everywhere', 'therestart' ), 'restart-second' );
?>
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
