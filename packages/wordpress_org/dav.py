"""What Subversion is asked over HTTP, and its short answers; its long one is the log."""

from __future__ import annotations

from xml.sax.saxutils import escape

from packages.wordpress_org.xml import feed

NO_SUCH_REVISION = 160006  # nothing new, or a replica that lags
NO_SUCH_PATH = 160013

VERSION_NAME = """\
<?xml version="1.0" encoding="utf-8"?>
<D:propfind xmlns:D="DAV:"><D:prop><D:version-name/></D:prop></D:propfind>"""


def log_request(*, start: int, limit: int, path: str = "") -> str:
    """
    Ask for revisions from `start` on, the oldest first, with the paths they changed.

    No end is named: a replica that lags would refuse one that it doesn't have yet.
    """
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<S:log-report xmlns:S="svn:">'
        f"<S:start-revision>{start}</S:start-revision><S:limit>{limit}</S:limit>"
        "<S:discover-changed-paths/><S:revprop>svn:date</S:revprop>"
        f"<S:path>{escape(path)}</S:path></S:log-report>"
    )


def error_code(body: bytes) -> int | None:
    """Return Subversion's number of an error; other servers' pages have none (and raise)."""
    code = _first(body, "{http://apache.org/dav/xmlns}human-readable").attribute
    return int(code) if code.isascii() and code.isdigit() else None


def version_name(body: bytes) -> int | None:
    """Return the revision in which a path changed last, from the answer to VERSION_NAME."""
    name = _first(body, "{DAV:}version-name").text.strip()
    return int(name) if name.isascii() and name.isdigit() else None


def _first(body: bytes, tag: str) -> _First:
    target = _First(tag)
    for _ in feed(target, [body]):
        pass
    return target


class _First:
    """The first element of one name."""

    def __init__(self, tag: str) -> None:
        self._tag = tag
        self._open = self._found = False
        self.attribute = ""
        self.text = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == self._tag and not self._found:
            self._open = self._found = True
            self.attribute = attributes.get("errcode", "")

    def data(self, text: str) -> None:
        if self._open:
            self.text += text

    def end(self, tag: str) -> None:
        if tag == self._tag:
            self._open = False

    def close(self) -> None: ...
