"""What other machines are told: workflows, the GitLab example, the hook, the Dockerfile name only what there is."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from sitegen.cli import cli
from tests.editions import DATED, ROOT, sitegen_here

WORKFLOWS = (*sorted((ROOT / ".github" / "workflows").glob("*.yml")), ROOT / "sitegen" / "starter" / "publish.yml")
GITLAB = ROOT / "docs" / "ci" / "gitlab-ci.yml"
DOCKERFILE = ROOT / "docs" / "ci" / "Dockerfile"


def scripts(value: Any) -> Iterator[str]:
    """Returns every script in a file of jobs."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from ([below] if key == "run" else below if key == "script" else scripts(below))
    elif isinstance(value, list):
        for below in value:
            yield from scripts(below)


ALL = [(file.name, text) for file in (*WORKFLOWS, GITLAB) for text in scripts(yaml.safe_load(file.read_text("utf-8")))]


@pytest.mark.parametrize(("name", "script"), ALL)
def test_every_script_is_one_that_a_shell_understands(name: str, script: str) -> None:
    done = subprocess.run(["bash", "-n"], input=re.sub(r"\$\{\{.*?\}\}", "x", script), text=True, check=False)
    assert done.returncode == 0, name


@pytest.mark.parametrize(("name", "script"), ALL)
def test_every_call_of_sitegen_names_commands_and_options_that_there_are(name: str, script: str) -> None:
    for call in re.findall(r"^sitegen (.*?)(?: [>|].*)?$", script, re.M):
        command, *rest = shlex.split(call)
        options = {option for parameter in cli.commands[command].params for option in parameter.opts}
        assert {word for word in rest if word.startswith("-")} <= options, name


def test_the_hook_calls_a_command_that_there_is() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    program, command = hook["entry"].split()
    assert (program, command in cli.commands, hook["pass_filenames"]) == ("sitegen", True, False)


def test_the_image_is_built_of_files_that_there_are() -> None:
    copied = re.findall(r"^COPY (.*) \S+$", DOCKERFILE.read_text("utf-8"), re.M)
    assert copied
    assert all((ROOT / Path(name)).exists() for names in copied for name in names.split())


def test_a_workflow_for_others_asks_for_what_it_is_given() -> None:
    text = (ROOT / ".github" / "workflows" / "edition.yml").read_text("utf-8")
    told = yaml.safe_load(text)[True]["workflow_call"]["inputs"]  # `on` is true in YAML 1.1
    assert set(re.findall(r"inputs\.(\w+)", text)) == set(told)
    assert set(told) - {"seeds"} == set(
        re.findall(r"\w+", re.findall(r"# also: (.*)", (ROOT / "docs" / "deployment.md").read_text("utf-8"))[0])
    )


@pytest.mark.skipif(find_spec("check_jsonschema") is None, reason="needs check-jsonschema, of the test extra")
@pytest.mark.parametrize(("schema", "files"), [("github-workflows", WORKFLOWS), ("gitlab-ci", (GITLAB,))])
def test_each_file_is_one_that_its_host_takes(schema: str, files: tuple[Path, ...]) -> None:
    call = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, files)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_every_expression_of_a_workflow_names_what_there_is(file: Path) -> None:
    text = file.read_text("utf-8")
    value = yaml.safe_load(text)
    call = value[True].get("workflow_call") if isinstance(value[True], dict) else None
    expressions = [*re.findall(r"\$\{\{(.*?)\}\}", text), *re.findall(r"^ +if: (.*)$", text, re.M)]
    bare = [re.sub(r"'[^']*'", "", one) for one in expressions]
    for context, name in (found for one in bare for found in re.findall(r"(?<![\w.])(\w+)\.(\w+)", one)):
        assert context in ("github", "inputs")
        assert context == "github" or name in call["inputs"]
    assert all(job["needs"] in value["jobs"] for job in value["jobs"].values() if "needs" in job)


def test_who_publishes_builds_each_day_and_says_which_it_is() -> None:
    starter = yaml.safe_load(WORKFLOWS[-1].read_text("utf-8"))
    ((schedule,),) = [on for on in starter[True].values() if isinstance(on, list)]
    minute, hour, *rest = schedule["cron"].split()
    assert (int(minute) < 30, int(hour), rest) == (True, 16, ["*", "*", "*"])  # 16:00 in Greenwich is midnight in China
    builds = [script for _, script in ALL if re.search(r"^sitegen (build|check) ", script, re.M)]
    assert builds and all("--today" in script for script in builds)


def run_of(scripts_: list[str], folder: Path, env: dict[str, str]) -> None:
    """Run what a workflow runs, on a day that `date` tells, and sitegen, which each may call once, in this process."""
    tools, called, state = folder / "tools", folder / "called", folder / "github_env"
    tools.mkdir()
    programs = {
        "sitegen": f'set -C && printf "%s\\0" "$@" > {shlex.quote(str(called))}',  # to call it twice is an error
        "date": '[ "$1" = +%F ] && [ -n "$TZ" ] && echo 2026-12-01',
    }
    for name, program in programs.items():
        (tools / name).write_text(f"#!/bin/sh\n{program}\n", "utf-8")
        (tools / name).chmod(0o755)
    state.touch()
    here = {**env, "PATH": f"{tools}:{os.environ['PATH']}", "GITHUB_ENV": str(state)}
    for script in scripts_:
        told = here | dict(line.split("=", 1) for line in state.read_text("utf-8").splitlines())
        shell = ["bash", "-e", "-c", script]
        asked = subprocess.run(shell, cwd=folder / "paper", env=os.environ | told, capture_output=True, check=False)
        assert asked.returncode == 0, asked.stderr.decode()
        if called.exists():
            done = sitegen_here(folder / "paper", *called.read_text("utf-8").split("\0")[:-1], **told)
            assert done.returncode == 0, done.stderr
            called.unlink()


@pytest.mark.parametrize("of", ["starter", "edition", "gitlab"])
def test_what_is_held_appears_at_its_day_by_itself(of: str, tmp_path: Path) -> None:
    start = CliRunner().invoke(cli, ["init", str(tmp_path / "paper"), "--name", "河湾日报"])
    assert start.exit_code == 0, start.output
    seeds = tmp_path / "paper" / "seeds"
    for day in ("01", "02"):
        text = DATED.replace("2023年5月4日 星期四", f"2026年12月{day}日 星期{'二三'[int(day) - 1]}")
        (seeds / f"2026-12-{day}-01.txt").write_text(text, "utf-8")
        (seeds / f"2026-12-{day}-01.yaml").write_text(f"hold: 2026-12-{day}\ndate: 2026-12-{day}\n", "utf-8")
    if of == "starter":
        value = yaml.safe_load((tmp_path / "paper" / ".github" / "workflows" / "publish.yml").read_text("utf-8"))
        env = value["env"]
    elif of == "edition":
        value = yaml.safe_load((ROOT / ".github" / "workflows" / "edition.yml").read_text("utf-8"))
        inputs = {name: one["default"] for name, one in value[True]["workflow_call"]["inputs"].items()}
        env = {"SEEDS": "seeds", "AGAINST": inputs["against"], "STRICT": "", "TZ": inputs["zone"], "GIVEN": ""}
    else:
        value = yaml.safe_load(GITLAB.read_text("utf-8"))["pages"]
        env = yaml.safe_load(GITLAB.read_text("utf-8"))["variables"]
    of_sitegen = [one for one in scripts(value) if re.match(r"sitegen build|echo", one)]
    run_of([one.replace(" --strict", "") for one in of_sitegen], tmp_path, env)
    public = tmp_path / "paper" / "public"
    assert (public / "2026" / "12" / "01" / "01.html").exists()
    assert not (public / "2026" / "12" / "02").exists()
