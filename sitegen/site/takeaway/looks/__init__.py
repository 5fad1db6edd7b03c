"""How what is taken away looks: style sheets and the script of the one file, as text."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from rjsmin import jsmin


@cache
def book_style() -> str:
    """Returns the style sheet of the EPUB."""
    return _text("book.css")


@cache
def issue_style() -> str:
    """Returns the style sheet of the one file."""
    return _text("issue.css")


@cache
def issue_script() -> str:
    """Returns the script of the one file: its search."""
    return str(jsmin(_text("issue.js")))


def digest_source(text: str) -> str:
    """Returns how a content security policy names an inline script or style sheet."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def policy_sources() -> tuple[str, str]:
    """Returns the sources of the one file's script and of its style sheet, as a policy names them."""
    return digest_source(issue_script()), digest_source(issue_style())


def _text(name: str) -> str:
    return (files(__name__) / name).read_text("utf-8").replace("\r\n", "\n")
