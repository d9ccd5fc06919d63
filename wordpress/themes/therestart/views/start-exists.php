<?php
/**
 * What members see on the start page who have a registry already.
 *
 * @package Therestart
 *
 * @var array $data['registry'] The active one.
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
// phpcs:disable WordPress.Security.EscapeOutput -- Restart_Registry_View::text() escapes.
?>
<p>
	<?php
	echo Restart_Registry_View::text(
		sprintf(
			/* translators: %s: name of the registry. */
			__(
				'You have a registry already: “%s”. When you don’t need it any more, you can archive or delete it there, and then start another.',
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
