<?php
/**
 * Title: Skip link
 * Slug: therestart/hidden-skip-link
 * Inserter: no
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
?>
<!-- wp:html -->
<a class="skip-link" href="#main"><?php esc_html_e( 'Skip to the content', 'therestart' ); ?></a>
<!-- /wp:html -->
