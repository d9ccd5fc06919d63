"""A page of the dashboard as a person without scripts sees it: its text, its forms and their buttons."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

SILENT = {"script", "style", "head"}
EMPTY = {"input", "br", "img", "hr", "meta", "link", "wbr"}


@dataclass
class Form:
    fields: dict[str, str] = field(default_factory=dict)
    buttons: dict[str, tuple[str, str]] = field(default_factory=dict)
    boxes: set[str] = field(default_factory=set)


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.forms: list[Form] = []
        self.ids: dict[str, dict[str, str | None]] = {}
        self.state = ""  # of the connection
        self._is_ours = False  # between our heading and WordPress's footer
        self._texts: list[str] = []
        self._open: list[str] = []
        self._button: tuple[str, str] | None = None
        self.feed(html)
        self.text = " ".join(" ".join(self._texts).split())

    def __contains__(self, text: str) -> bool:
        return text in self.text

    @property
    def buttons(self) -> list[str]:
        return [label for form in self.forms for label in form.buttons]

    def form(self, button: str) -> Form:
        (form,) = [form for form in self.forms if button in form.buttons]
        return form

    def steps(self) -> list[str]:
        """Return the steps of what was done, like "✓ The structure was sent"."""
        return re.findall(r"([✓✗] [^()✓✗]+?) \([\d,]+ ms\)", self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag not in EMPTY:
            self._open.append(tag)
        self.ids[known.get("id") or ""] = known
        self._is_ours = tag == "h1" or (self._is_ours and known.get("id") != "wpfooter")
        self.state = known.get("data-state") or self.state
        if not self._is_ours:
            return
        if tag == "form":
            self.forms.append(Form())
        elif tag == "input" and self.forms:
            self._input(known)
        elif tag == "button":
            self._button = (known.get("name") or "", known.get("value") or "")

    def _input(self, known: dict[str, str | None]) -> None:
        name, value = known.get("name") or "", known.get("value") or ""
        form, type_ = self.forms[-1], known.get("type")
        if type_ == "submit":
            form.buttons[value] = (name, value)
        elif type_ != "checkbox":
            form.fields[name] = value
        else:
            form.boxes.add(name)
            if "checked" in known:
                form.fields[name] = value

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag == "button":
            self._button = None

    def handle_data(self, data: str) -> None:
        if self._is_ours and not SILENT & set(self._open):
            self._texts.append(data)
        if self._button and self.forms and data.strip():
            self.forms[-1].buttons[data.strip()] = self._button
