"""What answers at an address that the editors have withdrawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editions import CONFIG, DATED, make_seeds, sitegen_here

WITHDRAWN = "2023/05/04/01-13.html"


def built(folder: Path, *gone: str) -> Path:
    """Build the tiny edition without its second story, which was at WITHDRAWN, and with addresses that are gone."""
    config = f"{CONFIG}gone: [{', '.join(gone)}]\n"
    make_seeds(folder, {"edition.yaml": config, "2023-05-04-01.txt": DATED.partition("## 图书馆")[0]})
    done = sitegen_here(folder, "build", "-q")
    assert done.returncode == 0, done.stderr
    return folder / "public"


@pytest.mark.parametrize("form", ["", "plain/"])
def test_a_withdrawn_address_says_so_and_leads_to_its_issue(tmp_path: Path, form: str) -> None:
    page = (built(tmp_path, WITHDRAWN) / form / WITHDRAWN).read_text("utf-8")
    assert '<h1 class="title">已撤下</h1>' in page
    assert '<a href="index.html">2023年5月4日</a>' in page
    assert '<meta name="robots" content="noindex">' in page
    assert "图书馆" not in page


@pytest.mark.parametrize("address", ["2019/01/02/03-4.html", "undated/old.html", "feuilleton/über.html"])
def test_what_has_no_issue_any_more_leads_to_the_front(tmp_path: Path, address: str) -> None:
    page = (built(tmp_path, address) / address).read_text("utf-8")
    assert "已撤下" in page
    assert ">首页</a>" in page


def test_no_list_and_no_sitemap_names_it_but_it_stays_promised(tmp_path: Path) -> None:
    public = built(tmp_path, WITHDRAWN)
    naming = {
        path.name for path in public.rglob("*") if path.is_file() and WITHDRAWN in path.read_text("utf-8", "replace")
    }
    assert naming == {".sitegen", "addresses.txt", "gone.map", Path(WITHDRAWN).name}


def test_an_address_cannot_be_withdrawn_and_shown(tmp_path: Path) -> None:
    make_seeds(tmp_path, {"edition.yaml": f"{CONFIG}gone: [{WITHDRAWN}]\n"})
    done = sitegen_here(tmp_path, "build", "-q")
    assert done.returncode == 1
    assert f"p-001: `{WITHDRAWN}` is declared gone, and" in done.stderr


def test_a_withdrawn_feed_needs_no_page(tmp_path: Path) -> None:
    assert not (built(tmp_path, "old/feed.xml") / "old").exists()
