"""
AWS on this machine: moto for what is stored, and really running functions.

It stands before moto, as AWS_ENDPOINT_URL, takes note of each function that is made or
changed, runs those that are invoked, and answers what moto doesn't know.
"""

from __future__ import annotations

import base64
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

from deploy.check.loopback.functions import Function, Functions
from deploy.check.loopback.gateway import Gateway, Request
from deploy.check.loopback.moto_client import Moto, Reply
from deploy.check.loopback.templates import Templates

FUNCTIONS = "/2015-03-31/functions"
PREFLIGHT = re.compile(r"/restapis/\w+/resources/\w+/methods/OPTIONS/integration$")
NOT_PASSED_ON = {"connection", "content-length", "date", "server", "transfer-encoding"}


class Aws(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, moto: Moto) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.moto = moto
        self.functions = Functions()
        self.created: dict[str, dict[str, Any]] = {}  # the requests, as Zappa sent them
        self.templates = Templates(moto)
        self.gateway = Gateway(moto, self.functions)
        self.url = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def answer(self, request: Request) -> Reply:
        if request.target.startswith("/gateway/"):
            target = request.target.removeprefix("/gateway")
            return self.gateway.answer(request._replace(target=target))
        return (
            self._invoked(request)
            or self._unknown_to_moto(request)
            or self._stored(request)
        )

    def _invoked(self, request: Request) -> Reply | None:
        match = re.match(rf"{FUNCTIONS}/([^/]+)/invocations", request.target)
        if not match or request.method != "POST":
            return None
        answer = self.functions[_name(match[1])].invoke(request.body)
        headers = [("X-Amz-Log-Result", base64.b64encode(answer.log[-4096:]).decode())]
        if answer.failed:
            headers.append(("X-Amz-Function-Error", "Unhandled"))
        return Reply(200, headers, answer.payload)

    def _unknown_to_moto(self, request: Request) -> Reply | None:
        if re.match(r"/2021-10-31/functions/[^/]+/urls", request.target):
            return Reply(200, [], b'{"FunctionUrlConfigs": []}')
        # How the body of a preflight is encoded, which has none.
        if request.method == "PATCH" and PREFLIGHT.match(request.target):
            return Reply(200, [], b"{}")
        # Zappa asks for an earlier version by "function:NAME:NUMBER", to roll back to it.
        if match := re.match(
            rf"{FUNCTIONS}/function:([^:/]+):(\d+)$", unquote(request.target)
        ):
            location = f"{self.url}/versions/{match[1]}/{match[2]}"
            said = {"Configuration": {}, "Code": {"Location": location}}
            return Reply(200, [], json.dumps(said).encode())
        if match := re.match(r"/versions/([^/]+)/(\d+)$", request.target):
            return Reply(200, [], self.functions[match[1]].versions[int(match[2]) - 1])
        return None

    def _stored(self, request: Request) -> Reply:
        request = self.templates.pass_on(request)
        headers = {
            name: value
            for name, value in request.headers.items()
            if name.lower() not in ("host", "connection", "content-length")
        }
        headers["Host"] = f"127.0.0.1:{self.moto.port}"
        reply = self.moto.send(request.method, request.target, headers, request.body)
        if reply.status < 300:
            self._take_note(request)
        return reply

    def _take_note(self, request: Request) -> None:
        if request.method == "POST" and request.target == FUNCTIONS:
            said = json.loads(request.body)
            name = said["FunctionName"]
            self.created[name] = said
            self.functions[name] = Function(said, self._code(said["Code"]))
            return
        match = re.match(
            rf"{FUNCTIONS}/([^/]+)(?:/(code|configuration))?$", request.target
        )
        if not match:
            return
        name = _name(match[1])
        if request.method == "DELETE":
            self.functions.pop(name).forget()
        elif match[2] == "code":
            self.functions[name].upload(self._code(json.loads(request.body)))
        elif request.method == "PUT":
            self.functions[name].configure(json.loads(request.body))

    def _code(self, said: dict[str, str]) -> bytes:
        if "ZipFile" in said:
            return base64.b64decode(said["ZipFile"])
        return self.moto.get("s3", f"/{said['S3Bucket']}/{said['S3Key']}")

    def stop(self) -> None:
        self.shutdown()
        self.functions.stop()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up; our own faults are answered with a 500."""


def _name(text: str) -> str:
    return unquote(text).split(":")[-1]


class _Handler(BaseHTTPRequestHandler):
    server: Aws
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        request = Request(self.command, self.path, dict(self.headers), body)
        try:
            reply = self.server.answer(request)
        except Exception as exc:  # to boto3 it is an answer, which it shows
            reply = Reply(500, [], json.dumps({"message": repr(exc)}).encode())
        self.send_response(reply.status)
        for name, value in reply.headers:
            if name.lower() not in NOT_PASSED_ON:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = do_OPTIONS = _answer

    def log_message(self, format: str, *arguments: object) -> None: ...
