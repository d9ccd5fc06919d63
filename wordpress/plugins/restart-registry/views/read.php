<?php
/**
 * A registry as friends see it. Reads `registry`, `items`, `may_buy`, `is_mine`, `forms`, `heading`.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$restart_registry = $data['registry'];
// phpcs:disable WordPress.Security.EscapeOutput.OutputNotEscaped -- views escape what they are given.
?>
<div class="restart-registry restart-read" data-restart-registry="<?php echo (int) $restart_registry['id']; ?>">
	<?php if ( $data['is_mine'] ) : ?>
		<p class="restart-preview">
			<?php esc_html_e( 'This is how your friends see it.', 'restart-registry' ); ?>
			<a
				href="<?php echo esc_url( $restart_registry['permalink'] ); ?>"
			><?php esc_html_e( 'Back to your own view', 'restart-registry' ); ?></a>
		</p>
	<?php endif; ?>
	<header class="restart-sheet restart-head">
		<?php echo Restart_Registry_View::html( 'registry-head', $data ); ?>
	</header>
	<section class="restart-sheet" aria-labelledby="restart-gifts">
		<h2 id="restart-gifts"><?php esc_html_e( 'Gifts', 'restart-registry' ); ?></h2>
		<?php if ( is_wp_error( $data['items'] ) ) : ?>
			<?php echo Restart_Registry_View::html( 'outage' ); ?>
		<?php elseif ( ! $data['items'] ) : ?>
			<p>
				<?php
				esc_html_e(
					'There is nothing in this registry yet. Please come back in a few days.',
					'restart-registry'
				);
				?>
			</p>
		<?php else : ?>
			<p class="restart-explain">
				<?php
				esc_html_e( 'You buy in the shop, as ever.', 'restart-registry' );
				echo ' ';
				esc_html_e(
					'Then come back and say so here, so that nobody buys the same thing twice.',
					'restart-registry'
				);
				echo ' ';
				esc_html_e( 'The site may earn a little from some links.', 'restart-registry' );
				?>
			</p>
			<ul class="restart-items">
				<?php
				foreach ( $data['items'] as $restart_item ) {
					echo Restart_Registry_View::html(
						'gifts/item-card',
						array(
							'item'        => $restart_item,
							'registry_id' => $restart_registry['id'],
							'may_buy'     => $data['may_buy'] && ! $restart_registry['is_archived'],
							'forms'       => $data['forms'],
						)
					);
				}
				?>
			</ul>
		<?php endif; ?>
	</section>
	<?php
	$restart_empty = array_fill_keys( array( 'item_id', 'purchase_id', 'undo_token' ), '' );
	$restart_form  = $data['forms']->form(
		'undo_purchased',
		array( 'registry_id' => $restart_registry['id'] ) + $restart_empty
	);
	?>
	<template data-restart-undo>
		<div class="restart-undo">
			<p data-restart-undo-text tabindex="-1">
				<?php esc_html_e( 'You marked this as bought. Thank you!', 'restart-registry' ); ?>
			</p>
			<?php
			echo $restart_form->open_html() . $restart_form->submit_html(
				__( 'Undo', 'restart-registry' ),
				'restart-button--quiet'
			) . '</form>';
			?>
		</div>
	</template>
</div>
