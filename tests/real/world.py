"""The real WordPress behind the interface of `tests.worlds.World`; it is as new for every test."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from tests.real.shell import Shell
from tests.real.wordpress import RealWordPress
from tests.worlds import Caller
from wordpress.local.accounts import Account

Api = Callable[[str], Caller]

POST_TYPE = "restart-registry"
SNAPSHOT = """
    return array_map(
        fn( $user ) => array(
            'id'       => $user->ID,
            'email'    => $user->user_email,
            'verified' => $user->restart_verified_email,
            'roles'    => $user->roles,
            'secrets'  => $user->_application_passwords,
        ),
        get_users()
    );"""
RESET = """
    global $wpdb;
    $wpdb->query( "DELETE FROM {$wpdb->prefix}restart_registry_uses" );
    foreach ( get_posts( array( 'post_type' => $type, 'post_status' => $statuses, 'numberposts' => -1 ) ) as $post ) {
        wp_delete_post( $post->ID, true );
    }
    array_map( 'wp_delete_user', array_diff( get_users( array( 'fields' => 'ID' ) ), array_column( $users, 'id' ) ) );
    array_map( 'remove_role', array( 'guest', 'support' ) );
    foreach ( $users as $user ) {
        $wpdb->update( $wpdb->users, array( 'user_email' => $user['email'] ), array( 'ID' => $user['id'] ) );
        clean_user_cache( $user['id'] );
        ( new WP_User( $user['id'] ) )->set_role( $user['roles'][0] );
        update_user_meta( $user['id'], 'restart_verified_email', $user['verified'] );
        update_user_meta( $user['id'], '_application_passwords', $user['secrets'] );
    }"""
ADD_ACCOUNT = """
    $id = wp_insert_user(
        array(
            'user_login'   => wp_slash( $username ),
            'user_email'   => wp_slash( $email ),
            'user_pass'    => 'main password',
            'display_name' => wp_slash( $name ),
            'role'         => $role,
        )
    );
    if ( is_wp_error( $id ) ) {
        throw new Exception( $id->get_error_message() );
    }
    list( $secret ) = WP_Application_Passwords::create_new_application_password( $id, array( 'name' => 'Tests' ) );
    return array( $id, $secret );"""
ROLES = """
    add_role( 'guest', 'Guest', array( 'read' => true ) );
    add_role( 'support', 'Support', array( 'read' => true, 'manage_restart_registry' => true ) );"""
MAKE = """
    global $wpdb;
    $post = array( 'post_type' => $type, 'post_author' => $author, 'post_status' => $status, 'post_title' => 'New' );
    if ( 'future' === $status ) {
        $post['post_date'] = '2099-01-01 00:00:00';
    }
    $id = wp_insert_post( $post, true );
    $wpdb->update( $wpdb->posts, array( 'post_title' => $title, 'post_content' => $story ), array( 'ID' => $id ) );
    return $id;"""
CHANGE_EMAIL = """
    $changed = wp_update_user( wp_slash( array( 'ID' => $id, 'user_email' => $email ) ) );
    if ( is_wp_error( $changed ) ) {
        throw new Exception( $changed->get_error_message() );
    }"""
SET_STATUS = """
    global $wpdb;
    if ( 'trash' === $status ) {
        wp_trash_post( $id );
    } else {
        $wpdb->update( $wpdb->posts, array( 'post_status' => $status ), array( 'ID' => $id ) );
    }"""
SET_META = """
    global $wpdb;
    $wpdb->delete( $wpdb->postmeta, array( 'post_id' => $id, 'meta_key' => $key ) );
    $wpdb->insert( $wpdb->postmeta, array( 'post_id' => $id, 'meta_key' => $key, 'meta_value' => $text ) );"""
POST = """
    $post = get_post( $id );
    return $post ? array(
        'author'  => (int) $post->post_author,
        'status'  => $post->post_status,
        'title'   => $post->post_title,
        'content' => $post->post_content,
        'meta'    => (object) array_filter(
            array_map( fn( $values ) => $values[0], get_post_meta( $id ) ),
            fn( $key ) => str_starts_with( $key, 'restart_' ),
            ARRAY_FILTER_USE_KEY
        ),
    ) : (object) array();"""


class RealWorld:
    """`reset` undoes everything that the other methods, or a test, did."""

    def __init__(self, wordpress: RealWordPress, shell: Shell) -> None:
        self.wordpress, self.shell = wordpress, shell
        self.accounts = dict(wordpress.accounts)
        self._stopped = False
        self._people = shell.run(SNAPSHOT)

    def reset(self) -> None:
        self.start()
        statuses = ["any", "trash", "restart-archived", "auto-draft"]
        self.shell.run(RESET, users=self._people, type=POST_TYPE, statuses=statuses)
        self.accounts = dict(self.wordpress.accounts)

    def add_account(
        self,
        username: str,
        display_name: str = "Somebody Else",
        role: str = "subscriber",
        *,
        email: str = "",
    ) -> Account:
        self.shell.run(ROLES)
        email = email or f"{username}@example.test"
        person = {"username": username, "email": email, "name": display_name}
        id_, secret = self.shell.run(ADD_ACCOUNT, role=role, **person)
        account = Account(id_, username, email, "main password", secret)
        self.accounts[username] = account
        return account

    def make_registry(
        self,
        *,
        owner: str = "ada",
        status: str = "private",
        title: str = "A fresh start",
        story: str = "",
        meta: Mapping[str, str] | None = None,
    ) -> int:
        """Add a post, with title and story as they are stored (HTML-escaped)."""
        texts = {"title": title, "story": story, "type": POST_TYPE}
        author = self.accounts[owner].id
        first = "draft" if status == "trash" else status
        registry_id = int(self.shell.run(MAKE, author=author, status=first, **texts))
        if first != status:
            self.set_status(registry_id, status)
        for key, text in (meta or {}).items():
            self.set_meta(registry_id, key, text)
        return registry_id

    def invited(self, status: str = "private") -> int:
        """Make a registry of Ada's that Bob is invited to, by e-mail."""
        invitees = json.dumps([self.accounts["bob"].email])
        meta = {
            "restart_invitees": invitees,
            "restart_recipient_email": "r@example.test",
        }
        return self.make_registry(status=status, meta=meta)

    def set_status(self, registry_id: int, status: str) -> None:
        self.shell.run(SET_STATUS, id=registry_id, status=status)

    def set_meta(self, registry_id: int, key: str, text: str) -> None:
        """Write past every check, as an older version or somebody with access to the database would."""
        self.shell.run(SET_META, id=registry_id, key=key, text=text)

    def remove(self, registry_id: int) -> None:
        self.shell.run("wp_delete_post( $id, true );", id=registry_id)

    def post(self, registry_id: int) -> dict[str, Any]:
        """Return what is stored; {} if there is no such post."""
        post: dict[str, Any] = self.shell.run(POST, id=registry_id)
        return post

    def meta(self, registry_id: int, key: str) -> Any:
        """Return a list as it is stored."""
        return json.loads(self.post(registry_id)["meta"][key])

    def change_email(self, name: str, email: str) -> None:
        """Change it as an administrator or another plugin does; it isn't proved then."""
        self.shell.run(CHANGE_EMAIL, id=self.accounts[name].id, email=email)

    def prove_email(self, name: str) -> None:
        code = "update_user_meta( $id, 'restart_verified_email', get_userdata( $id )->user_email );"
        self.shell.run(code, id=self.accounts[name].id)

    def change_role(self, name: str, role: str) -> None:
        self.shell.run(ROLES)
        code = "get_userdata( $id )->set_role( $role );"
        self.shell.run(code, id=self.accounts[name].id, role=role)

    def revoke(self, name: str) -> None:
        """Withdraw this person's application passwords."""
        code = "WP_Application_Passwords::delete_all_application_passwords( $id );"
        self.shell.run(code, id=self.accounts[name].id)

    def new_application_password(self, name: str) -> None:
        code = "return WP_Application_Passwords::create_new_application_password( $id, array( 'name' => 'New' ) )[0];"
        secret = self.shell.run(code, id=self.accounts[name].id)
        self.accounts[name] = replace(self.accounts[name], application_password=secret)

    def stop(self) -> None:
        self.wordpress.stop_web()
        self._stopped = True

    def start(self) -> None:
        if self._stopped:
            self.wordpress.start_web()
            self._stopped = False
