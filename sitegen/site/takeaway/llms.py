"""`llms.txt`: what this edition is, and where its articles are as Markdown, for programs that read it to people.

It names the articles of the newest issues; lists of their own, by year and month, name all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from sitegen.model.edition import Issue
from sitegen.site.addresses import urls
from sitegen.site.article_views import issue_title, lead_of, title_of
from sitegen.site.catalogue import Catalogue, Place, places_of
from sitegen.site.digests import digest_of_values
from sitegen.site.making import Made
from sitegen.site.parts import Part, divide, leaves
from sitegen.site.takeaway.model import title_of_part

MOST_NAMED = 2_000  # articles in one list
_NEWEST = 3  # issues whose articles llms.txt names itself
_LEAD = 60
_MARKS = re.compile(r"[\[\]\\]")


def make_llms(catalogue: Catalogue) -> Iterator[Made]:
    """Returns the list of Markdown, if articles may be taken away as Markdown."""
    if "markdown" not in catalogue.config.take_away or not catalogue.places:
        return
    whole = divide(catalogue.places, _steps, lambda places: len(places) <= MOST_NAMED)
    parts = [part for part in leaves(whole) if part.items]
    newest = tuple(catalogue.edition.issues[: -_NEWEST - 1 : -1] or catalogue.edition.undated[:_NEWEST])
    uses = digest_of_values(
        _uses([place for issue in newest for place in places_of(issue)], catalogue), [p.name for p in parts]
    )
    yield Made(urls.LLMS, "llms", uses, partial(_main, newest, parts, catalogue))
    for part in parts:
        of = digest_of_values(part.name, _uses(part.items, catalogue))
        yield Made(urls.llms_part(part.name or "all"), f"llms_part:{part.name}", of, partial(_list, part, catalogue))


def _steps(place: Place) -> tuple[str, ...]:
    return urls.time_steps(place.page)


def _uses(places: Sequence[Place], catalogue: Catalogue) -> list[object]:
    return [(place.address, catalogue.digests.article(place.article, place.page)) for place in places]


def _main(newest: Sequence[Issue], parts: Sequence[Part[Place]], catalogue: Catalogue) -> bytes:
    words, config = catalogue.words, catalogue.config
    lines = [f"# {config.publication.name}", ""]
    lines += [f"> {words.llms_about.format(paper=config.publication.name, publisher=config.publication.publisher)}", ""]
    for issue in newest:
        lines += [f"## {issue_title(issue, catalogue)}", ""]
        lines += [*(_link(place, catalogue, lead=True) for place in places_of(issue)), ""]
    lines += [f"## {words.llms_all}", ""]
    for part in parts:
        address = urls.absolute(urls.llms_part(part.name or "all"), config.base_url)
        name = title_of_part(part, catalogue) if part.path else words.llms_all
        lines.append(f"- [{name}]({address}): {words.count.format(n=len(part.items))}")
    return "\n".join((*lines, "")).encode()


def _list(part: Part[Place], catalogue: Catalogue) -> bytes:
    name = catalogue.config.publication.name
    lines = [f"# {name} {title_of_part(part, catalogue)}".rstrip(), ""]
    for issue, places in groupby(part.items, key=lambda place: place.issue):
        lines += [f"## {issue_title(issue, catalogue)}", "", *(_link(place, catalogue) for place in places), ""]
    return "\n".join(lines).encode()


def _link(place: Place, catalogue: Catalogue, *, lead: bool = False) -> str:
    title = " ".join(title_of(place.article, catalogue.words.untitled).split())
    address = urls.absolute(urls.article_in(".md", place.address), catalogue.config.base_url)
    text = " ".join(lead_of(place.article).split()) if lead else ""
    told = f": {text if len(text) <= _LEAD else f'{text[:_LEAD]}……'}" if text else ""
    safe = _MARKS.sub(r"\\\g<0>", title)
    return f"- [{safe}]({address}){told}"
