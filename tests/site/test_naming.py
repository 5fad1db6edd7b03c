"""Names that meet: files, page labels and editions have addresses of their own, whatever others come and go."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sitegen.model.dates import EdtfDate, PageDate
from sitegen.model.newspaper import Article, Page
from sitegen.reading.names.dating import clean_label, read_file_name
from sitegen.site.addresses import urls
from sitegen.site.addresses.naming import edition_name, label_name, stem_name
from sitegen.site.addresses.paths import path_fault, path_faults
from sitegen.site.artifacts import Artifact
from sitegen.source import SourceText
from tests.alphabet import ANY
from tests.editions import CONFIG, make_seeds, sitegen_here

DAY = date(2024, 3, 5)
STORY = "## {}\n\n本报讯(记者 沈一舟)柳滩渡口的新船昨日上午下水，全长18米。\n"


def page(stem: str = "x", label: str = "1", day: date | None = None, edition: str = "", text: str = "") -> Page:
    when = EdtfDate(day.year, day.month, day.day) if day else None
    return Page(
        source=SourceText("seeds/x.txt", text),
        stem=stem,
        date=PageDate(when=when),
        label=label,
        section="",
        furniture=(),
        articles=(),
        lines=(),
        edition=edition,
    )


def served(address: str) -> str:
    """Returns the name by which a host looks for a file that takes upper and lower case for the same."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFC", address).casefold())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("scan", "scan (1)"),
        ("scan (1)", "scan-1"),
        ("scan 2", "scan-2"),
        ("scan (1)", "scan（1）"),
        ("🎉", "🎈"),
        ("Scan", "scan"),
        ("index", "Index"),
        ("index", "x-index"),
        ("scan.", "scan"),
        ("50%", "50"),
        ("con", "x-con"),
        ("straße", "strasse"),
        ("ﬁle", "file"),
        ("a" * 250, "a" * 249),
        ("feed", "x"),
        ("a\nb", "a b"),
        ("…", "x"),
    ],
)
def test_undated_pages_and_their_articles_never_meet(one: str, other: str) -> None:
    first, second = page(one), page(other)
    lines = [Article(line=line) for line in (1, 2, 57)] + [Article(line=3, key=key) for key in ("1", "boat", "2-boat")]
    addresses = [
        address
        for on in (first, second)
        for address in (urls.page(on), *(urls.article(article, on) for article in (*lines[1:3], *lines[3:])))
    ]
    files = [Artifact(address, b"", f"page:{at}") for at, address in enumerate(addresses)]
    assert not path_faults(files)
    assert len({served(address) for address in addresses}) == len(addresses)


@pytest.mark.parametrize("stem", ["con", "NUL", "aux.2", "com1", "LPT9", "CON.txt"])
def test_no_page_is_called_like_a_device_of_windows(stem: str) -> None:
    assert not re.match(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", stem_name(stem), re.I)


@pytest.mark.parametrize("stem", ["scan", "scan-0017", "old.scan", "老报纸", "on-the-ferry", "000_342218e65a55f33e"])
def test_a_name_that_meets_no_other_stays_as_it_is(stem: str) -> None:
    assert urls.page(page(stem)) == f"undated/{stem}.html"


# Few letters, so that names meet often.
STEMS = st.text("aA1-0_. ~%é\u0301（", min_size=1, max_size=6).map(lambda stem: unicodedata.normalize("NFC", stem))
KEYS = st.one_of(st.integers(1, 30).map(str), st.text("aA1-_0", min_size=1, max_size=4))


@given(STEMS, STEMS, KEYS, KEYS)
def test_two_names_of_any_kind_have_two_addresses(one: str, other: str, first: str, second: str) -> None:
    assume(one != other)
    of_one = {urls.page(page(one)), urls.article(Article(line=1, key=first), page(one))}
    of_other = {urls.page(page(other)), urls.article(Article(line=1, key=second), page(other))}
    assert len(of_one) == len(of_other) == 2
    assert not set(map(served, of_one)) & set(map(served, of_other))


@given(st.text(ANY, max_size=300))
def test_every_system_takes_the_address_of_any_name(stem: str) -> None:
    for address in (urls.page(page(stem)), urls.article(Article(line=99_999), page(stem))):
        assert path_fault(Artifact(address, b"", "")) is None
        assert not re.search(r'[\x00-\x20:*?"<>|#%\\]', address)


@given(STEMS, KEYS)
def test_the_page_of_an_article_is_known_from_its_address(stem: str, key: str) -> None:
    for on in (page(stem), page(day=DAY), page(day=DAY, label="特1", edition="晚")):
        assert urls.page_above(urls.article(Article(line=1, key=key), on)) == urls.page(on)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("特1", "te1"),
        ("晚1", "wan1"),
        ("增1", "zeng1"),
        ("特01", "te1"),
        ("特刊2", "tekan2"),
        ("号外", "haowai"),
        ("A1", "A1"),
        ("AB12", "AB12"),
        ("6A", "6A"),
        ("第3版", "03"),
        ("戊", "wu"),
        ("③", "03"),
    ],
)
def test_a_page_label_keeps_its_letters(label: str, name: str) -> None:
    assert label_name(clean_label(label)) == name


@pytest.mark.parametrize(
    "labels",
    [
        ["1", "特1", "晚1", "增1", "赠1", "A1", "号外", ""],
        ["te1", "特1", "TE1", "忒1"],
        ["0", "", "00A", "A", "0A"],
        ["a1", "A1", "A-1", "A 1"],
        ["副1", "附1", "fu1", "府1"],
        ["甲", "家", "jia", "甲1", "甲11"],
    ],
)
def test_labels_of_one_day_never_meet(labels: list[str]) -> None:
    names = [label_name(label) for label in labels]
    assert len({served(name) for name in names}) == len(names)
    assert all(re.fullmatch(r"[0-9A-Za-z]+(~0[a-z2-7]{7})?", name) for name in names)


def test_editions_have_addresses_of_their_own() -> None:
    editions = ["早", "晚", "夜", "号外", "wan", "evening", "Evening", "农村", "农存", "午"]
    names = [edition_name(edition) for edition in editions]
    assert names[:4] == ["zao", "wan", "ye", "haowai"]
    assert len({served(name) for name in names}) == len(names)
    assert urls.page(page(day=DAY, edition="晚")) == "2024/03/05/wan/01.html"
    assert urls.page(page(day=DAY)) == "2024/03/05/01.html"


@pytest.mark.parametrize(
    ("stem", "label", "edition"),
    [
        ("2024-03-05-01-evening", "01", "晚"),
        ("2024-03-05-evening-01", "01", "晚"),
        ("2024-03-05-晚版-A3", "A3", "晚"),
        ("20240305 早报 第2版", "2", "早"),
        ("2024-03-05-号外", "", "号外"),
        ("2024-03-05-晚1", "晚1", ""),
        ("2024-03-05-特2", "特2", ""),
        ("2024-03-05-01", "01", ""),
        ("2024-03-05-evening-post-01", "", ""),
        ("evening-2024-03-05-01", "01", ""),
        ("2024-03-05-wanbao", "", ""),
    ],
)
def test_a_file_name_tells_edition_and_page_behind_the_day(stem: str, label: str, edition: str) -> None:
    found, page_label, found_edition = read_file_name(stem)
    assert (found, page_label.lstrip("0"), found_edition) == (DAY, label.lstrip("0"), edition)


def test_an_address_stays_when_others_come_and_go(tmp_path: Path) -> None:
    names = ["scan", "scan (1)", "scan-1", "Scan", "scan.", "100%", "🎉", "🎈", "con", "feed", "index"]
    kept: set[str] = set()
    for count in (1, 6, len(names)):
        files = {f"{name}.txt": STORY.format(f"第{at}条新闻") for at, name in enumerate(names[:count])}
        folder = tmp_path / str(count)
        seeds = make_seeds(folder, {"edition.yaml": CONFIG, **files})
        (seeds / "laojie.txt").unlink()
        done = sitegen_here(folder, "build")
        assert done.returncode == 0, done.stderr
        lines = (folder / "public/addresses.txt").read_text("utf-8").splitlines()
        now = {line.partition("\t")[0] for line in lines if line.startswith("undated/")}
        assert len(now) == 2 * count
        assert kept <= now
        kept = now


def test_bulletins_of_two_days_may_have_one_name_in_two_folders(tmp_path: Path) -> None:
    text = "# 河湾日报\n\n2023年5月{}日 第1版\n\n" + STORY.format("新船下水")
    files = {f"{day}/01.txt": text.format(day) for day in (8, 9)}
    make_seeds(tmp_path, files)
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 0, done.stderr
    issues = sorted((tmp_path / "public/2023/05").glob("*/01.html"))
    assert [path.parent.name for path in issues] == ["04", "08", "09"]
    assert all(one != other for one, other in pairwise(issues))
