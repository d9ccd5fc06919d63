<?php
/**
 * Title: Nothing found
 * Slug: therestart/hidden-nothing-found
 * Inserter: no
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
?>
<!-- wp:paragraph -->
<p>
	<?php
	esc_html_e(
		'Nothing here. Most registries are private, and we tell nobody whether one exists: ask your friend for the link.',
		'therestart'
	);
	?>
</p>
<!-- /wp:paragraph -->
