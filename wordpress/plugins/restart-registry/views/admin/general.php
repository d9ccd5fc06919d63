<?php
/**
 * Gift Registry → Settings.
 *
 * @package Restart_Registry
 *
 * @var array{state: string, detail: string}|null $found What the connection test found, if it ran.
 * @var array<string, int>                        $pages Slug => id of the site's pages.
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

?>
<div class="wrap">
	<h1><?php esc_html_e( 'Gift Registry: settings', 'restart-registry' ); ?></h1>
	<?php settings_errors(); ?>

	<form action="options.php" method="post">
		<?php
		settings_fields( Restart_Registry_Settings::GENERAL );
		do_settings_sections( Restart_Registry_Settings::GENERAL );
		submit_button();
		?>
	</form>

	<h2 id="connection"><?php esc_html_e( 'Test the connection', 'restart-registry' ); ?></h2>
	<p><?php esc_html_e( 'Asks the API with what is saved above. It changes nothing.', 'restart-registry' ); ?></p>
	<?php
	if ( $found ) {
		require __DIR__ . '/connection.php';
	}
	?>
	<form action="#connection" method="post">
		<?php
		wp_nonce_field( self::TEST );
		submit_button( __( 'Test connection', 'restart-registry' ), 'secondary', self::TEST );
		?>
	</form>

	<h2><?php esc_html_e( 'Pages of the site', 'restart-registry' ); ?></h2>
	<p>
		<?php
		esc_html_e( 'They are yours: change them as you like, nothing here overwrites them.', 'restart-registry' );
		echo ' ';
		esc_html_e( 'Please read the terms and the privacy policy before others do.', 'restart-registry' );
		?>
	</p>
	<ul class="ul-disc">
		<?php foreach ( $pages as $page_id ) : ?>
			<li>
				<a
					href="<?php echo esc_url( (string) get_edit_post_link( $page_id ) ); ?>"
				><?php echo esc_html( get_the_title( $page_id ) ); ?></a>
			</li>
		<?php endforeach; ?>
	</ul>
</div>
