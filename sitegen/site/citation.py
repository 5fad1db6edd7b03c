"""How others cite an article: an entry of a list of references as GB/T 7714 writes one for a newspaper.

Of 2025, in force since 1 July 2026, with the marks of the edition's language and without a day of access, which it
wants no longer of what was printed:
`王小川，李雪. 河湾新桥昨日通车[N/OL]. 河湾日报，2023-05-04（01）. https://example.org/2023/05/04/01-5.html.`

Of 2015 (4.4, 8), where an edition asks for it, with the day of access, which only the reader knows:
`王小川, 李雪. 河湾新桥昨日通车[N/OL]. 河湾日报, 2023-05-04(01)[引用日期]. https://example.org/2023/05/04/01-5.html`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.model.dates import PageDate
from sitegen.model.newspaper import ArticleKind, Contributor
from sitegen.site.addresses import urls
from sitegen.site.article_views import title_of
from sitegen.site.catalogue import Catalogue, Place
from sitegen.site.locale import Wording

MOST_AUTHORS = 3  # GB/T 7714, 8.1.2: of more, the first three and 等
# Whoever is not said to have done something else, has written it.
_PICTURES = frozenset({"摄", "摄影", "供图", "图", "绘"})
_SENDERS = frozenset({"供稿", "提供"})
_EDITORS = frozenset({"编辑", "责编", "责任编辑", "校对", "审核", "美编"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What an entry is made of; `authors`, `page` and `address` may be empty, `day` is 2023-05-04 or bracketed."""

    authors: tuple[str, ...]
    title: str
    paper: str
    day: str
    page: str
    address: str


def citation(source: Source, words: Wording, standard: str = "2025") -> str:
    """Returns the entry; without an author it begins with the title (GB/T 7714, 8.1.4)."""
    return _of_2015(source, words) if standard == "2015" else _of_2025(source, words)


def _of_2025(source: Source, words: Wording) -> str:
    led = _led(source, words.between, words)
    page = words.cite_page.format(page=source.page) if source.page else ""
    carrier = "N/OL" if source.address else "N"
    entry = f"{led}{source.title}[{carrier}]. {source.paper}{words.between}{source.day}{page}."
    return f"{entry} {source.address}." if source.address else entry


def _of_2015(source: Source, words: Wording) -> str:
    led = _led(source, ", ", words)
    page = f"({source.page})" if source.page else ""
    entry = f"{led}{source.title}[{'N/OL' if source.address else 'N'}]. {source.paper}, {source.day}{page}"
    return f"{entry}[{words.cite_accessed}]. {source.address}" if source.address else f"{entry}."


def _led(source: Source, between: str, words: Wording) -> str:
    """Returns the authors as an entry begins with them."""
    authors = between.join(source.authors[:MOST_AUTHORS])
    if len(source.authors) > MOST_AUTHORS:
        authors += between + words.cite_others
    return f"{authors}{'' if authors.endswith('.') else '.'} " if authors else ""


def cite(place: Place, catalogue: Catalogue) -> str:
    """Returns the entry of an article of this edition."""
    words, config = catalogue.words, catalogue.config
    source = Source(
        authors=authors_of(place.article.contributors, place.article.kind),
        title=" ".join(title_of(place.article, words.untitled).split()),
        paper=config.publication.name,
        day=cited_day(place.page.date, words),
        page=cited_page(place.page.label),
        address=urls.absolute(place.address, config.base_url) if config.base_url else "",
    )
    return citation(source, words, config.citation)


def cited_page(label: str) -> str:
    """Returns the number of a page as references have it: two digits, 05; "" where none is printed."""
    return label.zfill(2) if label.isdecimal() else label


def authors_of(contributors: Sequence[Contributor], kind: ArticleKind) -> tuple[str, ...]:
    """Name who answers for the piece, each once, in printed order: writers, else who sent it in or took its pictures.

    Of a photo item the pictures are the piece. Editors are no authors.
    """
    written = [who.name for who in contributors if who.role not in _PICTURES | _SENDERS | _EDITORS]
    taken = [who.name for who in contributors if who.role in _PICTURES]
    sent = [who.name for who in contributors if who.role in _SENDERS]
    names = taken or written or sent if kind is ArticleKind.PHOTO else written or sent or taken
    return tuple(dict.fromkeys(names))


def cited_day(when: PageDate, words: Wording) -> str:
    """Returns the day; one that the print does not give is estimated or unknown, in brackets (GB/T 7714, 8.4.3)."""
    if when.exact is not None:
        return when.exact.isoformat()
    return f"[{str(when.when).rstrip('?~%')}]" if when.when is not None else f"[{words.cite_undated}]"
