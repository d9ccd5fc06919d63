<?php
/**
 * The page behind the link that proves an e-mail address.
 *
 * @package Restart_Registry
 *
 * @var array<string, string> $view state, action, nonce, login, switch, email, name, home.
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

// Rendered first: WordPress prints the styles of blocks that it has seen.
$parts = array( 'header' => '', 'footer' => '' );
foreach ( wp_is_block_theme() ? array_keys( $parts ) : array() as $part ) {
	ob_start();
	block_template_part( $part );
	$parts[ $part ] = (string) ob_get_clean();
}
?>
<!DOCTYPE html>
<html <?php language_attributes(); ?>>
<head>
	<meta charset="<?php bloginfo( 'charset' ); ?>">
	<meta name="viewport" content="width=device-width, initial-scale=1">
	<title><?php esc_html_e( 'Your e-mail address', 'restart-registry' ); ?></title>
	<?php wp_head(); ?>
</head>
<body <?php body_class(); ?>>
<?php wp_body_open(); ?>
<div class="wp-site-blocks">
	<?php if ( $parts['header'] ) : ?>
		<header class="wp-block-template-part">
			<?php echo $parts['header']; // phpcs:ignore WordPress.Security.EscapeOutput -- blocks of the theme. ?>
		</header>
	<?php endif; ?>
	<main
		class="wp-block-group has-global-padding is-layout-constrained restart-email-proof"
		style="padding-top:3rem;padding-bottom:4rem;max-width:780px;margin-inline:auto"
	>
		<?php if ( 'ready' === $view['state'] ) : ?>
			<h1><?php esc_html_e( 'Is this your e-mail address?', 'restart-registry' ); ?></h1>
			<p>
				<?php
				esc_html_e( 'Once you confirm it, registries that it is invited to open for you.', 'restart-registry' );
				?>
			</p>
			<p>
				<?php
				echo esc_html(
					/* translators: 1: an e-mail address, 2: a user name. */
					sprintf( __( 'Address: %1$s. Account: %2$s.', 'restart-registry' ), $view['email'], $view['name'] )
				);
				?>
			</p>
			<p>
				<?php
				esc_html_e(
					'For your safety, other devices and apps that use this account are logged out.',
					'restart-registry'
				);
				?>
			</p>
			<form method="post" action="<?php echo esc_url( $view['action'] ); ?>">
				<?php wp_nonce_field( $view['nonce'] ); ?>
				<p>
					<button
						type="submit"
						class="wp-element-button"
					><?php esc_html_e( 'Yes, this is my address', 'restart-registry' ); ?></button>
				</p>
			</form>
			<p>
				<a
					href="<?php echo esc_url( $view['switch'] ); ?>"
				><?php esc_html_e( 'This is not my account', 'restart-registry' ); ?></a>
			</p>
		<?php elseif ( 'guest' === $view['state'] ) : ?>
			<h1><?php esc_html_e( 'One more step', 'restart-registry' ); ?></h1>
			<p>
				<?php
				esc_html_e(
					'Please log in with the account that uses this e-mail address. You come back here afterwards.',
					'restart-registry'
				);
				?>
			</p>
			<p>
				<a
					class="wp-element-button"
					href="<?php echo esc_url( $view['login'] ); ?>"
				><?php esc_html_e( 'Log in', 'restart-registry' ); ?></a>
			</p>
		<?php elseif ( 'proved' === $view['state'] ) : ?>
			<h1><?php esc_html_e( 'Thank you', 'restart-registry' ); ?></h1>
			<p>
				<?php
				esc_html_e(
					'Your e-mail address is confirmed. Registries that it is invited to are open for you.',
					'restart-registry'
				);
				?>
			</p>
			<p>
				<a
					href="<?php echo esc_url( $view['home'] ); ?>"
				><?php esc_html_e( 'Go on', 'restart-registry' ); ?></a>
			</p>
		<?php else : ?>
			<h1><?php esc_html_e( 'This link does not fit', 'restart-registry' ); ?></h1>
			<p>
				<?php
				esc_html_e(
					'It was used before, or is older than seven days, or is for another address than your account’s.',
					'restart-registry'
				);
				?>
			</p>
			<p>
				<?php
				esc_html_e( 'Whoever invited you can send a new one.', 'restart-registry' );
				echo ' ';
				esc_html_e(
					'Or log in with the account that uses the address the link was sent to.',
					'restart-registry'
				);
				?>
			</p>
			<p>
				<a
					href="<?php echo esc_url( $view['switch'] ); ?>"
				><?php esc_html_e( 'Log in with another account', 'restart-registry' ); ?></a>
			</p>
		<?php endif; ?>
	</main>
	<?php if ( $parts['footer'] ) : ?>
		<footer class="wp-block-template-part">
			<?php echo $parts['footer']; // phpcs:ignore WordPress.Security.EscapeOutput -- blocks of the theme. ?>
		</footer>
	<?php endif; ?>
</div>
<?php wp_footer(); ?>
</body>
</html>
