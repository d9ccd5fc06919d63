<?php
/**
 * What guests see on a page for members.
 *
 * @package Therestart
 *
 * @var string $data['text']         What an account is good for here.
 * @var string $data['login_url']    The page to log in, which leads back here.
 * @var string $data['register_url'] The page for newcomers, "" while registration is closed.
 * @var bool   $data['is_newcomer']  Whether most guests here have no account yet. The main button is for them.
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$log_in  = array( __( 'Log in', 'therestart' ), $data['login_url'] );
$create  = array( __( 'Create an account', 'therestart' ), $data['register_url'] );
$buttons = $data['is_newcomer'] ? array( $create, $log_in ) : array( $log_in, $create );
$class   = 'wp-element-button';
?>
<p><?php echo esc_html( $data['text'] ); ?></p>
<p class="restart-actions">
	<?php
	foreach ( array_filter( $buttons, static fn( array $button ) => '' !== $button[1] ) as list( $label, $url ) ) {
		printf( '<a class="%s" href="%s">%s</a> ', esc_attr( $class ), esc_url( $url ), esc_html( $label ) );
		$class = 'wp-element-button restart-second';
	}
	?>
</p>
