<?php
/**
 * Link, public or private, invited people. Reads `registry`, `registry_id`, `invitees`, `forms`.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$restart_public = $data['registry']['is_public'];
$restart_switch = $data['forms']->form(
	'update',
	array(
		'registry_id' => $data['registry_id'],
		'part'        => 'switch',
		'is_public'   => $restart_public ? '0' : '1',
	)
);
$restart_invite = $data['forms']->form( 'send_invite', array( 'registry_id' => $data['registry_id'] ) );
$restart_whom   = array(
	'required'       => true,
	'maxlength'      => 254,
	'autocomplete'   => 'off',
	'autocapitalize' => 'none',
);
// phpcs:disable WordPress.Security.EscapeOutput.OutputNotEscaped -- forms and views escape what they are given.
?>
<section class="restart-sheet" aria-labelledby="restart-sharing">
	<h2 id="restart-sharing"><?php esc_html_e( 'Who may see it', 'restart-registry' ); ?></h2>
	<p>
		<?php
		if ( $restart_public ) {
			esc_html_e(
				'Your registry is public: everybody who has the link sees your gifts and your story.',
				'restart-registry'
			);
			echo ' ';
			esc_html_e( 'The site lists it, too. You can take that back at any time.', 'restart-registry' );
		} else {
			esc_html_e(
				'Your registry is private: to everybody else it looks as if it didn’t exist.',
				'restart-registry'
			);
			echo ' ';
			esc_html_e( 'The people you invite see it once they have logged in.', 'restart-registry' );
		}
		?>
	</p>
	<?php
	echo $restart_switch->open_html();
	echo $restart_switch->submit_html(
		$restart_public ? __( 'Make it private', 'restart-registry' ) : __( 'Make it public', 'restart-registry' ),
		'restart-button--quiet'
	);
	?>
	</form>
	<div class="restart-field">
		<label for="restart-link"><?php esc_html_e( 'The link to give to friends', 'restart-registry' ); ?></label>
		<div class="restart-copy">
			<input
				type="text"
				id="restart-link"
				readonly
				value="<?php echo esc_url( $data['registry']['permalink'] ); ?>"
			>
			<button
				type="button"
				class="restart-button restart-button--quiet"
				data-restart-copy="restart-link"
				hidden
			><?php esc_html_e( 'Copy', 'restart-registry' ); ?></button>
		</div>
		<div class="restart-status" role="status"></div>
	</div>
	<h3><?php esc_html_e( 'Invited people', 'restart-registry' ); ?></h3>
	<?php if ( is_wp_error( $data['invitees'] ) ) : ?>
		<p role="alert"><?php echo esc_html( $data['invitees']->get_error_message() ); ?></p>
	<?php else : ?>
		<?php echo Restart_Registry_View::html( 'owner/invitees', $data ); ?>
	<?php endif; ?>
	<?php
	echo $restart_invite->open_html();
	echo $restart_invite->input_html(
		'invitee',
		__( 'Their e-mail address, or their user name here', 'restart-registry' ),
		$restart_whom,
		__(
			'With an e-mail address they get an e-mail from us with the link. Nobody else sees who is invited.',
			'restart-registry'
		)
	);
	echo $restart_invite->submit_html( __( 'Invite', 'restart-registry' ), 'restart-button--quiet' );
	?>
	</form>
</section>
