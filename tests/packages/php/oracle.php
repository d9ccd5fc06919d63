<?php
/**
 * Answers one JSON line with one JSON line, by Composer's own classes (Debian's packages).
 */

declare( strict_types=1 );

require '/usr/share/php/Composer/Semver/autoload.php';
require '/usr/share/php/Composer/MetadataMinifier/autoload.php';

use Composer\MetadataMinifier\MetadataMinifier;
use Composer\Semver\Comparator;
use Composer\Semver\VersionParser;

/**
 * What Composer makes of a text; null where it refuses it.
 */
function normal_form( string $text ): ?string {
	try {
		return ( new VersionParser() )->normalize( $text );
	} catch ( UnexpectedValueException $refused ) {
		return null;
	}
}

/**
 * -1, 0 or 1, as the first of two normal forms is below, equal to or above the second.
 */
function order( string $one, string $other ): int {
	return Comparator::greaterThan( $one, $other ) <=> Comparator::lessThan( $one, $other );
}

while ( ( $line = fgets( STDIN ) ) !== false ) {
	[ $question, $value ] = json_decode( $line, true, 512, JSON_THROW_ON_ERROR );
	$answer = match ( $question ) {
		'normal_form' => normal_form( $value ),
		'stability'   => VersionParser::parseStability( $value ),
		'order'       => order( ...$value ),
		'expand'      => MetadataMinifier::expand( $value ),
		'minify'      => MetadataMinifier::minify( $value ),
	};
	echo json_encode( $answer, JSON_THROW_ON_ERROR ), "\n";
}
