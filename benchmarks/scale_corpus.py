"""The articles of an invented daily: shaped as those of `seeds/`, with names, places and words that keep coming.

The first thousand articles are the same ones whether a thousand or a hundred thousand are asked for.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from search import Invention

from sitegen.build import read_edition
from sitegen.config import load_config
from sitegen.model.newspaper import Article as Printed
from sitegen.model.newspaper import BlockKind

ROOT = Path(__file__).resolve().parents[1]
FIRST_DAY = date(2010, 1, 4)
A_PAGE = (6, 6, 6, 7)  # articles of the four printed pages of an issue
MEAN_LENGTH, SPREAD = 500, 0.5  # characters of an article, log-normal
CHANGED = 0.5  # of the runs of characters of a sentence
CREDITED = 0.3  # of the articles
# How soon new names come: of the n-th one drawn, the chance of a new one is FIRST * n ** -SLOWER.
PEOPLE, PLACES = (3.0, 0.35), (2.0, 0.5)
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
OF_PLACES = (
    "河清林山川海安宁平龙凤泉湖溪阳江石桥兴永福康泰昌松柏梅兰竹荷云岭峰岩沙洲滩湾港汀浦渡坪塘潭金银玉铁青白红黄长高"
)
KINDS_OF_PLACE = ("县", "市", "旗")
KINDS_OF_UNIT = (("人民法院", "院长"), ("人民检察院", "检察长"), ("教育局", "局长"), ("人民医院", "院长"))
# The common characters of GB 2312; names have none that names of places end in and none that dates are made of.
COMMON = [bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFF)]
NO_NAME = frozenset("市县旗区省州盟镇乡村年月日讯电报版一二三四五六七八九十的了和与在是及或被把从向对将等记者")
PERSON, UNIT, PLACE, STEM = "\ue000\ue001\ue002\ue003"  # what stands for names in the moulds
_RUN = re.compile(r"[\u4e00-\u9fff]{5,}")
_SENTENCE = re.compile(r"[^。！？]+[。！？]”?")
_SLOTS = re.compile(f"[{PERSON}{UNIT}{PLACE}{STEM}]")


@dataclass(frozen=True, slots=True)
class Article:
    """An invented article: its day, printed page, order on that page, and what it says."""

    day: date
    page: int
    order: int
    headline: str
    author: str
    people: tuple[str, ...]
    units: tuple[str, ...]
    places: tuple[str, ...]
    paragraphs: tuple[str, ...]
    credit: str = ""


class Names:
    """Names of one kind: known ones come again, the first ones most often, and new ones ever more seldom."""

    def __init__(self, chance: random.Random, growth: tuple[float, float], make: Callable[[], str]) -> None:
        """Begin with none."""
        self._chance, self._growth, self._make = chance, growth, make
        self._known: dict[str, None] = {}
        self._order: list[str] = []
        self._drawn = 0

    def draw(self) -> str:
        """Returns a name."""
        self._drawn += 1
        first, slower = self._growth
        if self._chance.random() < first * self._drawn**-slower:
            name = self._make()
            if name not in self._known:
                self._known[name] = None
                self._order.append(name)
            return name
        return self._order[int(len(self._order) * self._chance.random() ** 2)]


def moulds() -> list[str]:
    """Returns the sentences of the seeds, with marks where people, units and places are named."""
    edition, _ = read_edition(load_config(ROOT / "seeds"), 1)
    articles = [article for page in edition.pages() for article in page.articles]
    marks = _marks(articles)
    named = re.compile("|".join(map(re.escape, sorted(marks, key=lambda name: (-len(name), name)))))
    sentences = []
    for article in articles:
        for block in article.body:
            if block.kind is BlockKind.PARAGRAPH:
                text = named.sub(lambda found: marks[found[0]], block.prose.text)
                sentences += [one for one in _SENTENCE.findall(text) if one.count("“") == one.count("”")]
    return sorted(set(sentences))


def _marks(articles: list[Printed]) -> dict[str, str]:
    marks: dict[str, str] = {}
    for article in articles:
        marks |= dict.fromkeys(article.mentions.people, PERSON) | dict.fromkeys(article.mentions.units, UNIT)
        marks |= {place[:-1]: STEM for place in article.mentions.places if len(place) > 2}
        marks |= dict.fromkeys(article.mentions.places, PLACE)
    return marks


class Newsroom:
    """Writes the articles, one after the other."""

    def __init__(self, seed: int = 2026) -> None:
        """Begin with the seeds' sentences and no names."""
        self._chance = chance = random.Random(seed)
        self._moulds = moulds()
        self._invention = Invention(chance)
        letters = [letter for letter in COMMON if letter and letter not in NO_NAME]
        self._people = Names(
            chance, PEOPLE, lambda: chance.choice(SURNAMES) + "".join(chance.choices(letters, k=chance.randint(1, 2)))
        )
        self._places = Names(
            chance, PLACES, lambda: "".join(chance.sample(OF_PLACES, k=2)) + chance.choice(KINDS_OF_PLACE)
        )

    def write(self, day: date, page: int, order: int) -> Article:
        """Write the next article."""
        chance, invent = self._chance, self._invention
        invent.begin()
        place, author = self._places.draw(), self._people.draw()
        kind, office = chance.choice(KINDS_OF_UNIT)
        unit = place + kind
        head = self._people.draw()
        said = f"{place[:-1]}讯（记者 {author}）{day.month}月{day.day}日，{unit}{office}{head}在{place}介绍，"
        others: list[str] = []
        paragraphs = [said + invent.sentence(), *self._body(place, unit, others)]
        return Article(
            day,
            page,
            order,
            headline=f"{invent.phrase()}{invent.phrase()} {invent.phrase()}{invent.phrase()}",
            author=author,
            people=tuple(dict.fromkeys([author, head, *others])),
            units=(unit,),
            places=(place,),
            paragraphs=tuple(paragraphs),
            credit=f"（{unit}供稿）" if chance.random() < CREDITED else "",
        )

    def _body(self, place: str, unit: str, others: list[str]) -> Iterator[str]:
        wanted = MEAN_LENGTH * self._chance.lognormvariate(-SPREAD * SPREAD / 2, SPREAD)
        length = 0
        while length < wanted:
            drawn = self._chance.choices(self._moulds, k=self._chance.randint(2, 4))
            text = "".join(self._cast(sentence, place, unit, others) for sentence in drawn)
            length += len(text)
            yield text

    def _cast(self, mould: str, place: str, unit: str, others: list[str]) -> str:
        def name(mark: re.Match[str]) -> str:
            if mark[0] == PERSON:
                others.append(self._people.draw())
                return others[-1]
            return {UNIT: unit, PLACE: place, STEM: place[:-1]}[mark[0]]

        changed = _RUN.sub(self._other, mould)
        return _SLOTS.sub(name, changed)

    def _other(self, run: re.Match[str]) -> str:
        if self._chance.random() >= CHANGED:
            return run[0]
        return self._invention.phrase() + self._invention.phrase()


def corpus(count: int) -> Iterator[Article]:
    """Returns so many articles, in the order in which they are printed."""
    newsroom, day = Newsroom(), FIRST_DAY
    while True:
        for page, size in enumerate(A_PAGE, start=1):
            for order in range(1, size + 1):
                if not count:
                    return
                count -= 1
                yield newsroom.write(day, page, order)
        day += timedelta(days=1)


def printed_pages(articles: Iterator[Article]) -> Iterator[list[Article]]:
    """Returns the articles of each printed page."""
    for _, group in groupby(articles, key=lambda article: (article.day, article.page)):
        yield [*group]
