<?php
/**
 * What shops show to machines.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Recognises by their titles the pages that are shown instead of a product. Works without WordPress.
 */
final class Restart_Registry_Bot_Page {

	private const ANYWHERE = '/captcha|robot check|robots? or (?:a )?human|human or (?:a )?robot|are you (?:a )?(?:robot|human)|not a robot|(?:verify|confirm|prove) (?:that )?(?:you|your)|access (?:to this page )?(?:has been |was |is )?(?:denied|blocked|restricted)|attention required|just a moment|pardon our interruption|security (?:check|challenge|measure|verification)|(?:human|bot|browser) (?:check|verification|challenge)|checking (?:your )?browser|unusual (?:traffic|activity)|request (?:blocked|rejected|unsuccessful|could not be)|you have been blocked|temporarily (?:blocked|unavailable|restricted)|service unavailable|bad gateway|gateway time-?out|too many requests|page (?:was |is |could )?(?:not (?:be )?found|unavailable)|(?:enable|requires|turn on) (?:javascript|cookies)|ddos|incapsula|perimeterx|datadome|cloudflare|akamai/i';

	private const WHOLE = '/^(?:error|(?:sorry\W+)?something went wrong|queue-it|waiting room|forbidden|denied|blocked|sorry|oops|whoops|untitled|home|index|welcome|loading|please wait|one moment|redirecting|log ?in|sign ?in|robots?|challenge|verification|maintenance|not found|product|shop|store|[45]\d\d(?:\W.*)?|(?:http )?error \d{3}.*|.*\b(?:404|403|503)\b.*(?:error|found|forbidden|unavailable).*)$/i';

	private const BARE_HOST = '/^(?:www\.)?[a-z0-9-]+(?:\.[a-z]{2,6}){1,2}$/i';

	private const MARKS = '/captcha-delivery|px-captcha|cf[-_]chl|challenge-platform|awswaf|_incapsula_|validatecaptcha|h-captcha|g-recaptcha|data-sitekey/i';

	/**
	 * Pages of products ask such questions, too, so this is only for pages that say nothing else about one.
	 */
	public static function asks_who_you_are( string $html ): bool {
		return (bool) preg_match( self::MARKS, $html );
	}

	/**
	 * @param string $name What the page calls itself.
	 * @param string $host Where it is: a shop that only says its own name shows no product.
	 */
	public static function may_be_product( string $name, string $host ): bool {
		$bare = trim( $name, " .!?…:;-–—|\t\n" );
		if (
			mb_strlen( $bare ) < 2
			|| preg_match( self::ANYWHERE, $bare )
			|| preg_match( self::WHOLE, $bare )
			|| preg_match( self::BARE_HOST, $bare )
		) {
			return false;
		}
		$plain  = static fn( string $text ) => (string) preg_replace( '/[^a-z0-9]/', '', strtolower( $text ) );
		$labels = explode( '.', (string) preg_replace( '/^www\./', '', $host ) );
		$shop   = count( $labels ) > 1 ? $labels[ count( $labels ) - 2 ] : $labels[0];
		return ! in_array(
			$plain( $bare ),
			array( $plain( $host ), $plain( implode( '.', $labels ) ), $plain( $shop ) ),
			true
		);
	}
}
