<?php
/**
 * Situation, date, story and recipient: the same fields for new registries and old ones. Reads `form`, `registry` (if
 * there is one).
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$restart_form = $data['form'];
$restart_old  = $data['registry'] ?? array(
	'description' => '',
	'meta'        => array(),
);
$restart_meta = $restart_old['meta'] + array(
	'event_type'     => '',
	'event_date'     => '',
	'recipient_name' => '',
);
$restart_date = array(
	'type'  => 'date',
	'value' => $restart_meta['event_date'],
);
$restart_text = array(
	'value'     => $restart_old['description'],
	'maxlength' => Restart_Registry_Post_Fields::MAX_STORY_CHARACTERS,
	'rows'      => 6,
);
$restart_whom = array(
	'value'        => $restart_meta['recipient_name'],
	'maxlength'    => 100,
	'autocomplete' => 'off',
);
// phpcs:disable WordPress.Security.EscapeOutput.OutputNotEscaped -- forms escape what they are given.
echo $restart_form->select_html(
	'event_type',
	__( 'What is it for?', 'restart-registry' ),
	array( '' => __( 'I’d rather not say', 'restart-registry' ) ) + Restart_Registry_Situations::all(),
	$restart_meta['event_type']
);
echo $restart_form->input_html(
	'event_date',
	__( 'Date', 'restart-registry' ),
	$restart_date,
	__( 'The day you move, for example.', 'restart-registry' )
);
echo $restart_form->textarea_html(
	'description',
	__( 'Your story', 'restart-registry' ),
	$restart_text,
	__( 'Say as much or as little as you like.', 'restart-registry' )
);
echo $restart_form->input_html(
	'recipient_name',
	__( 'For somebody else?', 'restart-registry' ),
	$restart_whom,
	__(
		'If you keep this registry for another person: their name as friends should see it. Otherwise leave it empty.',
		'restart-registry'
	)
);
