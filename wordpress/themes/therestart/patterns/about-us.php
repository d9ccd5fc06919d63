<?php
/**
 * Title: About us
 * Slug: therestart/about-us
 * Inserter: no
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
?>
<!-- wp:group {"className":"about","layout":{"type":"default"}} -->
<div class="wp-block-group about">
<!-- wp:paragraph {"fontFamily":"text","fontSize":"large"} -->
<p class="has-text-font-family has-large-font-size">
	<?php
	esc_html_e(
		'There are registries for weddings and for babies. There are none for the week in which you carry two bags up the stairs of a flat with nothing in it.',
		'therestart'
	);
	?>
</p>
<!-- /wp:paragraph -->
<!-- wp:paragraph -->
<p>
	<?php
	esc_html_e(
		'That week is when people around you ask how they can help, and when it is hardest to answer. We made The Restart so that the answer can be a link.',
		'therestart'
	);
	?>
</p>
<!-- /wp:paragraph -->
<!-- wp:heading -->
<h2 class="wp-block-heading"><?php esc_html_e( 'What we care about', 'therestart' ); ?></h2>
<!-- /wp:heading -->
<!-- wp:paragraph -->
<p>
	<?php
	esc_html_e(
		'Your safety comes first. What you put here is private until you decide otherwise, and we built every page with somebody in mind who must not be found.',
		'therestart'
	);
	?>
</p>
<!-- /wp:paragraph -->
<!-- wp:paragraph -->
<p>
	<?php
	esc_html_e(
		'We keep it plain. Nobody has to tell us a story to deserve a kettle, and nothing here counts down, congratulates or nags.',
		'therestart'
	);
	?>
</p>
<!-- /wp:paragraph -->
<!-- wp:heading -->
<h2 class="wp-block-heading"><?php esc_html_e( 'How we pay for it', 'therestart' ); ?></h2>
<!-- /wp:heading -->
<!-- wp:paragraph -->
<p>
	<?php
	esc_html_e(
		'Using it is free. Some links to shops are affiliate links, for which the shop may pay us a small share. It changes no price, and it doesn’t change what you can put in your registry.',
		'therestart'
	);
	?>
</p>
<!-- /wp:paragraph -->
<?php if ( Therestart_Plugin::is_active() ) : ?>
<!-- wp:paragraph -->
<p><a href="#contact"><?php esc_html_e( 'Write to us', 'therestart' ); ?></a></p>
<!-- /wp:paragraph -->
<?php endif; ?>
</div>
<!-- /wp:group -->
