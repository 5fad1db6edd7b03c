"""What a feed says when an article has moved and when an old issue comes: ids and days stay."""

from __future__ import annotations

import re
from pathlib import Path

from tests.editions import CONFIG, make_seeds, sitegen_here
from tests.site.test_feed_forms import BASE, EDITION, UNDATED, bulletin, faults, feeds, made, parse

MOVED = "redirects:\n  2024/03/05/01-5.html: 2024/03/06/01-5.html\n"


def test_an_article_keeps_its_id_where_a_redirect_leads(tmp_path: Path) -> None:
    text = bulletin(5, 1, 1)
    before = parse(made(tmp_path, {"a.txt": text})["feed.xml"]).entries
    after = parse(made(tmp_path, {"a.yaml": "date: 2024-03-06\n"}, EDITION + MOVED)["feed.xml"]).entries
    assert [e.link for e in before] == [f"{BASE}2024/03/05/01-5.html"]
    assert [e.link for e in after] == [f"{BASE}2024/03/06/01-5.html"]
    assert [e.id for e in before] == [e.id for e in after] == ["tag:paper.example,2024:2024/03/05/01-5"]


def test_an_article_keeps_its_id_over_several_redirects(tmp_path: Path) -> None:
    moved = "redirects:\n  2024/03/07/01-5.html: 2024/03/06/01-5.html\n  2024/03/05/01-5.html: 2024/03/07/01-5.html\n"
    site = made(tmp_path, {"a.txt": bulletin(5, 1, 1), "a.yaml": "date: 2024-03-06\n"}, EDITION + moved)
    assert [e.id for e in parse(site["atom.xml"]).entries] == ["tag:paper.example,2024:2024/03/05/01-5"]


# Old issues that are put up later.


def test_an_old_issue_is_told_on_the_day_on_which_it_was_put_up(tmp_path: Path) -> None:
    old = {"1950-05-01-01.txt": bulletin(1, 1).replace("2024年3月1日", "1950年5月1日"), "laojie.txt": UNDATED}
    added = "feeds: {issues: 1, added: {1950-05-01: 2026-11-20, laojie: 2026-11-20, 2024-03-01: 2026-10-01}}\n"
    site = made(tmp_path, {"a.txt": bulletin(1, 1), "b.txt": bulletin(2, 1), **old}, EDITION + added)
    entries = parse(site["added.xml"]).entries
    assert [entry.link.removeprefix(BASE) for entry in entries] == [
        "1950/05/01/",
        "undated/laojie.html",
        "2024/03/01/",
    ]
    assert [entry.published for entry in entries] == [
        "Fri, 20 Nov 2026 11:59:59 +0800",
        "Fri, 20 Nov 2026 11:59:58 +0800",
        "Thu, 01 Oct 2026 11:59:59 +0800",
    ]
    assert "1日1版第1场" in entries[0].content[0].value
    assert {path: faults(path, content) for path, content in feeds(site).items() if faults(path, content)} == {}
    assert "1950" not in site["feed.xml"].decode()


def test_who_puts_up_an_old_issue_is_told_how_subscribers_learn_of_it(tmp_path: Path) -> None:
    def build_again(extra: str) -> str:
        make_seeds(tmp_path, {"edition.yaml": CONFIG + f"feeds: {{issues: 1{extra}}}\n"})
        done = sitegen_here(tmp_path, "build")
        assert done.returncode == 0, done.stderr
        return done.stderr

    assert "c-012" not in build_again("")
    (tmp_path / "seeds" / "old.txt").write_text(bulletin(1, 1).replace("2024年3月1日", "1950年5月1日"), "utf-8")
    told = build_again(", added: {1949-10-01: 2026-11-20}")
    assert "warning c-012: 1 old issue is new here" in told
    assert "`feeds: {added: {1950-05-01: YYYY-MM-DD}}`" in told
    assert "warning c-013" in told
    assert "`1949-10-01`" in told
    assert not re.search("c-01[23]", build_again(", added: {1950-05-01: 2026-11-20}"))


def test_who_still_counts_items_is_told_that_feeds_hold_whole_issues(tmp_path: Path) -> None:
    make_seeds(tmp_path, {"edition.yaml": CONFIG + "feeds: {items: 1}\n"})
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 0, done.stderr
    assert re.search(r"edition.yaml:4:1: warning c-014: `items` counts no longer", done.stderr)
    assert len(parse((tmp_path / "public" / "feed.xml").read_bytes()).entries) == 2
