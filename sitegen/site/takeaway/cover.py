"""The cover of an issue, set from type as a drawing: the newspaper's name, the day, the headlines that weigh most."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from unicodedata import east_asian_width

from sitegen.model.edition import Issue
from sitegen.site.article_views import issue_title, title_of
from sitegen.site.catalogue import Catalogue, places_of
from sitegen.site.weighing import by_weight

WIDTH, HEIGHT = 1200, 1600
_MARGIN = 100
_SPACE = WIDTH - 2 * _MARGIN
_NAME_MOST, _DAY_SIZE, _LINE_SIZE = 190, 46, 54
_HEADLINES, _LINES_EACH = 6, 2
_FONTS = "'Source Han Serif SC','Noto Serif CJK SC','Songti SC',SimSun,serif"


def cover(issue: Issue, catalogue: Catalogue) -> str:
    """Returns the cover as SVG."""
    paper = catalogue.config.publication
    size = min(_NAME_MOST, round(_SPACE / max(1.0, _width(paper.name))))
    top = 190 + size
    lines = [
        _text(paper.name, WIDTH // 2, top, size, weight="bold"),
        _rule(top + 60, 6),
        _text(issue_title(issue, catalogue), WIDTH // 2, top + 140, _DAY_SIZE),
        _rule(top + 180, 2),
        *_headlines(issue, top + 290, catalogue),
        _rule(HEIGHT - 170, 2),
        _text(paper.publisher, WIDTH // 2, HEIGHT - 100, 38) if paper.publisher else "",
    ]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="{_FONTS}" text-anchor="middle" fill="#1d1b18">\n'
        f"<title>{escape(paper.name)}</title>\n"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fbfaf6"/>\n' + "".join(filter(None, lines)) + "</svg>\n"
    )


def _headlines(issue: Issue, top: int, catalogue: Catalogue) -> Iterator[str]:
    at = top
    for place in by_weight(places_of(issue))[:_HEADLINES]:
        title = title_of(place.article, catalogue.words.untitled)
        for line in _cut(" ".join(title.split())):
            if at > HEIGHT - 230:
                return
            yield _text(line, WIDTH // 2, at, _LINE_SIZE)
            at += round(_LINE_SIZE * 1.35)
        at += 40


def _cut(title: str) -> Iterator[str]:
    """Cut a headline into the lines that it takes, at a space where it has one; what is too long ends in ……"""
    most = _SPACE / _LINE_SIZE
    for number in range(_LINES_EACH):
        if _width(title) <= most:
            yield title
            return
        end = next(at for at in range(len(title), 0, -1) if _width(title[:at]) <= most - 2)
        if number == _LINES_EACH - 1:
            yield f"{title[:end]}……"
            return
        space = title.rfind(" ", end // 2, end + 1)
        end = space if space > 0 else end
        yield title[:end].rstrip()
        title = title[end:].lstrip()


def _width(text: str) -> float:
    """Returns how wide text is set, in sizes of its type."""
    return sum(1.0 if east_asian_width(char) in "WFA" else 0.56 for char in text)


def _text(text: str, x: int, y: int, size: int, weight: str = "normal") -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}">{escape(text, quote=False)}</text>\n'


def _rule(y: int, thick: int) -> str:
    return f'<rect x="{_MARGIN}" y="{y}" width="{_SPACE}" height="{thick}"/>\n'
