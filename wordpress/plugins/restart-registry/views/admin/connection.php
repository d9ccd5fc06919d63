<?php
/**
 * What the connection test found.
 *
 * @package Restart_Registry
 *
 * @var array{state: string, detail: string} $found Of Restart_Registry_Connection_Test.
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

list( $title, $advice ) = Restart_Registry_Connection_Words::of( $found['state'] );

$works = Restart_Registry_Connection_Test::WORKS === $found['state'];
$kind  = $works ? 'notice-success' : 'notice-error';
?>
<div
	class="notice inline <?php echo esc_attr( $kind ); ?>"
	role="status"
	data-state="<?php echo esc_attr( $found['state'] ); ?>"
>
	<p><strong><?php echo esc_html( $title ); ?></strong> <?php echo esc_html( $advice ); ?></p>
	<?php if ( '' !== $found['detail'] ) : ?>
		<p>
			<?php
			/* translators: %s: an error message. */
			echo esc_html( sprintf( __( 'What was said: %s', 'restart-registry' ), $found['detail'] ) );
			?>
		</p>
	<?php endif; ?>
</div>
