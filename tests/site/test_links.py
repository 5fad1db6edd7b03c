"""Every link of a finished site lands: followed in files of all kinds, and told with the file that has it where not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from sitegen.check.links import Walked, walk
from tests.editions import CONFIG, ROOT, make_seeds, sitegen_here
from tests.site.test_takeaway import BUILT, catalogue_in, site_of

SEEDS = ROOT / "seeds"
BASE = "https://example.org/courts/"
ARTICLE = "2024/03/22/07-19.html"


def walked(files: dict[str, bytes], base_url: str = BASE) -> Walked:
    return walk(list(files), files.__getitem__, base_url)


def told(files: dict[str, bytes]) -> list[tuple[str, str]]:
    return [(fault.path, fault.message) for fault in walked(files).faults]


@pytest.mark.parametrize("folder", BUILT, ids=lambda folder: folder.parent.name)
def test_no_link_of_a_site_with_all_its_forms_leads_nowhere(folder: Path) -> None:
    found = walked(site_of(folder), catalogue_in(folder).config.base_url)
    assert not found.faults
    assert found.followed > len(site_of(folder))


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (ARTICLE, "</main>", '<a href="nowhere.html">x</a></main>', "no 2024/03/22/nowhere.html"),
        (ARTICLE, "</main>", '<a href="#nowhere">x</a></main>', "no place in 2024/03/22/07-19.html"),
        (ARTICLE, "</main>", '<a href="07.html#nowhere">x</a></main>', "no place in 2024/03/22/07.html"),
        (ARTICLE, "</main>", '<img src="../../../images/x.png" alt="">', "no images/x.png"),
        (ARTICLE, "</main>", '<img srcset="a.webp 480w, ../b.webp 960w" alt="">', "no 2024/03/b.webp"),
        (ARTICLE, "</main>", '<p style="background: url(x.png)">', "no 2024/03/22/x.png"),
        (ARTICLE, "</main>", '<a href="../../../../../x.html">', "leads out of the site"),
        (ARTICLE, "</main>", f'<a href="{BASE}2024/03/22/07-18.html">', "no 2024/03/22/07-18.html"),
        (ARTICLE, "</main>", f'<a href="{BASE}2024/03/21/">', "no 2024/03/21/index.html"),
        (ARTICLE, 'href="07.html"', 'href="07.HTML"', "the file is 2024/03/22/07.html"),
        (ARTICLE, '"item":"https', '"item":"https://example.org/courts/gone.html","x":"https', "no gone.html"),
        (ARTICLE, f'property="og:url" content="{BASE}', f'property="og:url" content="{BASE}x', "no x2024"),
        ("static/site.css", ":root", '@font-face{src:url("Song.woff2")}:root', "no static/Song.woff2"),
        ("static/reading.css", "@", '@import "../more.css";@', "no more.css"),
        ("feed.xml", "07-19.html", "07-20.html", "07-20.html"),
        ("atom.xml", "07-19.html", "07-20.html", "07-20.html"),
        ("feed.json", "07-19.html", "07-20.html", "07-20.html"),
        ("feeds.opml", "feed.xml", "fed.xml", "did you mean"),
        ("sitemap.xml", "07-19.html", "07-20.html", "no 2024/03/22/07-20.html"),
        ("robots.txt", "sitemap.xml", "map.xml", "no map.xml"),
        ("addresses.txt", "07-19.html", "07-20.html", "no 2024/03/22/07-20.html"),
        ("opds.xml", "2024-03-22.epub", "2024-03-23.epub", "no 2024/03/22/2024-03-23.epub"),
        ("opds.json", "2024-03-22.epub", "2024-03-23.epub", "no 2024/03/22/2024-03-23.epub"),
        ("opensearch.xml", "search.html", "serch.html", "no serch.html"),
        ("manifest.webmanifest", "icon.svg", "Icon.svg", "the file is static/icon.svg"),
        ("sw.js", "offline.html", "ofline.html", "no ofline.html"),
        ("search/days.js", '"0322"', '"0323"', "no 2024/03/23/07.html"),
        ("llms/all.txt", "07-19.md", "07-20.md", "no 2024/03/22/07-20.md"),
        ("2024/03/22/07-19.md", "07-19.html", "07-20.html", "no 2024/03/22/07-20.html"),
        ("2024/03/22/07-19.ninjs.json", "07-19.html", "07-20.html", "no 2024/03/22/07-20.html"),
        ("2024/03/22/2024-03-22.html", 'href="#', 'href="#x', "no place in"),
    ],
)
def test_what_leads_nowhere_is_told_with_its_file(path: str, old: str, new: str, said: str) -> None:
    files = dict(site_of(SEEDS))
    text = files[path].decode()
    assert old in text
    files[path] = text.replace(old, new, 1).encode()
    faults = walked(files).faults
    assert any(said in " ".join(fault.told("en")) for fault in faults), [fault.told("en") for fault in faults]
    assert {fault.path for fault in faults} == {f"public/{path}"}


def test_an_article_that_only_the_search_knows_is_told() -> None:
    files = dict(site_of(SEEDS))
    path = next(path for path in files if path.startswith("search/d/2024"))
    files[path] = files[path].decode("utf-16").replace("/22/07-", "/23/07-").encode("utf-16")
    assert ("no 2024/03/23/07-") in told(files)[0][1]


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("EPUB/nav.xhtml", "page-1.xhtml#a", "page-1.xhtml#b", "no place in"),
        ("EPUB/nav.xhtml", "page-1.xhtml", "page-9.xhtml", "no 2024/03/22/2024-03-22.epub!/EPUB/page-9.xhtml"),
        ("EPUB/cover.xhtml", "cover.svg", "Cover.svg", "!/EPUB/cover.svg, and hosts"),
        ("EPUB/package.opf", 'href="style.css"', 'href="nav.xhtml"', "holds EPUB/style.css"),
    ],
)
def test_what_leads_nowhere_in_a_book_is_told(name: str, old: str, new: str, said: str) -> None:
    path = "2024/03/22/2024-03-22.epub"
    files = dict(site_of(SEEDS))
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(files[path])) as book, zipfile.ZipFile(buffer, "w") as worse:
        for entry in book.namelist():
            text = book.read(entry).decode()
            assert entry != name or old in text
            worse.writestr(entry, text.replace(old, new, 1) if entry == name else text)
    files[path] = buffer.getvalue()
    faults = told(files)
    assert any(said in message for _, message in faults), faults
    assert all(path in where for where, _ in faults)


def test_a_fault_of_all_pages_is_told_once_with_their_number() -> None:
    pages = {
        path: content.replace(b"</main>", b'<a href="/x/y.html"></a></main>')
        for path, content in site_of(SEEDS).items()
    }
    outside = {path: content.replace(b"/x/y.html", b"/courts/y.html") for path, content in pages.items()}
    (fault,) = walked(outside).faults
    assert "further files have it" in fault.message


def test_other_hosts_are_listed_with_a_file_that_names_them_and_a_page_opened_anywhere_may_lead_home() -> None:
    files = dict(site_of(SEEDS)) | {"x.html": b'<a href="https://a.example/?q=1">a</a><a href="mailto:a@b.example">'}
    found = walked(files)
    assert not found.faults
    assert "https://a.example/?q=1\t1\tx.html\n" in found.listed().decode()
    assert "mailto" not in found.listed().decode()


def test_check_stops_at_what_a_theme_leads_to_nowhere_and_lists_other_hosts(tmp_path: Path) -> None:
    theme = {
        "evening/theme.yaml": "name: evening\nextends: broadsheet\n",
        "evening/static/css/tokens.css": (ROOT / "themes/broadsheet/static/css/tokens.css").read_text("utf-8")
        + 'body { background: url("Paper.png"), url("https://other.example/x.png"); }\n',
        "evening/static/paper.png": "x",
    }
    make_seeds(tmp_path, {"edition.yaml": f"{CONFIG}theme: evening\n", **theme})
    done = sitegen_here(tmp_path, "check", "seeds", "--links", "links.txt")
    assert done.returncode == 1
    assert "x-020" in done.stderr
    assert "the file is static/paper.png" in done.stderr
    assert (tmp_path / "links.txt").read_text("utf-8") == "https://other.example/x.png\t1\tstatic/site.css\n"
