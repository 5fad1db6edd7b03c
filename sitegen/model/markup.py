"""HTML as data: what reads the same everywhere, and between it what each form of the site writes in its own way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape


class InsetKind(StrEnum):
    """What stands between two pieces of HTML."""

    PICTURE = "picture"
    ANCHOR = "anchor"  # the attribute that names a place: ` id="n6"`
    LINK = "link"  # the one that leads to such a place: ` href="#n6"`


@dataclass(frozen=True, slots=True)
class Inset:
    """A picture by the name of its file, with the editor's words for who does not see it; or the name of a place."""

    kind: InsetKind
    name: str
    alt: str = ""
    title: str = ""


# No piece is empty, and no two pieces of HTML stand side by side.
Markup = tuple[str | Inset, ...]


def pictures_in(markup: Markup) -> Iterator[Inset]:
    """Returns the pictures that stand in a text."""
    return (piece for piece in markup if isinstance(piece, Inset) and piece.kind is InsetKind.PICTURE)


def place_as_named(inset: Inset) -> str:
    """Returns the attribute of a place as it is where nothing else bears its name."""
    return f' id="{inset.name}"' if inset.kind is InsetKind.ANCHOR else f' href="#{inset.name}"'


def picture_as_named(inset: Inset) -> str:
    """Returns a picture as reading knows it, by the name of its file."""
    title = f' title="{escape(inset.title)}"' if inset.title else ""
    return f'<img alt="{escape(inset.alt)}" data-source="{escape(inset.name)}"{title}>'


def set_markup(
    markup: Sequence[str | Inset],
    picture: Callable[[Inset], str] = picture_as_named,
    place: Callable[[Inset], str] = place_as_named,
) -> str:
    """Returns the whole as HTML, each inset as the form wants it that it is set for."""

    def piece_html(piece: str | Inset) -> str:
        if isinstance(piece, str):
            return piece
        return picture(piece) if piece.kind is InsetKind.PICTURE else place(piece)

    return "".join(map(piece_html, markup))
