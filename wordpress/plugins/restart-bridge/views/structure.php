<?php
/**
 * What this site holds.
 *
 * @package Restart_Bridge
 *
 * @var array<string, mixed>|WP_Error $structure As gathered now.
 * @var string                        $last_sync When it was sent.
 * @var string                        $error     Why it wasn't, the last time.
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$sections = is_wp_error( $structure ) ? array() : array(
	array( __( 'Post Types', 'restart-bridge' ), $structure['post_types'] ),
	array( __( 'Taxonomies', 'restart-bridge' ), $structure['taxonomies'] ),
);
?>
<h2><?php esc_html_e( 'What this site holds', 'restart-bridge' ); ?></h2>
<p><?php echo esc_html( $last_sync ); ?></p>
<?php if ( '' !== $error ) : ?>
	<div class="notice inline notice-error">
		<p>
			<?php
			/* translators: %s: what went wrong. */
			echo esc_html( sprintf( __( 'The last attempt to send it failed: %s', 'restart-bridge' ), $error ) );
			?>
		</p>
	</div>
<?php endif; ?>
<?php if ( is_wp_error( $structure ) ) : ?>
	<div class="notice inline notice-error"><p><?php echo esc_html( $structure->get_error_message() ); ?></p></div>
<?php endif; ?>
<?php foreach ( $sections as list( $heading, $types ) ) : ?>
	<h3><?php echo esc_html( $heading ); ?></h3>
	<table class="widefat fixed striped">
		<thead>
			<tr>
				<th scope="col"><?php esc_html_e( 'Name', 'restart-bridge' ); ?></th>
				<th scope="col"><?php esc_html_e( 'Count', 'restart-bridge' ); ?></th>
			</tr>
		</thead>
		<tbody>
			<?php foreach ( $types as $slug => $facts ) : ?>
				<tr>
					<td>
						<?php echo esc_html( $facts['label'] ); ?>
						<code><?php echo esc_html( (string) $slug ); ?></code>
					</td>
					<td><?php echo esc_html( number_format_i18n( $facts['count'] ) ); ?></td>
				</tr>
			<?php endforeach; ?>
			<?php if ( ! $types ) : ?>
				<tr><td colspan="2"><?php esc_html_e( 'None', 'restart-bridge' ); ?></td></tr>
			<?php endif; ?>
		</tbody>
	</table>
<?php endforeach; ?>
