"""The real bridge behind the interface of `tests.bridge_worlds.BridgeWorld`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import requests

from tests.real_bridge.journal.followed import Followed
from tests.real_bridge.journal.objects import (
    delete_post,
    new_post,
    new_term,
    update_post,
    update_term,
)
from wordpress.local.accounts import Account
from wpclient.credentials import Credentials

COLUMNS = {
    "title": "post_title",
    "slug": "post_name",
    "status": "post_status",
    "password": "post_password",
}
WAIT = """
    global $wpdb;
    $table = Restart_Bridge_Journal::table();
    $wpdb->query( "UPDATE $table SET changed_at = changed_at - $seconds WHERE changed_at > $seconds" );"""
FLAGS = """
    update_option( 'restart_bridge_plugin_connection_enabled', $connection ? '1' : '' );
    update_option( 'restart_bridge_two_way_sync_enabled', $two_way ? '1' : '' );"""
REVOKE = "WP_Application_Passwords::delete_all_application_passwords( $id );"
NEW_PASSWORD = "return WP_Application_Passwords::create_new_application_password( $id, array( 'name' => 'New' ) )[0];"


class RealBridge:
    """`restore()` gives the service account a password again, where it was withdrawn."""

    def __init__(self, followed: Followed) -> None:
        self.followed, self.shell = followed, followed.shell
        self.url = followed.site.url
        self.person = credentials(followed.accounts["carol"])
        self.session = requests.Session()
        self.session.trust_env = False
        self.is_revoked = False

    @property
    def service(self) -> Credentials:
        return credentials(self.followed.accounts["service"])

    def add_post(
        self,
        type_: str = "post",
        *,
        title: str = "A kettle",
        slug: str = "a-kettle",
        status: str = "publish",
        password: str = "",
    ) -> int:
        fields: dict[str, Any] = {"post_type": type_, "post_title": title}
        fields |= {"post_name": slug, "post_password": password}
        if status == "future":
            fields["post_date"] = "2099-01-01 00:00:00"
        is_trash = status == "trash"
        fields["post_status"] = "draft" if is_trash else status
        post_id = new_post(self.shell, **fields)
        if is_trash:
            self.trash_post(post_id)
        return post_id

    def change_post(self, post_id: int, **fields: str) -> None:
        named = {COLUMNS[name]: value for name, value in fields.items()}
        update_post(self.shell, post_id, **named)

    def change_type(self, post_id: int, type_: str) -> None:
        update_post(self.shell, post_id, post_type=type_)

    def trash_post(self, post_id: int) -> None:
        self.shell.run("wp_trash_post( $id );", id=post_id)

    def restore_post(self, post_id: int) -> None:
        self.shell.run("wp_untrash_post( $id );", id=post_id)

    def delete_post(self, post_id: int) -> None:
        delete_post(self.shell, post_id)

    def add_term(self, taxonomy: str = "category", name: str = "Kitchen") -> int:
        return new_term(self.shell, name, taxonomy)

    def rename_term(self, taxonomy: str, term_id: int, name: str) -> None:
        update_term(self.shell, term_id, taxonomy, name=name)

    def delete_term(self, taxonomy: str, term_id: int) -> None:
        code = "wp_delete_term( $id, $taxonomy );"
        self.shell.run(code, id=term_id, taxonomy=taxonomy)

    def change_past_hooks(self, post_id: int, title: str) -> None:
        code = "global $wpdb; $wpdb->update( $wpdb->posts, array( 'post_title' => $title ), array( 'ID' => $id ) );"
        self.shell.run(code, id=post_id, title=title)

    def delete_past_hooks(self, post_id: int) -> None:
        code = (
            "global $wpdb; $wpdb->delete( $wpdb->posts, array( 'ID' => $id ) );"
            "clean_post_cache( $id );"
        )
        self.shell.run(code, id=post_id)

    def set_flags(self, *, connection: bool = True, two_way: bool = False) -> None:
        self.shell.run(FLAGS, connection=connection, two_way=two_way)

    def wait(self, seconds: float) -> None:
        self.shell.run(WAIT, seconds=int(seconds))

    def revoke(self) -> None:
        self.shell.run(REVOKE, id=self.followed.accounts["service"].id)
        self.is_revoked = True

    def restore(self) -> None:
        self.session.close()
        if self.is_revoked:
            account = self.followed.accounts["service"]
            password = self.shell.run(NEW_PASSWORD, id=account.id)
            self.followed.accounts["service"] = replace(
                account, application_password=password
            )


def credentials(account: Account) -> Credentials:
    return Credentials(account.username, account.application_password)
