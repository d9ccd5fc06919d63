<?php
/**
 * A sentence instead of a form.
 *
 * @package Therestart
 *
 * @var string $data['text'] The sentence.
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;
?>
<p class="restart-notice"><?php echo esc_html( $data['text'] ); ?></p>
