"""`sitegen init`: a new edition in an empty folder, around pages that are there, and never over anything."""

from __future__ import annotations

import contextlib
import errno
import re
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
import yaml

from sitegen.cli import main
from sitegen.config import load_config
from sitegen.machine import writing
from tests.editions import CONFIG, DATED, ROOT, UNDATED, sitegen_here, untouched

WORKFLOW = ".github/workflows/publish.yml"


def name_in(config: Path) -> str:
    return load_config(config).publication.name


@pytest.mark.parametrize(
    "name",
    [
        "河湾日报",
        "柳滩: 晚报",
        "The “Late” Post",
        "- 号",
        "12",
        "null",
        "今 日 #1",
        '引"号',
        "'s",
        "a\\b",
        "@x",
        "晚报 ",
    ],
)
def test_the_name_is_asked_for_and_stands_in_edition_yaml_whatever_it_is(tmp_path: Path, name: str) -> None:
    assert sitegen_here(tmp_path, "init", ".", "--name", name).returncode == 0
    assert name_in(tmp_path / "seeds" / "edition.yaml") == name
    built = sitegen_here(tmp_path, "build", "-q", "--strict")
    assert built.returncode == 0, built.stderr


@pytest.mark.parametrize(("below", "config"), [("seeds", "seeds/edition.yaml"), ("seeds/2023", "seeds/edition.yaml")])
def test_pages_that_are_there_give_the_name_and_need_no_sample(tmp_path: Path, below: str, config: str) -> None:
    (tmp_path / below).mkdir(parents=True)
    (tmp_path / below / "a.txt").write_text(DATED, "utf-8")
    done = sitegen_here(tmp_path, "init", ".")
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.splitlines()[:-1]) == {WORKFLOW, ".gitignore", "README.md", config}
    assert name_in(tmp_path / config) == "河湾日报"
    assert sitegen_here(tmp_path, "build", "-q", "--strict").returncode == 0


def test_pages_at_the_top_stay_there_and_the_command_to_build_them_is_told(tmp_path: Path) -> None:
    (tmp_path / "paper").mkdir()
    for name, text in {"a.txt": DATED, "b.txt": UNDATED, "notes.md": "Call the printer."}.items():
        (tmp_path / "paper" / name).write_text(text, "utf-8")
    done = sitegen_here(tmp_path, "init", "paper")
    assert done.stdout.splitlines()[-1] == "Build it: cd paper && sitegen build . -o ../public"
    (tmp_path / "paper" / "notes.md").unlink()  # it was no bulletin, but the editor's own
    assert sitegen_here(tmp_path / "paper", "build", ".", "-o", "../public", "-q").returncode == 0
    assert "sitegen build . -o ../public --strict" in (tmp_path / "paper" / WORKFLOW).read_text("utf-8")


@pytest.mark.parametrize("there", ["README.md", ".gitignore", WORKFLOW])
def test_what_is_there_is_kept_and_told(tmp_path: Path, there: str) -> None:
    (tmp_path / there).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / there).write_text("mine", "utf-8")
    done = sitegen_here(tmp_path, "init", ".")
    assert (done.returncode, done.stderr) == (0, f"{there} was there, and is as it was\n")
    assert (tmp_path / there).read_text("utf-8") == "mine"
    assert there not in done.stdout.splitlines()


@pytest.mark.parametrize("there", ["seeds/edition.yaml", "edition.yaml", "a file", "a link"])
def test_an_edition_or_no_folder_is_left_alone(tmp_path: Path, there: str) -> None:
    paper = tmp_path / "paper"
    if there == "a file":
        paper.write_bytes(b"mine")
    elif there == "a link":
        (tmp_path / "other").mkdir()
        paper.symlink_to("other")
    else:
        (paper / there).parent.mkdir(parents=True)
        (paper / there).write_text(CONFIG, "utf-8")
    before = untouched(tmp_path)
    done = sitegen_here(tmp_path, "init", "paper")
    assert done.returncode == 1
    assert "error p-014: " in done.stderr
    assert untouched(tmp_path) == before


def test_a_disk_that_is_full_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, left = writing.write_file, [2]

    def full(path: Path, content: bytes) -> int:
        left[0] -= 1
        if left[0] < 0:
            path.write_bytes(content[:5])
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return write(path, content)

    monkeypatch.setattr(writing, "write_file", full)
    done = sitegen_here(tmp_path, "init", "paper")
    assert done.returncode == 1
    assert "error p-012" in done.stderr
    assert not [path for path in (tmp_path / "paper").rglob("*") if path.is_file()]


def test_the_workflow_builds_what_it_was_written_for(tmp_path: Path) -> None:
    """Its own lines are run, but for those that only GitHub can."""
    assert sitegen_here(tmp_path, "init", ".", "--name", "河湾日报").returncode == 0
    text = (tmp_path / WORKFLOW).read_text("utf-8")
    steps = yaml.safe_load(text)["jobs"]["build"]["steps"]
    (build,) = [step["run"] for step in steps if step.get("run", "").startswith("sitegen build")]
    assert sitegen_here(tmp_path, *build.replace('"$(date +%F)"', "2026-12-01").split()[1:]).returncode == 0
    (says,) = [step["run"] for step in steps if "sitegen diff" in step.get("run", "")]
    arguments = re.findall(r"^sitegen (diff .*?) >", says, re.M)[0].split()
    refused = sitegen_here(tmp_path, *arguments)  # https://example.org is no live site
    assert (refused.returncode, "p-02" in refused.stderr) == (1, True)
    assert subprocess.run(["bash", "-n"], input=says, text=True, check=False).returncode == 0


@pytest.mark.parametrize("file", [WORKFLOW, ".gitignore"])
def test_files_for_programs_do_the_same_in_both_languages_and_are_explained_in_the_one_asked_for(
    tmp_path: Path, file: str
) -> None:
    written = {}
    for language in ("en", "zh"):
        assert sitegen_here(tmp_path, "--lang", language, "init", language, "--name", "河湾日报").returncode == 0
        written[language] = (tmp_path / language / file).read_text("utf-8")
    remarks = re.compile(r"# .*|name: \".*")
    assert remarks.sub("", written["en"]) == remarks.sub("", written["zh"])
    said = {language: remarks.findall(text) for language, text in written.items()}
    assert not re.search(r"[㐀-鿿]", "".join(said["en"]))
    assert all(re.search(r"[㐀-鿿]", remark) for remark in said["zh"])


def test_the_sample_has_a_finding_in_no_language(tmp_path: Path) -> None:
    assert sitegen_here(tmp_path, "init", ".").returncode == 0
    assert sitegen_here(tmp_path, "check", "--strict").returncode == 0
    assert (ROOT / "sitegen" / "starter" / "sample.zh.txt").read_text("utf-8").startswith("# 河湾周刊\n")


@pytest.mark.parametrize(
    ("name", "asked", "language", "readme"),
    [
        ("河湾日报", (), "zh-Hans", "生成："),
        ("The Late Post", (), "en", "Build: "),
        ("Речные вести", (), "en", "Build: "),
        ("河湾日报", ("--lang", "en"), "zh-Hans", "Build: "),
        ("The Late Post", ("--lang", "zh"), "en", "生成："),
    ],
)
def test_an_edition_speaks_the_language_of_its_name_and_its_files_that_of_the_editors(
    tmp_path: Path, name: str, asked: tuple[str, ...], language: str, readme: str
) -> None:
    with contextlib.chdir(tmp_path), mock.patch.object(sys, "argv", ["sitegen", "init", ".", "--name", name, *asked]):
        main()
    assert load_config(tmp_path / "seeds" / "edition.yaml").language == language
    assert (tmp_path / "README.md").read_text("utf-8").startswith(readme)
    explained = (tmp_path / "seeds" / "edition.yaml").read_text("utf-8")
    assert explained.startswith("# 本文件夹" if readme.startswith("生") else "# The edition")
    page = (tmp_path / "seeds" / "2025-01-01-01.txt").read_text("utf-8")
    assert ("星期三" in page, page.splitlines()[0]) == (language != "en", f"# {name}")
    assert sitegen_here(tmp_path, "check", "--strict").returncode == 0


def test_the_sample_page_is_told_of_when_pages_are_added_and_it_is_as_it_was(tmp_path: Path) -> None:
    assert sitegen_here(tmp_path, "init", "paper", "--name", "河湾日报").returncode == 0
    paper = tmp_path / "paper"
    (tmp_path / "one.txt").write_text(DATED, "utf-8")
    (tmp_path / "two.txt").write_text(DATED.replace("第1版", "第2版"), "utf-8")
    told = sitegen_here(paper, "add", "../one.txt").stderr
    assert "seeds/2025-01-01-01.txt is still there and would be published too: remove it" in told
    (paper / "seeds" / "2025-01-01-01.txt").write_text("# 河湾日报\n自己的版面\n", "utf-8")
    assert "still there" not in sitegen_here(paper, "add", "../two.txt").stderr


def test_what_was_only_tried_out_is_said_to_need_no_promise(tmp_path: Path) -> None:
    assert sitegen_here(tmp_path, "init", "paper", "--name", "河湾日报").returncode == 0
    paper = tmp_path / "paper"
    assert sitegen_here(paper, "build", "-q").returncode == 0
    (paper / "seeds" / "2025-01-01-01.txt").unlink()
    (paper / "seeds" / "2023-05-04-01.txt").write_text(DATED, "utf-8")
    refused = sitegen_here(paper, "build", "-q")
    assert refused.returncode == 1
    assert refused.stderr.count("write `published: false` there") == 1
    config = paper / "seeds" / "edition.yaml"
    config.write_text(config.read_text("utf-8") + "published: false\n", "utf-8")
    assert sitegen_here(paper, "build", "-q").returncode == 0
