"""In whose language the command line speaks: `--lang`, else the edition's, else the locale's, else English."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sitegen.cli import cli
from sitegen.messages import CHINESE, ENGLISH, catalogue
from tests.editions import CONFIG, CUT, DATED, make_seeds, sitegen_here
from tests.editions import sitegen as sitegen_in_english

HAN = re.compile(r"[㐀-鿿]")
ENGLISH_CONFIG = f"{CONFIG}language: en\n"


@pytest.fixture(autouse=True)
def no_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("tests.editions.in_english", lambda arguments: arguments)


def said(folder: Path, *arguments: str) -> str:
    done = sitegen_here(folder, *arguments)
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    ("edition", "locale", "asked", "speaks"),
    [
        (CONFIG, "", "", CHINESE),  # its language is zh-Hans where it does not say
        (CONFIG, "en_GB.UTF-8", "", CHINESE),
        (CONFIG, "zh_CN.UTF-8", "en", ENGLISH),
        (ENGLISH_CONFIG, "zh_CN.UTF-8", "", ENGLISH),
        (ENGLISH_CONFIG, "", "zh", CHINESE),
        (f"{CONFIG}them: x\n", "en_GB.UTF-8", "", CHINESE),  # faulty, so it cannot be built
        (f"{CONFIG}language: en\nbase_url: [\n", "zh_CN.UTF-8", "", ENGLISH),
        (b"\xff\xfe", "en_GB.UTF-8", "", CHINESE),
    ],
)
def test_the_language_asked_for_comes_before_the_editions_and_that_before_the_locales(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edition: str | bytes, locale: str, asked: str, speaks: str
) -> None:
    make_seeds(tmp_path, {"edition.yaml": edition})
    monkeypatch.setenv("LANG", locale)
    said(tmp_path, "build")  # the first has nothing to be held against, and says so
    told = said(tmp_path, "build", *(("--lang", asked) if asked else ()))
    assert bool(HAN.search(told)) == (speaks == CHINESE), told
    # Before the command's name it means the same.
    assert not asked or said(tmp_path, "--lang", asked, "build") == told


@pytest.mark.parametrize(
    "arguments", [("build",), ("init", "."), ("read", "nowhere.txt"), ("frobnicate",), ("--help",)]
)
def test_where_there_is_no_edition_the_locale_decides_and_english_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "page.txt").write_bytes(b"")
    assert not HAN.search(said(tmp_path, *arguments))
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert HAN.search(said(tmp_path, *arguments))


@pytest.mark.parametrize("command", ["", *sorted(cli.commands)])
def test_help_is_whole_in_chinese(tmp_path: Path, command: str) -> None:
    told = said(tmp_path, *filter(None, [command]), "--help", "--lang=zh")
    assert told.startswith("用法：")
    assert not re.search(r"\bhelp\.\w+\.\w", told), "an option without help"
    rows = re.findall(r"^  (-\S.*?|[a-z]+)  +(\S.*)$", told, re.M)
    assert len(rows) > 1
    assert [name for name, text in rows if not HAN.search(text)] == []
    for line in told.splitlines():
        assert not line.strip().startswith(tuple("，。；：、）」")), line
        assert sum(2 if HAN.match(sign) else 1 for sign in line) <= 80


def test_an_option_without_help_of_its_own_has_that_of_every_command() -> None:
    assert {name for name in catalogue() if name.startswith("help.any.")} == {
        "help.any.help",
        "help.any.lang",
        "help.any.version",
    }


@pytest.mark.parametrize(
    ("arguments", "english", "chinese"),
    [
        (("frob",), "there is no command `frob`", "没有命令 `frob`"),
        (("buil",), "did you mean `build`?", "是不是 `build`？"),
        (("build", "--frob"), "there is no option `--frob`", "没有选项 `--frob`"),
        (("build", "--jobs", "x"), "--jobs must be a whole number, 0 or more", "--jobs 应为不小于 0 的整数"),
        (("build", "--strict=3"), "--strict takes no value", "--strict 后不写值"),
        (("build", "--base-url"), "--base-url needs a value", "--base-url 后须写值"),
        (("build", "a", "b", "c"), "more than the command takes: b, c", "多出的参数：b、c"),
        (("read",), "FILES is missing", "缺 FILES"),
        (("read", "x", "--format", "xml"), "--format must be one of: text, json", "--format 只能是：text、json"),
        (("build", ".", "-o", "in"), "lie in one another", "互相包含"),
    ],
)
def test_a_wrong_call_is_told_in_either_language(
    tmp_path: Path, arguments: tuple[str, ...], english: str, chinese: str
) -> None:
    make_seeds(tmp_path)
    (tmp_path / "edition.yaml").write_text(CONFIG, "utf-8", newline="\n")
    for language, wanted in ((ENGLISH, english), (CHINESE, chinese)):
        done = sitegen_here(tmp_path, "--lang", language, *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert wanted in done.stderr
        assert bool(HAN.search(done.stderr)) == (language == CHINESE)


def test_a_language_that_sitegen_does_not_speak_is_refused(tmp_path: Path) -> None:
    done = sitegen_here(tmp_path, "--lang", "fr", "build")
    assert (done.returncode, "--lang must be one of: en, zh" in done.stderr) == (2, True)


def test_a_call_that_only_asks_for_a_language_gets_help_in_it(tmp_path: Path) -> None:
    done = sitegen_here(tmp_path, "--lang", "zh")
    assert (done.returncode, "命令：" in done.stderr) == (2, True)


def test_a_build_counts_the_notes_and_check_tells_them(tmp_path: Path) -> None:
    make_seeds(tmp_path, {"2023-05-04-01.txt": CUT})
    built, checked = (sitegen_here(tmp_path, command, "--lang", "en").stderr for command in ("build", "check"))
    assert "note d-005" not in built
    assert "warning r-003" in built
    assert "1 warning, 1 note; see `sitegen check seeds`" in built.splitlines()
    assert "note d-005" in checked
    assert checked.splitlines()[-1] == "1 warning, 1 note"


def test_a_build_that_is_refused_counts_the_notes_too(tmp_path: Path) -> None:
    make_seeds(tmp_path, {"2023-05-04-01.txt": CUT})
    done = sitegen_here(tmp_path, "build", "--strict", "--lang", "zh")
    assert done.returncode == 1
    assert "d-005" not in done.stderr
    assert done.stderr.splitlines()[-2:] == ["1 个错误、1 条提示，详见 `sitegen check seeds`", "没有发布任何内容"]


def test_a_report_for_programs_has_the_same_facts_in_both_languages(tmp_path: Path) -> None:
    make_seeds(tmp_path, {"2023-05-04-01.txt": DATED.replace("星期四", "星期五")})
    page = "seeds/2023-05-04-01.txt"
    english, chinese = (
        json.loads(sitegen_here(tmp_path, "read", page, "--format", "json", "--lang", language).stdout)
        for language in (ENGLISH, CHINESE)
    )
    ours, theirs = (report["diagnostics"][0] for report in (english, chinese))
    assert ours["facts"] == theirs["facts"] == {"day": "2023-05-04", "printed": "星期五", "true": "星期四"}
    assert ours["message"].startswith("2023-05-04 is a 星期四, the folio prints 星期五")
    assert theirs["message"] == "2023-05-04 应为星期四，报眉印的是星期五：两者必有一误"
    assert {key: value for key, value in english.items() if key != "diagnostics"} == {
        key: value for key, value in chinese.items() if key != "diagnostics"
    }


def test_a_reading_for_people_is_told_in_their_language(tmp_path: Path) -> None:
    make_seeds(tmp_path, {"2023-05-04-01.txt": CUT})
    lines = sitegen_here(tmp_path, "read", "seeds/2023-05-04-01.txt", "--why").stdout.splitlines()
    assert lines[1].startswith("2023-05-04（报眉） · 第 1 版 · 2 篇文章")
    assert any("依据：" in line for line in lines)
    assert any("▲ 警告 r-003：句子没有结束" in line for line in lines)


@pytest.mark.parametrize(
    ("asked", "html", "own", "sheet"),
    [("", "zh-Hans", "", "校样"), ("zh", "zh-Hans", "", "校样"), ("en", "en", "zh-Hans", "Proof sheet")],
)
def test_the_proof_sheet_is_in_the_language_asked_for_and_says_in_which_the_paper_is(
    tmp_path: Path, asked: str, html: str, own: str, sheet: str
) -> None:
    make_seeds(tmp_path, {"2023-05-04-01.txt": CUT})
    assert sitegen_here(tmp_path, "proof", *(("--lang", asked) if asked else ())).returncode == 0
    page = (tmp_path / "proof" / "index.html").read_text("utf-8")
    assert f'<html lang="{html}">' in page
    assert sheet in page
    assert ("句子没有结束" in page, "the sentence does not end" in page) == (asked != "en", asked == "en")
    assert set(re.findall(r'<p class="(?:text|set)"(?: lang="([^"]*)")?>', page)) == {own}


def test_a_subprocess_finds_its_locale_by_itself(tmp_path: Path) -> None:
    done = sitegen_in_english(tmp_path, "check", "nowhere", LANG="zh_CN.UTF-8")
    assert "没有文件夹「nowhere」" in done.stderr
