"""docs/monday.md is what happens: every command in it is run, and says what stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.editions import ROOT

DOCUMENT = ROOT / "docs" / "monday.md"
CONSOLE = re.compile(r"```console\n(.*?)```", re.S)
# Of the machine nothing is to be seen: neither how wide its terminal is, nor its language.
ENVIRONMENT = {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "COLUMNS": "120", "NO_COLOR": "1"}
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.M)


def test_a_monday_goes_as_it_is_told(tmp_path: Path, update_golden: bool) -> None:
    text = DOCUMENT.read_text("utf-8")
    page = re.findall(r"```text\n(.*?)```", text, re.S)[0]
    (tmp_path / "monday.txt").write_bytes(page.encode("gb18030"))
    program = tmp_path / "bin" / "sitegen"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sitegen "$@"\n', "utf-8")
    program.chmod(0o755)
    here = [tmp_path]

    def replay(command: re.Match[str]) -> str:
        if command[1].startswith("cd "):
            here.append(here[-1] / command[1].removeprefix("cd "))
            return command[0]
        done = subprocess.run(
            ["bash", "-c", command[1]],
            cwd=here[-1],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, **ENVIRONMENT, "PATH": f"{program.parent}:{os.environ['PATH']}"},
            check=False,
        )
        said = done.stdout.decode()
        return f"$ {command[1]}\n{said}{'' if said.endswith(chr(10)) or not said else chr(10)}"

    replayed = CONSOLE.sub(lambda block: f"```console\n{COMMAND.sub(replay, block[1])}```", text)
    if update_golden:
        DOCUMENT.write_text(replayed, "utf-8")
    assert replayed == DOCUMENT.read_text("utf-8")
