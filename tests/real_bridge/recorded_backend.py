"""The backend as a connected site sees it: it keeps what came, and calls back as the real one does."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from wordpress.local.accounts import Account
from wordpress.local.machine import http

KEY = "rrs_aB3dE6gH_" + "k7" * 19 + "Ga"
NEXT_KEY = "rrs_zY9xW8vU_" + "q4" * 19 + "Nx"
SITE_ID, INTEGRATION_ID = 7, 4
CONNECT = "POST /integration/connect"
UPDATE = f"POST /integration/integrations/{INTEGRATION_ID}/update-structure"
STATUS = f"GET /integration/integrations/{INTEGRATION_ID}/status"
DISCONNECT = f"POST /integration/integrations/{INTEGRATION_ID}/disconnect"
ROTATE = f"POST /integration/integrations/{INTEGRATION_ID}/rotate-key"


@dataclass(frozen=True)
class Received:
    asked: str  # like CONNECT
    headers: dict[str, str]  # by lower-case name
    body: Any


@dataclass(frozen=True)
class Answer:
    status: int = 200
    body: Any = None  # what isn't text becomes JSON
    seconds: float = 0
    location: str = ""


def success(**data: Any) -> Answer:
    return Answer(200, {"success": True, "data": data})


def failure(status: int, error: str, detail: str = "") -> Answer:
    body = {"success": False, "error": error, "detail": detail or error}
    return Answer(status, body)


class RecordedBackend(ThreadingHTTPServer):
    """`instead` maps what is asked to answers in the place of the usual ones; the last of them stays."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.requests: list[Received] = []
        self.instead: dict[str, list[Answer]] = {}
        self.site_status: tuple[int, Any] = (0, None)  # of its last call back
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self.shutdown()
        self.server_close()

    @property
    def asked(self) -> list[str]:
        return [received.asked for received in self.requests]

    def only(self, asked: str) -> Received:
        (received,) = [one for one in self.requests if one.asked == asked]
        return received

    def says(self, asked: str, *answers: Answer) -> None:
        self.instead[asked] = list(answers)

    def answer(self, received: Received) -> Answer:
        self.requests.append(received)
        told = self.instead.get(received.asked)
        if told:
            return told.pop(0) if len(told) > 1 else told[0]
        return self.usual(received)

    def usual(self, received: Received) -> Answer:
        if received.asked == CONNECT:
            checks = self.look_back(received.body)
            ok = all(check["ok"] for check in checks)
            return success(
                message="Connected.",
                site_id=SITE_ID,
                integration_id=INTEGRATION_ID,
                state="connected" if ok else "revoked",
                checks=checks,
            )
        if received.asked == UPDATE:
            return success(
                message="Site structure updated successfully",
                post_types_count=len(received.body["post_types"]),
                taxonomies_count=len(received.body["taxonomies"]),
                last_structure_fetch="2026-11-28T10:00:00Z",
                unchanged=False,
            )
        if received.asked == STATUS:
            return success(state="ready", sentence="All is well.", checks=[])
        if received.asked == DISCONNECT:
            return success(message="Disconnected.")
        if received.asked == ROTATE:
            return success(api_key=NEXT_KEY)
        return failure(404, "Not found")

    def look_back(self, body: dict[str, str]) -> list[dict[str, Any]]:
        """Call the bridge with the password that it sent."""
        account = Account(
            0,
            body["username"],
            "",
            "",
            application_password=body["application_password"],
        )
        url = f"{body['site_url']}/wp-json/restart-bridge/v1/status"
        answer = http.request("GET", url, account)
        self.site_status = (
            (0, None) if answer is None else (answer.status_code, answer.json())
        )
        ok = self.site_status[0] == 200
        hint = (
            "" if ok else "The password was revoked, or the server drops Authorization."
        )
        return [
            {"name": "address_answers", "ok": answer is not None, "hint": ""},
            {"name": "password_accepted", "ok": ok, "hint": hint},
        ]


class Handler(BaseHTTPRequestHandler):
    server: RecordedBackend

    def do_GET(self) -> None:
        self.respond()

    def do_POST(self) -> None:
        self.respond()

    def respond(self) -> None:
        text = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        answer = self.server.answer(
            Received(
                f"{self.command} {self.path}",
                {name.lower(): value for name, value in self.headers.items()},
                json.loads(text) if text else None,
            )
        )
        time.sleep(answer.seconds)
        body = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
        self.send_response(answer.status)
        if answer.location:
            self.send_header("Location", answer.location)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *arguments: object) -> None:
        """Log nothing: the log is a test's."""
