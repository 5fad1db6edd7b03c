"""What a batch says that its pages are made of holds all that they say themselves: no page is old because of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.build import read_edition
from sitegen.config import load_config
from sitegen.machine.cache import NO_CACHE, Cache
from sitegen.site.batches import LEADS, USES, Uses, batches_of
from sitegen.site.catalogue import make_catalogue
from sitegen.site.related.finding import related_places
from tests.editions import make_seeds
from tests.nightly import builds

DAYS, PAGES, STORIES = 6, 2, 4
PEOPLE = ("王小川", "李大河", "林青山", "欧阳明月", "陈一禾")
PLACES = ("河湾市", "柳河县", "云岭镇")
THEMES = (
    "新桥跨越青龙江，桥面宽二十四米，引桥接滨江路",
    "图书馆延长开放时间，自习室座位可在网上预约",
    "医院迁入新楼，门诊设在一层",
)
FORMS = ["markdown", "text", "json", "epub"]

Batches = dict[str, tuple[bytes, dict[str, bytes | None]]]


class Newspaper:
    """The bulletins of a few days, with what may be done to them."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = Random(seed)
        self.seeds = make_seeds(folder, {"edition.yaml": self._config()})
        for name in ("2023-05-04-01.txt", "laojie.txt"):
            (self.seeds / name).unlink()
        for day in range(1, DAYS + 1):
            for page in range(1, PAGES + 1):
                self.page(day, page)

    def _config(self) -> str:
        taken = ", ".join(FORMS)
        return (
            "publication: {name: 河湾日报, publisher: 河湾日报社}\nauthority: example.org\n"
            f"base_url: https://example.org/hewan/\ntake_away: [{taken}]\n"
        )

    def some(self, of: tuple[str, ...]) -> str:
        return self.chance.choice(of)

    def page(self, day: int, page: int) -> None:
        """Put a page there, or another in its place."""
        stories = "\n\n".join(self.story() for _ in range(STORIES))
        text = f"# 河湾日报\n\n2023年5月{day}日 第{page}版\n\n{stories}\n"
        self.write(day, page, text)

    def write(self, day: int, page: int, text: str) -> None:
        (self.seeds / f"2023-05-{day:02d}-{page:02d}.txt").write_text(text, "utf-8", newline="\n")

    def story(self) -> str:
        place, theme, number = self.some(PLACES), self.some(THEMES), self.chance.randrange(1000)
        return f"## {place}{theme[:6]}{number}\n\n本报讯（记者 {self.some(PEOPLE)}）{place}{theme}，共{number}人参加。"

    def any(self) -> Path:
        return self.chance.choice(sorted(self.seeds.glob("*.txt")))

    def change(self, old: str, new: str) -> None:
        path = self.any()
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8", newline="\n")

    def toggle(self, path: Path, text: str) -> None:
        if path.exists():
            path.unlink()
        else:
            path.write_text(text, "utf-8", newline="\n")

    def correct(self) -> None:
        """Correct a number in public, or take that back."""
        path = self.any()
        number = re.findall(r"共\d+人", path.read_text("utf-8"))[-1]
        told = f"{{quote: {number}, replace: 共一人, kind: correction, date: 2023-06-02}}"
        self.toggle(path.with_suffix(".yaml"), f"corrections: [{told}]\n")

    def batches(self) -> Batches:
        """Returns of each batch what it says, and what each of its pages says."""
        config = load_config(self.seeds)
        edition, _ = read_edition(config, 1)
        catalogue = make_catalogue(edition, config)
        related = related_places(catalogue)
        with closing(Cache(self.seeds.with_name("cache"))) as cache:
            uses = Uses(catalogue, b"shared", cache)
            told = {
                batch.name: (uses.of(batch), {made.address: made.uses for made in batch.pages()})
                for batch in batches_of(catalogue, related)
                if batch.uses
            }
            uses.keep()
            cache.save(LEADS, USES)
        found_out = Uses(catalogue, b"shared", NO_CACHE)
        for batch in batches_of(catalogue, related):
            assert found_out.of(batch) == told.get(batch.name, (b"",))[0]
        return told


EDITS: dict[str, Callable[[Newspaper], object]] = {
    "a word": lambda paper: paper.change("参加", "出席"),
    "a headline": lambda paper: paper.change("## ", "## 快讯："),
    "another name": lambda paper: paper.change(paper.some(PEOPLE), paper.some(PEOPLE)),
    "another place": lambda paper: paper.change(paper.some(PLACES), paper.some(PLACES)),
    "a page made anew": lambda paper: paper.page(paper.chance.randrange(1, DAYS + 1), 1),
    "a page more": lambda paper: paper.page(paper.chance.randrange(1, DAYS + 3), 3),
    "a page less": lambda paper: paper.any().unlink(),
    "the name of a page": lambda paper: paper.toggle(paper.any().with_suffix(".yaml"), "section: 副刊\n"),
    "an evening edition": lambda paper: paper.toggle(paper.any().with_suffix(".yaml"), "edition: 晚\n"),
    "another day": lambda paper: paper.toggle(paper.any().with_suffix(".yaml"), "date: 2023-06-01\n"),
    "no day": lambda paper: paper.toggle(paper.any().with_suffix(".yaml"), "date: 2023-05\n"),
    "held back": lambda paper: paper.toggle(paper.any().with_suffix(".yaml"), "hold: true\n"),
    "a weight": lambda paper: paper.toggle(paper.any().with_suffix(".yaml"), "corrections: [{line: 5, weight: 5}]\n"),
    "a correction": Newspaper.correct,
    "a story that goes on": lambda paper: paper.change("人参加。", "人参加。\n\n（下转第2版）"),
    "where it goes on": lambda paper: paper.change("本报讯", "（上接第1版）\n\n本报讯"),
}


def unheard_of(before: Batches, after: Batches) -> set[str]:
    """Returns the pages that have become others though their batch says that nothing has changed."""
    found = set()
    for name, (uses, pages) in after.items():
        if name in before and before[name][0] == uses:
            was = before[name][1]
            found |= {address for address in was.keys() | pages.keys() if was.get(address) != pages.get(address)}
            found |= {address for address, made_of in pages.items() if made_of is None}
    return found


@settings(max_examples=builds(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), steps=st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=6))
def test_no_page_changes_of_which_its_batch_does_not_know(
    tmp_path_factory: pytest.TempPathFactory, seed: int, steps: list[str]
) -> None:
    paper = Newspaper(tmp_path_factory.mktemp("paper"), seed)
    before = paper.batches()
    for step in steps:
        EDITS[step](paper)
        if not any(paper.seeds.glob("*.txt")):
            return
        after = paper.batches()
        assert not unheard_of(before, after), step
        before = after


@pytest.mark.parametrize("step", EDITS)
def test_each_edit_changes_some_batch_and_not_all(tmp_path: Path, step: str) -> None:
    paper = Newspaper(tmp_path, 7)
    before = paper.batches()
    EDITS[step](paper)
    after = paper.batches()
    assert not unheard_of(before, after)
    if step not in ("where it goes on", "held back"):  # one is only a mark, the other is for builds to decide
        assert {name for name, (uses, _) in after.items() if before.get(name, (b"",))[0] != uses}


def test_a_batch_that_forgets_something_is_found_out(tmp_path: Path) -> None:
    paper = Newspaper(tmp_path, 7)
    before = {name: (b"always the same", pages) for name, (_, pages) in paper.batches().items()}
    paper.change("参加", "出席")
    after = {name: (b"always the same", pages) for name, (_, pages) in paper.batches().items()}
    assert unheard_of(before, after)


def test_where_an_issue_is_told_of_as_it_was_nothing_is_found_out_but_of_itself(tmp_path: Path) -> None:
    """Another word deep in a text: what the other batches are made of is known."""
    paper = Newspaper(tmp_path, 7)
    path = paper.any()
    long = path.read_text("utf-8") + "".join(
        f"\n第{at}段桥面的路灯已经全部更换完毕，沿线居民出行方便。\n" for at in range(12)
    )
    path.write_text(long, "utf-8")
    paper.batches()
    path.write_text(long.replace("第11段桥面", "第11段人行"), "utf-8")
    edition, _ = read_edition(load_config(paper.seeds), 1)
    catalogue = make_catalogue(edition, load_config(paper.seeds))
    related, asked = related_places(catalogue), list[str]()
    with closing(Cache(paper.seeds.with_name("cache"))) as cache:
        uses = Uses(catalogue, b"shared", cache)
        for batch in batches_of(catalogue, related):
            uses.of(replace(batch, uses=lambda name=batch.name: asked.append(name) or b"found out"))
        others = Uses(catalogue, b"another look", cache)
        for batch in batches_of(catalogue, related):
            assert not batch.uses or others.of(batch)
    assert len([name for name in asked if name.startswith("2023/")]) == 1
