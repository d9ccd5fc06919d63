<?php
/**
 * What happens by itself. Reads `registry`, `registry_id`, `is_owner`, `wants_mail`, `forms`.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$restart_form = $data['forms']->form(
	'update',
	array(
		'registry_id' => $data['registry_id'],
		'part'        => 'settings',
	)
);
// phpcs:disable WordPress.Security.EscapeOutput.OutputNotEscaped -- forms and views escape what they are given.
?>
<section class="restart-sheet" aria-labelledby="restart-settings">
	<h2 id="restart-settings"><?php esc_html_e( 'Settings', 'restart-registry' ); ?></h2>
	<?php
	echo $restart_form->open_html();
	if ( $data['is_owner'] ) {
		echo $restart_form->checkbox_html(
			'notify_on_purchase',
			__( 'Write me an e-mail when somebody buys a gift', 'restart-registry' ),
			$data['wants_mail']
		);
	}
	echo $restart_form->checkbox_html(
		'allow_indexing',
		__( 'Search engines may show my registry', 'restart-registry' ),
		$data['registry']['meta']['allow_indexing'],
		__(
			'Only while it is public. Search engines forget slowly: think about who might look for you.',
			'restart-registry'
		)
	);
	echo $restart_form->submit_html( __( 'Save', 'restart-registry' ), 'restart-button--quiet' );
	?>
	</form>
</section>
