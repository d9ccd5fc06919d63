<?php
/**
 * What came of pressing a button, step by step.
 *
 * @package Restart_Bridge
 *
 * @var array{kind: string, message: string, errors: array<string, string>, steps: mixed[]} $outcome Of the button.
 * @var list<array<string, string>>                                                         $fields  Of the form.
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

?>
<div
	class="notice inline notice-<?php echo esc_attr( $outcome['kind'] ); ?>"
	role="<?php echo 'success' === $outcome['kind'] ? 'status' : 'alert'; ?>"
	id="restart-bridge-outcome"
>
	<p><strong><?php echo esc_html( $outcome['message'] ); ?></strong></p>
	<?php if ( $outcome['errors'] ) : ?>
		<ul class="ul-disc">
			<?php foreach ( $fields as $field ) : ?>
				<?php if ( '' !== $field['error'] ) : ?>
					<li>
						<a
							href="#restart-bridge-<?php echo esc_attr( $field['key'] ); ?>"
						><?php echo esc_html( $field['label'] ); ?></a>:
						<?php echo esc_html( $field['error'] ); ?>
					</li>
				<?php endif; ?>
			<?php endforeach; ?>
		</ul>
	<?php endif; ?>
	<?php if ( $outcome['steps'] ) : ?>
		<ol>
			<?php foreach ( $outcome['steps'] as $step ) : ?>
				<li>
					<?php echo $step['ok'] ? '✓' : '✗'; ?>
					<?php echo esc_html( $step['label'] ); ?>
					<?php
					$took = number_format_i18n( $step['milliseconds'] );
					/* translators: %s: a number of milliseconds. */
					echo esc_html( sprintf( __( '(%s ms)', 'restart-bridge' ), $took ) );
					?>
					<?php if ( '' !== $step['detail'] ) : ?>
						<br><?php echo esc_html( $step['detail'] ); ?>
					<?php endif; ?>
					<?php
					$checks = $step['checks'];
					require __DIR__ . '/checks.php';
					?>
				</li>
			<?php endforeach; ?>
		</ol>
	<?php endif; ?>
</div>
