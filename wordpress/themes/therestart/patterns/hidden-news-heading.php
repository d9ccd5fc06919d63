<?php
/**
 * Title: Heading of the news
 * Slug: therestart/hidden-news-heading
 * Inserter: no
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
?>
<!-- wp:heading {"level":1} -->
<h1 class="wp-block-heading"><?php esc_html_e( 'News', 'therestart' ); ?></h1>
<!-- /wp:heading -->
