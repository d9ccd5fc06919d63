<?php
/**
 * Gift Registry → Affiliate ids.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

?>
<div class="wrap">
	<h1><?php esc_html_e( 'Gift Registry: affiliate ids', 'restart-registry' ); ?></h1>
	<?php settings_errors(); ?>
	<p>
		<?php
		esc_html_e(
			'With an id, new gifts from that shop get a link by which the shop knows that we sent the buyer.',
			'restart-registry'
		);
		echo ' ';
		esc_html_e(
			'Without one, the link stays as it was typed. Gifts that are there already keep their links.',
			'restart-registry'
		);
		?>
	</p>
	<form action="options.php" method="post">
		<?php
		settings_fields( Restart_Registry_Settings::AFFILIATES );
		do_settings_sections( Restart_Registry_Settings::AFFILIATES );
		submit_button();
		?>
	</form>
</div>
