<?php
/**
 * What the page "Privacy policy" says when it is made. From then on it is the site's own page.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$restart_registry_sections = array(
	__( 'In short', 'restart-registry' )                 => array(
		__(
			'Many people come here in a hard week, and some of them must not be found. So we keep little, show less, and sell nothing. New registries are private. We don’t use trackers, advertising networks or outside fonts.',
			'restart-registry'
		),
	),
	__( 'What we keep', 'restart-registry' )             => array(
		__(
			'Your account: user name, e-mail address, the name you want to be shown by, and your password in a form that can’t be read back.',
			'restart-registry'
		),
		__(
			'Your registry: its name and story, what it is for and the date, the gifts, whom you have invited, and, if it is for somebody else, what you tell us about that person.',
			'restart-registry'
		),
		__(
			'When somebody buys a gift: what was bought and how many, and the name, e-mail address and note that the buyer gave. Of a buyer who wants to stay anonymous we keep none of these three, and anyone who undoes it has them erased.',
			'restart-registry'
		),
		__( 'Messages that you write to us.', 'restart-registry' ),
	),
	__( 'Who sees it', 'restart-registry' )              => array(
		__(
			'A private registry is seen by its owner, by the people whom the owner invited, and by the few people who run this site. To everybody else it looks as if it didn’t exist.',
			'restart-registry'
		),
		__(
			'A public registry can be opened by anybody. Search engines are asked to leave it out unless its owner lets them in. E-mail addresses and the list of invited people are never shown on it.',
			'restart-registry'
		),
		__(
			'The names of buyers are for the owner of the registry, and for those who run this site.',
			'restart-registry'
		),
	),
	__( 'Cookies, shops and other sites', 'restart-registry' ) => array(
		__(
			'Cookies keep you logged in; there are no others. After you have marked a gift as bought, your browser may remember it, so that you can undo it.',
			'restart-registry'
		),
		__(
			'Pictures of gifts may come straight from the shop, which then learns what every site learns that a browser asks for a picture. A link to a shop may be an affiliate link: the shop may pay us a share, and the price stays the same. What you do at the shop is between you and the shop.',
			'restart-registry'
		),
	),
	__( 'What you can do', 'restart-registry' )          => array(
		__(
			'You can change or delete your registry at any time; a deleted one is gone from the site at once. What it held is then shown to nobody, but stays in our records and backups until we clear them.',
			'restart-registry'
		),
		__(
			'You may ask what we keep about you, have it corrected, or have it and your account erased. Write to us; we answer quietly, to the address you write from and to no other.',
			'restart-registry'
		),
	),
);
require __DIR__ . '/sections.php';
