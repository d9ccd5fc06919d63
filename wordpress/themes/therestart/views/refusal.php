<?php
/**
 * What the last form was refused for, on top of a page on which it doesn't stand.
 *
 * @package Therestart
 *
 * @var string $data['message'] The sentence.
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
?>
<p class="restart-notice" role="status" tabindex="-1" autofocus><?php echo esc_html( $data['message'] ); ?></p>
