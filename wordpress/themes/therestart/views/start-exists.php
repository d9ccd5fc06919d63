<?php
/**
 * For somebody who has a registry.
 *
 * @package Therestart
 *
 * @var array $data['registry'] The active one.
 * @var array $data['form']     State of the start form: it may have been sent just now.
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
// phpcs:disable WordPress.Security.EscapeOutput -- Restart_Registry_View::text() escapes.
?>
<?php foreach ( $data['form']['errors'] as $therestart_sentence ) : ?>
<p class="restart-notice" role="alert"><?php echo Restart_Registry_View::text( $therestart_sentence ); ?></p>
<?php endforeach; ?>
<p>
	<?php
	echo Restart_Registry_View::text(
		sprintf(
			/* translators: %s: name of the registry. */
			__(
				'You have a registry already: “%s”. When you don’t need it any more, archive or delete it there; then you can start another.',
				'therestart'
			),
			$data['registry']['title']
		)
	);
	?>
</p>
<p class="restart-actions">
	<a
		class="wp-element-button"
		href="<?php echo esc_url( $data['registry']['permalink'] ); ?>"
	><?php esc_html_e( 'Open my registry', 'therestart' ); ?></a>
</p>
