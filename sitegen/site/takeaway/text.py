"""An article or an issue as plain text: what is told of it, then all of its words, a blank line between paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.model.edition import Issue
from sitegen.site.addresses import urls
from sitegen.site.article_views import issue_title
from sitegen.site.catalogue import Catalogue
from sitegen.site.takeaway.model import Piece, Sheet, Story

_RULE, _PAGE_RULE = "-" * 8, "=" * 24


def article_text(story: Story, catalogue: Catalogue) -> str:
    """Returns an article as plain text."""
    told = (f"{catalogue.config.publication.name} {story.when} {story.page}", story.url)
    return "\n\n".join((*_told(story), "\n".join(told))) + "\n"


def body_text(pieces: Sequence[Piece]) -> str:
    """Returns the words of an article below its head."""
    return "\n\n".join(text for text in map(_piece, pieces) if text)


def issue_text(issue: Issue, sheets: Sequence[Sheet], catalogue: Catalogue) -> str:
    """Returns an issue as plain text, page by page."""
    name = catalogue.config.publication.name
    lines = [f"{name} {issue_title(issue, catalogue)}\n{urls.absolute(urls.issue(issue), catalogue.config.base_url)}"]
    for sheet in sheets:
        lines += [f"{_PAGE_RULE}\n{sheet.name}\n{_PAGE_RULE}", *sheet.above]
        for at, story in enumerate(sheet.stories):
            lines += [_RULE, *_told(story)] if at else _told(story)
        lines += [_RULE, *sheet.below] if sheet.below else []
    return "\n\n".join(lines) + "\n"


def _told(story: Story) -> Iterator[str]:
    head = [piece for piece in story.pieces if piece.role in ("kicker", "headline", "series", "deck")]
    if head:
        yield "\n".join(piece.text for piece in head)
    yield from story.corrections
    yield from (text for piece in story.pieces if piece not in head and (text := _piece(piece)))


def _piece(piece: Piece) -> str:
    pictures = "\n".join(f"[{picture.alt}]" for picture in piece.pictures)
    return "\n".join(filter(None, (pictures, piece.whole)))
