<?php
/**
 * The form that connects the site.
 *
 * @package Restart_Bridge
 *
 * @var list<array{key: string, label: string, type: string, value: string, hint: string, error: string}> $fields Boxes.
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

?>
<h2><?php esc_html_e( 'Connect this site', 'restart-bridge' ); ?></h2>
<form action="<?php echo esc_url( admin_url( 'admin-post.php' ) ); ?>" method="post" novalidate>
	<?php wp_nonce_field( Restart_Bridge_Settings_Actions::NONCE ); ?>
	<input type="hidden" name="action" value="<?php echo esc_attr( Restart_Bridge_Settings_Actions::CONNECT ); ?>">
	<table class="form-table" role="presentation">
		<?php foreach ( $fields as $field ) : ?>
			<?php $field_id = 'restart-bridge-' . $field['key']; ?>
			<tr>
				<th scope="row">
					<label for="<?php echo esc_attr( $field_id ); ?>"><?php echo esc_html( $field['label'] ); ?></label>
				</th>
				<td>
					<input
						id="<?php echo esc_attr( $field_id ); ?>"
						name="<?php echo esc_attr( $field['key'] ); ?>"
						type="<?php echo esc_attr( $field['type'] ); ?>"
						value="<?php echo esc_attr( $field['value'] ); ?>"
						class="regular-text"
						autocomplete="<?php echo 'password' === $field['type'] ? 'new-password' : 'off'; ?>"
						aria-describedby="<?php echo esc_attr( $field_id ); ?>-hint"
						<?php echo '' === $field['error'] ? '' : 'aria-invalid="true"'; ?>
					>
					<div id="<?php echo esc_attr( $field_id ); ?>-hint">
						<?php if ( '' !== $field['error'] ) : ?>
							<p class="description"><strong><?php echo esc_html( $field['error'] ); ?></strong></p>
						<?php endif; ?>
						<p class="description"><?php echo esc_html( $field['hint'] ); ?></p>
					</div>
					<?php if ( 'gateway_key' === $field['key'] && Restart_Bridge_Settings_Form::has_gateway_key() ) : ?>
						<p>
							<label>
								<input name="forget_gateway_key" type="checkbox" value="1">
								<?php esc_html_e( 'Forget the gateway key', 'restart-bridge' ); ?>
							</label>
						</p>
					<?php endif; ?>
				</td>
			</tr>
		<?php endforeach; ?>
	</table>
	<?php submit_button( __( 'Connect', 'restart-bridge' ), 'primary', '' ); ?>
</form>
