"""The command line as it is documented: help, version, reports, exit codes, the form of findings."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from sitegen import __version__
from sitegen import build as building
from sitegen.cli import cli
from sitegen.config import Config, load_config
from sitegen.errors import ExitCode
from sitegen.messages import catalogue
from sitegen.speaking.outline_cells import columns
from sitegen.yamlfiles.fields import keys_of
from tests.editions import (
    CONFIG,
    CUT,
    DATED,
    REPORT_KEYS,
    contents,
    make_seeds,
    sitegen,
    sitegen_here,
    untouched,
)

PAGE = "seeds/2023-05-04-01.txt"


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    make_seeds(tmp_path)
    return tmp_path


@pytest.mark.parametrize("flag", ["--help", "-h"])
@pytest.mark.parametrize("command", ["", *sorted(cli.commands)])
def test_every_command_explains_itself(tmp_path: Path, command: str, flag: str) -> None:
    done = sitegen_here(tmp_path, *filter(None, [command]), flag)
    assert done.returncode == 0
    assert done.stdout.startswith("Usage: ")
    assert done.stderr == ""
    listed = re.findall(
        r"^  (--?[\w-]+)(?:, --[\w-]+)?(?: \S+)?  +(\S.*)$|^  (--[\w-]+ \S+)\n +(\S.*)$", done.stdout, re.M
    )
    assert listed, done.stdout


def test_every_option_is_explained() -> None:
    silent = [
        f"{name} {parameter.opts[0]}"
        for name, command in cli.commands.items()
        for parameter in command.params
        if parameter.opts[0].startswith("-") and f"help.{name}.{parameter.name}" not in catalogue()
    ]
    assert not silent


def test_the_version_is_that_of_the_package(tmp_path: Path) -> None:
    done = sitegen(tmp_path, "--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"sitegen, version {__version__}\n", "")


def test_a_build_tells_what_it_made_and_what_it_was_not_sure_of(newsroom: Path) -> None:
    done = sitegen_here(newsroom, "build", "--quiet")
    assert done.returncode == 0
    files = len(contents(newsroom / "public")) - 1  # the marker is no file of the site
    assert re.match(rf"public: 1 issues? and 1 undated pages?, 2 pages, 3 articles, {files} files; ", done.stdout)
    assert "no character lost" in done.stdout
    assert done.stderr == "1 note; see `sitegen check seeds`\n"


def test_the_output_may_be_anywhere_outside_the_seeds(newsroom: Path) -> None:
    assert sitegen_here(newsroom, "build", "seeds", "-o", "else/where").returncode == 0
    assert sitegen_here(newsroom, "build", "seeds/edition.yaml", "--output", "other").returncode == 0
    assert contents(newsroom / "else" / "where") == contents(newsroom / "other")


def test_base_url_changes_absolute_addresses_only(newsroom: Path) -> None:
    assert sitegen_here(newsroom, "build", "--base-url", "https://press.example/").returncode == 0
    feed = (newsroom / "public" / "feed.xml").read_text("utf-8")
    assert "<link>https://press.example/2023/05/04/01-5.html</link>" in feed
    assert "hewan" not in feed
    assert "tag:example.org,2023:" in feed


def test_a_base_url_that_is_none_ends_with_exit_code_3(newsroom: Path) -> None:
    done = sitegen_here(newsroom, "build", "--base-url", "press.example")
    assert done.returncode == 3
    assert "--base-url: error c-007: `press.example` is no address for a site" in done.stderr


def test_check_makes_everything_and_publishes_nothing(newsroom: Path) -> None:
    before = untouched(newsroom / "seeds")
    done = sitegen_here(newsroom, "check")
    assert done.returncode == 0
    assert re.match(r"\d+ files would be published; ", done.stdout)
    assert "seeds/laojie.txt:1:1: note d-005: " in done.stderr
    assert untouched(newsroom / "seeds") == before
    assert sorted(path.name for path in newsroom.iterdir()) == ["search-report.json", "seeds"]


def test_check_finds_what_would_stop_a_build(newsroom: Path) -> None:
    make_seeds(newsroom, {"root/robots.txt": "x"})
    done = sitegen_here(newsroom, "check")
    assert done.returncode == 1
    assert "robots.txt: error p-001: " in done.stderr


def test_strict_check_counts_warnings_as_errors(newsroom: Path) -> None:
    make_seeds(newsroom, {"2023-05-04-01.txt": CUT})
    assert sitegen_here(newsroom, "check").returncode == 0
    assert sitegen_here(newsroom, "check", "--strict").returncode == 1


def test_read_shows_each_line_with_its_role_and_the_rule_that_gave_it(newsroom: Path) -> None:
    done = sitegen_here(newsroom, "read", PAGE)
    assert (done.returncode, done.stderr) == (0, "")
    name, facts, *lines = done.stdout.splitlines()
    assert (name, facts) == (PAGE, "2023-05-04 (folio) · page 1 · 2 articles")
    shown = [re.split(r" {2,}", line.strip())[:2] for line in lines if re.match(r" +\d", line)]
    assert shown[:4] == [["1", "nameplate"], ["3", "folio"], ["5", "headline"], ["7", "paragraph"]]
    assert [int(number) for number, _ in shown] == [n for n, t in enumerate(DATED.split("\n"), 1) if t.strip()]


def test_read_is_without_colour_where_nobody_looks_and_as_wide_as_it_is_told(newsroom: Path) -> None:
    done = sitegen_here(newsroom, "read", PAGE, COLUMNS="90")
    assert "\x1b" not in done.stdout
    assert max(map(columns, done.stdout.splitlines())) == 90


def test_init_starts_an_edition_that_builds_without_a_finding(tmp_path: Path) -> None:
    done = sitegen_here(tmp_path, "init", "my paper/weekly")
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "my paper" / "weekly"
    names = {
        "README.md",
        "seeds/edition.yaml",
        "seeds/2025-01-01-01.txt",
        ".gitignore",
        ".github/workflows/publish.yml",
    }
    assert set(contents(folder)) == names
    assert {line.removeprefix("my paper/weekly/") for line in done.stdout.splitlines()} >= names
    built = sitegen_here(folder, "build", "--strict")
    assert built.returncode == 0
    assert built.stderr.splitlines() == [
        "no earlier addresses are known: whether one is lost was not asked (law 3; --against names what is published)"
    ]
    shown = sitegen_here(folder, "read", "seeds/2025-01-01-01.txt").stdout
    for role in ("folio", "byline", "headline", "subheading", "credit", "caption"):
        assert f"  {role} " in shown, role


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_key_that_the_new_edition_has_as_a_comment_is_right_as_it_stands(tmp_path: Path, language: str) -> None:
    assert sitegen_here(tmp_path, "--lang", language, "init", ".").returncode == 0
    file = tmp_path / "seeds" / "edition.yaml"
    text = re.sub(r"^( *)# ( *(?:- \{)?[a-z_]+:)", r"\1\2", file.read_text("utf-8"), flags=re.M)
    file.write_text(text, "utf-8", newline="\n")
    config = load_config(file)
    assert config.publication.telephone == ("(010) 1234567",)
    assert (len(config.accept), len(config.gone), len(config.redirects), len(config.aliases)) == (1, 1, 1, 1)
    assert {key for key, value in yaml.safe_load(text).items() if value is not None} == set(keys_of(Config))


def test_read_gives_one_json_object_a_bulletin_as_documented(newsroom: Path) -> None:
    done = sitegen_here(newsroom, "read", PAGE, "seeds/laojie.txt", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert list(first) == list(second) == REPORT_KEYS
    assert (first["bulletin"], first["date"], first["date_from"], first["page"]) == (PAGE, "2023-05-04", "folio", "1")
    assert (second["date"], second["date_from"], second["not_before"], second["page"]) == (None, None, "2022-11", None)
    article = first["articles"][0]
    assert (article["line"], article["headline"], article["dateline"]) == (5, "河湾新桥昨日通车", "本报讯")
    assert article["contributors"][0] == {"role": "记者", "name": "林青山"}
    assert {"line": 9, "reason": "punctuation", "before": ",", "after": "，"} in first["edits"]
    assert [found["code"] for found in second["diagnostics"]] == ["d-005"]


def test_read_gives_one_json_object_a_printed_page(newsroom: Path) -> None:
    (newsroom / "seeds" / "two.txt").write_text(f"{DATED}\f{DATED.replace('第1版', '第2版')}", "utf-8", newline="\n")
    done = sitegen_here(newsroom, "read", "seeds/two.txt", "--format", "json")
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert [*first] == [*second] == REPORT_KEYS
    assert [(page["bulletin"], page["page"]) for page in (first, second)] == [
        ("seeds/two.txt", "1"),
        ("seeds/two.txt", "2"),
    ]
    assert [article["line"] for article in first["articles"] + second["articles"]] == [5, 13, 22, 30]
    shown = sitegen_here(newsroom, "read", "seeds/two.txt").stdout
    assert shown.count("seeds/two.txt") == 2


def test_an_error_of_the_reading_stops_the_build_until_the_editor_accepts_it(newsroom: Path) -> None:
    text = DATED.replace("5月4日 星期四", "5月5日 星期五")
    folio = "2023年5月5日 星期五 第1版\n\n"
    (newsroom / "seeds" / "twice.txt").write_text(f"{text}\n{folio}## 雨停了\n\n今日无雨。\n", "utf-8", newline="\n")
    refused = sitegen_here(newsroom, "build")
    assert refused.returncode == 1
    assert "seeds/twice.txt:19:1: error r-005" in refused.stderr
    with (newsroom / "seeds" / "edition.yaml").open("a", encoding="utf-8") as config:
        config.write('accept: [{code: r-005, at: "twice.txt:19", because: 报眉印了两次}]\n')
    done = sitegen_here(newsroom, "build")
    assert done.returncode == 0, done.stderr
    assert "r-005" not in done.stderr
    assert "c-010" not in done.stderr


def test_json_is_utf_8_whatever_the_encoding_of_the_terminal(newsroom: Path) -> None:
    plain = sitegen_here(newsroom, "read", PAGE, "--format", "json").stdout
    assert sitegen(newsroom, "read", PAGE, "--format", "json", PYTHONIOENCODING="gb18030").stdout == plain


def test_read_tells_what_it_cannot_read_and_still_reads_the_rest(newsroom: Path) -> None:
    make_seeds(newsroom, {"empty.txt": b""})
    done = sitegen_here(newsroom, "read", "nowhere.txt", "seeds/empty.txt", PAGE, "--format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["bulletin"] == PAGE
    assert "nowhere.txt: error b-009: " in done.stderr
    assert "seeds/empty.txt: error b-003: " in done.stderr


def test_read_needs_no_edition(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(DATED, "utf-8", newline="\n")
    assert sitegen_here(tmp_path, "read", "page.txt").returncode == 0


def test_a_finding_shows_place_severity_code_message_the_line_itself_and_a_hint(newsroom: Path) -> None:
    make_seeds(newsroom, {"2023-05-04-01.txt": DATED.replace("星期四", "星期五")})
    said = sitegen_here(newsroom, "build").stderr.splitlines()
    assert said[:3] == [
        f"{PAGE}:3:11: warning d-001: 2023-05-04 is a 星期四, the folio prints 星期五: one of the two is misread",
        "  | 2023年5月4日 星期五 第1版",
        "  hint: compare with the printed page; if the day is right, write `date: 2023-05-04` into an overlay "
        "(NAME.yaml beside the bulletin), else the right day",
    ]
    assert "1 warning, 1 note; see `sitegen check seeds`" in said


def test_a_long_finding_stays_on_one_line_however_narrow_the_terminal(newsroom: Path) -> None:
    make_seeds(newsroom, {"2023-05-04-01.txt": DATED.replace("单程可省20分钟。", "单程可省" * 60)})
    said = sitegen_here(newsroom, "build", COLUMNS="40").stderr
    assert ": warning r-003: the sentence does not end, and nothing continues it\n" in said
    assert max(map(len, said.splitlines())) < 200


def test_text_that_looks_like_markup_of_the_terminal_is_shown_as_it_is(newsroom: Path) -> None:
    make_seeds(newsroom, {"2023-05-04-01.txt": DATED.replace("单程可省20分钟。", "[bold]单程可省[/bold]，全程")})
    assert "[bold]单程可省[/bold]" in sitegen_here(newsroom, "build").stderr


@pytest.mark.parametrize(
    "arguments",
    [["frobnicate"], ["build", "--jobs", "many"], ["build", "--frob"], ["read"], ["read", "x", "--format", "xml"], []],
    ids=" ".join,
)
def test_a_wrong_call_ends_with_exit_code_2_and_shows_the_usage(newsroom: Path, arguments: list[str]) -> None:
    done = sitegen_here(newsroom, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Usage: " in done.stderr
    assert "Traceback" not in done.stderr


def test_exit_codes_are_those_of_the_documentation(newsroom: Path) -> None:
    assert [(code.name, int(code)) for code in ExitCode] == [
        *(("OK", 0), ("FINDINGS", 1), ("USAGE", 2), ("CONFIG", 3), ("BUG", 70))
    ]
    assert sitegen_here(newsroom, "build").returncode == 0
    make_seeds(newsroom, {"empty.txt": b""})
    assert sitegen_here(newsroom, "build").returncode == 1
    make_seeds(newsroom, {"edition.yaml": CONFIG + "them: x\n"})
    assert sitegen_here(newsroom, "build").returncode == 3


def test_a_bug_of_ours_is_owned_with_exit_code_70_and_publishes_nothing(
    newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sitegen_here(newsroom, "build").returncode == 0
    before = untouched(newsroom / "public")

    def broken(*_: object) -> None:
        raise ZeroDivisionError("one over nothing")

    monkeypatch.setattr(building, "make_seen_site", broken)
    done = sitegen_here(newsroom, "build")
    assert done.returncode == 70
    assert f"sitegen {__version__}: this is a bug of ours (ZeroDivisionError); please report it" in done.stderr
    assert "one over nothing" in done.stderr
    assert untouched(newsroom / "public") == before


def test_a_build_that_is_interrupted_publishes_nothing(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "make_seen_site", interrupted)
    assert sitegen_here(newsroom, "build").returncode == 130
    assert not (newsroom / "public").exists()
