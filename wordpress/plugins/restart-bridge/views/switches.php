<?php
/**
 * What the backend may do with the connection.
 *
 * @package Restart_Bridge
 *
 * @var list<array{name: string, label: string, hint: string, is_on: bool}> $switches The check boxes.
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

?>
<h2><?php esc_html_e( 'What the backend may do', 'restart-bridge' ); ?></h2>
<form action="<?php echo esc_url( admin_url( 'admin-post.php' ) ); ?>" method="post">
	<?php wp_nonce_field( Restart_Bridge_Settings_Actions::NONCE ); ?>
	<input type="hidden" name="action" value="<?php echo esc_attr( Restart_Bridge_Settings_Actions::SWITCHES ); ?>">
	<?php foreach ( $switches as $switch ) : ?>
		<p>
			<label>
				<input
					name="<?php echo esc_attr( $switch['name'] ); ?>"
					type="checkbox"
					value="1"
					aria-describedby="<?php echo esc_attr( $switch['name'] ); ?>-hint"
					<?php checked( $switch['is_on'] ); ?>
				>
				<?php echo esc_html( $switch['label'] ); ?>
			</label>
			<br>
			<span class="description" id="<?php echo esc_attr( $switch['name'] ); ?>-hint">
				<?php echo esc_html( $switch['hint'] ); ?>
			</span>
		</p>
	<?php endforeach; ?>
	<?php submit_button( __( 'Save and tell the backend', 'restart-bridge' ), 'secondary', '' ); ?>
</form>
