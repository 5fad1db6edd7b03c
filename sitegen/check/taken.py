"""A file to take away read back: the letters that it shows, by the kind of the file."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from sitegen.check.texts import stand_in_turn
from sitegen.model.prose import ledger


def lacking(address: str, content: bytes, texts: Sequence[str]) -> tuple[int, ...]:
    """Returns the numbers of the texts that a file to take away does not hold whole.

    In Markdown that an editor wrote, addresses of links stand between the letters of a text.
    """
    shown = _shown(address, content)
    if stand_in_turn(shown, texts):
        return ()
    letters = ledger(shown)
    return tuple(at for at, text in enumerate(texts) if not _holds(letters, ledger(text), address))


def _holds(shown: str, wanted: str, address: str) -> bool:
    return wanted in shown or (address.endswith(".md") and _in_order(wanted, shown))


def _shown(address: str, content: bytes) -> str:
    if address.endswith(".epub"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            pages = (name for name in book.namelist() if name.endswith(".xhtml"))
            return "".join(_html(book.read(name).decode()) for name in pages)
    text = content.decode()
    if address.endswith(".html"):
        return _html(text)
    return "".join(_strings(json.loads(text))) if address.endswith(".json") else text


def _html(text: str) -> str:
    body = LexborHTMLParser(text).body
    return body.text() if body is not None else ""


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def _in_order(wanted: str, shown: str) -> bool:
    rest = iter(shown)
    return all(letter in rest for letter in wanted)
