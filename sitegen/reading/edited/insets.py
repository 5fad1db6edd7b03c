"""Clean HTML cut at what each form of the site writes in its own way: pictures, and the places of footnotes."""

from __future__ import annotations

from html.parser import HTMLParser

from sitegen.model.markup import Inset, InsetKind, Markup

_PLACES = (("href", "#", InsetKind.LINK), ("id", "", InsetKind.ANCHOR))  # in the order in which HTML of ours has them


def cut(html: str) -> Markup:
    """Returns clean HTML as pieces between its pictures and places."""
    if "<img" not in html and 'id="' not in html and 'href="#' not in html:
        return (html,) if html else ()
    cutter = _Cutter()
    cutter.feed(html)
    cutter.close()
    return cutter.markup()


class _Cutter(HTMLParser):
    """Keeps HTML as it is written, but for what it cuts out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._pieces: list[str | Inset] = []
        self._html: list[str] = []

    def markup(self) -> Markup:
        """Returns what was cut."""
        self._end_piece()
        return tuple(self._pieces)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "img":
            picture = (given.get(name, "") for name in ("data-source", "alt", "title"))
            self._put(Inset(InsetKind.PICTURE, *picture))
            return
        rest = self.get_starttag_text() or ""
        for name, sign, kind in _PLACES:
            written = f' {name}="{given.get(name, "")}"'
            if given.get(name, "").startswith(sign) and name in given:
                before, _, rest = rest.partition(written)
                self._html.append(before)
                self._put(Inset(kind, given[name].removeprefix(sign)))
        self._html.append(rest)

    def handle_endtag(self, tag: str) -> None:
        self._html.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._html.append(data)

    def handle_entityref(self, name: str) -> None:
        self._html.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._html.append(f"&#{name};")

    def _put(self, inset: Inset) -> None:
        self._end_piece()
        self._pieces.append(inset)

    def _end_piece(self) -> None:
        if html := "".join(self._html):
            self._pieces.append(html)
        self._html = []
