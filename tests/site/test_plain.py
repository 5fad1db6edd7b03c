"""The text-only form: every page that is read has one, whole, small, without scripts, and linked both ways."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from benchmarks.whole import check_site, make_site
from sitegen.build import read_edition
from sitegen.check.documents import read_html
from sitegen.config import load_config
from sitegen.site.addresses import urls
from sitegen.site.artifacts import Artifact
from sitegen.site.theme.templates import load_theme
from sitegen.site.views.lists import View
from tests.editions import CONFIG, DATED, ROOT, contents, make_seeds, published, sitegen_here
from tests.site.sample_views import BARE, FULL, named
from tests.site.test_theme import Page

PLAIN_VIEWS = [
    view
    for view in (*FULL, *BARE)
    if named(view) in {"FrontView", "IssueView", "PrintedPageView", "ArticleView", "ArchiveView", "ShelfView"}
]
LARGEST = 10_000  # bytes of a page, packed; and of an article of usual length, here up to 2,000 characters, as it lies
USUAL = 2_000


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    """The edition in seeds/, made whole."""
    config = load_config(ROOT / "seeds")
    edition, _ = read_edition(config, 1)
    theme = load_theme(config.theme, config.seeds, config.language, plain=True)
    return {artifact.path: artifact.content for artifact in make_site(edition, config, theme)}


def test_it_has_words_of_its_own() -> None:
    theme = load_theme("plain", ROOT, "en")
    assert theme.words["full_form"] == "Full version"


def test_every_page_that_is_read_has_a_text_only_form_at_the_same_path(site: dict[str, bytes]) -> None:
    full = {path for path in site if path.endswith(".html") and not path.startswith(urls.PLAIN)}
    plain = {path.removeprefix(urls.PLAIN) for path in site if path.startswith(urls.PLAIN)}
    assert plain == {
        path
        for path in full
        if not re.match(r"people/|units/|places/|subscribe\.html|search\.html|404\.html|offline\.html", path)
    }
    assert {"index.html", "archive/index.html", "2024/03/22/07.html", "2024/03/22/07-19.html"} <= plain


def test_the_two_forms_lead_to_each_other_and_name_the_full_one_as_canonical(site: dict[str, bytes]) -> None:
    here = "2024/03/22/07-19.html"
    full, plain = site[here].decode(), site[urls.plain(here)].decode()
    assert f'<a href="../../../plain/{here}">纯文字版</a>' in full
    assert f'<a href="../../../../{here}">图文版</a>' in plain
    canonical = re.findall(r'<link rel="canonical"[^>]*>', full)
    assert canonical == re.findall(r'<link rel="canonical"[^>]*>', plain)


def test_neither_feed_nor_search_nor_sitemap_nor_addresses_name_them(site: dict[str, bytes]) -> None:
    named_in = [path for path, content in site.items() if not path.endswith(".html") and b"plain/" in content]
    assert named_in == []


def test_every_page_is_small_over_the_wire(site: dict[str, bytes]) -> None:
    pages = {path: len(gzip.compress(content, 6)) for path, content in site.items() if path.startswith(urls.PLAIN)}
    assert len(pages) > 20
    assert [path for path, size in pages.items() if size >= LARGEST] == []


def test_pages_of_articles_are_small_as_they_lie(site: dict[str, bytes]) -> None:
    articles = {path: content for path, content in site.items() if re.fullmatch(r"plain/.*-\d+\.html", path)}
    assert len(articles) == 16
    for path, content in articles.items():
        if len(read_html(content).text) <= USUAL:
            assert len(content) < LARGEST, path


@pytest.mark.parametrize("view", PLAIN_VIEWS, ids=named)
def test_every_page_is_well_formed_and_holds_nothing_to_load_but_one_style_sheet(view: View) -> None:
    theme = load_theme("broadsheet", ROOT, "zh-Hans", plain=True).plain
    assert theme is not None
    page = Page(theme.render(view).decode())
    tags = [tag for tag, _ in page.elements]
    assert not {"script", "style", "img", "iframe"} & set(tags)
    assert not [name for _, attributes in page.elements for name in attributes if name == "style" or name[:2] == "on"]
    assert [a["href"][-9:] for a, _ in page.all("link") if a["rel"] == "stylesheet"] == ["plain.css"]
    assert len(list(page.all("h1"))) == 1
    assert {"header", "nav", "main", "footer"} <= set(tags)
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_a_picture_is_told_and_linked(tmp_path: Path) -> None:
    case = ROOT / "tests" / "cases" / "pictures" / "in"
    make_seeds(tmp_path, {path.relative_to(case).as_posix(): path.read_bytes() for path in case.rglob("*.*")})
    (tmp_path / "seeds" / "laojie.txt").unlink()
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 0, done.stderr
    made = contents(tmp_path / "public")
    plain = {path: content.decode() for path, content in made.items() if path.startswith("plain/")}
    assert not [path for path, text in plain.items() if "<img" in text]
    for path in (path for path in made if path.startswith("2023/05/04/") and path.endswith(".html")):
        for alt in re.findall(r'<img [^>]*alt="([^"]*)"', made[path].decode()):
            assert f"</a> {alt}</p>" in plain[urls.plain(path)], path


def test_a_text_that_the_plain_pages_lack_stops_the_build(site: dict[str, bytes]) -> None:
    config = load_config(ROOT / "seeds")
    edition, _ = read_edition(config, 1)
    damaged = {**site, "plain/2024/03/22/07-19.html": site["plain/2024/03/22/07-19.html"].replace("感谢".encode(), b"")}
    files = [Artifact(path, content) for path, content in damaged.items()]
    found = list(check_site(edition, files, config))
    assert {(one.code, "plain/2024/03/22/07-19.html" in one.message) for one in found} == {("x-004", True)}


def test_an_edition_can_do_without(tmp_path: Path) -> None:
    public = published(tmp_path, {"edition.yaml": CONFIG + "plain: false\n"})
    made = contents(public)
    assert not [path for path in made if "plain" in path]
    assert "纯文字版" not in made["index.html"].decode()


def test_a_redirect_holds_for_both_forms(tmp_path: Path) -> None:
    moved = CONFIG + "redirects: {2023/05/04/01-9.html: 2023/05/04/01-5.html, old.html: people/index.html}\n"
    make_seeds(tmp_path, {"edition.yaml": moved})
    assert sitegen_here(tmp_path, "build").returncode == 0
    made = contents(tmp_path / "public")
    assert b"/plain/2023/05/04/01-9.html /plain/2023/05/04/01-5.html 301" in made["_redirects"]
    assert b'url=01-5.html"' in made["plain/2023/05/04/01-9.html"]
    assert b'url=../people/index.html"' in made["plain/old.html"]


def test_a_whole_site_can_be_set_in_it(tmp_path: Path) -> None:
    public = published(tmp_path, {"edition.yaml": CONFIG + "theme: plain\n", "2023-05-04-01.txt": DATED})
    made = contents(public)
    assert not [path for path in made if path.startswith("plain/")]
    assert "图文版" not in made["index.html"].decode()
    assert b"script-src" in made["search.html"]


def test_verse_keeps_its_lines() -> None:
    theme = load_theme("broadsheet", ROOT, "zh-Hans", plain=True).plain
    view = next(view for view in FULL if named(view) == "ArticleView")
    block = replace(view.article.blocks[0], kind="verse", text="春<眠>\n不觉晓", html=(), images=(), figures=())
    assert theme is not None
    html = theme.render(replace(view, article=replace(view.article, blocks=(block,)))).decode()
    assert "春&lt;眠&gt;<br>不觉晓</p>" in html


def test_a_byline_of_a_part_is_a_line_of_its_own() -> None:
    theme = load_theme("broadsheet", ROOT, "zh-Hans", plain=True).plain
    view = next(view for view in FULL if named(view) == "ArticleView")
    block = replace(view.article.blocks[0], kind="byline", text="本报记者 陈一禾", html=(), images=(), figures=())
    assert theme is not None
    html = theme.render(replace(view, article=replace(view.article, blocks=(block,)))).decode()
    assert f'<p id="{block.id}">本报记者 陈一禾</p>' in html
