"""A click on the proof sheet writes its correction into the overlay: nothing else there changes, and no bulletin."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.editions import CUT, DATED, make_seeds
from tests.serving.desks import PAGE, Preview, previewed

ROLE = "corrections:\n  - line: 9\n    role: verse"
EDITED = "---\npage: 3\n---\n\n# 旧馆新颜 {#old}\n\n图书馆在老街开放。\n"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return make_seeds(tmp_path, {f"{PAGE}.txt": CUT, "guan.md": EDITED})


@pytest.fixture
def preview(seeds: Path) -> Iterator[Preview]:
    with previewed(seeds) as one:
        yield one


def overlay(seeds: Path) -> Path:
    return seeds / f"{PAGE}.yaml"


def role_of(preview: Preview, line: int) -> str:
    html = preview.get(f"/proof/{PAGE}.html").text
    return html.partition(f'data-line="{line}" data-role="')[2].partition('"')[0]


def refused(preview: Preview, yaml: str, **more: str) -> str:
    got = preview.correct(yaml, **more)
    assert got.status == 409, got.text
    (told,) = got.json["refused"]  # type: ignore[misc]
    return str(told)


def test_a_role_begins_an_overlay_and_the_page_is_read_anew(preview: Preview, seeds: Path) -> None:
    bulletin = (seeds / f"{PAGE}.txt").read_bytes()
    assert role_of(preview, 9) == "paragraph"
    got = preview.correct(ROLE)
    assert (got.status, got.json["told"]) == (200, "corrections: {line: 9, role: verse}")
    assert overlay(seeds).read_text("utf-8") == "corrections:\n  - {line: 9, role: verse}\n"
    assert role_of(preview, 9) == "verse"
    assert (seeds / f"{PAGE}.txt").read_bytes() == bulletin


@pytest.mark.parametrize("action", ["role: deck", "break: join", "break: split"])
def test_comments_order_and_line_ends_of_an_overlay_stay(preview: Preview, seeds: Path, action: str) -> None:
    before = (
        "# 编者：陈一禾\r\n\r\npage: 7   # 见报头\r\ncorrections:\r\n"
        "  - {line: 5,   role: headline}  # 头条\r\n\r\n# 待查\r\nsection: '要闻'\r\n"
    )
    overlay(seeds).write_bytes(b"\xef\xbb\xbf" + before.encode())
    preview.read()
    assert preview.correct(f"corrections:\n  - line: 9\n    {action}").status == 200
    added = f"  - {{line: 9, {action}}}\r\n"
    expected = before.replace("# 头条\r\n", f"# 头条\r\n{added}")
    assert overlay(seeds).read_bytes().decode() == "\ufeff" + expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "corrections:\n  - line: 9   # 诗\n    role: deck # 引题\n",
            "corrections:\n  - line: 9   # 诗\n    role: verse # 引题\n",
        ),
        ("corrections: [{line: 9, break: join}]  # 一\n", "corrections: [{line: 9, role: verse}]  # 一\n"),
        (
            "corrections:\n- quote: 两岸居民往来\n  role: deck\n- {line: 5, role: headline}\n",
            "corrections:\n- quote: 两岸居民往来\n  role: verse\n- {line: 5, role: headline}\n",
        ),
        (
            "corrections:\n  - {line: 9, weight: 3}\n",
            "corrections:\n  - {line: 9, weight: 3}\n  - {line: 9, role: verse}\n",
        ),
    ],
    ids=["role", "break", "quote", "another action"],
)
def test_a_line_that_has_a_role_gets_the_new_one_in_its_place(
    preview: Preview, seeds: Path, before: str, after: str
) -> None:
    overlay(seeds).write_text(before, "utf-8", newline="\n")
    preview.read()
    assert preview.correct(ROLE).status == 200
    assert overlay(seeds).read_text("utf-8") == after


@pytest.mark.parametrize(
    "before",
    ["# 空\n", "", "corrections:\n", "corrections: []\n", "{page: 7}\n", "---\npage: 7\n...\n", "更正: 无\npage: 7\n"],
    ids=["comment", "empty", "no list", "empty list", "braces", "document", "key in Chinese"],
)
def test_an_overlay_of_any_form_takes_a_correction(preview: Preview, seeds: Path, before: str) -> None:
    overlay(seeds).write_text(before, "utf-8", newline="\n")
    preview.read()
    assert preview.correct(ROLE).status == 200
    text = overlay(seeds).read_text("utf-8")
    assert "{line: 9, role: verse}" in text
    assert all(part in text for part in before.split("\n")[0].replace("[]", "").strip("{}").split("\n"))
    assert role_of(preview, 9) == "verse"


def test_an_article_is_weighed_once(preview: Preview, seeds: Path) -> None:
    for action in ("weight: 3", "lead: true", "weight: 2"):
        assert preview.correct(f"corrections:\n  - {{line: 5, {action}}}").status == 200
    assert overlay(seeds).read_text("utf-8") == "corrections:\n  - {line: 5, weight: 2}\n"


def test_misread_words_are_replaced_by_their_line(preview: Preview, seeds: Path) -> None:
    more = {"line": "9", "quote": "货车", "replace": "卡车"}
    assert preview.correct("", **more).status == 200
    assert overlay(seeds).read_text("utf-8") == "corrections:\n  - {quote: 货车, replace: 卡车}\n"
    assert preview.correct("", **{**more, "replace": "汽车"}).status == 200
    assert overlay(seeds).read_text("utf-8") == "corrections:\n  - {quote: 货车, replace: 汽车}\n"
    public = {"kind": "correction", "date": "2024-04-15", "note": "据: 来信"}
    assert preview.correct("", **more, **public).status == 200
    entry = '{quote: 货车, replace: 卡车, kind: correction, date: 2024-04-15, note: "据: 来信"}'
    assert overlay(seeds).read_text("utf-8") == f"corrections:\n  - {entry}\n"
    assert "卡车" in preview.get("/2023/05/04/01-5.html").text


def test_words_that_stand_twice_take_their_neighbours_along(preview: Preview, seeds: Path) -> None:
    assert preview.correct("", line="7", quote="河湾", replace="河弯").status == 200
    text = overlay(seeds).read_text("utf-8")
    quote = text.partition("quote: ")[2].partition(",")[0]
    assert "河湾" in quote
    assert CUT.count(quote) == 1
    assert f"replace: {quote.replace('河湾', '河弯')}" in text


@pytest.mark.parametrize(
    ("yaml", "said"),
    [
        ("corrections:\n  - line: 9\n    role: vers", "verse"),
        ("corrections:\n  - line: 8\n    role: verse", "8"),
        ("date: YYYY-MM-DD", "blank"),
        ("corrections:\n  - {line: 9, role: verse}\n  - {line: 7, role: verse}", "no correction"),
        ("corrections: 9", "no correction"),
        ("accept:\n  - {code: r-003, at: x, because: y}", "no correction"),
        ("publication: x", "no correction"),
        ("corrections: [", "no correction"),
        ("", "no correction"),
    ],
)
def test_what_would_be_a_fault_is_refused_and_nothing_written(
    preview: Preview, seeds: Path, yaml: str, said: str
) -> None:
    assert said in refused(preview, yaml)
    assert not overlay(seeds).exists()


def test_words_that_do_not_stand_in_a_line_are_refused(preview: Preview) -> None:
    assert "do not stand in line 9" in refused(preview, "", line="9", quote="火车", replace="卡车")
    assert "no correction" in refused(preview, "", line="999", quote="火车", replace="卡车")


def test_an_overlay_that_is_no_yaml_is_left_as_it_is(preview: Preview, seeds: Path) -> None:
    overlay(seeds).write_bytes(b"corrections: [\n")
    preview.read()
    assert "corrections: {line: 9, role: verse}" in refused(preview, ROLE)
    assert overlay(seeds).read_bytes() == b"corrections: [\n"


def test_a_bulletin_that_was_changed_meanwhile_is_read_before_it_is_corrected(preview: Preview, seeds: Path) -> None:
    seen = str(preview.state(f"proof/{PAGE}.html")["seen"])
    (seeds / f"{PAGE}.txt").write_text(f"\n\n{CUT}", "utf-8", newline="\n")
    got = preview.post("correct", {"file": str(overlay(seeds)), "seen": seen, "yaml": ROLE})
    assert got.status == 409
    assert "has been changed" in got.text
    assert not overlay(seeds).exists()


def test_an_overlay_that_was_changed_meanwhile_keeps_what_was_written(preview: Preview, seeds: Path) -> None:
    seen = str(preview.state(f"proof/{PAGE}.html")["seen"])
    overlay(seeds).write_text("page: 7  # 刚改\n", "utf-8", newline="\n")
    got = preview.post("correct", {"file": str(overlay(seeds)), "seen": seen, "yaml": ROLE})
    assert got.status == 200
    assert overlay(seeds).read_text("utf-8") == "page: 7  # 刚改\ncorrections:\n  - {line: 9, role: verse}\n"


def test_a_file_that_may_only_be_read_is_left_alone(preview: Preview, seeds: Path) -> None:
    overlay(seeds).write_bytes(b"page: 7\n")
    overlay(seeds).chmod(0o444)
    preview.read()
    assert "may only be read" in refused(preview, ROLE)
    assert overlay(seeds).read_bytes() == b"page: 7\n"


def test_a_link_out_of_the_edition_is_not_followed(preview: Preview, seeds: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_bytes(b"page: 7\n")
    overlay(seeds).symlink_to(outside)
    assert "leads out" in refused(preview, ROLE)
    assert outside.read_bytes() == b"page: 7\n"


@pytest.mark.parametrize("name", [f"{PAGE}.txt", "edition.yaml", "other.yaml", "../outside.yaml", "guan.yaml"])
def test_nothing_but_overlays_is_written(preview: Preview, seeds: Path, name: str) -> None:
    before = {path: path.read_bytes() for path in seeds.rglob("*") if path.is_file()}
    seen = str(preview.state(f"proof/{PAGE}.html")["seen"])
    got = preview.post("correct", {"file": str(seeds / name), "seen": seen, "yaml": ROLE})
    assert got.status == 409
    assert {path: path.read_bytes() for path in seeds.rglob("*") if path.is_file()} == before


def test_a_finding_is_accepted_in_edition_yaml_with_a_reason(preview: Preview, seeds: Path) -> None:
    config = seeds / "edition.yaml"
    before = config.read_text("utf-8")
    yaml = f'accept:\n  - {{code: r-003, at: "{PAGE}.txt:9", because: …}}'
    seen = str(preview.state()["seen"])
    given = {"file": str(config), "seen": seen, "yaml": yaml}
    assert preview.post("correct", given).status == 409
    assert preview.post("correct", {**given, "yaml": yaml.replace("…", "原文如此")}).status == 200
    entry = f"  - {{code: r-003, at: {PAGE}.txt:9, because: 原文如此}}\n"
    assert config.read_text("utf-8") == f"{before}accept:\n{entry}"
    assert "原文如此" in preview.get(f"/proof/{PAGE}.html").text


def test_a_date_and_a_page_are_written_where_they_belong(preview: Preview, seeds: Path) -> None:
    overlay(seeds).write_bytes("date: 2023   # 大约\nsection: 要闻\n".encode())
    preview.read()
    assert preview.correct("date: 2023-05-04\npage: 2").status == 200
    assert overlay(seeds).read_text("utf-8") == "date: 2023-05-04   # 大约\nsection: 要闻\npage: 2\n"
    assert preview.get("/2023/05/04/02.html").status == 200


def test_the_last_correction_can_be_taken_back(preview: Preview, seeds: Path) -> None:
    assert preview.correct(ROLE).status == 200
    assert preview.correct("corrections:\n  - line: 5\n    role: kicker").status == 200
    assert "line: 5" in str(preview.state()["done"])
    assert preview.post("undo", {}).status == 200
    assert overlay(seeds).read_text("utf-8") == "corrections:\n  - {line: 9, role: verse}\n"
    assert preview.post("undo", {}).status == 200
    assert not overlay(seeds).exists()
    assert role_of(preview, 9) == "paragraph"
    assert "nothing has been corrected" in preview.post("undo", {}).text


def test_what_an_editor_wrote_after_a_correction_is_not_taken_back(preview: Preview, seeds: Path) -> None:
    assert preview.correct(ROLE).status == 200
    text = overlay(seeds).read_text("utf-8") + "page: 7\n"
    overlay(seeds).write_text(text, "utf-8", newline="\n")
    assert "has been changed" in preview.post("undo", {}).text
    assert overlay(seeds).read_text("utf-8") == text


def test_a_correction_that_stands_there_already_writes_nothing(preview: Preview, seeds: Path) -> None:
    assert preview.correct(ROLE).status == 200
    stamp = overlay(seeds).stat().st_mtime_ns
    assert "says so already" in refused(preview, ROLE)
    assert overlay(seeds).stat().st_mtime_ns == stamp


def test_a_file_keeps_its_rights(preview: Preview, seeds: Path) -> None:
    overlay(seeds).write_bytes(b"page: 7\n")
    overlay(seeds).chmod(0o640)
    preview.read()
    assert preview.correct(ROLE).status == 200
    assert overlay(seeds).stat().st_mode & 0o777 == 0o640
    assert not [name for name in os.listdir(seeds) if name.startswith(".")]  # noqa: PTH208


def test_a_name_that_a_mac_has_written_is_found(tmp_path: Path) -> None:
    name = "cafe\u0301"  # two signs on the disk, one in findings
    seeds = make_seeds(tmp_path, {f"{name}.txt": DATED.replace("第1版", "第2版")})
    with previewed(seeds) as preview:
        got = preview.correct(ROLE, "caf\u00e9")
        assert got.status == 200, got.text
    assert (seeds / f"{name}.yaml").is_file()
