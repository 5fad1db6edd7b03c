"""An article as Markdown with front matter, which sitegen reads back to the same article: docs/editing.md says how."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from sitegen.model.images import Image
from sitegen.model.markup import pictures_in
from sitegen.model.newspaper import LEAD, WEIGHT, Article, ArticleKind
from sitegen.model.tables import cells_of
from sitegen.site.addresses import urls
from sitegen.site.catalogue import Catalogue
from sitegen.site.takeaway.model import Picture, Piece, Story

_MARKED = re.compile(r"[\\`*_\[\]{}]")
# What begins a heading, a list or a quotation where it stands first on a line.
_LEADS = re.compile(r"^(?=[-+>#])|^(?P<number>\d{1,9})(?=\.[ \t])")
_MOST_SPANNED = 100
_SUBHEADINGS = "##"


def markdown(story: Story, here: str, catalogue: Catalogue) -> str:
    """Returns an article as Markdown for the file at `here`."""
    pieces = "\n\n".join(_set(piece, story, here) for piece in story.pieces)
    return f"---\n{_front(story, catalogue)}---\n\n{pieces}\n"


def _front(story: Story, catalogue: Catalogue) -> str:
    """Returns the front matter: what a masthead would say, and where the text comes from."""
    page, article, config = story.place.page, story.place.article, catalogue.config
    facts: Mapping[str, object] = {
        "title": story.title,
        "author": list(story.authors),
        "publication": config.publication.name,
        "date": str(page.date.when) if page.date.when else "",
        "date_note": page.date.note,
        "page": page.label,
        "section": page.section,
        "kind": article.kind.value if article.kind is not ArticleKind.NEWS else "",
        "language": config.language,
        "url": story.url,
        "id": story.id,
        "corrections_made": list(story.corrections),
    }
    # JSON is YAML; every mark that YAML knows is quoted by it.
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in facts.items() if value)
    return f"{''.join(lines)}guess: false\n"


def _set(piece: Piece, story: Story, here: str) -> str:
    pictures = " ".join(_picture(picture, here) for picture in piece.pictures)
    lead = "".join(f"[{_escaped(text)}]{{.{role}}} " for role, text in piece.opening)
    match piece.role:
        case "figure":
            return pictures
        case "headline":
            return f"# {_escaped(piece.text)} {{{_attributes(story.place.article)}}}"
        case "subheading":
            return f"{_SUBHEADINGS}{'#' * (piece.level - 1)} {_escaped(piece.text)} {{.subheading}}"
        case "table" if piece.rows:
            return _table(list(_rows(piece)))
        case "table" if "\t" in piece.text and not piece.written:
            return _table([list(map(_cell, row)) for row in cells_of(piece.text)])
    if piece.written and not piece.pictures:
        return lead + _with_pictures(piece, story, here)
    if piece.role == "paragraph":
        return (lead + (_escaped(piece.text) if lead else line(piece.text))).rstrip()
    if piece.pictures and not piece.text:
        return pictures
    text = _escaped(piece.text) if pictures else _lines(piece.text)
    return f"{pictures} {text}".lstrip() + f" {{.{piece.role}}}"


def _attributes(article: Article) -> str:
    """Returns what stands behind a headline: how the article's address ends, and the editor's word on its weight."""
    weight = {WEIGHT: "", LEAD: " .lead"}.get(article.weight, f" weight={article.weight}")
    return f"#{article.key or article.line}{weight}"


def _lines(text: str) -> str:
    """Returns text that holds line ends, which two spaces keep."""
    return "  \n".join(map(line, filter(str.strip, text.split("\n"))))


def line(text: str) -> str:
    """Returns text as a line of its own, which begins nothing."""
    return _LEADS.sub(lambda found: f"{found['number'] or ''}\\", _escaped(text))


def _escaped(text: str) -> str:
    """Returns text in which no character is a mark of Markdown's."""
    safe = _MARKED.sub(r"\\\g<0>", " ".join(text.split("\n")) if "\n" in text else text)
    return safe.replace(">", "\\>") if "<" in safe else safe


def _picture(picture: Picture, here: str) -> str:
    return f"![{_escaped(picture.alt)}]({_link(picture.image, here)})"


def _link(image: Image, here: str) -> str:
    return urls.relative(urls.image(image), here)


def _with_pictures(piece: Piece, story: Story, here: str) -> str:
    """Returns what an editor wrote, its pictures under their addresses."""
    written = piece.written
    for picture in pictures_in(piece.html):
        image = story.place.page.images.get(picture.name)
        for opening in ("](<", "](") if image else ():
            written = written.replace(opening + picture.name, opening + _link(image, here)) if image else written
    return written


def _table(rows: Sequence[Sequence[str]]) -> str:
    """Returns a table with pipes."""
    width = max(map(len, rows), default=1)
    lines = [f"| {' | '.join((*row, *[''] * (width - len(row))))} |" for row in rows]
    return "\n".join([*lines[:1], f"|{' --- |' * width}", *lines[1:]])


def _rows(piece: Piece) -> Iterator[Sequence[str]]:
    """Returns the rows of a table; a cell over several columns or rows is followed by empty ones."""
    below: dict[int, int] = {}  # columns that a cell further up fills, and for how many rows
    for shape, texts in zip(piece.rows, cells_of(piece.text), strict=True):
        if shape.part == "caption":
            yield [_cell(" ".join(texts))]
            continue
        row: list[str] = []
        held = {at: left - 1 for at, left in below.items() if left > 1}
        for cell, text in zip(shape.cells, texts, strict=True):
            while below.get(len(row)):
                row.append("")
            columns, down = min(cell.columns, _MOST_SPANNED), min(cell.rows, _MOST_SPANNED)
            held |= {len(row) + at: down - 1 for at in range(columns) if down > 1}
            row += [_cell(text), *[""] * (columns - 1)]
        below = held
        yield row


def _cell(text: str) -> str:
    return _escaped(text).replace("|", "\\|").strip()
