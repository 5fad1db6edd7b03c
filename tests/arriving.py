"""What a machine is still fetching when the tests begin: those that need it come last, and wait for it.

`.ci/run` names in SITEGEN_COMING a folder in which a file appears for each thing that has come, or will not come: in it
stands the exit code of what fetched it. Where nothing is named, nothing is on its way.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import pytest

# The fixtures that wait, in the order in which what they wait for comes.
WAITING = ("program", "checkers")
PATIENCE = 600  # seconds
MUST_RUN = "CI" in os.environ or "SITEGEN_COMING" in os.environ


def lacking(reason: str) -> NoReturn:
    """Skip, but fail where every test must run."""
    if MUST_RUN:
        pytest.fail(reason)
    pytest.skip(reason)


def wait_for(name: str) -> None:
    """Wait until a thing that is on its way has come; fail if it will not come."""
    folder = os.environ.get("SITEGEN_COMING")
    if not folder:
        return
    file, until = Path(folder) / name, time.monotonic() + PATIENCE
    while not file.exists():
        assert time.monotonic() < until, f"{name} did not come"
        time.sleep(0.1)
    assert file.read_text("utf-8").strip() == "0", f"{name} could not be fetched"


def in_order(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Returns tests as they are to be run: if something is on its way, those that wait for it behind all others."""
    if "SITEGEN_COMING" not in os.environ:
        return list(items)

    def place(item: pytest.Item) -> int:
        asked = getattr(item, "fixturenames", ())
        return max((number for number, name in enumerate(WAITING, 1) if name in asked), default=0)

    return sorted(items, key=place)
