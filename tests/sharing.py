"""Folders that all workers of a run share: one makes what only looks are taken at, the others wait for it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Returns the folder of a name, in which `make` has made what is to be looked at; nobody may write there."""
    folder = _of_run(factory) / f"shared-{name}"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # until it is closed
        if not folder.exists():
            half = factory.mktemp(name)
            make(half)
            half.rename(folder)
    return folder


def _of_run(factory: pytest.TempPathFactory) -> Path:
    """Returns a folder of this run: each worker has its own within it, if there are several."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
