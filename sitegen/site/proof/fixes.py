"""What would settle a finding, as YAML ready to be copied into an overlay or into edition.yaml."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePosixPath

from sitegen.errors import Diagnostic
from sitegen.model.layout import PrintedLine, Role
from sitegen.model.newspaper import Page
from sitegen.site.views.proof import FixView

TEXT_ROLES = frozenset({Role.PARAGRAPH, Role.CONTINUATION})
_BEGINNINGS = frozenset({Role.KICKER, Role.HEADLINE})
_SHORT = 24  # characters; an unknown line up to this length is rather a subheading than a paragraph
_DATE = "date: YYYY-MM-DD"


def fixes_of(found: Diagnostic, page: Page | None, config_path: str) -> tuple[FixView, ...]:
    """Returns every way to settle a finding, the best first; none where only the bulletin or sitegen can be mended."""
    ways = list(_in_overlay(found, page)) if page is not None else []
    if found.acceptable and found.path != config_path:
        ways.append(_acceptance(found, config_path))
    return tuple(ways)


def role_fix(page: Page, number: int, role: str) -> FixView | None:
    """Returns what would make a line play another part; None in edited Markdown."""
    if page.text_start:
        return None
    return _corrections(page, number, f"role: {role}")


def _in_overlay(found: Diagnostic, page: Page) -> Iterator[FixView]:
    if found.code[0] in "de" and found.code[2:].isdecimal():
        yield _dating(found, page)
    if page.text_start:
        return
    if found.code == "r-001":
        yield _corrections(page, found.line, f"role: {_likely_role(page, found.line)}")
    elif found.code == "r-002":
        yield _corrections(page, found.line, "break: split")
        yield _corrections(page, found.line, "break: join")
    elif found.code == "r-003":
        following = _text_below(page, found.line)
        if following:
            yield _corrections(page, following, "break: join")
            yield _corrections(page, following, "break: split")
        if any(x.number == found.line and len(x.span) <= _SHORT for x in page.lines):
            yield _corrections(page, found.line, f"role: {Role.SUBHEADING}")
    elif found.code == "r-005":
        yield _pages(page, found.line, "page: N")
        yield _pages(page, found.line, "begins: false")
    elif found.code == "r-004" and page.lines:
        first = next((x for x in page.lines if x.role not in TEXT_ROLES), page.lines[0])
        yield _corrections(page, first.number, "role: headline")


def _text_below(page: Page, number: int) -> int:
    """Returns the next line of text in the same article, 0 where none is left of it."""
    below = (line for line in page.lines if line.number > number)
    first = next((line for line in below if line.role in TEXT_ROLES | _BEGINNINGS), None)
    return first.number if first is not None and first.role in TEXT_ROLES else 0


def _dating(found: Diagnostic, page: Page) -> FixView:
    """Returns a date to write: the one in use where another source contradicts it, else a form to fill in."""
    exact = page.date.exact
    text = f"date: {exact.isoformat()}" if exact and found.code in ("d-001", "d-003") else _DATE
    if found.code[0] == "e" and page.follows:
        return _pages(page, page.follows, "page: N")
    if found.code[0] == "e":
        text = f"{text}\npage: N"
    elif page.date.not_before:
        text += f"   # >= {page.date.not_before}"
    path = page.source.path
    if page.text_start:
        return FixView(does="date", file=path, yaml=text, in_front_matter=True)
    return FixView(does="date", file=overlay_path(path), yaml=text)


def _pages(page: Page, number: int, said: str) -> FixView:
    text = f"pages:\n  - {{line: {number}, {said}}}"
    does = "no_page" if said.startswith("begins") else "page"
    return FixView(does=does, line=number, file=overlay_path(page.source.path), yaml=text)


def overlay_path(path: str) -> str:
    """Returns the overlay of a bulletin: seeds/a.txt → seeds/a.yaml."""
    return PurePosixPath(path).with_suffix(".yaml").as_posix()


def _corrections(page: Page, number: int, action: str) -> FixView:
    key, _, value = action.partition(": ")
    text = f"corrections:\n  - line: {number}\n    {action}"
    does = "role" if key == "role" else value
    return FixView(does=does, line=number, file=overlay_path(page.source.path), yaml=text)


def _likely_role(page: Page, number: int) -> str:
    """Guess what an unknown line is, from where it stands; the editor knows better."""
    before, this, after = _around(page, number)
    if after is not None and after.role in _BEGINNINGS:
        return Role.KICKER.value
    if before is not None and before.role is Role.HEADLINE:
        return Role.DECK.value
    is_short = this is not None and len(this.span) <= _SHORT
    return Role.SUBHEADING.value if is_short else Role.PARAGRAPH.value


def _around(page: Page, number: int) -> tuple[PrintedLine | None, PrintedLine | None, PrintedLine | None]:
    before = next((x for x in reversed(page.lines) if x.number < number), None)
    this = next((x for x in page.lines if x.number == number), None)
    return before, this, next((x for x in page.lines if x.number > number), None)


def _acceptance(found: Diagnostic, config_path: str) -> FixView:
    folder = PurePosixPath(config_path).parent.as_posix()
    at = found.path.removeprefix(f"{folder}/") + (f":{found.line}" if found.line else "")
    entry = f"- {{code: {found.code}, at: {json.dumps(at, ensure_ascii=False)}, because: …}}"
    return FixView(does="accept", file=config_path, yaml=f"accept:\n  {entry}")
