<?php
/**
 * Stands in for the gifts while the API doesn’t answer.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$restart_again = remove_query_arg( Restart_Registry_Answers::DONE );
?>
<div class="restart-outage" role="alert">
	<p>
		<?php
		esc_html_e(
			'The gifts can’t be shown at the moment. They are safe, only out of reach for a little while.',
			'restart-registry'
		);
		?>
	</p>
	<p>
		<a
			class="restart-button wp-element-button"
			href="<?php echo esc_url( $restart_again ); ?>"
		><?php esc_html_e( 'Try again', 'restart-registry' ); ?></a>
	</p>
</div>
