"""Pieces of an article → HTML that needs nothing beside it, for the forms that hold HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

from sitegen.model.markup import Inset, place_as_named, set_markup
from sitegen.model.newspaper import Page
from sitegen.site.takeaway.model import OPENING, Picture, Piece, Story
from sitegen.site.xml_text import as_xml_text

# Says where a picture is to be had; "" for nowhere: then only its words are shown.
Where = Callable[[Picture], str]
_WHOLE = ("<p", "<ul", "<ol", "<blockquote", "<table")
_VOID = re.compile(r"<(br|img)\b([^>]*?)/?>")


def story_html(story: Story, level: int, where: Where, prefix: str = "") -> str:
    """Returns an article, its headline at a level of headings; ids within it begin with `prefix`."""
    corrections = "".join(f'<p class="correction">{text_html(text)}</p>' for text in story.corrections)
    head = [piece for piece in story.pieces if piece.role in ("kicker", "headline", "series", "deck")]
    rest = [piece for piece in story.pieces if piece not in head]
    heads = "".join(_head(piece, level) for piece in head)
    return heads + corrections + body_html(rest, story.place.page, level, where, prefix)


def body_html(pieces: Sequence[Piece], page: Page, level: int, where: Where, prefix: str = "") -> str:
    """Returns the pieces of an article below its head."""
    return "".join(_piece(piece, page, level, where, prefix) for piece in pieces)


def text_html(text: str) -> str:
    """Returns text, its line ends kept, without characters that XML refuses."""
    return escape(as_xml_text(text), quote=False).replace("\n", "<br>")


def as_xml(html: str) -> str:
    """Returns HTML of ours as XML: elements that hold nothing closed, no name of a character that XML lacks."""
    return _VOID.sub(r"<\1\2/>", html).replace("&nbsp;", "&#160;")


def _head(piece: Piece, level: int) -> str:
    tag = f"h{level}" if piece.role == "headline" else "p"
    return f'<{tag} class="{piece.role}">{text_html(piece.text)}</{tag}>'


def _piece(piece: Piece, page: Page, level: int, where: Where, prefix: str) -> str:
    pictures = "".join(_picture(picture, where) for picture in piece.pictures)
    if piece.role == "figure":
        return f"<figure>{pictures}</figure>"
    text = _html(piece, page, where, prefix)
    if piece.role == "caption":
        caption = f"<figcaption>{text}</figcaption>" if text else ""
        return f"<figure>{pictures}{caption}</figure>"
    if piece.role == "subheading":
        return f"<h{level + piece.level}>{text}</h{level + piece.level}>"
    lead = _lead(piece)
    if text.startswith(_WHOLE):
        return f'<div class="table">{text}</div>' if piece.role == "table" else text
    named = "" if piece.role == "paragraph" else f' class="{piece.role}"'
    return f"<p{named}>{lead}{text}</p>"


def _lead(piece: Piece) -> str:
    """Returns what runs in before a text; a bracket opens without a space."""
    texts = [*(words for _, words in piece.opening), piece.text]
    return "".join(
        f'<span class="{role}">{text_html(words)}</span>{"" if following[:1] in OPENING else " "}'
        for (role, words), following in zip(piece.opening, texts[1:], strict=True)
    )


def _html(piece: Piece, page: Page, where: Where, prefix: str) -> str:
    if not piece.html:
        return text_html(piece.text)

    def shown(picture: Inset) -> str:
        image = page.images.get(picture.name)
        return _picture(Picture(image, picture.alt), where) if image else ""

    return set_markup(piece.html, shown, lambda place: place_as_named(replace(place, name=prefix + place.name)))


def _picture(picture: Picture, where: Where) -> str:
    source, image = where(picture), picture.image
    if not source:
        return f'<span class="unseen">[{text_html(picture.alt)}]</span>'
    size = f' width="{image.width}" height="{image.height}"' if image.width else ""
    return f'<img src="{escape(source)}" alt="{escape(as_xml_text(picture.alt))}"{size}>'
