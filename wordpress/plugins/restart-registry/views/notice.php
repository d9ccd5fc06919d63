<?php
/**
 * What came of the last form, when the page was loaded anew. Reads `forms`. It is rendered last and stands on top.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$restart_answer = $data['forms']->answer() + array( 'message' => $data['forms']->unsaid() );
if ( '' === $restart_answer['message'] ) {
	return;
}
?>
<div class="restart-registry"><div class="restart-notice" role="status" tabindex="-1" autofocus>
	<p><?php echo esc_html( $restart_answer['message'] ); ?></p>
	<?php
	if ( isset( $restart_answer['undo_token'] ) ) {
		$restart_about = array_intersect_key(
			$restart_answer,
			array_flip( array( 'registry_id', 'item_id', 'purchase_id', 'undo_token' ) )
		);
		$restart_form  = $data['forms']->form( 'undo_purchased', $restart_about );
		// phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- escaped where it is made.
		echo $restart_form->open_html() . $restart_form->submit_html(
			__( 'Undo', 'restart-registry' ),
			'restart-button--quiet'
		) . '</form>';
	}
	?>
</div></div>
