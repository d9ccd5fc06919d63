<?php
/**
 * What the page "Terms and conditions" says when it is made. From then on it is the site's own page.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$restart_registry_sections = array(
	__( 'What this is', 'restart-registry' )       => array(
		__(
			'Here you can make a list of things that help you to start again, and share it with the people you choose. It costs you nothing.',
			'restart-registry'
		),
	),
	__( 'What we ask of you', 'restart-registry' ) => array(
		__(
			'Tell the truth about what the gifts are for. Write nothing that hurts, threatens or exposes somebody, and don’t use the site to look for a person who doesn’t want to be found.',
			'restart-registry'
		),
		__(
			'Keep your password to yourself. If you think that somebody else has it, change it and write to us.',
			'restart-registry'
		),
		__(
			'What you write stays yours. You let us show it to those whom you have shared your registry with.',
			'restart-registry'
		),
	),
	__( 'Buying gifts', 'restart-registry' )       => array(
		__(
			'We sell nothing. Every gift is bought at a shop, by that shop’s own terms, and questions about delivery or returns go there. Prices and pictures are those of the day the gift was added: look at the shop before you buy.',
			'restart-registry'
		),
		__(
			'Some links to shops are affiliate links: the shop may pay us a share, and the price stays the same for you.',
			'restart-registry'
		),
		__(
			'“I bought this” is a promise to the owner and keeps others from buying the same. Please press it only when you mean it.',
			'restart-registry'
		),
	),
	__( 'What we may do', 'restart-registry' )     => array(
		__(
			'We may take down what breaks these rules, and close an account that keeps breaking them. We look after the site as well as we can, but can’t promise that it is always there or free of mistakes.',
			'restart-registry'
		),
		__( 'If these terms change, the new ones stand on this page.', 'restart-registry' ),
	),
);
require __DIR__ . '/sections.php';
