<?php
/**
 * Headings and paragraphs as blocks.
 *
 * @package Restart_Registry
 *
 * @var array<string, string[]> $restart_registry_sections Heading => paragraphs.
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

foreach ( $restart_registry_sections as $restart_registry_heading => $restart_registry_paragraphs ) {
	printf(
		"<!-- wp:heading -->\n<h2 class=\"wp-block-heading\">%s</h2>\n<!-- /wp:heading -->\n\n",
		esc_html( $restart_registry_heading )
	);
	foreach ( $restart_registry_paragraphs as $restart_registry_paragraph ) {
		printf(
			"<!-- wp:paragraph -->\n<p>%s</p>\n<!-- /wp:paragraph -->\n\n",
			esc_html( $restart_registry_paragraph )
		);
	}
}
