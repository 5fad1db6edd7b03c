"""What other machines are told: workflows, the GitLab example, the hook, the Dockerfile name only what there is."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from sitegen.cli import cli
from tests.editions import ROOT

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
