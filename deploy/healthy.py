"""`python deploy/healthy.py PORT` fails unless the API on this machine says that it is healthy; Docker asks so."""

from __future__ import annotations

import http.client
import os
import sys


def allowed_host() -> str:
    """Return a name that the API answers to: any other would be a 400."""
    host = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip()
    return host.lstrip(".").replace("*", "") or "localhost"


def main(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=4)
    connection.request("GET", "/health", headers={"Host": allowed_host()})
    answer = connection.getresponse()
    sys.stdout.write(f"{answer.status} {answer.read().decode()}\n")
    return 0 if answer.status == 200 else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
