"""What is right on the small pages of `kinds/`, each a printed habit that was misread: facts by line numbers.

`headline 4+5` is one headline on two lines, `headline 4 8` are two headlines and no other is on the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sitegen.model.newspaper import Page
from sitegen.reading.bulletin import read_bulletin
from sitegen.reading.files.bulletins import read_one

FACTS = {
    "01": ("articles 4", "kicker 3 7", "headline 4 8 11 14"),
    "02": ("articles 2", "headline 7 17", "nameplate 1", "date 1957-07-15", "page 15", "deck"),
    "03": ("articles 3", "headline 7 13 19", "nameplate 1", "date 1935-01-23", "kicker"),
    "04": ("articles 2", "headline 7 13", "nameplate 1", "date 2017-02-14", "page 3", "paragraph 9 11 15 17"),
    "05": ("articles 2", "headline 3 15", "deck 4", "byline 5 16"),
    "07": ("articles 2", "headline 3 8", "byline 4", "credit 11"),
    "09": ("articles 3", "headline 3 6 9", "names 冯小芸 何田"),
    "10": ("articles 2", "headline 3 10", "byline 4 11", "subheading 6 8"),
    "12": ("articles 2", "headline 4+5 11+12 | 4 11+12"),
    "13": ("articles 1", "headline 4+5", "date 1967-08-02"),
    "15": ("articles 1", "headline 3", "deck 4", "byline 5", "names 张二靖 郜三敏"),
    "17": ("caption 4 5 6", "headline 3 9 | 9"),
    "19": ("articles 1", "headline 3", "subheading 7 9 11"),
    "21": ("articles 1", "paragraph 9 11 13"),
    "22": ("articles 1", "paragraph 2 3 4", "credit 5 6 | 5"),
}


def check_kinds(folder: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Returns each page of the folder, by its name, with the facts that its reading gets wrong."""
    for path in sorted(folder.glob("*.txt")):
        facts = FACTS.get(path.name[:2], ())
        if path.name.endswith(".expected.txt") or not facts:
            continue
        bulletin, _ = read_one(path, f"seeds/{path.name}")
        if bulletin is None:
            yield path.stem, ("it cannot be read",)
            continue
        page, *more = (reading.page for reading in read_bulletin(bulletin))
        yield path.stem, ("it is read as several pages",) if more else tuple(f for f in facts if not _holds(page, f))


def _holds(page: Page, fact: str) -> bool:
    name, _, rest = fact.partition(" ")
    wanted = [one.split() for one in rest.split("|")]
    match name:
        case "articles":
            return len(page.articles) == int(rest)
        case "date":
            return page.date.exact is not None and page.date.exact.isoformat() == rest
        case "page":
            return page.label == rest
        case "names":
            got = {person.name for article in page.articles for person in article.contributors}
            return set(wanted[0]) <= got
        case "headline":
            lines = [a.headline.lines(page.source) for a in page.articles if a.headline is not None]
            return ["+".join(map(str, numbers)) for numbers in lines] in wanted
    return [str(line.number) for line in page.lines if line.role.value == name] in wanted
