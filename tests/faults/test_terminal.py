r"""What bulletins, file names and keys hold must not command the terminal that findings are shown on.

The kind: text of others that is printed, or handed to a program line by line. Escape sequences (ESC), their short
forms (C1), marks of direction (U+202E), line ends that forge a line (LF in a name, U+0085, U+2028), lone surrogates
and control characters become escapes that can be read, such as `\x1b`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.visible import plain_json, visible
from tests.alphabet import ANY
from tests.editions import CONFIG, CUT, UNDATED, make_seeds, sitegen_here

HOSTILE = {
    "escape": "\x1b[31m\x1b]0;pwned\x07",
    "link": "\x1b]8;;http://evil.example/\x1b\\here\x1b]8;;\x1b\\",
    "C1": "\x9b31m\x9d0;pwned\x9c",
    "direction": "\u202etxt.exe\u2066\u200f\u061c",
    "line ends": "\u0085\u2028seeds/x.txt:1: error b-001: forged",
    "erasing": "\b\b\b\x7f",
    "invisible": "\u200b\ufeff\U000e0041",
}
hostile = pytest.mark.parametrize("what", HOSTILE.values(), ids=HOSTILE)


def assert_harmless(said: str) -> None:
    assert [ascii(sign) for sign in said if not (sign.isprintable() or sign in "\n\t\u3000\u00a0")] == []


@hostile
def test_the_text_of_a_bulletin_reaches_no_terminal(what: str, tmp_path: Path) -> None:
    make_seeds(
        tmp_path, {"2023-05-04-01.txt": CUT.replace("这座桥", f"这座{what}桥"), "u.txt": f"{what}河湾\n\n{UNDATED}"}
    )
    for command in ("build", "check", "proof"):
        done = sitegen_here(tmp_path, command)
        assert done.stderr.count(": ") > 1
        assert_harmless(done.stderr + done.stdout)


@hostile
def test_names_of_files_reach_no_terminal(what: str, tmp_path: Path) -> None:
    name = what.replace("/", "_")
    make_seeds(tmp_path, {f"x{name}.txt": "", f"{name}/photo.yaml": "", f"y{name}\nseeds/x.txt:1.txt": UNDATED})
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 1
    assert_harmless(done.stderr)
    assert not any(line.startswith("seeds/x.txt:1") for line in done.stderr.splitlines())
    output = sitegen_here(tmp_path, "build", "-o", f"site{name}", "--against", f"nowhere{name}")
    assert_harmless(output.stderr + output.stdout)


@hostile
def test_keys_and_values_of_the_configuration_reach_no_terminal(what: str, tmp_path: Path) -> None:
    written = json.dumps(f"k{what}")  # YAML takes it in quotes, with these escapes
    for config in (
        f"{CONFIG}{written}: 1\n",
        f"{CONFIG}theme: {written}\n",
        f"{CONFIG}redirects: {{{written}: {written}}}\n",
    ):
        make_seeds(tmp_path, {"edition.yaml": config, "laojie.yaml": f"{written}: {written}\n"})
        done = sitegen_here(tmp_path, "build")
        assert done.returncode in (1, 3)
        assert_harmless(done.stderr)


@hostile
def test_what_was_typed_wrong_is_repeated_without_its_commands(what: str, tmp_path: Path) -> None:
    make_seeds(tmp_path)
    for arguments in (["build", f"--{what}"], ["build", f"seeds{what}"], ["read", f"x{what}.txt"], [f"c{what}"]):
        done = sitegen_here(tmp_path, *arguments)
        assert done.returncode in (1, 2, 3)
        assert_harmless(done.stderr + done.stdout)


@hostile
@pytest.mark.parametrize("form", ["json", "text"])
def test_a_reading_holds_nothing_that_a_terminal_or_a_reader_of_lines_obeys(
    what: str, form: str, tmp_path: Path
) -> None:
    text = CUT.replace("这座桥", f"这座{what}桥")
    seeds = make_seeds(tmp_path, {"2023-05-04-01.txt": text})
    done = sitegen_here(tmp_path, "read", "--format", form, str(seeds / "2023-05-04-01.txt"))
    assert done.returncode == 0
    assert_harmless(done.stdout)
    if form == "json":
        assert len(done.stdout.splitlines()) == 1
        assert json.loads(done.stdout)["articles"]


def test_a_bug_is_told_without_the_commands_that_it_quotes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("\x1b]0;pwned\x07")

    make_seeds(tmp_path)
    monkeypatch.setattr("sitegen.commands.build.load_config", fail)
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 70
    assert_harmless(done.stderr)


@given(st.text(ANY))
def test_json_means_the_same_whatever_is_escaped_in_it(text: str) -> None:
    told = plain_json(json.dumps({text: text}, ensure_ascii=False))
    assert json.loads(told) == {text: text}
    assert not set(told) & set("\x1b\x85\x9b\u2028\u2029\u202e")


@given(st.text(ANY))
def test_what_people_can_see_is_shown_as_it_is(text: str) -> None:
    assert visible(text) == text or not text.isprintable()
    assert visible(visible(text)) == visible(text)
