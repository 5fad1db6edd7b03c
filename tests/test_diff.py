"""`sitegen diff`: what a build changes, told to people, to programs and in the comment of a pull request."""

from __future__ import annotations

import json
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from sitegen.changes.stories import compare_stories
from sitegen.site.ledger import Entry, read_ledger, written
from tests.editions import DATED, make_seeds, sitegen_here

OTHER_HEADLINE = DATED.replace("河湾新桥昨日通车", "河湾新桥*昨日*开通")
MOVED = DATED.replace("## 图书馆", "\n\n## 图书馆")
MORE = "\n\n## 渡口停航\n\n本报讯 柳滩渡口自今日起停航，往来行人改走新桥。\n"


def differences(folder: Path, text: str, *options: str, language: str = "en") -> str:
    """Returns what `diff` says of the tiny edition and the one with another text for its dated page."""
    before = make_seeds(folder / "before")
    after = make_seeds(folder / "after", {"2023-05-04-01.txt": text})
    for seeds, output in ((before, "old"), (after, "new")):
        done = sitegen_here(folder, "build", "-q", str(seeds), "-o", output)
        assert done.returncode == 0, done.stderr
    done = sitegen_here(folder, "--lang", language, "diff", "old", "new", *options)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_another_headline_is_told_with_the_pages_and_feed_entries_that_follow(tmp_path: Path) -> None:
    said = differences(tmp_path, OTHER_HEADLINE)
    first, *rest = said.splitlines()
    assert first.startswith("1 headline changed → ")
    assert first.endswith(" pages, 1 feed entry, 0 new addresses")
    assert "  2023/05/04/01-5.html  河湾新桥昨日通车 → 河湾新桥*昨日*开通" in rest


def test_a_chinese_editor_is_told_in_chinese(tmp_path: Path) -> None:
    said = differences(tmp_path, OTHER_HEADLINE, language="zh")
    assert said.startswith("改了 1 个标题 → ")
    assert " 页、1 条订阅、0 个新地址\n" in said


def test_the_same_site_has_no_differences(tmp_path: Path) -> None:
    assert differences(tmp_path, DATED) == "no story changed → 0 pages, 0 feed entries, 0 new addresses\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (DATED.replace("每晚开放至21时", "每晚开放至22时"), "1 text changed →"),
        (DATED.replace("周末照常开放。", "周末照常开放！"), "1 text changed →"),  # no letter of it is another
        (DATED + MORE, "1 story added →"),
        (DATED.partition("## 图书馆")[0], "1 story withdrawn →"),
        (MOVED, "1 story moved, 1 id changed →"),
        (OTHER_HEADLINE.replace("21时", "22时") + MORE, "1 headline changed, 1 text changed, 1 story added →"),
    ],
)
def test_what_became_of_each_story_is_told(tmp_path: Path, text: str, said: str) -> None:
    assert differences(tmp_path, text).startswith(said)


def test_programs_are_told_all_in_json(tmp_path: Path) -> None:
    told: dict[str, Any] = json.loads(differences(tmp_path, MOVED, "--format", "json"))
    (moved,) = told["stories"]["moved"]
    assert (moved["before"]["address"], moved["after"]["address"]) == ("2023/05/04/01-13.html", "2023/05/04/01-15.html")
    assert told["addresses"] == {"new": ["2023/05/04/01-15.html"], "lost": ["2023/05/04/01-13.html"]}
    assert told["files"]["pages"]["new"] == told["files"]["pages"]["gone"] == 1


def test_a_comment_shows_headlines_as_they_are_and_calls_nobody(tmp_path: Path) -> None:
    text = DATED.replace("河湾新桥昨日通车", "河湾新桥@all_昨日_通车 #12")
    said = differences(tmp_path, text, "--format", "comment")
    assert said.startswith("**1 headline changed → ")
    assert "河湾新桥&#64;all\\_昨日\\_通车 \\#12" in said
    assert "<details><summary>1 headline changed</summary>" in said


def test_of_a_live_site_it_is_known_what_became_of_its_stories(tmp_path: Path) -> None:
    differences(tmp_path, OTHER_HEADLINE)
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path / "old"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        done = sitegen_here(tmp_path, "diff", f"http://127.0.0.1:{server.server_address[1]}", "new")
        server.shutdown()
    assert done.stdout.startswith("1 headline changed → 0 new addresses\n")


def test_all_places_without_a_ledger_are_told_at_once(tmp_path: Path) -> None:
    done = sitegen_here(tmp_path, "diff", "nowhere", "no-file.txt")
    assert done.returncode == 1
    assert done.stderr.count("error p-020: there is no ledger of addresses here") == 2


def test_long_lists_are_cut_for_people_and_whole_for_programs(tmp_path: Path) -> None:
    entries = [Entry(f"2023/05/04/01-{at}.html", f"tag:{at}", "", f"第{at}篇", at * 7919, at) for at in range(1, 81)]
    for name, some in (("old.txt", entries[:1]), ("new.txt", entries)):
        (tmp_path / name).write_bytes(written(some))
    people = sitegen_here(tmp_path, "diff", "old.txt", "new.txt").stdout
    assert people.splitlines()[-1] == "  and 29 more"
    told = json.loads(sitegen_here(tmp_path, "diff", "old.txt", "new.txt", "--format", "json").stdout)
    assert len(told["stories"]["added"]) == 79


def test_a_ledger_from_before_checksums_is_compared_by_its_fingerprints() -> None:
    line = "a.html\ttag:a\t2023-05-04\t新桥\t00000000000000ff"
    old, same = read_ledger(line), read_ledger(f"{line}\t00000000000000aa")
    assert compare_stories(old, same).texts == ()
    near = read_ledger(f"{line[:-1]}0\t00000000000000aa")
    assert len(compare_stories(old, near).texts) == 1


def test_two_stories_that_change_places_are_no_change_of_text() -> None:
    one, two = 0x0F0F0F0F0F0F0F0F, 0xF0F0F0F0F0F0F0F0
    old = (Entry("a.html", "tag:a", "", "桥", one, 1), Entry("b.html", "tag:b", "", "船", two, 2))
    new = (Entry("a.html", "tag:a", "", "船", two, 2), Entry("b.html", "tag:b", "", "桥", one, 1))
    found = compare_stories(old, new)
    assert len(found.exchanged) == 2
    assert not (found.texts or found.headlines or found.moved or found.added)
