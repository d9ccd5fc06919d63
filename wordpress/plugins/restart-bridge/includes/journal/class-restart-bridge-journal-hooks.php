<?php
/**
 * What is journaled when.
 *
 * @package Restart_Bridge
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

/**
 * Hears of posts and terms that are saved or deleted. Publishing, scheduling, trashing and restoring are all saves;
 * values of meta and the terms of a post are not, and no row shows them. Other plugins call these hooks, too, and not
 * always as WordPress does: whatever comes, the save goes on.
 */
final class Restart_Bridge_Journal_Hooks {

	public function __construct( private Restart_Bridge_Journal $journal ) {
	}

	/**
	 * Hooks this part in.
	 */
	public function add_hooks(): void {
		add_action( 'save_post', array( $this, 'saved_post' ), 10, 2 );
		add_action( 'post_updated', array( $this, 'updated_post' ), 10, 3 );
		add_action( 'deleted_post', array( $this, 'saved_post' ), 10, 2 );
		add_action( 'created_term', array( $this, 'changed_term' ), 10, 3 );
		add_action( 'edited_term', array( $this, 'changed_term' ), 10, 3 );
		add_action( 'delete_term', array( $this, 'changed_term' ), 10, 3 );
	}

	/**
	 * The form for a new post makes one that nobody has begun to write, and that WordPress deletes some day.
	 *
	 * @param mixed $id   A number, from some plugins as text.
	 * @param mixed $post Null if somebody else has deleted it meanwhile. Some plugins leave it out.
	 */
	public function saved_post( mixed $id, mixed $post = null ): void {
		$post = $post instanceof WP_Post ? $post : get_post( (int) $id );
		if ( $post && 'auto-draft' !== $post->post_status ) {
			$this->record( Restart_Bridge_Posts::KIND, $post->post_type, $post->ID );
		}
	}

	/**
	 * The former type loses a post whose type changes; the new one hears of it as of any other save.
	 *
	 * @param mixed $id     As for saved_post().
	 * @param mixed $after  As for saved_post().
	 * @param mixed $before As for saved_post().
	 */
	public function updated_post( mixed $id, mixed $after = null, mixed $before = null ): void {
		if ( $before instanceof WP_Post && $before->post_type !== ( $after->post_type ?? '' ) ) {
			$this->record( Restart_Bridge_Posts::KIND, $before->post_type, $before->ID );
		}
	}

	/**
	 * @param mixed $term_id     A number, from some plugins as text.
	 * @param mixed $taxonomy_id Not needed.
	 * @param mixed $taxonomy    Its name.
	 */
	public function changed_term( mixed $term_id, mixed $taxonomy_id = 0, mixed $taxonomy = '' ): void {
		$this->record( Restart_Bridge_Terms::KIND, (string) $taxonomy, (int) $term_id );
	}

	/**
	 * A type that was followed is listened to also while its plugin is off: it may come back.
	 */
	private function record( string $kind, string $type, int $id ): void {
		$is_followed = in_array( $type, Restart_Bridge_Objects::types( $kind ), true );
		if ( $is_followed || Restart_Bridge_Seeder::has_begun( $kind, $type ) ) {
			$this->journal->record( $kind, $type, $id );
		}
	}
}
