<?php
/**
 * What a gift is: picture, name, shop, price, how many. Reads `item`.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$restart_item   = $data['item'];
$restart_link   = ! empty( $restart_item['is_affiliate'] ) ? $restart_item['affiliate_url'] : $restart_item['url'];
$restart_host   = (string) wp_parse_url( (string) $restart_link, PHP_URL_HOST );
$restart_wanted = (int) $restart_item['quantity_needed'];
$restart_bought = (int) $restart_item['quantity_purchased'];
$restart_facts  = array_filter(
	array(
		(string) $restart_item['retailer'],
		null === $restart_item['price'] ? '' : sprintf(
			/* translators: %s: a price without currency, like 24.90: in which one a shop counts isn't known. */
			__( 'Price: %s', 'restart-registry' ),
			number_format_i18n( (float) $restart_item['price'], 2 )
		),
	)
);
if ( $restart_bought >= $restart_wanted ) {
	$restart_count = __( 'Bought', 'restart-registry' );
} elseif ( 1 === $restart_wanted ) {
	$restart_count = __( 'Still wanted', 'restart-registry' );
} else {
	$restart_count = sprintf(
		/* translators: 1: how many are bought, 2: how many are wanted. */
		__( '%1$s of %2$s bought', 'restart-registry' ),
		number_format_i18n( $restart_bought ),
		number_format_i18n( $restart_wanted )
	);
}
// phpcs:disable WordPress.Security.EscapeOutput.OutputNotEscaped -- View::text() escapes what people typed.
?>
<div class="restart-picture">
	<?php if ( $restart_item['image_url'] ) : ?>
		<img
			src="<?php echo esc_url( $restart_item['image_url'], array( 'http', 'https' ) ); ?>"
			alt=""
			width="160"
			height="160"
			loading="lazy"
			decoding="async"
			referrerpolicy="no-referrer"
		>
	<?php endif; ?>
</div>
<div class="restart-about">
	<h3 class="restart-name"><?php echo Restart_Registry_View::text( $restart_item['name'] ); ?></h3>
	<p class="restart-facts">
		<span
			class="restart-count<?php echo $restart_bought >= $restart_wanted ? ' restart-count--done' : ''; ?>"
		><?php echo esc_html( $restart_count ); ?></span>
		<?php foreach ( $restart_facts as $restart_fact ) : ?>
			<span><?php echo Restart_Registry_View::text( $restart_fact ); ?></span>
		<?php endforeach; ?>
	</p>
	<?php if ( $restart_item['notes'] ) : ?>
		<div class="restart-notes"><?php echo wpautop( Restart_Registry_View::text( $restart_item['notes'] ) ); ?></div>
	<?php endif; ?>
	<?php if ( $restart_item['description'] ) : ?>
		<div class="restart-description">
			<?php echo wpautop( Restart_Registry_View::text( $restart_item['description'] ) ); ?>
		</div>
	<?php endif; ?>
	<?php if ( '' !== $restart_host ) : // An old gift may be without an address. ?>
		<p class="restart-shop">
			<a
				href="<?php echo esc_url( (string) $restart_link, array( 'http', 'https' ) ); ?>"
				rel="noopener noreferrer sponsored"
				target="_blank"
			>
				<?php
				/* translators: %s: host name of a shop, like www.example.com. */
				echo esc_html( sprintf( __( 'See it at %s', 'restart-registry' ), $restart_host ) );
				?>
				<span
					class="restart-hidden"
				> –
					<?php echo Restart_Registry_View::text( $restart_item['name'] ); ?>
					<?php esc_html_e( '(opens in a new tab)', 'restart-registry' ); ?>
				</span>
			</a>
		</p>
	<?php endif; ?>
</div>
