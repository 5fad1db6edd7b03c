"""The YAML head of edited Markdown: between two lines `---` at the very top of the file, with an overlay's keys."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitegen.errors import Diagnostic, Severity, finding
from sitegen.reading.files.overlay import Overlay, parse_overlay
from sitegen.source import SourceText

_RULE = re.compile(r"---[ \t]*\r?(?:\n|\Z)")
# What makes a rule at the top of OCR text front matter: a key below it, comments between allowed.
_KEY = re.compile(r"(?:#[^\n]*\n)*[A-Za-z_][A-Za-z0-9_-]*[ \t]*(?:：|:(?!//))")
# YAML takes `# 标题` for a comment: behind a blank line it is the page's text, and the front matter was not closed.
_END = re.compile(r"^(?:(?P<close>---)[ \t]*\r?(?:\n|\Z)|[ \t]*\r?\n#)", re.M)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What front matter says, and `end`, the offset where the page's text begins below it."""

    overlay: Overlay
    end: int


def read_front_matter(source: SourceText) -> tuple[FrontMatter | None, tuple[Diagnostic, ...]]:
    """Read the front matter of a Markdown file; None where it has none or does not close it.

    A `---` at the top is front matter only if a `key:` follows: OCR programs write `---` for a printed rule.
    """
    top = _RULE.match(source.text)
    if top is None or _KEY.match(source.text, top.end()) is None:
        return None, ()
    end = _END.search(source.text, top.end())
    if end is None or end["close"] is None:
        return None, (finding("o-007", Severity.ERROR, source, 0),)
    # Blanks in place of the first line keep every place in the YAML the same as in the file.
    head = SourceText(source.path, " " * (top.end() - 1) + "\n" + source.text[top.end() : end.start()])
    overlay, faults = parse_overlay(head, beside=False)
    return FrontMatter(overlay, end.end()), faults
