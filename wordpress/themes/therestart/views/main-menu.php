<?php
/**
 * The links of the header: in a row where there is room, folded on a phone. One of the two lists is shown at a time.
 * They have the same links, and both work without scripts.
 *
 * @package Therestart
 *
 * @var array<int, array{label: string, url: string, is_current: bool}> $data['links']
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

ob_start();
?>
<nav aria-label="<?php esc_attr_e( 'Main menu', 'therestart' ); ?>">
	<ul>
		<?php foreach ( $data['links'] as $link ) : ?>
			<li>
				<a
					href="<?php echo esc_url( $link['url'] ); ?>"
					<?php echo $link['is_current'] ? 'aria-current="page"' : ''; ?>
				><?php echo esc_html( $link['label'] ); ?></a>
			</li>
		<?php endforeach; ?>
	</ul>
</nav>
<?php
$nav = (string) ob_get_clean();
// phpcs:disable WordPress.Security.EscapeOutput.OutputNotEscaped -- escaped above.
?>
<div class="main-menu"><?php echo $nav; ?></div>
<details class="phone-menu">
	<summary>
		<span class="phone-menu-bars" aria-hidden="true"></span><?php esc_html_e( 'Menu', 'therestart' ); ?>
	</summary>
	<?php echo $nav; ?>
</details>
