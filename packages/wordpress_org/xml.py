"""Subversion's XML, read as it comes and without trust."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from packages.exceptions import PackagesError

# XML has no place for these, but Subversion may send them.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class UnreadableAnswer(PackagesError):
    """The answer isn't what Subversion sends, or it isn't whole."""


def feed(target: Any, chunks: Iterable[bytes]) -> Iterator[None]:
    """Hand each element to the target; what it holds can be taken after each step."""
    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    try:
        for text in _texts(chunks):
            parser.feed(text)
            yield
        parser.close()
    except (ParseError, DefusedXmlException) as error:
        raise UnreadableAnswer(str(error)) from error


def _texts(chunks: Iterable[bytes]) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8")("ignore")
    for chunk in chunks:
        yield FORBIDDEN.sub("", decoder.decode(chunk))
