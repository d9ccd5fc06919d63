<?php
/**
 * Starting a registry.
 *
 * @package Therestart
 *
 * @var array $data['form'] State of the form, from Therestart_Posted_Forms::state().
 * @var string $data['api_url'] Where the script sends it; "" if only WordPress takes it.
 * @var string $data['browser_api_key'] For the gateway before the API, may be "".
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
$therestart_field = $data['form']['fields'];
// phpcs:disable WordPress.Security.EscapeOutput -- the plugin's form escapes.
?>
<p>
	<?php
	esc_html_e( 'Only the name is needed. Everything can be changed later, and the gifts come next.', 'therestart' );
	?>
</p>
<form
	class="restart-form"
	method="post"
	data-restart-start
	data-api-url="<?php echo esc_url( $data['api_url'] ); ?>"
	data-api-key="<?php echo esc_attr( $data['browser_api_key'] ); ?>"
>
	<?php echo Therestart_Form_Head::html( $data['form'] ); ?>
	<input
		type="hidden"
		name="form_key"
		value="<?php echo esc_attr( $data['form']['typed']['form_key'] ?? wp_generate_uuid4() ); ?>"
	>
	<?php
	echo $therestart_field->input_html(
		'registry_title',
		__( 'Name of the registry', 'therestart' ),
		array(
			'required'     => true,
			'maxlength'    => Restart_Registry_Post_Fields::MAX_TITLE_CHARACTERS,
			'autocomplete' => 'off',
		),
		__( 'For example: A kitchen of my own', 'therestart' )
	);
	echo $therestart_field->select_html(
		'event_type',
		__( 'What is it for?', 'therestart' ),
		array( '' => __( 'I’d rather not say', 'therestart' ) ) + Restart_Registry_Situations::all()
	);
	echo $therestart_field->input_html(
		'event_date',
		__( 'Date', 'therestart' ),
		array( 'type' => 'date' ),
		__( 'The day you move, for example.', 'therestart' )
	);
	echo $therestart_field->textarea_html(
		'story',
		__( 'Your story', 'therestart' ),
		array( 'rows' => 6, 'maxlength' => Restart_Registry_Post_Fields::MAX_STORY_CHARACTERS ),
		__( 'As much or as little as you like. Better leave out your address.', 'therestart' )
	);
	echo $therestart_field->input_html(
		'recipient_name',
		__( 'For somebody else?', 'therestart' ),
		array( 'maxlength' => 100, 'autocomplete' => 'off' ),
		__(
			'If you keep this registry for another person: their name as friends should see it. Otherwise leave it empty.',
			'therestart'
		)
	);
	?>
	<fieldset class="restart-fieldset">
		<legend><?php esc_html_e( 'Who may see it?', 'therestart' ); ?></legend>
		<?php $therestart_is_public = 'public' === ( $data['form']['typed']['visibility'] ?? '' ); ?>
		<p class="restart-field restart-check">
			<input
				type="radio"
				id="restart-start-private"
				name="visibility"
				value="private"<?php checked( ! $therestart_is_public ); ?>
			><label for="restart-start-private"><?php esc_html_e( 'Private: only I and the people I invite', 'therestart' ); ?></label>
		</p>
		<p class="restart-field restart-check">
			<input
				type="radio"
				id="restart-start-public"
				name="visibility"
				value="public"<?php checked( $therestart_is_public ); ?>
			><label for="restart-start-public"><?php esc_html_e( 'Public: everybody who has the link, and it is on the list of public registries', 'therestart' ); ?></label>
		</p>
		<?php
		echo $therestart_field->textarea_html(
			'invitees',
			__( 'Invite people', 'therestart' ),
			array( 'rows' => 3, 'autocapitalize' => 'none', 'spellcheck' => 'false' ),
			__(
				'E-mail addresses, one per line. Each gets an e-mail with the link. You can also do this later.',
				'therestart'
			)
		);
		?>
	</fieldset>
	<p class="restart-actions">
		<button
			type="submit"
			class="wp-element-button"
		><?php esc_html_e( 'Start my registry', 'therestart' ); ?></button>
	</p>
	<p class="restart-status" role="status"></p>
</form>
