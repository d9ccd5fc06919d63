<?php
/**
 * Title, event, owner and story, for everybody who may see them. Reads `registry`, `heading` (its tag, "" for none).
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$restart_registry = $data['registry'];
$restart_meta     = $restart_registry['meta'];
$restart_owner    = (string) $restart_registry['owner_name'];
$restart_whom     = (string) $restart_meta['recipient_name'];
$restart_tag      = tag_escape( $data['heading'] );
$restart_by       = '';
if ( '' !== $restart_whom ) {
	/* translators: %s: name of a person. */
	$restart_by = sprintf( __( 'For %s', 'restart-registry' ), $restart_whom );
} elseif ( '' !== $restart_owner ) {
	/* translators: %s: name of a person. */
	$restart_by = sprintf( __( 'By %s', 'restart-registry' ), $restart_owner );
}
$restart_facts = array_filter(
	array(
		$restart_by,
		Restart_Registry_Situations::label( (string) $restart_meta['event_type'] ),
		'' === $restart_meta['event_date'] ? '' : mysql2date(
			(string) get_option( 'date_format' ),
			$restart_meta['event_date'] . ' 00:00:00'
		),
	)
);
// phpcs:disable WordPress.Security.EscapeOutput.OutputNotEscaped -- View::text() escapes what people typed.
?>
<?php if ( '' !== $restart_tag ) : ?>
	<<?php echo $restart_tag; ?>
		class="restart-title"
	><?php echo Restart_Registry_View::text( $restart_registry['title'] ); ?></<?php echo $restart_tag; ?>>
<?php endif; ?>
<?php if ( $restart_facts ) : ?>
	<p class="restart-facts">
		<?php foreach ( $restart_facts as $restart_fact ) : ?>
			<span><?php echo Restart_Registry_View::text( $restart_fact ); ?></span>
		<?php endforeach; ?>
	</p>
<?php endif; ?>
<?php if ( '' !== trim( $restart_registry['description'] ) ) : ?>
	<div class="restart-story">
		<?php echo wpautop( Restart_Registry_View::text( $restart_registry['description'] ) ); ?>
	</div>
<?php endif; ?>
