<?php
/**
 * Archiving a registry, restoring it, deleting it. Reads `registry`, `registry_id`, `forms`.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$restart_about = array( 'registry_id' => $data['registry_id'] );
$restart_away  = $data['forms']->form( $data['registry']['is_archived'] ? 'restore' : 'archive', $restart_about );
$restart_label = $data['registry']['is_archived']
	? __( 'Restore it', 'restart-registry' )
	: __( 'Archive it', 'restart-registry' );
$restart_end   = $data['forms']->form( 'delete', $restart_about );
// phpcs:disable WordPress.Security.EscapeOutput.OutputNotEscaped -- forms escape what they are given.
?>
<section class="restart-sheet" aria-labelledby="restart-ending">
	<h2 id="restart-ending"><?php esc_html_e( 'When you don’t need it any more', 'restart-registry' ); ?></h2>
	<?php echo $restart_away->open_html(); ?>
	<p>
		<?php
		if ( $data['registry']['is_archived'] ) {
			esc_html_e( 'This registry is archived. When you restore it, it is private at first.', 'restart-registry' );
		} else {
			esc_html_e(
				'Once it is archived nobody but you can see it, and you can start another one.',
				'restart-registry'
			);
			echo ' ';
			esc_html_e( 'You can restore it whenever you like.', 'restart-registry' );
		}
		?>
	</p>
	<?php
	echo $restart_away->submit_html(
		$restart_label,
		'restart-button--quiet'
	);
	?>
	</form>
	<details class="restart-fold"<?php echo $restart_end->is_back() ? ' open' : ''; ?>>
		<summary class="restart-button restart-button--quiet">
			<?php esc_html_e( 'Delete it for good', 'restart-registry' ); ?>
		</summary>
		<?php
		echo $restart_end->open_html();
		echo $restart_end->checkbox_html(
			'is_sure',
			__( 'Yes, delete it with all its gifts. I know that nobody can bring it back.', 'restart-registry' ),
			false,
			'',
			true
		);
		echo $restart_end->submit_html( __( 'Delete it', 'restart-registry' ), 'restart-button--warning' );
		?>
		</form>
	</details>
</section>
