"""docs/monday.md is what happens: every command in it is run, and says what stands there."""

from __future__ import annotations

import contextlib
import io
import math
import os
import re
import shlex
import subprocess
from pathlib import Path
from unittest import mock

from sitegen.cli import main
from tests.editions import ROOT

DOCUMENT = ROOT / "docs" / "monday.md"
CONSOLE = re.compile(r"```console\n(.*?)```", re.S)
# Of the machine nothing is to be seen: neither how wide its terminal is, nor its language.
ENVIRONMENT = {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "COLUMNS": "120", "NO_COLOR": "1"}
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.M)


def run(command: str, folder: Path) -> str:
    """Run a command of the shell, one of sitegen in this process, and give what it says to either stream."""
    if not command.startswith("sitegen "):
        done = subprocess.run(
            ["bash", "-c", command], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        return done.stdout.decode()
    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True)
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(said),
        mock.patch("sys.argv", shlex.split(command)),
        mock.patch("sitegen.speaking.telling.QUIET_FOR", math.inf),
        mock.patch.dict(os.environ, ENVIRONMENT),
        contextlib.suppress(SystemExit),
    ):
        main()
    said.seek(0)
    return said.read()


def test_a_monday_goes_as_it_is_told(tmp_path: Path, update_golden: bool) -> None:
    text = DOCUMENT.read_text("utf-8")
    page = re.findall(r"```text\n(.*?)```", text, re.S)[0]
    (tmp_path / "monday.txt").write_bytes(page.encode("gb18030"))
    here = [tmp_path]

    def replay(command: re.Match[str]) -> str:
        if command[1].startswith("cd "):
            here.append(here[-1] / command[1].removeprefix("cd "))
            return command[0]
        said = run(command[1], here[-1])
        return f"$ {command[1]}\n{said}{'' if said.endswith(chr(10)) or not said else chr(10)}"

    replayed = CONSOLE.sub(lambda block: f"```console\n{COMMAND.sub(replay, block[1])}```", text)
    if update_golden:
        DOCUMENT.write_text(replayed, "utf-8")
    assert replayed == DOCUMENT.read_text("utf-8")
