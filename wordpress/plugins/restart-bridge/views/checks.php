<?php
/**
 * What the backend found when it called this site.
 *
 * @package Restart_Bridge
 *
 * @var list<array{label: string, ok: bool, hint: string}> $checks Of the backend.
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

?>
<?php if ( $checks ) : ?>
	<ul>
		<?php foreach ( $checks as $check ) : ?>
			<li>
				<?php echo $check['ok'] ? '✓' : '✗'; ?>
				<?php echo esc_html( $check['label'] ); ?>
				<?php if ( '' !== $check['hint'] ) : ?>
					<br><?php echo esc_html( $check['hint'] ); ?>
				<?php endif; ?>
			</li>
		<?php endforeach; ?>
	</ul>
<?php endif; ?>
