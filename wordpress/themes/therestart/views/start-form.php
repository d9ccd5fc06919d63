<?php
/**
 * Starting a registry.
 *
 * @package Therestart
 *
 * @var Restart_Registry_Form $data['form'] The form.
 * @var string $data['api_url'] Where the script sends the form, "" if only WordPress takes it.
 * @var string $data['browser_api_key'] The key for the gateway before the API, "" if it wants none.
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
$therestart_form = $data['form'];
// phpcs:disable WordPress.Security.EscapeOutput -- the plugin's form escapes.
?>
<p>
	<?php
	esc_html_e( 'Only the name is needed. Everything can be changed later, and the gifts come next.', 'therestart' );
	?>
</p>
<?php
echo $therestart_form->open_html(
	'',
	array(
		'data-restart-start' => true,
		'data-api-url'       => $data['api_url'],
		'data-api-key'       => $data['browser_api_key'],
	)
);
echo $therestart_form->input_html(
	'registry_title',
	__( 'Name of the registry', 'therestart' ),
	array(
		'required'     => true,
		'maxlength'    => Restart_Registry_Post_Fields::MAX_TITLE_CHARACTERS,
		'autocomplete' => 'off',
	),
	__( 'For example: A kitchen of my own', 'therestart' )
);
echo $therestart_form->select_html(
	'event_type',
	__( 'What is it for?', 'therestart' ),
	array( '' => __( 'I’d rather not say', 'therestart' ) ) + Restart_Registry_Situations::all()
);
echo $therestart_form->input_html(
	'event_date',
	__( 'Date', 'therestart' ),
	array( 'type' => 'date' ),
	__( 'The day you move, for example.', 'therestart' )
);
echo $therestart_form->textarea_html(
	'story',
	__( 'Your story', 'therestart' ),
	array( 'rows' => 6, 'maxlength' => Restart_Registry_Post_Fields::MAX_STORY_CHARACTERS ),
	__( 'Write as much or as little as you like. It is better to leave out your address.', 'therestart' )
);
echo $therestart_form->input_html(
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
		<?php
		echo $therestart_form->radios_html(
			'visibility',
			array(
				'private' => __( 'Private: only I and the people I invite', 'therestart' ),
				'public'  => __(
					'Public: everybody who has the link, and it is on the list of public registries',
					'therestart'
				),
			)
		);
		echo $therestart_form->textarea_html(
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
	<?php echo $therestart_form->submit_html( __( 'Start my registry', 'therestart' ) ); ?>
</form>
