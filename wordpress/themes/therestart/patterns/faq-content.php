<?php
/**
 * Title: Frequently asked questions
 * Slug: therestart/faq-content
 * Categories: text
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
?>
<!-- wp:group {"className":"faq","layout":{"type":"default"}} -->
<div class="wp-block-group faq">
<!-- wp:heading -->
<h2 class="wp-block-heading"><?php esc_html_e( 'What is a restart registry?', 'therestart' ); ?></h2>
<!-- /wp:heading -->
<!-- wp:paragraph -->
<p>
	<?php
	esc_html_e(
		'A list of things you need because your life has just changed: after a divorce or a separation, after moving out or moving far away. Friends and family see what is missing and can buy it for you.',
		'therestart'
	);
	?>
</p>
<!-- /wp:paragraph -->
<!-- wp:heading -->
<h2 class="wp-block-heading"><?php esc_html_e( 'Who can see mine?', 'therestart' ); ?></h2>
<!-- /wp:heading -->
<!-- wp:paragraph -->
<p>
	<?php
	esc_html_e(
		'Only you, at first. You can invite people by e-mail, or make it public: then everybody who has the link can read it. When you make it private again, it is private at once.',
		'therestart'
	);
	?>
</p>
<!-- /wp:paragraph -->
<!-- wp:paragraph -->
<p><?php esc_html_e( 'To somebody who may not see it, it looks as if it didn’t exist.', 'therestart' ); ?></p>
<!-- /wp:paragraph -->
<!-- wp:heading -->
<h2 class="wp-block-heading"><?php esc_html_e( 'Can somebody find me here?', 'therestart' ); ?></h2>
<!-- /wp:heading -->
<!-- wp:paragraph -->
<p>
	<?php
	esc_html_e(
		'We list no members. A private registry is on no list, and a public one stays out of search engines unless you allow them. Others see the name you chose for yourself, and never your e-mail address.',
		'therestart'
	);
	?>
</p>
<!-- /wp:paragraph -->
<!-- wp:paragraph -->
<p>
	<?php
	esc_html_e(
		'People who buy a gift send it themselves: give your address only to people you trust, and not in your story.',
		'therestart'
	);
	?>
</p>
<!-- /wp:paragraph -->
<!-- wp:heading -->
<h2 class="wp-block-heading"><?php esc_html_e( 'Which shops can I use?', 'therestart' ); ?></h2>
<!-- /wp:heading -->
<!-- wp:paragraph -->
<p>
	<?php
	esc_html_e(
		'Any shop with a web page. Paste the link of the gift and we try to fill in its name, picture and price; if the shop doesn’t let us, you can type them in.',
		'therestart'
	);
	?>
</p>
<!-- /wp:paragraph -->
<!-- wp:heading -->
<h2 class="wp-block-heading"><?php esc_html_e( 'How do people give me something?', 'therestart' ); ?></h2>
<!-- /wp:heading -->
<!-- wp:paragraph -->
<p>
	<?php
	esc_html_e(
		'They follow the link to the shop, buy it there, and come back to press “I bought this”. Then everybody else sees that it is taken care of. They can say who they are or stay anonymous, and they need no account. If it was a mistake, they or you can undo it.',
		'therestart'
	);
	?>
</p>
<!-- /wp:paragraph -->
<!-- wp:heading -->
<h2 class="wp-block-heading"><?php esc_html_e( 'Can I start a registry for somebody else?', 'therestart' ); ?></h2>
<!-- /wp:heading -->
<!-- wp:paragraph -->
<p><?php esc_html_e( 'Yes. Give the name that friends should see, when you start it or later.', 'therestart' ); ?></p>
<!-- /wp:paragraph -->
<!-- wp:heading -->
<h2 class="wp-block-heading"><?php esc_html_e( 'What does it cost?', 'therestart' ); ?></h2>
<!-- /wp:heading -->
<!-- wp:paragraph -->
<p>
	<?php
	esc_html_e(
		'Nothing. Some links to shops are affiliate links: the shop may pay us a small share, and the price is the same for you and your friends.',
		'therestart'
	);
	?>
</p>
<!-- /wp:paragraph -->
<!-- wp:heading -->
<h2 class="wp-block-heading"><?php esc_html_e( 'How do I stop?', 'therestart' ); ?></h2>
<!-- /wp:heading -->
<!-- wp:paragraph -->
<p>
	<?php
	esc_html_e(
		'You can archive your registry, which hides it from everybody but you, or delete it for good. If you want your account deleted as well, write to us.',
		'therestart'
	);
	?>
</p>
<!-- /wp:paragraph -->
<?php if ( Therestart_Plugin::is_active() ) : ?>
<!-- wp:paragraph -->
<p><a href="#contact"><?php esc_html_e( 'Something else? Write to us.', 'therestart' ); ?></a></p>
<!-- /wp:paragraph -->
<?php endif; ?>
</div>
<!-- /wp:group -->
