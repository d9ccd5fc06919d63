<?php
/**
 * For somebody who wants a second registry. Reads `registry`.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
?>
<div class="restart-registry">
	<div class="restart-sheet">
		<p>
			<?php
			esc_html_e( 'You already have a registry.', 'restart-registry' );
			echo ' ';
			esc_html_e(
				'To start another one, archive this one first: you find that at the end of its page.',
				'restart-registry'
			);
			?>
		</p>
		<p>
			<a
				class="restart-button wp-element-button"
				href="<?php echo esc_url( $data['registry']['permalink'] ); ?>"
			><?php esc_html_e( 'Open my registry', 'restart-registry' ); ?></a>
		</p>
	</div>
</div>
