"""Names of files that are no UTF-8, and locales that cannot say a name.

The kind: a name comes from another machine (a zip file made on Windows, an old disk), or the locale's encoding is not
UTF-8, so that Python reads and writes names in it. A name that is no UTF-8 is told with its file; the locale changes
no byte of a site.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.editions import COMPILED, CONFIG, DATED, ROOT, contents, make_seeds, sitegen, sitegen_here

GBK = os.fsdecode("老街".encode("gbk"))
LATIN = os.fsdecode("caf\u00e9".encode("latin-1"))
NAMES = [f"{GBK}.txt", f"{GBK}.yaml", f"{GBK}/page.txt", f"{LATIN}.md", os.fsdecode(b"a\xff\x1b[31m.txt")]


@pytest.fixture(autouse=True)
def _any_name(tmp_path: Path) -> None:
    try:
        (tmp_path / GBK).touch()
    except OSError:
        pytest.skip("this file system takes no such names")
    (tmp_path / GBK).unlink()


@pytest.mark.parametrize("command", ["build", "check", "proof"])
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_bulletin_whose_name_is_not_utf8_is_told(name: str, command: str, tmp_path: Path) -> None:
    make_seeds(tmp_path, {name: DATED})
    done = sitegen_here(tmp_path, command)
    assert done.returncode == 1, done.stderr
    assert "error b-015: " in done.stderr
    assert done.stderr.replace("\n", "").isprintable()


@pytest.mark.parametrize("name", ["photo.jpg", "notes.doc"])
def test_other_files_may_have_any_name(name: str, tmp_path: Path) -> None:
    make_seeds(tmp_path, {f"{GBK}/{name}": b"x", GBK + name: b"x"})
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 0, done.stderr


def test_a_folder_of_bulletins_whose_name_is_not_utf8_is_told(tmp_path: Path) -> None:
    make_seeds(tmp_path / GBK)
    for command in ("build", "check", "proof"):
        done = sitegen_here(tmp_path, command, f"{GBK}/seeds")
        assert done.returncode == 3, done.stderr
        assert "error c-008: " in done.stderr
    assert sitegen_here(tmp_path / GBK / "seeds", "build", ".", "-o", "../../public").returncode == 0


def test_a_site_may_be_published_into_a_folder_whose_name_is_not_utf8(tmp_path: Path) -> None:
    make_seeds(tmp_path)
    for _ in range(2):
        done = sitegen_here(tmp_path, "build", "-o", f"{GBK}/site")
        assert done.returncode == 0, done.stderr
        assert "\udccf" not in done.stdout
    (tmp_path / GBK / "site" / GBK).touch()
    assert "error p-010: " in sitegen_here(tmp_path, "build", "-o", f"{GBK}/site").stderr


@pytest.mark.parametrize("form", ["text", "json"])
def test_one_bulletin_is_shown_whatever_its_name(form: str, tmp_path: Path) -> None:
    (tmp_path / f"{GBK}.txt").write_text(DATED, "utf-8")
    done = sitegen_here(tmp_path, "read", "--format", form, f"{GBK}.txt")
    assert done.returncode == 0, done.stderr
    assert done.stdout.replace("\n", "").isprintable()


@pytest.mark.parametrize("place", ["static", "templates", "i18n"])
def test_a_file_of_a_theme_whose_name_is_not_utf8_is_told(place: str, tmp_path: Path) -> None:
    suffix = {"static": ".css", "templates": ".html", "i18n": ".yaml"}[place]
    theme = {"theme.yaml": "name: night\nextends: broadsheet\n", f"{place}/{GBK}{suffix}": ""}
    config = make_seeds(tmp_path, {f"night/{name}": text for name, text in theme.items()}) / "edition.yaml"
    config.write_text(config.read_text("utf-8") + "theme: night\n", "utf-8")
    done = sitegen_here(tmp_path, "build")
    assert done.returncode in (0, 1, 3), done.stderr
    assert place == "i18n" or " error " in done.stderr


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Locales that are not installed on most machines."""
    if sys.platform != "linux" or not shutil.which("localedef"):
        pytest.skip("no locale of another encoding can be made here")
    folder = tmp_path_factory.mktemp("locales")
    for language, encoding in (("zh_CN", "GBK"), ("en_US", "ISO-8859-1")):
        made = folder / f"{language}.{encoding}"
        command = ["localedef", "-i", language, "-f", encoding, str(made)]
        if subprocess.run(command, capture_output=True, check=False).returncode or not made.exists():
            pytest.skip("no locale of another encoding can be made here")
    return folder


SAYS = [
    {"LC_ALL": "zh_CN.GBK"},
    {"LC_ALL": "en_US.ISO-8859-1"},
    {"LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "ascii", "LC_ALL": "zh_CN.GBK"},
]
BY_DAY = (SAYS[0], SAYS[3], SAYS[4])


@pytest.mark.parametrize(
    "says",
    [pytest.param(says, marks=() if says in BY_DAY else pytest.mark.nightly) for says in SAYS],
    ids=lambda says: " ".join(says.values()),
)
def test_the_locale_changes_no_byte_of_a_site(says: dict[str, str], tmp_path: Path, locales: Path) -> None:
    make_seeds(tmp_path, {"新桥.txt": DATED.replace("2023年5月4日 星期四", "")})
    assert sitegen_here(tmp_path, "build", "-o", "here").returncode == 0
    done = subprocess.run(
        [sys.executable, "-c", COMPILED, "--lang", "en", "build", "-o", "那里"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LOCPATH": str(locales), **says},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "那里") == contents(tmp_path / "here")
    told = done.stdout.decode("gbk" if says == SAYS[0] else "utf-8")
    assert told.startswith(("那里: ", "\\u90a3\\u91cc: ")), told


def test_a_finding_is_said_in_a_locale_that_lacks_its_characters(tmp_path: Path) -> None:
    make_seeds(tmp_path, {"空.txt": ""})
    done = sitegen(tmp_path, "build", LC_ALL="C", PYTHONIOENCODING="ascii:strict")
    assert done.returncode == 1
    assert "\\u7a7a.txt: error b-003" in done.stderr


TOO_LONG = "x" * 5000


@pytest.mark.parametrize(
    ("arguments", "language", "said"),
    [
        (("build", f"{TOO_LONG}"), "en", "longer than this system takes"),
        (("build", "-o", TOO_LONG), "en", "longer than this system takes"),
        (("check", TOO_LONG), "zh", "文件名太长"),
        (("read", f"{TOO_LONG}.txt"), "en", "longer than this system takes"),
        (("proof", "-o", TOO_LONG), "en", "longer than this system takes"),
    ],
)
def test_a_name_that_no_system_takes_is_told(
    arguments: tuple[str, ...], language: str, said: str, tmp_path: Path
) -> None:
    make_seeds(tmp_path)
    done = sitegen_here(tmp_path, "--lang", language, *arguments)

    assert done.returncode in (1, 2, 3), done.stderr
    assert "Traceback" not in done.stderr
    assert said in done.stderr or "error: c-0" in done.stderr or "error c-0" in done.stderr
    assert len(done.stderr) < 2 * len(TOO_LONG)


@pytest.mark.parametrize("key", ["theme", "publication"])
def test_a_theme_whose_name_no_system_takes_is_told_at_its_line(key: str, tmp_path: Path) -> None:
    theme = "theme: own\n" if key == "publication" else f"theme: {TOO_LONG}\n"
    make_seeds(tmp_path, {"edition.yaml": f"{CONFIG}{theme}"})
    (tmp_path / "seeds" / "own").mkdir()
    (tmp_path / "seeds" / "own" / "theme.yaml").write_text(f"name: own\nextends: {TOO_LONG}\n", "utf-8")
    done = sitegen_here(tmp_path, "check")

    assert done.returncode == 3, done.stderr
    assert "error c-02" in done.stderr
