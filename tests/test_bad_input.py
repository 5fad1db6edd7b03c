"""What an editor's folder may hold: each fault is said with its place, in one run, and what was published stays."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from benchmarks.whole import check_reading
from sitegen.model.edition import assemble, find_clashes
from sitegen.reading.bulletin import read_bulletin
from sitegen.reading.files.bulletins import find_bulletins
from tests.editions import CONFIG, CUT, DATED, UNDATED, make_seeds, published, sitegen_here, untouched

FINDING = re.compile(
    r"(?P<path>[^:\n]+)(?::(?P<line>\d+):(?P<column>\d+))?: (error|warning|note) (?P<code>[a-z]-\d{3}): "
)


def findings(said: str) -> list[tuple[str, int, int, str]]:
    """Returns place and code of each finding, in the order they were said."""
    matches = (FINDING.match(line) for line in said.splitlines())
    return [(m["path"], int(m["line"] or 0), int(m["column"] or 0), m["code"]) for m in matches if m]


def errors(said: str) -> list[tuple[str, int, str]]:
    matches = (FINDING.match(line) for line in said.splitlines() if ": error " in line)
    return [(m["path"], int(m["line"] or 0), m["code"]) for m in matches if m]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    published(folder)
    return folder


@pytest.fixture
def newsroom(sound: Path, tmp_path: Path) -> Path:
    """Seeds and the site published from them; faults are put into the seeds afterwards."""
    shutil.copytree(sound, tmp_path, dirs_exist_ok=True)
    return tmp_path


def refused(folder: Path, *options: str, code: int) -> str:
    """Build, see that it is refused with this exit code and that the site is as it was; give what was said."""
    before = untouched(folder / "public")
    done = sitegen_here(folder, "build", *options)
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert untouched(folder / "public") == before
    return done.stderr


TWIN = DATED.replace("河湾新桥", "河湾旧桥")
FAULTS: dict[str, tuple[dict[str, str | bytes], tuple[str, int, str], str]] = {
    "a text in GB18030": (
        {"page.txt": DATED.encode("gb18030")},
        ("seeds/page.txt", 1, "b-001"),
        "iconv -f GB18030 -t UTF-8 seeds/page.txt",
    ),
    "one damaged character": (
        {"page.txt": DATED.encode().replace("昨日".encode(), "昨日".encode()[:-1], 1)},
        ("seeds/page.txt", 5, "b-001"),
        "write the damaged character anew",
    ),
    "an empty file": ({"page.txt": b""}, ("seeds/page.txt", 0, "b-003"), "remove it"),
    "a byte order mark alone": ({"page.txt": b"\xef\xbb\xbf"}, ("seeds/page.txt", 0, "b-003"), "remove it"),
    "only blank lines": ({"page.txt": "\n \u3000\r\n\t\n"}, ("seeds/page.txt", 0, "b-004"), "remove it"),
    "a line of five megabytes": (
        {"page.txt": "## 标题\n" + "字" * 1_700_000 + "\n"},
        ("seeds/page.txt", 2, "b-005"),
        "break it into lines",
    ),
    "a NUL in the text": ({"page.txt": "## 标题\n正\0文。\n"}, ("seeds/page.txt", 2, "b-002"), "put the text"),
    "two bulletins with the same date and page": (
        {"2023-05-04-01b.txt": TWIN},
        ("seeds/2023-05-04-01b.txt", 3, "e-001"),
        "give one another date or page in its overlay",
    ),
    "two bulletins with the same name": (
        {"laojie.md": UNDATED},
        ("seeds/laojie.txt", 0, "b-007"),
        "rename one of them",
    ),
    "a corrected overlay for a bulletin that does not exist": (
        {"laojia.yaml": "date: 2022-11-30\n"},
        ("seeds/laojia.yaml", 0, "b-006"),
        "did you mean `laojie.yaml`?",
    ),
    "an unknown key in an overlay": (
        {"laojie.yaml": "date_note: 推断\ndat: 2022-11-30\n"},
        ("seeds/laojie.yaml", 2, "o-001"),
        "date",
    ),
    "a day that no calendar has, in an overlay": (
        {"laojie.yaml": "date: 2022-02-30\n"},
        ("seeds/laojie.yaml", 1, "o-002"),
        "the month will do",
    ),
    "a day as it is printed, in an overlay": (
        {"laojie.yaml": "date: 2022年2月3日\n"},
        ("seeds/laojie.yaml", 1, "o-002"),
        "write `2022-02-03`",
    ),
    "a day that two countries read differently, in an overlay": (
        {"laojie.yaml": "date: 3/2/2022\n"},
        ("seeds/laojie.yaml", 1, "o-002"),
        "write `2024-03-22`, `2024-03` or `2024`",
    ),
    "a day that no calendar has, in the folio": (
        {"page.txt": DATED.replace("5月4日 星期四", "2月30日 星期四")},
        ("seeds/page.txt", 3, "d-002"),
        "give the date in an overlay",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_bulletin_stops_publication_and_is_named_with_its_place(newsroom: Path, fault: str) -> None:
    files, place, hint = FAULTS[fault]
    make_seeds(newsroom, files)
    said = refused(newsroom, code=1)
    assert errors(said) == [place]
    assert "nothing was published" in said
    assert hint in said.split(f" {place[2]}: ")[1], "the hint does not follow its finding"


CONFIG_FAULTS = {
    "an unknown key": (CONFIG + "them: broadsheet\n", 4, "c-004", "theme"),
    "a wrong type": (CONFIG + "gone: {a: b}\n", 4, "c-005", ""),
    "a wrong value": (CONFIG + 'utc_offset: "8"\n', 4, "c-007", '"+08:00"'),
    "a key given twice": (CONFIG + "authority: example.org\n", 4, "c-003", ""),
    "wrong YAML": (CONFIG + "theme: [broadsheet\n", 5, "c-003", ""),
    "no name of the newspaper": ("base_url: https://example.org/\n", 1, "c-006", "publication: {name: …}"),
    "no such theme": (CONFIG + "theme: tabloid\n", 4, "c-020", "theme.yaml"),
}


@pytest.mark.parametrize("fault", CONFIG_FAULTS)
def test_a_faulty_configuration_ends_with_exit_code_3_and_is_named_with_its_place(newsroom: Path, fault: str) -> None:
    text, line, code, hint = CONFIG_FAULTS[fault]
    make_seeds(newsroom, {"edition.yaml": text})
    said = refused(newsroom, code=3)
    assert errors(said) == [("seeds/edition.yaml", line, code)]
    assert hint in said


@pytest.mark.parametrize(
    ("within", "named", "said", "hint"),
    [
        ("seeds", [], "seeds: error c-001: there is no folder `seeds`, but an edition.yaml", "`.` is the one"),
        (".", ["seeds/laojie.txt"], "seeds/laojie.txt: error c-001: `seeds/laojie.txt` is a file", "sitegen read"),
        (".", ["nowhere"], "nowhere: error c-001: there is no folder `nowhere`\n", "sitegen init"),
    ],
)
def test_who_names_another_folder_than_the_edition_s_is_led_to_it(
    newsroom: Path, within: str, named: list[str], said: str, hint: str
) -> None:
    done = sitegen_here(newsroom / within, "check", *named)
    assert (done.returncode, done.stderr.startswith(said)) == (3, True), done.stderr
    assert hint in done.stderr
    assert "nothing was published" not in done.stderr


def test_an_edition_yaml_in_gb18030_is_named_as_not_utf_8(newsroom: Path) -> None:
    make_seeds(newsroom, {"edition.yaml": CONFIG.encode("gb18030")})
    said = refused(newsroom, code=3)
    assert errors(said) == [("seeds/edition.yaml", 1, "c-002")]
    assert "iconv -f GB18030" in said


def test_all_faults_of_the_configuration_are_told_in_one_run(newsroom: Path) -> None:
    make_seeds(newsroom, {"edition.yaml": "publication: {nam: 河湾日报}\nfeeds: {issues: many}\nthem: x\ngone: 1\n"})
    said = refused(newsroom, code=3)
    told = {(line, code) for _, line, code in errors(said)}
    assert told == {(1, "c-004"), (1, "c-006"), (2, "c-007"), (3, "c-004"), (4, "c-005")}
    assert findings(said) == sorted(findings(said))


def test_a_folder_that_does_not_exist_ends_with_exit_code_3(newsroom: Path) -> None:
    said = refused(newsroom, "no/seeds", code=3)
    assert errors(said) == [("no/seeds", 0, "c-001")]
    assert "there is no folder `no/seeds`" in said


def test_a_folder_without_bulletins_is_refused(newsroom: Path) -> None:
    for name in ("2023-05-04-01.txt", "laojie.txt"):
        (newsroom / "seeds" / name).unlink()
    assert errors(refused(newsroom, code=1)) == [("seeds", 0, "b-010")]


def test_the_faults_of_all_files_are_told_in_one_run_in_the_order_of_their_places(newsroom: Path) -> None:
    files: dict[str, str | bytes] = {
        "z.txt": b"",
        "a.txt": DATED.encode("gb18030"),
        "m.yaml": "date: 2022\n",
        "2023-05-04-01b.txt": TWIN,
        "laojie.yaml": "date: someday\npag: 1\n",
        "blank.txt": "\n\n",
    }
    make_seeds(newsroom, files)
    said = refused(newsroom, code=1)
    assert errors(said) == [
        ("seeds/2023-05-04-01b.txt", 3, "e-001"),
        ("seeds/a.txt", 1, "b-001"),
        ("seeds/blank.txt", 0, "b-004"),
        ("seeds/laojie.yaml", 1, "o-002"),
        ("seeds/laojie.yaml", 2, "o-001"),
        ("seeds/m.yaml", 0, "b-006"),
        ("seeds/z.txt", 0, "b-003"),
    ]
    assert findings(said) == sorted(findings(said))
    assert re.search(r"^7 errors, 1 note; see `sitegen check seeds`$", said, re.M)


def test_strict_lets_a_warning_stop_publication(newsroom: Path) -> None:
    make_seeds(newsroom, {"2023-05-04-01.txt": CUT})
    said = refused(newsroom, "--strict", code=1)
    assert errors(said) == [("seeds/2023-05-04-01.txt", 9, "r-003")]
    done = sitegen_here(newsroom, "build")
    assert done.returncode == 0
    assert "seeds/2023-05-04-01.txt:9:51: warning r-003: " in done.stderr


def test_notes_never_stop_publication(newsroom: Path) -> None:
    done = sitegen_here(newsroom, "build", "--strict")
    assert (done.returncode, done.stderr) == (0, "1 note; see `sitegen check seeds`\n")


@pytest.mark.parametrize("at", ["2023-05-04-01.txt:9", "2023-05-04-01.txt"])
def test_an_accepted_warning_is_not_told_and_does_not_stop_a_strict_build(newsroom: Path, at: str) -> None:
    accepts = f"accept:\n  - {{code: r-003, at: '{at}', because: 原报如此}}\n"
    make_seeds(newsroom, {"2023-05-04-01.txt": CUT, "edition.yaml": CONFIG + accepts})
    done = sitegen_here(newsroom, "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert "r-003" not in done.stderr


@pytest.mark.parametrize("at", ["2023-05-04-01.txt:8", "laojie.txt"])
def test_an_acceptance_at_another_place_silences_nothing_and_is_reported_itself(newsroom: Path, at: str) -> None:
    accepts = f"accept:\n  - {{code: r-003, at: '{at}', because: 原报如此}}\n"
    make_seeds(newsroom, {"2023-05-04-01.txt": CUT, "edition.yaml": CONFIG + accepts})
    done = sitegen_here(newsroom, "build")
    assert done.returncode == 0
    assert ": warning r-003: " in done.stderr
    assert f"seeds/edition.yaml:5:5: warning c-010: r-003 at {at} is accepted, but is not found any more" in done.stderr
    assert errors(refused(newsroom, "--strict", code=1))


def test_an_error_cannot_be_accepted(newsroom: Path) -> None:
    accepts = "accept:\n  - {code: b-003, at: page.txt, because: later}\n"
    make_seeds(newsroom, {"page.txt": b"", "edition.yaml": CONFIG + accepts})
    assert errors(refused(newsroom, code=1)) == [("seeds/page.txt", 0, "b-003")]


def test_an_acceptance_in_a_bulletin_that_cannot_be_read_is_not_called_stale(newsroom: Path) -> None:
    accepts = "accept:\n  - {code: r-003, at: '2023-05-04-01.txt:9', because: 原报如此}\n"
    make_seeds(newsroom, {"2023-05-04-01.txt": CUT.encode("gb18030"), "edition.yaml": CONFIG + accepts})
    assert "c-010" not in refused(newsroom, code=1)


@pytest.mark.parametrize("output", ["seeds/public", "seeds", ".", "seeds/../seeds/a/b"])
def test_an_output_folder_in_or_around_the_seeds_is_refused(newsroom: Path, output: str) -> None:
    seeds = untouched(newsroom / "seeds")
    said = refused(newsroom, "-o", output, code=2)
    assert "lie in one another" in said
    assert untouched(newsroom / "seeds") == seeds


def test_an_output_folder_that_sitegen_did_not_make_is_refused(newsroom: Path) -> None:
    (newsroom / "photos").mkdir()
    (newsroom / "photos" / "one.jpg").write_bytes(b"x")
    assert errors(refused(newsroom, "-o", "photos", code=1)) == [("photos", 0, "p-010")]
    assert (newsroom / "photos" / "one.jpg").read_bytes() == b"x"


def test_a_list_of_addresses_that_is_missing_or_damaged_is_told(newsroom: Path) -> None:
    assert "nowhere is no addresses.txt" in refused(newsroom, "--against", "nowhere", code=2)
    (newsroom / "public" / "addresses.txt").write_bytes(b"\xff\xfe")
    assert "error p-020: this is no ledger: it is not UTF-8 text" in refused(newsroom, code=1)


PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\xff\xfe\xfa" * 40


def test_a_picture_that_is_called_a_text_is_told_from_one(newsroom: Path) -> None:
    make_seeds(newsroom, {"scan.txt": PICTURE})
    said = refused(newsroom, code=1)
    assert errors(said) == [("seeds/scan.txt", 0, "b-002")]
    assert "pictures and office documents are not read" in said


def test_a_long_text_in_gb18030_is_named_as_such(newsroom: Path) -> None:
    make_seeds(newsroom, {"old.txt": (DATED * 50).encode("gb18030")})
    said = refused(newsroom, code=1)
    assert errors(said) == [("seeds/old.txt", 1, "b-001")]
    assert "it reads as GB18030" in said


def test_a_line_in_another_encoding_is_named_with_line_and_column(newsroom: Path) -> None:
    lines = [line.encode() for line in DATED.split("\n")]
    lines[8] = "两岸".encode() + "居民往来不再绕行。".encode("gb18030")
    make_seeds(newsroom, {"mixed.txt": b"\n".join(lines)})
    said = refused(newsroom, code=1)
    assert ("seeds/mixed.txt", 9, 3, "b-001") in findings(said)
    assert "write the damaged character anew" in said


def page_of(day: int) -> str:
    """Returns the tiny page with another date on it, and no weekday to be wrong."""
    return DATED.replace("5月4日 星期四", f"5月{day}日")


def test_bulletins_may_lie_in_folders_and_have_any_name(newsroom: Path) -> None:
    files = {
        "2023/五月/河湾 日报 五版.txt": page_of(5),
        "2023/scan (2) final.txt": page_of(6),
        "2023/五月/老街 & 新桥 #1.txt": UNDATED,
        "2023/五月/%41 50%.txt": UNDATED.replace("老街", "旧街"),
    }
    make_seeds(newsroom, files)
    done = sitegen_here(newsroom, "build")
    assert done.returncode == 0, done.stderr
    lines = (newsroom / "public" / "addresses.txt").read_text("utf-8").splitlines()
    addresses = [line.partition("\t")[0] for line in lines]
    assert {"2023/05/05/01.html", "2023/05/06/01.html", "undated/老街-新桥-1~06z3shuc.html"} <= set(addresses)
    assert all(re.fullmatch(r"[\w./~-]+", address) for address in addresses), addresses
    page = (newsroom / "public" / "undated" / "index.html").read_text("utf-8")
    assert (
        'href="%E8%80%81%E8%A1%97-%E6%96%B0%E6%A1%A5-1~06z3shuc.html"' in page
    )  # that all links land, the build has checked


def test_links_out_of_the_folder_are_told_and_not_followed(newsroom: Path) -> None:
    outside = newsroom / "elsewhere"
    outside.mkdir()
    (outside / "secret.txt").write_text(page_of(7), "utf-8", newline="\n")
    try:
        (newsroom / "seeds" / "secret.txt").symlink_to(outside / "secret.txt")
        (newsroom / "seeds" / "folder").symlink_to(outside, target_is_directory=True)
    except OSError:
        pytest.skip("this system lets nobody make symbolic links")
    said = refused(newsroom, code=1)
    assert errors(said) == [("seeds/folder", 0, "b-008"), ("seeds/secret.txt", 0, "b-008")]


def test_a_thousand_bulletins_in_one_folder_are_read_and_add_up(tmp_path: Path) -> None:
    for number in range(1000):
        name = f"{1990 + number // 336}-{number // 28 % 12 + 1:02d}-{number % 28 + 1:02d}-01.txt"
        (tmp_path / name).write_text(f"## 第{number}号消息\n\n本报讯 河湾今日有雨。\n", "utf-8", newline="\n")
    bulletins, found = find_bulletins(tmp_path, "many")
    edition = assemble(reading.page for bulletin in bulletins for reading in read_bulletin(bulletin))
    assert [*found, *find_clashes(edition), *check_reading(edition)] == []
    assert len(edition.issues) == 1000
    assert sum(len(page.articles) for page in edition.pages()) == 1000
