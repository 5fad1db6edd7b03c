"""A newer sitegen reads better and must not move what is published: pins hold, and what they hold is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import build, pinning
from sitegen.config import load_config
from sitegen.machine.cache import NO_CACHE
from sitegen.model.newspaper import Page
from sitegen.pinning import differences, labels_to_pin, make_pins, pages_of
from sitegen.reading.files.bulletins import Bulletin, find_bulletins
from sitegen.reading.files.pins import Pin, PinnedPage, parse_pin, written_pin
from sitegen.reading.layout import lay_out, wrapping
from sitegen.reading.layout.weights import load_weights
from sitegen.readings import read_all
from sitegen.site.addresses import urls
from tests.alphabet import ANY
from tests.editions import DATED, ROOT, contents, make_seeds, sitegen_here

CASES = ROOT / "tests/cases"
EDITIONS = [
    ROOT / "seeds",
    *(CASES / name / "in" for name in ("several-pages-in-one-file", "left-by-a-converter", "english")),
]
# Hard-wrapped text, heads on two lines, an item without a headline, furniture between articles.
WRAPPED = """# 河湾日报

2023年5月4日 星期四 第3版

河湾新桥昨日通车
两岸往来少绕二十里

本报讯(记者 林青山)全长三百二十米的河湾新桥昨日上午通
车,两岸居民往来不再绕行,单程可省二十分钟,货车可以直接
开到对岸的村口,孩子们上学也不用再等渡船,沿河的六个村子
都把晒场上的粮食提前装上了车,等着第一批过桥的车队开来。

河湾市图书馆自即日起每晚开放至二十一时,周末照常开放,读
者可凭身份证当场办证,押金一律免收,外地读者也可以办理临
时证件,借阅室新添座位六十个,少儿阅览室搬到了一楼,老年
读者另设大字书架,盲文书架随后开放,请读者互相转告,谢谢。

法治园地

东坡村合作社添新机
本报讯 东坡村合作社昨日添了六台插秧机。
"""


@pytest.fixture
def another_reader(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let pages be read by a sitegen that weighs otherwise, finds no masthead and proves nothing."""
    weights, chance = load_weights(), np.random.default_rng(7)
    rows = np.where(chance.random(weights.rows.shape) < 0.5, -weights.rows, weights.rows)
    joins = {sign: -weight if at % 2 else weight for at, (sign, weight) in enumerate(weights.joins.items())}
    other = replace(weights, rows=rows, joins=joins)
    for module in (lay_out, wrapping):
        monkeypatch.setattr(module, "load_weights", lambda: other)
    monkeypatch.setattr(lay_out, "masthead_around", lambda *_: ())
    monkeypatch.setattr(lay_out, "proved_labels", lambda entries, *_: (None,) * len(entries))
    for module in (build, pinning):
        monkeypatch.setattr(module, "reader_digest", lambda _: "another")
    yield


def read(bulletins: list[Bulletin], folder: Path) -> list[Page]:
    found = read_all(bulletins, load_config(folder).reading, 1, NO_CACHE)
    return [reading.page for one in found for reading in one.readings]


def told(page: Page) -> object:
    """Returns all of a page that readers see."""
    articles = [(a.line, a.kind, a.kicker, a.headline, a.deck, a.byline, a.body) for a in page.articles]
    return page.date, page.label, page.edition, page.section, page.follows, page.furniture, articles


@pytest.fixture
def wrapped(tmp_path: Path) -> Path:
    return make_seeds(tmp_path, {"wrapped.txt": WRAPPED})


@pytest.mark.parametrize("at", range(len(EDITIONS) + 1))
def test_pinned_pages_are_read_alike_by_another_reader(at: int, wrapped: Path, request: pytest.FixtureRequest) -> None:
    folder = EDITIONS[at] if at < len(EDITIONS) else wrapped
    bulletins = [bulletin for bulletin in find_bulletins(folder, "seeds")[0] if not bulletin.text_start]
    pages = read(bulletins, folder)
    addresses = {urls.page(page) for page in pages} | {urls.article(a, page) for page in pages for a in page.articles}
    made = dict(make_pins(bulletins, pages, addresses, "this"))
    pins = [
        parse_pin(written_pin(made[b.source.path.rpartition(".")[0] + ".pin.yaml"], "").decode()) for b in bulletins
    ]
    request.getfixturevalue("another_reader")
    free = read(bulletins, folder)
    assert [told(page) for page in free] != [told(page) for page in pages]
    pinned = [replace(bulletin, pin=pin.pages) for bulletin, pin in zip(bulletins, pins, strict=True) if pin]
    assert [told(page) for page in read(pinned, folder)] == [told(page) for page in pages]


def published(folder: Path) -> dict[str, bytes]:
    """Publish an edition, and pin it."""
    make_seeds(folder, {"2023-05-04-03.txt": WRAPPED})
    done = sitegen_here(folder, "build")
    assert done.returncode == 0, done.stderr
    pinned = sitegen_here(folder, "pin")
    assert pinned.stdout == "3 bulletins pinned, 3 pins written\n"
    remark = next(folder.rglob("*.pin.yaml")).read_text("utf-8").partition("\n")[0]
    assert remark.startswith("# 由 `sitegen pin` 写成：")  # as the edition speaks Chinese
    return contents(folder / "public")


def test_a_build_with_pins_is_the_one_without_and_pinning_again_changes_nothing(tmp_path: Path) -> None:
    before = published(tmp_path)
    again = sitegen_here(tmp_path, "build", "--clean")
    assert again.returncode == 0, again.stderr
    assert "would be read otherwise" not in again.stderr
    assert contents(tmp_path / "public") == before
    assert sitegen_here(tmp_path, "pin").stdout == "3 bulletins pinned, 0 pins written\n"
    assert sitegen_here(tmp_path, "check").returncode == 0


def test_another_reader_moves_nothing_and_a_build_tells_how_many_pages_it_would(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    before = published(tmp_path)
    request.getfixturevalue("another_reader")
    done = sitegen_here(tmp_path, "build", "--clean", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert "3 pinned pages would be read otherwise without their pins: sitegen proof --reread" in done.stderr
    assert contents(tmp_path / "public") == before
    sitegen_here(tmp_path, "pin")
    assert "read otherwise without" in sitegen_here(tmp_path, "build", "--clean", "--jobs", "1").stderr
    for pin in (tmp_path / "seeds").glob("*.pin.yaml"):
        pin.unlink()
    moved = sitegen_here(tmp_path, "build", "--clean", "--jobs", "1")
    assert moved.returncode == 1
    assert "x-008" in moved.stderr


def test_the_proof_sheet_shows_each_line_that_would_be_read_otherwise(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    published(tmp_path)
    quiet = sitegen_here(tmp_path, "proof", "--reread")
    assert "r-040" not in quiet.stderr
    request.getfixturevalue("another_reader")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sitegen.build.read_all", lambda b, h, _jobs, *more, **named: read_all(b, h, 1, *more, **named))
        patch.setattr("sitegen.pinning.read_all", lambda b, h, _jobs, *more, **named: read_all(b, h, 1, *more, **named))
        done = sitegen_here(tmp_path, "proof", "--reread")
    assert "note r-040: pinned as `headline`, would be read as" in done.stderr, done.stderr
    assert "pinned as `headline`" in (tmp_path / "proof/index.html").read_text("utf-8").replace("<code>", "`").replace(
        "</code>", "`"
    )


def test_only_what_is_published_as_it_is_read_is_pinned(tmp_path: Path) -> None:
    published(tmp_path)
    (tmp_path / "seeds/2023-05-05-01.txt").write_text(DATED.replace("5月4日 星期四", "5月5日 星期五"), "utf-8")
    (tmp_path / "seeds/edited.md").write_text("---\ndate: 2023-05-06\n---\n\n# 标题\n\n正文。\n", "utf-8")
    assert sitegen_here(tmp_path, "pin").stdout == "3 bulletins pinned, 0 pins written\n"
    assert sitegen_here(tmp_path, "build").returncode == 0
    assert sitegen_here(tmp_path, "pin").stdout == "4 bulletins pinned, 1 pin written\n"
    assert sitegen_here(tmp_path, "pin", "-o", "nowhere").returncode == 2


def test_the_editor_goes_before_the_pin(tmp_path: Path) -> None:
    published(tmp_path)
    note = tmp_path / "seeds/2023-05-04-03.yaml"
    note.write_text("section: 民生\ncorrections:\n  - {quote: 东坡村合作社添新机, role: subheading}\n", "utf-8")
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 1  # the article is part of the one above now
    assert "x-008" in done.stderr
    note.write_text("section: 民生\n", "utf-8")
    assert sitegen_here(tmp_path, "build").returncode == 0
    assert "民生" in (tmp_path / "public/2023/05/04/03.html").read_text("utf-8")


def test_a_pin_of_another_text_does_not_hold_and_is_told(tmp_path: Path) -> None:
    published(tmp_path)
    page = tmp_path / "seeds/2023-05-04-03.txt"
    page.write_text(page.read_text("utf-8").replace("三百二十米", "三百零二米"), "utf-8")
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 0
    assert "seeds/2023-05-04-03.pin.yaml: warning b-018: the pin is of another text" in done.stderr


@pytest.mark.parametrize(
    "text", ["", "pages: 3\n", "reader: a\ntext: b\npages: [{line: x}]\n", "a: [", "!!python/none x"]
)
def test_a_damaged_pin_stops_the_build(tmp_path: Path, text: str) -> None:
    published(tmp_path)
    (tmp_path / "seeds/laojie.pin.yaml").write_text(text, "utf-8")
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 1
    assert "seeds/laojie.pin.yaml: error b-0" in done.stderr


def test_a_pin_whose_bulletin_is_gone_is_told(tmp_path: Path) -> None:
    published(tmp_path)
    (tmp_path / "seeds/laojie.txt").unlink()
    done = sitegen_here(tmp_path, "build")
    assert "seeds/laojie.pin.yaml: error b-006" in done.stderr


def test_a_published_page_that_is_read_otherwise_is_counted_without_a_pin(tmp_path: Path) -> None:
    make_seeds(tmp_path)
    assert sitegen_here(tmp_path, "build").returncode == 0
    (tmp_path / "seeds/2023-05-04-01.yaml").write_text(
        "corrections: [{quote: 河湾新桥昨日通车, replace: 河湾大桥昨日通车}]\n", "utf-8"
    )
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 0, done.stderr
    assert "1 published page is read otherwise than the ledger says" in done.stderr


LABELS = st.sampled_from(["headline", "paragraph", "item", "wrapped", "folio", "continuation"])
PAGES = st.builds(
    PinnedPage,
    line=st.integers(0, 99),
    origin=st.sampled_from(["none", "overlay"]),
    page=st.text(ANY, max_size=4).map(lambda text: "".join(text.split())),
    section=st.sampled_from(["", "要闻", "on", "12", "a: b", "- x", "null", "'\"", "#"]),
    labels=st.dictionaries(st.integers(1, 60), LABELS, max_size=30),
)


@given(st.lists(PAGES, max_size=3))
def test_a_pin_is_read_back_as_it_was_written(pages: list[PinnedPage]) -> None:
    pin = Pin("0012", "34e5", tuple(pages))
    assert parse_pin(written_pin(pin, "how").decode()) == pin


def test_pages_that_would_begin_elsewhere_are_told() -> None:
    folder = CASES / "several-pages-in-one-file" / "in"
    bulletins = find_bulletins(folder, "seeds")[0]
    pages = read(list(bulletins), folder)
    several = next(b for b in bulletins if len(pages_of(b, pages)) > 1)
    own = pages_of(several, pages)
    said = [(found.said, found.line) for found in differences(own, own[:1])]
    assert said[0] == ("r-040.joined", own[1].follows)
    assert next(found.said for found in differences(own[:1], own)) == "r-040.begins"
    assert labels_to_pin(own[0])


def test_the_pin_is_short_and_for_people(tmp_path: Path) -> None:
    published(tmp_path)
    text = (tmp_path / "seeds/2023-05-04-01.pin.yaml").read_text("utf-8")
    assert "headline: 5 13\n" in text
    assert len(text) < 700
