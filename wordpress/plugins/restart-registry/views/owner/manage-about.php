<?php
/**
 * Changing title, event and story. Reads `registry`, `registry_id`, `forms`.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$restart_form = $data['forms']->form(
	'update',
	array(
		'registry_id' => $data['registry_id'],
		'part'        => 'about',
	)
);
$restart_name = array(
	'value'     => $data['registry']['title'],
	'required'  => true,
	'maxlength' => Restart_Registry_Post_Fields::MAX_TITLE_CHARACTERS,
);
$restart_seen = add_query_arg( 'registry', $data['registry_id'], $data['registry']['permalink'] );
// phpcs:disable WordPress.Security.EscapeOutput.OutputNotEscaped -- forms and views escape what they are given.
?>
<div class="restart-tools">
	<details class="restart-fold"<?php echo $restart_form->is_back() ? ' open' : ''; ?>>
		<summary class="restart-button restart-button--quiet">
			<?php esc_html_e( 'Edit name and story', 'restart-registry' ); ?>
		</summary>
		<?php
		echo $restart_form->open_html();
		echo $restart_form->input_html( 'title', __( 'Name of the registry', 'restart-registry' ), $restart_name );
		echo Restart_Registry_View::html(
			'registry-fields',
			array(
				'form'     => $restart_form,
				'registry' => $data['registry'],
			)
		);
		echo $restart_form->submit_html( __( 'Save', 'restart-registry' ) );
		?>
		</form>
	</details>
	<a
		class="restart-see"
		href="<?php echo esc_url( $restart_seen ); ?>"
	><?php esc_html_e( 'See it as your friends do', 'restart-registry' ); ?></a>
</div>
