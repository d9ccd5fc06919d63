<?php
/**
 * Title: Home
 * Slug: therestart/home
 * Inserter: no
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
?>
<!-- wp:group {"align":"wide","className":"hero","layout":{"type":"default"}} -->
<div class="wp-block-group alignwide hero">
<!-- wp:group {"className":"hero-words","layout":{"type":"default"}} -->
<div class="wp-block-group hero-words">
<!-- wp:heading {"level":1,"fontSize":"display"} -->
<h1 class="wp-block-heading has-display-font-size">
	<?php esc_html_e( 'Starting again takes a few things.', 'therestart' ); ?>
</h1>
<!-- /wp:heading -->
<!-- wp:paragraph {"fontFamily":"text","fontSize":"large"} -->
<p class="has-text-font-family has-large-font-size">
	<?php
	esc_html_e(
		'A kettle. A bed. A door lock with two keys. Write down what you need, show it only to the people you trust, and let them help.',
		'therestart'
	);
	?>
</p>
<!-- /wp:paragraph -->
<!-- wp:buttons -->
<div class="wp-block-buttons">
<!-- wp:button {"className":"is-warm"} -->
<div class="wp-block-button is-warm">
	<a
		class="wp-block-button__link wp-element-button"
		href="<?php echo esc_url( Therestart_Pages::url( 'start-a-registry' ) ); ?>"
	><?php esc_html_e( 'Start a registry', 'therestart' ); ?></a>
</div>
<!-- /wp:button -->
<!-- wp:button {"className":"is-quiet"} -->
<div class="wp-block-button is-quiet">
	<a
		class="wp-block-button__link wp-element-button"
		href="<?php echo esc_url( Therestart_Pages::url( 'find-a-registry' ) ); ?>"
	><?php esc_html_e( 'Find a friend’s registry', 'therestart' ); ?></a>
</div>
<!-- /wp:button -->
</div>
<!-- /wp:buttons -->
<!-- wp:paragraph {"fontSize":"small"} -->
<p class="has-small-font-size"><?php esc_html_e( 'Free. Private until you say otherwise.', 'therestart' ); ?></p>
<!-- /wp:paragraph -->
</div>
<!-- /wp:group -->
<!-- wp:html -->
<img
	class="hero-picture"
	src="<?php echo esc_url( get_theme_file_uri( 'assets/images/home.svg' ) ); ?>"
	alt=""
	width="560"
	height="460"
>
<!-- /wp:html -->
</div>
<!-- /wp:group -->
<!-- wp:group {"align":"wide","className":"sheet steps","layout":{"type":"default"}} -->
<div class="wp-block-group alignwide sheet steps">
<!-- wp:heading -->
<h2 class="wp-block-heading"><?php esc_html_e( 'How it works', 'therestart' ); ?></h2>
<!-- /wp:heading -->
<!-- wp:columns -->
<div class="wp-block-columns">
<!-- wp:column -->
<div class="wp-block-column">
<!-- wp:paragraph {"className":"step-number","fontFamily":"display"} -->
<p class="step-number has-display-font-family" aria-hidden="true">1</p>
<!-- /wp:paragraph -->
<!-- wp:heading {"level":3} -->
<h3 class="wp-block-heading"><?php esc_html_e( 'Write down what you need', 'therestart' ); ?></h3>
<!-- /wp:heading -->
<!-- wp:paragraph -->
<p>
	<?php
	esc_html_e(
		'From any shop with a web page. Paste a link and we fill in what we can. You can change everything later.',
		'therestart'
	);
	?>
</p>
<!-- /wp:paragraph -->
</div>
<!-- /wp:column -->
<!-- wp:column -->
<div class="wp-block-column">
<!-- wp:paragraph {"className":"step-number","fontFamily":"display"} -->
<p class="step-number has-display-font-family" aria-hidden="true">2</p>
<!-- /wp:paragraph -->
<!-- wp:heading {"level":3} -->
<h3 class="wp-block-heading"><?php esc_html_e( 'Choose who sees it', 'therestart' ); ?></h3>
<!-- /wp:heading -->
<!-- wp:paragraph -->
<p>
	<?php
	esc_html_e(
		'Only the people you invite, or everybody who has the link. You can close it again at any moment.',
		'therestart'
	);
	?>
</p>
<!-- /wp:paragraph -->
</div>
<!-- /wp:column -->
<!-- wp:column -->
<div class="wp-block-column">
<!-- wp:paragraph {"className":"step-number","fontFamily":"display"} -->
<p class="step-number has-display-font-family" aria-hidden="true">3</p>
<!-- /wp:paragraph -->
<!-- wp:heading {"level":3} -->
<h3 class="wp-block-heading"><?php esc_html_e( 'Let them help', 'therestart' ); ?></h3>
<!-- /wp:heading -->
<!-- wp:paragraph -->
<p>
	<?php
	esc_html_e(
		'Friends mark what they have bought, so that nobody brings a second kettle. You are told, unless you’d rather not be.',
		'therestart'
	);
	?>
</p>
<!-- /wp:paragraph -->
</div>
<!-- /wp:column -->
</div>
<!-- /wp:columns -->
</div>
<!-- /wp:group -->
<!-- wp:group {"align":"wide","className":"sheet quiet","layout":{"type":"default"}} -->
<div class="wp-block-group alignwide sheet quiet">
<!-- wp:heading -->
<h2 class="wp-block-heading"><?php esc_html_e( 'Yours, and quiet about it', 'therestart' ); ?></h2>
<!-- /wp:heading -->
<!-- wp:paragraph -->
<p>
	<?php
	esc_html_e(
		'Some of us left somebody who still looks for us. So a new registry is private from its first minute: it isn’t in search engines, on no list, and to somebody who wasn’t invited its address looks like any page that doesn’t exist.',
		'therestart'
	);
	?>
</p>
<!-- /wp:paragraph -->
<!-- wp:paragraph -->
<p>
	<?php
	esc_html_e(
		'We show no e-mail address and no surname that you didn’t type. Our pages fetch no fonts, no scripts and no statistics from another company.',
		'therestart'
	);
	?>
</p>
<!-- /wp:paragraph -->
<!-- wp:paragraph -->
<p>
	<a
		href="<?php echo esc_url( Therestart_Pages::url( 'privacy-policy' ) ); ?>"
	><?php esc_html_e( 'What we keep, and what we don’t', 'therestart' ); ?></a>
</p>
<!-- /wp:paragraph -->
</div>
<!-- /wp:group -->
