"""Nobody listens any more, or somebody does not want to wait.

The kind: standard streams that are closed, full or broken, and an interrupt at any moment, loading among them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from sitegen.__main__ import run
from tests.editions import COMPILED, ROOT, make_seeds

BULLETIN = "seeds/laojie.txt"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX closes them")
@pytest.mark.parametrize(
    ("command", "closed"), [("read", ">&-"), ("read", "2>&-"), ("read", "<&- >&- 2>&-"), ("build", "2>&-")]
)
def test_closed_streams_stop_nothing(command: str, closed: str, tmp_path: Path) -> None:
    make_seeds(tmp_path)
    line = f'"{sys.executable}" -c "{COMPILED}" {command} {BULLETIN if command == "read" else ""} {closed}'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", line], cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize("full", ["> /dev/full", "> /dev/full 2>&1"])
def test_a_full_disk_behind_what_is_printed_is_no_bug_of_ours(full: str, tmp_path: Path) -> None:
    make_seeds(tmp_path)
    line = f'"{sys.executable}" -c "{COMPILED}" --lang en read {BULLETIN} {full}'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["sh", "-c", line], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == ("" if "2>" in full else "the disk is full: not all could be written\n")


def test_an_interrupt_while_the_program_is_loaded_is_one_too(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted:
        @staticmethod
        def find_spec(name: str, *_: object) -> ModuleSpec | None:
            if name == "sitegen.cli":
                raise KeyboardInterrupt
            return None

    monkeypatch.delitem(sys.modules, "sitegen.cli", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Interrupted, *sys.meta_path])
    with pytest.raises(SystemExit) as ended:
        run()
    assert ended.value.code == 130
