"""Pictures that converters name in a text, as Markdown or HTML, and the words that they give them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sitegen.reading.text import patterns, picture_credits, tags
from sitegen.reading.text.folding import fold
from sitegen.reading.text.line import Left
from sitegen.reading.text.tokens import DATA, PICTURE, Kind, Token

# 图1 …, 表2 …, 图为…: how the words of a picture or table begin; a centred line may as well be a headline
CAPTION_LIKE = re.compile(
    r"^[▲△▼▶◀]?\s{0,2}(?:[图表]\s{0,2}(?:\d{1,2}(?!\d)|[①-⑳]|[一二三四五六七八九十]{1,3}[\s:.、])|[上下左右中]?图\s{0,2}[:为]"
    r"|(?:Figure|Fig\.|Table|Photo)\s{0,2}\d)"
)
CAPTION = "caption"  # the name of a picture's token whose words stay
NAMELESS = "?"
# ![words](images/3.jpg "title"){width=50%}
_FORMATS = "jpe?g|png|gif|webp|avif|bmp|svg|tiff?"
_IMAGE = re.compile(
    r"!\[(?P<alt>(?:[^\[\]\n]|\n(?![ \t\r]*\n)){0,600})\]\(\s{0,4}(?:<(?P<angled>[^<>\n]{0,600})>"
    r"|(?P<bare>[^\s()<>]*+(?:\([^\s()<>]{0,200}\)[^\s()<>]*+)*+)"
    rf"|(?P<spaced>[^()<>\n\"]{{1,300}}\.(?:{_FORMATS})))"
    r"(?:\s{1,4}[\"“'](?P<title>[^\"”'\n]{0,600})[\"”'])?\s{0,4}\)(?:\{[^{}]{0,300}\})?",
    re.I,
)
_IMAGE_ELSEWHERE = re.compile(r"!\[(?P<alt>[^\[\]\n]{0,600})\]\[(?P<name>[^\[\]\n]{1,60})\]")
_IMAGE_WIKI = re.compile(r"!\[\[(?P<bare>[^\[\]\n|]{1,300})(?:\|[^\[\]\n]{0,60})?\]\]")

# Image, img-0.jpeg, 图片1: words that every picture might have
_GENERIC = re.compile(
    r"(?:(?:image|img|picture|pic|figure|fig|photo|alt text|图片|图像|插图|照片|图)"
    r"[\s_.\-]{0,2}[\d\s_.\-]{0,8}(?:[a-z]{2,4})?)?",
    re.I,
)


def read_image(text: str, at: int) -> tuple[Token, ...]:
    """Returns the tokens of a picture in Markdown that begins at a place; none for text."""
    wiki = _IMAGE_WIKI.match(text, at)
    if wiki:
        return _picture(at, wiki.end(), wiki["bare"].strip(), "", (at, at), text)
    elsewhere = _IMAGE_ELSEWHERE.match(text, at)
    if elsewhere:
        return _picture(at, elsewhere.end(), elsewhere["name"], elsewhere["alt"], elsewhere.span("alt"), text)
    found = _IMAGE.match(text, at)
    if found is None:
        return ()
    name = (found["angled"] or found["bare"] or found["spaced"] or "").replace("\\_", "_")
    shown = "title" if found["title"] else "alt"
    return _picture(at, found.end(), name, found["alt"], found.span(shown), text, titled=shown == "title")


def read_img(tag: re.Match[str]) -> tuple[Token, ...]:
    """Returns the tokens of a picture in HTML."""
    given = tags.attributes_of(tag["attributes"])
    words = tags.span_of("alt", tag)
    return _picture(*tag.span(), given.get("src", ""), given.get("alt", ""), words, tag.string)


def _picture(
    start: int, end: int, name: str, alt: str, words: tuple[int, int], text: str, *, titled: bool = False
) -> tuple[Token, ...]:
    """Returns the tokens of a picture. Words that are a printed caption stay: its title, or `图为…` as its alt text."""
    alt = " ".join(alt.split())
    shown = "" if _GENERIC.fullmatch(alt) or alt == name.rpartition("/")[2] else alt
    left = Left(PICTURE, name or NAMELESS, start, shown)
    if name.startswith("data:"):
        kind = name[5:60].partition(";")[0].partition(",")[0]
        left = Left(DATA, f"data:{kind}", start, shown)
    if not titled and not is_printed_caption(alt):
        return (Token(start, end, Kind.PICTURE, left=left),)
    return (
        Token(start, words[0], Kind.PICTURE, name=CAPTION, left=replace(left, words="" if not titled else shown)),
        *(Token(at, to, Kind.SIGN, sign) for at, to, sign in _entities(text, *words)),
        Token(words[1], end, Kind.GONE),
    )


def _entities(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    at = text.find("&", start, end)
    while at != -1:
        entity = tags.read_entity(text, at)
        if entity is not None and entity[0] <= end:
            yield at, *entity
        at = text.find("&", entity[0] if entity else at + 1, end)


def is_printed_caption(words: str) -> bool:
    """Tell whether the words of a picture are a caption as newspapers print them, not what a program says of it."""
    text = fold(words)
    printed = (CAPTION_LIKE, patterns.CAPTION_START, picture_credits.CAPTION, picture_credits.PHOTO_CREDIT)
    return len(text) > 3 and any(pattern.match(text) for pattern in printed)
