<?php
/**
 * What the page "Find a registry" says when it is made. From then on it is the site's own page.
 *
 * @package Restart_Registry
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$restart_registry_search = array(
	'label'       => __( 'Name of the registry', 'restart-registry' ),
	'buttonText'  => __( 'Search', 'restart-registry' ),
	'placeholder' => '',
	'query'       => array( 'post_type' => Restart_Registry_Post_Type::NAME ),
);
// Relative, as it is stored: the site may move.
$restart_registry_all = wp_make_link_relative(
	(string) get_post_type_archive_link( Restart_Registry_Post_Type::NAME )
);
?>
<!-- wp:paragraph -->
<p>
	<?php
	esc_html_e(
		'Were you given a link? Open it as it is: it leads straight to the registry. If that page asks you to log in, or can’t be found, log in with the e-mail address that the invitation was sent to, and open the link again.',
		'restart-registry'
	);
	?>
</p>
<!-- /wp:paragraph -->

<!-- wp:search <?php echo serialize_block_attributes( $restart_registry_search ); // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- JSON in a block's comment. ?> /-->

<!-- wp:paragraph -->
<p>
	<a
		href="<?php echo esc_url( $restart_registry_all ); ?>"
	><?php esc_html_e( 'See all public registries', 'restart-registry' ); ?></a>
</p>
<!-- /wp:paragraph -->

<!-- wp:heading -->
<h2 class="wp-block-heading"><?php esc_html_e( 'Not here?', 'restart-registry' ); ?></h2>
<!-- /wp:heading -->

<!-- wp:paragraph -->
<p>
	<?php
	esc_html_e(
		'Most registries are private, so that nobody is found who doesn’t want to be. Ask your friend for the link or for an invitation.',
		'restart-registry'
	);
	?>
</p>
<!-- /wp:paragraph -->
