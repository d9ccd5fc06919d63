<?php
/**
 * How the connection is at this moment, and what can be done with it.
 *
 * @package Restart_Bridge
 *
 * @var bool                                                                   $is_made Whether the site is connected.
 * @var bool                                                                   $is_copy Whether another site is.
 * @var array{state: string, label: string, sentence: string, checks: mixed[]} $status  Of the connection.
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$kind = match ( $status['state'] ) {
	'ready', 'connected'              => 'success',
	'not_connected', 'authenticating' => 'info',
	'revoked', 'disconnected'         => 'error',
	default                           => 'warning',
};
$buttons = array(
	Restart_Bridge_Settings_Actions::CHECK      => __( 'Check connection', 'restart-bridge' ),
	Restart_Bridge_Settings_Actions::SYNC       => __( 'Sync structure now', 'restart-bridge' ),
	Restart_Bridge_Settings_Actions::ROTATE     => __( 'Rotate key', 'restart-bridge' ),
	Restart_Bridge_Settings_Actions::DISCONNECT => __( 'Disconnect', 'restart-bridge' ),
);
if ( $is_copy ) {
	$buttons = array_intersect_key( $buttons, array( Restart_Bridge_Settings_Actions::DISCONNECT => true ) );
}
?>
<h2><?php esc_html_e( 'Connection Status', 'restart-bridge' ); ?></h2>
<div
	class="notice inline notice-<?php echo esc_attr( $kind ); ?>"
	data-state="<?php echo esc_attr( $status['state'] ); ?>"
>
	<p>
		<strong><?php echo esc_html( $status['label'] ); ?></strong>
		<?php if ( $status['sentence'] !== $status['label'] ) : ?>
			<br><?php echo esc_html( $status['sentence'] ); ?>
		<?php endif; ?>
	</p>
	<?php
	$checks = 'success' === $kind ? array() : $status['checks'];
	require __DIR__ . '/checks.php';
	?>
</div>
<?php if ( $is_made ) : ?>
	<form action="<?php echo esc_url( admin_url( 'admin-post.php' ) ); ?>" method="post">
		<?php wp_nonce_field( Restart_Bridge_Settings_Actions::NONCE ); ?>
		<p>
			<?php foreach ( $buttons as $name => $label ) : ?>
				<button class="button" name="action" value="<?php echo esc_attr( $name ); ?>">
					<?php echo esc_html( $label ); ?>
				</button>
			<?php endforeach; ?>
		</p>
		<p class="description">
			<?php
			echo esc_html(
				$is_copy
					? __( 'Disconnecting forgets that connection here. It changes nothing there.', 'restart-bridge' )
					: __( 'Disconnecting ends the key. To connect again, you need a new one.', 'restart-bridge' )
			);
			?>
		</p>
	</form>
<?php endif; ?>
