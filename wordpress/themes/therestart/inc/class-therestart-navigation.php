<?php
/**
 * What the menus link to.
 *
 * @package Therestart
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * The links of header and footer, for guests and for members.
 */
final class Therestart_Navigation {

	/**
	 * The links of the header as blocks. With its id a link knows when it leads to the page one is on.
	 */
	public static function main_blocks(): string {
		return implode( "\n", array_map( array( self::class, 'block' ), self::main() ) );
	}

	/**
	 * @return array<int, array{label: string, url: string, slug: string}>
	 */
	public static function main(): array {
		$personal = is_user_logged_in() ? array(
			self::page( 'my-registries', __( 'My registries', 'therestart' ) ),
			self::page( 'my-account', __( 'My account', 'therestart' ) ),
			self::log_out(),
		) : array(
			self::page( 'start-a-registry', __( 'Start a registry', 'therestart' ) ),
			self::page( 'login', __( 'Log in', 'therestart' ) ),
		);
		return array(
			self::page( 'find-a-registry', __( 'Find a registry', 'therestart' ) ),
			self::page( 'faq', __( 'Questions', 'therestart' ) ),
			...$personal,
		);
	}

	/**
	 * @return array<int, array{label: string, url: string, slug: string}>
	 */
	public static function footer(): array {
		return array(
			self::page( 'about-us', __( 'About us', 'therestart' ) ),
			self::page( 'faq', __( 'Questions', 'therestart' ) ),
			self::page( 'terms-and-conditions', __( 'Terms', 'therestart' ) ),
			self::page( 'privacy-policy', __( 'Privacy', 'therestart' ) ),
			array(
				'label' => __( 'Write to us', 'therestart' ),
				'url'   => '#contact',
				'slug'  => '',
			),
		);
	}

	/**
	 * @return array{label: string, url: string, slug: string}
	 */
	private static function page( string $slug, string $label ): array {
		return array(
			'label' => $label,
			'url'   => Therestart_Pages::url( $slug ),
			'slug'  => $slug,
		);
	}

	/**
	 * @return array{label: string, url: string, slug: string}
	 */
	private static function log_out(): array {
		return array(
			'label' => __( 'Log out', 'therestart' ),
			'url'   => html_entity_decode( wp_logout_url( home_url( '/' ) ) ),
			'slug'  => '',
		);
	}

	/**
	 * @param array{label: string, url: string, slug: string} $link Where it leads.
	 */
	private static function block( array $link ): string {
		$attributes = array(
			'label' => $link['label'],
			'url'   => $link['url'],
			'kind'  => 'custom',
		);
		$id         = Therestart_Pages::id( $link['slug'] );
		if ( $id ) {
			$attributes = array(
				'kind' => 'post-type',
				'type' => 'page',
				'id'   => $id,
			) + $attributes;
		}
		return get_comment_delimited_block_content( 'navigation-link', $attributes, '' );
	}
}
