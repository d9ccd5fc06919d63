<?php
/**
 * The form that starts a registry. Reads `archived`, `forms`.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$restart_form = $data['forms']->form( 'create', Restart_Registry_Form_Key::field() );
// phpcs:disable WordPress.Security.EscapeOutput.OutputNotEscaped -- forms escape what they are given.
?>
<div class="restart-registry restart-create">
	<div class="restart-sheet">
		<?php
		echo $restart_form->open_html();
		$restart_name = array(
			'required'  => true,
			'maxlength' => Restart_Registry_Post_Fields::MAX_TITLE_CHARACTERS,
		);
		echo $restart_form->input_html(
			'title',
			__( 'Name of the registry', 'restart-registry' ),
			$restart_name,
			__( 'Friends see it on top. Your own name doesn’t have to be in it.', 'restart-registry' )
		);
		echo Restart_Registry_View::html( 'registry-fields', array( 'form' => $restart_form ) );
		echo $restart_form->checkbox_html(
			'is_public',
			__( 'Everybody who has the link may see it', 'restart-registry' ),
			false,
			__(
				'Without this only you see it, and the people you invite. You can change it at any time.',
				'restart-registry'
			)
		);
		echo $restart_form->submit_html( __( 'Start my registry', 'restart-registry' ) );
		?>
		</form>
	</div>
	<?php if ( $data['archived'] ) : ?>
		<div class="restart-sheet">
			<h2><?php esc_html_e( 'Archived', 'restart-registry' ); ?></h2>
			<ul>
				<?php foreach ( $data['archived'] as $restart_old ) : ?>
					<li>
						<a
							href="<?php echo esc_url( $restart_old['permalink'] ); ?>"
						><?php echo Restart_Registry_View::text( $restart_old['title'] ); ?></a>
					</li>
				<?php endforeach; ?>
			</ul>
		</div>
	<?php endif; ?>
</div>
