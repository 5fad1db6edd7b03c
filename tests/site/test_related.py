"""Related articles: those that share what is rare, never itself, its page or its own story; the same in any order."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cache as remembered
from pathlib import Path
from typing import cast
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.build import read_edition
from sitegen.config import Config, load_config
from sitegen.machine.cache import NO_CACHE, Cache
from sitegen.model.edition import assemble
from sitegen.model.newspaper import Page
from sitegen.site.arrays import Indexes
from sitegen.site.catalogue import make_catalogue
from sitegen.site.related import again, finding, keeping
from sitegen.site.related import finding as related
from sitegen.site.related.finding import KIND, related_places
from sitegen.site.related.nearness import MOST_NEAR, nearest
from sitegen.site.related.pairs import Pairs, count_pairs
from tests.editions import CONFIG, make_seeds, sitegen_here
from tests.outline import read_text

Pages = dict[tuple[int, int], tuple[tuple[int, ...], ...]]
BRIDGE = "河湾新桥跨越青龙江，桥面宽二十四米，引桥接滨江路"
LIBRARY = "图书馆延长开放时间，自习室座位可在网上预约"
CHANCE = random.Random(7)


def chatter() -> str:
    """Returns words that no other article has."""
    return "".join(chr(CHANCE.randrange(0x4E00, 0x9FA5)) for _ in range(80))


def texts(*telling: str, others: int = 20) -> list[str]:
    return [f"{text}。{chatter()}" for text in telling] + [chatter() for _ in range(others)]


def near(given: list[str], pages: list[int] | None = None, stories: list[int] | None = None) -> list[tuple[int, ...]]:
    alone = list(range(len(given)))
    return list(nearest([count_pairs(given)], pages or alone, stories or alone))


def test_articles_that_share_rare_words_are_related_and_others_are_not() -> None:
    found = near(texts(BRIDGE, LIBRARY, BRIDGE, LIBRARY))
    assert found[:4] == [(2,), (3,), (0,), (1,)]
    assert not any(found[4:])


def test_pairs_are_let_go_of_as_they_are_gone_through() -> None:
    held = [count_pairs([text]) for text in texts(BRIDGE, LIBRARY, BRIDGE, LIBRARY)]
    kept = list(held)
    assert list(finding._used_up(held)) == kept  # noqa: SLF001
    assert not held


def test_the_nearest_comes_first_and_the_earlier_of_equals() -> None:
    half = BRIDGE[:12] + chatter()
    others = texts()
    assert near([BRIDGE, half, BRIDGE, *others])[0] == (2, 1)
    assert near([BRIDGE, BRIDGE, BRIDGE, half, *others])[0] == (1, 2, 3)


def test_words_that_stand_in_many_articles_relate_none() -> None:
    assert not any(near([f"{BRIDGE}。{chatter()}" for _ in range(20)]))


def test_a_small_edition_has_none_as_nothing_in_it_is_rare() -> None:
    assert not any(near(texts(BRIDGE, BRIDGE, others=2)))


def test_neither_the_same_page_nor_the_same_story_is_related() -> None:
    given = texts(BRIDGE, BRIDGE, BRIDGE)
    numbers = list(range(len(given)))
    assert near(given, pages=[0, 0, *numbers[2:]])[:2] == [(2,), (2,)]
    assert near(given, stories=[0, 0, *numbers[2:]])[:3] == [(2,), (2,), (0,)]


def test_no_more_are_given_than_a_reader_wants() -> None:
    assert near([*[BRIDGE] * 6, *texts(others=60)])[0] == tuple(range(1, MOST_NEAR + 1))


def test_nothing_is_related_in_an_edition_without_words() -> None:
    assert near([]) == []
    assert near([""] * 9) == [()] * 9


def test_the_text_is_compared_as_the_search_folds_it() -> None:
    assert near(texts("ＡＢＣ１２３号文件關於橋樑", "abc123号文件关于桥梁"))[0] == (1,)


def edition(folder: Path) -> dict[str, str]:
    pages = {}
    for day in range(1, 10):
        tells = {3: BRIDGE, 7: BRIDGE}.get(day, chatter())
        text = f"# 河湾日报\n\n2023年5月{day}日 第1版\n\n## 今日{chatter()[:6]}\n\n本报讯 {tells}。{chatter()}。\n"
        pages[f"2023-05-{day:02d}-01.txt"] = text + f"\n## 又讯{chatter()[:6]}\n\n本报讯 {chatter()}。\n"
    make_seeds(folder, {"edition.yaml": CONFIG, **pages})
    return pages


def test_an_article_shows_related_ones_with_their_date(tmp_path: Path) -> None:
    edition(tmp_path)
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 0, done.stderr
    html = (tmp_path / "public/2023/05/03/01-5.html").read_text("utf-8")
    section = html.partition(">相关报道</h2>")[2].partition("</section>")[0]
    assert re.findall(r'class="headline"><a href="([^"]*)"', section) == ["../07/01-5.html"]
    assert "<span>2023年5月7日</span>" in section
    assert "相关报道" not in (tmp_path / "public/2023/05/04/01-5.html").read_text("utf-8")


def test_the_order_of_bulletins_changes_nothing(tmp_path: Path) -> None:

    edition(tmp_path)
    config = load_config(tmp_path / "seeds")
    read, _ = read_edition(config, 1)
    pages = list(read.pages())
    both = (related_places(make_catalogue(assemble(some), config)) for some in (pages, reversed(pages)))
    once, again = ({here: [place.address for place in found] for here, found in one.items()} for one in both)
    assert once == again
    assert once["2023/05/03/01-5.html"] == ["2023/05/07/01-5.html"]


def test_what_is_near_is_the_same_whichever_process_finds_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MANY", 0)
    monkeypatch.setattr("sitegen.machine.beside.cpu_count", lambda: 2)
    edition(tmp_path)
    config = load_config(tmp_path / "seeds")
    read, _ = read_edition(config, 1)
    catalogue = make_catalogue(read, config)
    alone, beside = (related_places(catalogue, jobs=jobs) for jobs in (1, 2))
    assert dict(beside) == dict(alone)
    assert len(beside) == len(catalogue.places)


TOLD = (
    "河湾新桥跨越青龙江",
    "引桥接滨江路，限重十吨",
    "自习室座位可在网上预约",
    "老街修缮过半，沿街店铺照常营业",
    "小学操场铺上新草",
)


@remembered
def page(day: int, number: int, told: tuple[tuple[int, ...], ...]) -> Page:
    """Read a printed page whose articles tell of some of these things."""
    head = f"# 河湾日报\n\n2023年5月{day}日 第{number}版\n"
    bodies = ["。".join(TOLD[which] for which in one) for one in told]
    articles = [f"\n## 今日第{at}条\n\n本报讯 {body}。\n" for at, body in enumerate(bodies)]
    return read_text("".join((head, *articles)), f"2023-05-{day:02d}-{number:02d}").page


def answer(pages: Iterable[Page], config: Config, cache: Cache, jobs: int = 1) -> dict[str, list[str]]:
    found = related_places(make_catalogue(assemble(pages), config), cache, jobs)
    return {here: [place.address for place in others] for here, others in found.items()}


articles = st.lists(st.lists(st.integers(0, len(TOLD) - 1), min_size=1, max_size=3).map(tuple), min_size=1, max_size=3)
editions = st.dictionaries(st.tuples(st.integers(1, 9), st.integers(1, 3)), articles.map(tuple), min_size=1)


@settings(max_examples=25, deadline=None)
@given(
    first=editions,
    changes=st.lists(editions, min_size=1, max_size=4),
    gone=st.integers(0, 9),
    together=st.integers(1, 3),
)
def test_what_is_kept_changes_no_answer(
    tmp_path_factory: pytest.TempPathFactory, first: Pages, changes: list[Pages], gone: int, together: int
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    config = load_config(make_seeds(folder))
    now = first
    for change in ({}, *changes):
        now = {where: told for where, told in now.items() if where[0] != gone} | change
        if not now:
            continue
        pages = [page(*where, told) for where, told in now.items()]
        cache = Cache(folder / "cache")
        with mock.patch.object(related, "TOGETHER", together):
            assert answer(pages, config, cache) == answer(pages, config, NO_CACHE)
        cache.save(KIND)
        cache.close()


@settings(max_examples=25, deadline=None)
@given(
    first=editions, changes=st.lists(st.tuples(st.integers(0, 99), articles), max_size=5), together=st.integers(1, 3)
)
def test_what_is_compared_again_changes_no_answer(
    tmp_path_factory: pytest.TempPathFactory,
    first: Pages,
    changes: list[tuple[int, list[tuple[int, ...]]]],
    together: int,
) -> None:
    """Of an edition that counts as large one page after the other says something else, mostly in as many articles."""
    folder = tmp_path_factory.mktemp("again")
    config = load_config(make_seeds(folder))
    now = dict(first)
    for number, told in ((0, None), *changes):
        if told is not None:
            where = sorted(now)[number % len(now)]
            now[where] = tuple(told if number % 3 else (*told, *now[where])[: len(now[where])])
        pages = [page(*where, told) for where, told in now.items()]
        with closing(Cache(folder / "cache")) as cache, counted_as_large(together):
            assert answer(pages, config, cache, jobs=2) == answer(pages, config, NO_CACHE)
            cache.save(KIND, keeping.KIND)


@contextmanager
def counted_as_large(together: int) -> Iterator[None]:
    """Let the related articles of any edition be found as those of a large one, in this process."""
    with (
        mock.patch.multiple(related, TOGETHER=together, MANY=0, meanwhile=lambda found: found),
        mock.patch.object(again, "FEW", 0),
        mock.patch.object(keeping, "FEW", 0),
    ):
        yield


def test_of_a_large_edition_only_what_has_changed_is_compared_again(tmp_path: Path) -> None:
    config = load_config(make_seeds(tmp_path))
    pages = [page(day, number, ((day % 3, 1), (3,))) for day in range(1, 9) for number in (1, 2)]
    other = [*pages[:-1], page(8, 2, ((0,), (1, 2)))]
    compared: list[str] = []

    def noting(name: str) -> Callable[..., object]:
        function = getattr(related, name)

        def noted(*given: object) -> object:
            compared.append(name)
            return function(*given)

        return noted

    for edition in (pages, pages, other, pages[2:], pages[2:], pages[:3]):
        compared.append("")
        with closing(Cache(tmp_path / "cache")) as cache, counted_as_large(16):
            both = ("compare", "compare_again")
            with mock.patch.multiple(related, **{name: noting(name) for name in both}):
                answer(edition, config, cache, jobs=2)
            cache.save(KIND, keeping.KIND)
    assert compared == ["", "compare", "", "", "compare_again", "", "compare_again", "", "", "compare_again"]


def test_a_bulletin_more_or_less_lets_few_articles_be_compared_again(tmp_path: Path) -> None:
    config = load_config(make_seeds(tmp_path))
    pages = [page(day, number, ((day % 5, number), (3, 4))) for day in range(1, 10) for number in range(1, 5)]
    compared: list[int] = []

    def noting(*given: object) -> Indexes:
        found = affected(*given)
        compared.append(len(found))
        return found

    affected = cast(Callable[..., Indexes], again._affected)  # noqa: SLF001
    for edition in (pages[1:], pages, pages[:-1], [*pages[:17], *pages[18:]]):
        with closing(Cache(tmp_path / "cache")) as cache, counted_as_large(16):
            with mock.patch.object(again, "_affected", noting):
                assert answer(edition, config, cache, jobs=2) == answer(edition, config, NO_CACHE)
            cache.save(KIND, keeping.KIND)
    assert len(compared) == 3  # nothing is compared again of the first
    assert max(compared) <= 8  # of 72 those of one issue


def test_what_is_compared_again_is_the_same_in_a_process_of_its_own(tmp_path: Path) -> None:
    config = load_config(make_seeds(tmp_path))
    pages = [page(day, number, ((day % 3, 1), (3,))) for day in range(1, 9) for number in (1, 2)]
    other = [*pages[:-1], page(8, 2, ((0,), (1, 2)))]
    for edition in (pages, other, other):
        with closing(Cache(tmp_path / "cache")) as cache, mock.patch.object(related, "MANY", 0):
            assert answer(edition, config, cache, jobs=2) == answer(edition, config, NO_CACHE)
            cache.save(KIND, keeping.KIND)
    with closing(Cache(tmp_path / "cache")) as cache:
        assert cache.last(keeping.KIND, "")[1] is not None


def test_only_the_issue_that_has_changed_is_counted_again(tmp_path: Path) -> None:
    config = load_config(make_seeds(tmp_path))
    pages = [page(day, number, ((day % 3, 1), (3,))) for day in range(1, 9) for number in (1, 2)]
    counted: list[int] = []

    def counting(texts: list[str]) -> Pairs:
        counted.append(len(texts))
        return count_pairs(texts)

    with mock.patch.object(related, "count_pairs", counting):
        for edition in (pages, pages, [*pages[:-1], page(8, 2, ((0,), (1, 2), (3,)))], pages[2:]):
            counted.append(0)
            cache = Cache(tmp_path / "cache")
            answer(edition, config, cache)
            cache.save(KIND)
            cache.close()
    assert counted == [0, 32, 0, 0, 5, 0, 4]
