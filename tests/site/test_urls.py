"""Addresses: real files, relative links, names in pinyin, ids that no move changes."""

from __future__ import annotations

import posixpath
import re
from datetime import date
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sitegen.model.dates import EdtfDate, PageDate
from sitegen.model.edition import Issue
from sitegen.model.newspaper import Article, Page
from sitegen.site.addresses import spelling, urls
from sitegen.source import SourceText
from tests.alphabet import ANY

DAY = date(2024, 3, 22)


def page(label: str = "7", day: date | None = DAY, stem: str = "000_342218e65a55f33e") -> Page:
    when = EdtfDate(day.year, day.month, day.day) if day else None
    return Page(
        source=SourceText("seeds/x.txt", ""),
        stem=stem,
        date=PageDate(when=when, origin="folio" if day else "none"),
        label=label,
        section="",
        furniture=(),
        articles=(),
        lines=(),
    )


ARTICLE = Article(line=19)


# Links between pages.


@pytest.mark.parametrize(
    ("target", "here", "link"),
    [
        ("index.html", "index.html", "index.html"),
        ("index.html", "2024/03/22/07.html", "../../../index.html"),
        ("2024/03/22/07-19.html", "2024/03/22/07.html", "07-19.html"),
        ("2024/03/22/07.html#a19", "2024/03/22/07.html", "#a19"),
        ("people/jinli.html#n91d1-4e3d", "people/index.html", "jinli.html#n91d1-4e3d"),
        ("static/", "2024/03/22/07.html", "../../../static/"),
        ("static/", "index.html", "static/"),
        ("undated/法院 100%?.html", "undated/index.html", "%E6%B3%95%E9%99%A2%20100%25%3F.html"),
        ("undated/a:b.html", "undated/index.html", "a%3Ab.html"),
    ],
)
def test_a_link_leads_from_file_to_file(target: str, here: str, link: str) -> None:
    assert urls.relative(target, here) == link


NAMES = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="/#\\"), min_size=1, max_size=12
).filter(lambda name: name not in (".", ".."))
PATHS = st.lists(NAMES, min_size=1, max_size=5).map("/".join)


@given(PATHS, PATHS)
def test_a_browser_resolves_every_link_to_its_target(target: str, here: str) -> None:
    assume(not here.startswith(f"{target}/"))  # no file is a folder as well
    link = urls.relative(target, here)
    assert not urlsplit(link).scheme
    assert link.isascii()
    assert unquote(posixpath.normpath(posixpath.join(posixpath.dirname(here) or ".", unquote(link)))) == unquote(target)
    for root in ("https://example.org/", "https://example.org/courts/", "file:///home/reader/public/"):
        base = root + "/".join(map(quoted, here.split("/")))
        assert unquote(urljoin(base, link)) == unquote(root) + target


def quoted(name: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else "".join(f"%{byte:02X}" for byte in c.encode()) for c in name)


def test_canonical_addresses_leave_out_index_html() -> None:
    base = "https://example.org/courts/"
    assert urls.absolute("index.html", base) == base
    assert urls.absolute("2024/03/22/index.html", base) == f"{base}2024/03/22/"
    assert urls.absolute("undated/某 页.html", base) == f"{base}undated/%E6%9F%90%20%E9%A1%B5.html"
    assert urls.absolute("people/notindex.html", base) == f"{base}people/notindex.html"


# Issues, pages, articles.


def test_an_issue_lies_under_its_day_with_its_pages_and_articles_beside_it() -> None:
    assert urls.issue(Issue(date=DAY, pages=(page(),))) == "2024/03/22/index.html"
    assert urls.page(page()) == "2024/03/22/07.html"
    assert urls.article(ARTICLE, page()) == "2024/03/22/07-19.html"


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("7", "07"),
        ("05", "05"),
        ("12", "12"),
        ("A3", "A3"),
        ("A12", "A12"),
        ("T1", "T1"),
        ("", "00"),
        ("第3", "03"),
        ("甲", "jia"),
    ],
)
def test_a_page_is_numbered_as_printed(label: str, number: str) -> None:
    assert urls.page(page(label)) == f"2024/03/22/{number}.html"


def test_an_undated_page_is_its_own_issue_and_bears_the_name_of_its_bulletin() -> None:
    undated = page(day=None, stem="001_09869964e0e3f162")
    assert urls.issue(Issue(date=None, pages=(undated,))) == "undated/001_09869964e0e3f162.html"
    assert urls.article(ARTICLE, undated) == "undated/001_09869964e0e3f162-19.html"


def test_a_day_that_is_not_certain_is_no_address() -> None:
    about = page()
    uncertain = Page(
        **{name: getattr(about, name) for name in about.__slots__ if name != "date"},
        date=PageDate(when=EdtfDate(2024, 3, 22, "~"), origin="overlay"),
    )
    assert urls.page(uncertain) == "undated/000_342218e65a55f33e.html"


@pytest.mark.parametrize(
    ("stem", "safe"),
    [
        ("002_bc5fb566d1ff27f3", "002_bc5fb566d1ff27f3"),
        ("法院 专刊", "法院-专刊"),
        ("a:b*c?d|e", "a-b-c-d-e"),
        ("3月22日（第7版）", "3月22日-第7版"),
        ("..", "x"),
        ("？", "x"),
        ("a#b%20c", "a-b-20c"),
        ("v1.2", "v1.2"),
    ],
)
def test_a_bulletin_may_have_any_name(stem: str, safe: str) -> None:
    assert urls.safe_stem(stem) == safe


@given(st.text(ANY, max_size=30))
def test_an_address_from_any_name_is_one_path_step_that_every_system_takes(stem: str) -> None:
    safe = urls.safe_stem(stem)
    assert safe
    assert not re.search(r'[\x00-\x20/\\:*?"<>|#%\s]', safe)
    assert safe == safe.strip(".")


# Names.


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("金丽", "jinli"),
        ("吕飞雄", "lvfeixiong"),
        ("重庆市", "chongqingshi"),
        ("银行", "yinhang"),
        ("长安区人民法院", "changanqurenminfayuan"),
        ("艾力·买买提", "ailimaimaiti"),
        ("阿卜杜拉·阿不都热依木", "abodulaabudoureyimu"),
        ("John Smith", "johnsmith"),
        ("O'Neil", "oneil"),
        ("110指挥中心", "110zhihuizhongxin"),
        ("ＡＢ公司", "abgongsi"),
        ("·", "xb7"),
    ],
)
def test_a_name_is_filed_under_its_pinyin(name: str, key: str) -> None:
    assert spelling.pinyin_key(name) == key
    assert urls.entry("people", name) == f"people/{key}.html"


@given(st.text(ANY, min_size=1, max_size=20))
def test_every_name_has_a_key_of_small_letters_and_digits(name: str) -> None:
    assert re.fullmatch("[a-z0-9]+", spelling.pinyin_key(name))


def test_names_that_sound_alike_share_a_page_and_an_index_has_its_own() -> None:
    assert urls.entry("people", "张丽") == urls.entry("people", "张莉") == "people/zhangli.html"
    assert urls.entry("people", "张丽") != urls.entry("units", "张丽")
    assert urls.index("people") == "people/index.html"


@pytest.mark.parametrize(
    ("promised", "address"),
    [
        *((True, address) for address in ("2024/03/22/index.html", "2024/03/22/07.html", "2024/03/22/07-19.html")),
        *((True, address) for address in ("undated/x-index.html", "undated/scan-1.html", "feed.xml", "old/旧页.html")),
        *((False, address) for address in ("2024/index.html", "2024/03/index.html", "archive/index.html")),
        *((False, address) for address in ("people/jinli.html", "units/index/h/he.html", "places/hewan/2024-03.html")),
        *((False, address) for address in ("undated/index.html", "undated/index/2022.html")),
    ],
)
def test_what_is_published_is_for_ever_and_lists_are_not(promised: bool, address: str) -> None:
    assert urls.is_promised(address) == promised


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        ("金丽", ("j", "j/jin", "j/jin/h-l", "j/jin/l", "j/jin/l/li")),
        ("金", ("j", "j/jin")),
        ("Jo", ("j", "jo")),
        ("Joe", ("j", "jo", "jo/a-g", "joe")),
        ("J", ("j", "j/j")),
        ("李u", ("l", "l/li", "l/li/t-z", "l/li/u")),
    ],
)
def test_a_name_has_a_step_for_each_letter_and_from_the_third_on_one_of_neighbours(
    name: str, steps: tuple[str, ...]
) -> None:
    assert spelling.name_steps(name) == steps


@given(st.text(ANY, min_size=1, max_size=12))
def test_every_name_has_a_page_of_its_first_two_steps_and_no_step_twice(name: str) -> None:
    steps = spelling.name_steps(name)
    assert len(steps) >= 2
    assert len(set(steps)) == len(steps)
    assert all(re.fullmatch("[a-z0-9/-]+", step) for step in steps)


# Ids.


def test_an_id_is_a_tag_uri_of_day_page_and_line() -> None:
    assert urls.tag(urls.article(ARTICLE, page()), "paper.example") == "tag:paper.example,2024:2024/03/22/07-19"
    undated = urls.tag(urls.article(ARTICLE, page(day=None)), "a@b.example")
    assert undated == "tag:a@b.example,2000:undated/000_342218e65a55f33e-19"
    assert re.fullmatch(r"tag:[\w@.-]+,\d{4}(-\d\d){0,2}:[\w./-]+", undated, re.ASCII)
