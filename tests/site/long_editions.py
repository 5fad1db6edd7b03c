"""A daily of many days in memory: bulletins in our own words, read once and then dated anew for each day."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

from sitegen.build import read_edition
from sitegen.config import Config, load_config
from sitegen.model.edition import Edition, Issue
from sitegen.model.newspaper import Page
from sitegen.site.catalogue import Catalogue, Place, make_registers
from tests.editions import make_seeds

FIRST = date(2022, 10, 20)
ARTICLES = 8  # on each page
_ABOUT = ("图书馆", "文化馆", "医院", "博物馆", "图书馆", "文化馆", "医院")


def bulletin(label: int) -> str:
    """Returns a page whose articles are all about one town, and one about another."""
    text = "本报讯(记者 林青山)河湾市{about}昨日开放,居民到场参观。\n\n往来居民不再绕行。"
    town = "\n\n".join(f"## 河湾市{about}昨日开放\n\n{text.format(about=about)}" for about in _ABOUT)
    other = "## 柳河县博物馆开放\n\n本报讯 柳河县博物馆开放。"
    return f"# 河湾日报\n\n2022年10月20日 星期四 第{label}版\n\n{town}\n\n{other}\n"


def read_pages(folder: Path) -> tuple[Config, tuple[Page, ...]]:
    """Read the two pages that every issue has."""
    seeds = make_seeds(folder, {f"2022-10-20-0{label}.txt": bulletin(label) for label in (1, 2)})
    for other in ("2023-05-04-01.txt", "laojie.txt"):
        (seeds / other).unlink()
    config = load_config(seeds)
    edition, _ = read_edition(config, 1)
    pages = tuple(edition.pages())
    assert [len(page.articles) for page in pages] == [ARTICLES, ARTICLES]
    return config, pages


def daily(pages: tuple[Page, ...], days: int, *, every: int = 1) -> Edition:
    """Returns an edition of so many issues from the first day on."""
    issues = []
    for number in range(days):
        day = FIRST + timedelta(number * every)
        issues.append(Issue(day, tuple(_dated(page, day) for page in pages)))
    return Edition(tuple(issues), ())


def _dated(page: Page, day: date) -> Page:
    assert page.date.when is not None
    when = replace(page.date.when, year=day.year, month=day.month, day=day.day)
    return replace(page, date=replace(page.date, when=when), stem=f"{day}-{page.label}")


def undated(pages: tuple[Page, ...], count: int) -> Edition:
    """Returns an edition whose pages have no day: half of them with a year that is likely."""
    loose = []
    for number in range(count):
        known = replace(pages[0].date, when=None, not_before=f"202{number % 3}-05" if number % 2 else "")
        loose.append(Issue(None, (replace(pages[0], date=known, stem=f"scan-{number:04d}"),)))
    return Edition((), tuple(loose))


GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文"


def names_of(surnames: str, given: str) -> list[str]:
    """Returns all names of surnames, 欧阳 among them, and two of the given characters."""
    two = ["".join(pair) for pair in itertools.product(given, repeat=2)]
    return [surname + name for surname in (*surnames, "欧阳") for name in two]


def with_names(catalogue: Catalogue, kind: str, names: Iterable[str]) -> Catalogue:
    """Returns an edition in which one article names all these."""
    everyone = MappingProxyType(dict.fromkeys(sorted(names), catalogue.places[:1]))
    return with_places(catalogue, kind, everyone)


def with_places(catalogue: Catalogue, kind: str, places: Mapping[str, tuple[Place, ...]]) -> Catalogue:
    """Returns an edition with an index of other names, each with the articles that name it."""
    names = MappingProxyType({**catalogue.names, kind: places})
    return replace(catalogue, names=names, registers=make_registers(names))
