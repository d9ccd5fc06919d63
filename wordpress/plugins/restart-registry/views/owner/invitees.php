<?php
/**
 * The people who are invited. Reads `registry_id`, `invitees`, `forms`.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
// phpcs:disable WordPress.Security.EscapeOutput.OutputNotEscaped -- View::text() escapes what people typed.
?>
<div data-restart-invitees tabindex="-1">
	<?php if ( ! $data['invitees'] ) : ?>
		<p><?php esc_html_e( 'Nobody is invited yet.', 'restart-registry' ); ?></p>
	<?php else : ?>
		<ul class="restart-people">
			<?php foreach ( $data['invitees'] as $restart_invitee ) : ?>
				<li>
					<span class="restart-person"><?php echo Restart_Registry_View::text( $restart_invitee ); ?></span>
					<?php
					$restart_form = $data['forms']->form(
						'remove_invitee',
						array(
							'registry_id' => $data['registry_id'],
							'invitee'     => $restart_invitee,
						)
					);
					echo $restart_form->open_html( 'restart-inline' );
					?>
					<button
						type="submit"
						class="restart-button restart-button--quiet"
					><?php esc_html_e( 'Remove', 'restart-registry' ); ?><span
						class="restart-hidden"
					>: <?php echo Restart_Registry_View::text( $restart_invitee ); ?></span></button>
					<?php echo $restart_form->status_html(); ?>
					</form>
				</li>
			<?php endforeach; ?>
		</ul>
	<?php endif; ?>
</div>
