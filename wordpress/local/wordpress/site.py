"""One WordPress site with its database, plugin, theme and cast; all it makes lies in one folder."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from wordpress.local.accounts import Account
from wordpress.local.errors import LocalError
from wordpress.local.folders import PHP_FILES
from wordpress.local.machine.files import write_secret
from wordpress.local.machine.locks import InUse, locked
from wordpress.local.machine.ports import require_free
from wordpress.local.machine.processes import end_leftovers
from wordpress.local.progress import step
from wordpress.local.wordpress import packages
from wordpress.local.wordpress.mariadb import MariaDB
from wordpress.local.wordpress.php_runtime import PhpServer, inherited, run_php
from wordpress.local.wordpress.site_files import make_site_files


class LocalWordPress:
    """Made at the first start, found again at the next; `mail` is where its mail is written."""

    def __init__(
        self,
        state: Path,
        port: int,
        suite: str = "trixie",
        *,
        mail: Path | None = None,
        block_external: bool = False,
    ) -> None:
        self.state, self.suite = state.resolve(), suite
        self.port, self.url = port, f"http://127.0.0.1:{port}"
        self.site, self.mail = self.state / "site", mail or self.state / "mail"
        self.database = MariaDB(self.state)
        self.environment = {
            **inherited(),
            "HTTP_HOST": f"127.0.0.1:{port}",  # which scripts without a request would lack
            "WP_URL": self.url,
            "WP_SITE": str(self.site),
            "WP_LOCAL_PHP": str(PHP_FILES),
            "WP_PHP_LOG": str(self.state / "php.log"),
            "WP_MAIL_FOLDER": str(self.mail),
            "WP_BLOCK_EXTERNAL": "1" if block_external else "",
        }
        self.server = PhpServer(self.state, port, self.environment)
        self._open = contextlib.ExitStack()

    def start(self) -> None:
        """Start everything or nothing: if a step fails, what was started before is stopped again."""
        with contextlib.ExitStack() as opening:
            self._lock(opening)
            end_leftovers(self.state)
            opening.callback(end_leftovers, self.state)
            require_free(self.port, "WP_PORT")
            packages.require(self.state / "packages.log")
            make_site_files(self.site, self.suite)
            self.mail.mkdir(parents=True, exist_ok=True)
            (self.state / "php.log").touch()  # PHP makes it only when it complains
            self._start_database(opening)
            self._make_site()
            step("Starting WordPress")
            self.server.start()
            opening.callback(lambda: self.server.program.stop())
            self._open = opening.pop_all()

    def stop(self) -> None:
        self._open.close()

    def check_alive(self) -> None:
        self.database.program.check_alive()
        self.server.program.check_alive()

    def php(self, code: str, told: Mapping[str, str] | None = None) -> str:
        """
        Run PHP inside the site, for what has no URL, and return what it prints.

        `told` goes in by its environment, which no other user can read.
        """
        code = f"require getenv( 'WP_SITE' ) . '/wp-load.php'; {code}"
        return run_php(code, self.state, {**self.environment, **(told or {})})

    @property
    def accounts(self) -> dict[str, Account]:
        stored = json.loads(self._accounts_file.read_text())
        return {name: Account(**values) for name, values in stored.items()}

    def new_service_account(self) -> Account:
        """Make the API's account; its earlier application passwords end."""
        return Account(**json.loads(self._script("service-account")))

    def use_api(self, url: str, account: Account) -> None:
        """Tell the plugin where the API is, and as whom to ask it."""
        told = {
            "RESTART_LAMBDA_URL": url,
            "RESTART_LAMBDA_USERNAME": account.username,
            "RESTART_LAMBDA_APP_PASSWORD": account.application_password,
        }
        self._script("use-api", told)

    @property
    def _accounts_file(self) -> Path:
        return self.state / "accounts.json"

    def _script(self, name: str, told: Mapping[str, str] | None = None) -> str:
        return self.php(f"require getenv( 'WP_LOCAL_PHP' ) . '/{name}.php';", told)

    def _lock(self, opening: contextlib.ExitStack) -> None:
        try:
            opening.enter_context(locked(self.state / "lock", wait=False))
        except InUse as error:
            raise LocalError(
                f"The WordPress in {self.state} runs already: stop it where it was started."
            ) from error

    def _start_database(self, opening: contextlib.ExitStack) -> None:
        step("Starting MariaDB")
        if not self._accounts_file.exists():  # nothing yet, or half of it
            shutil.rmtree(self.database.data, ignore_errors=True)
        self.database.start()
        opening.callback(self.database.stop)
        self.environment["WP_DB_USER"] = self.database.user
        self.environment["WP_DB_SOCKET"] = str(self.database.socket)

    def _make_site(self) -> None:
        installed = self._accounts_file.exists()
        if not installed:
            step("Installing WordPress, with Ada, Bob, Carol and Eve")
            install = "require getenv( 'WP_LOCAL_PHP' ) . '/install.php';"
            run_php(install, self.state, self.environment)
        self._script("activate")
        if not installed:
            write_secret(self._accounts_file, self._script("accounts"))
