<?php
/**
 * All registries of a member.
 *
 * @package Therestart
 *
 * @var array  $data['registries'] As the plugin's controller gives them.
 * @var string $data['news']       What has just been done, "" for nothing.
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
// phpcs:disable WordPress.Security.EscapeOutput -- Restart_Registry_View::text() escapes.
?>
<?php if ( '' !== $data['news'] ) : ?>
<p class="restart-thanks" role="status"><?php echo esc_html( $data['news'] ); ?></p>
<?php endif; ?>
<?php if ( ! $data['registries'] ) : ?>
<p>
	<?php
	esc_html_e(
		'Nothing here yet. You can start with a single thing, and nobody sees it until you want them to.',
		'therestart'
	);
	?>
</p>
<p class="restart-actions">
	<a
		class="wp-element-button"
		href="<?php echo esc_url( Therestart_Pages::url( 'start-a-registry' ) ); ?>"
	><?php esc_html_e( 'Start a registry', 'therestart' ); ?></a>
</p>
<?php else : ?>
<ul class="restart-registries">
	<?php foreach ( $data['registries'] as $therestart_registry ) : ?>
	<li>
		<h2>
			<a
				href="<?php echo esc_url( $therestart_registry['permalink'] ); ?>"
			><?php echo Restart_Registry_View::text( $therestart_registry['title'] ); ?></a>
		</h2>
		<p class="restart-small">
			<?php
			if ( $therestart_registry['is_archived'] ) {
				esc_html_e( 'Archived: only you can see it.', 'therestart' );
			} elseif ( $therestart_registry['is_public'] ) {
				esc_html_e( 'Public: everybody who has the link can see it.', 'therestart' );
			} else {
				esc_html_e( 'Private: only you and the people you invite can see it.', 'therestart' );
			}
			?>
		</p>
	</li>
	<?php endforeach; ?>
</ul>
<?php if ( ! in_array( false, array_column( $data['registries'], 'is_archived' ), true ) ) : ?>
<p class="restart-actions">
	<a
		class="wp-element-button"
		href="<?php echo esc_url( Therestart_Pages::url( 'start-a-registry' ) ); ?>"
	><?php esc_html_e( 'Start a registry', 'therestart' ); ?></a>
</p>
<?php endif; ?>
<?php endif; ?>
