"""The tests. Before any of them is imported, what makes them take long on some machines is put right."""

import os
import shutil
import sys
from pathlib import Path

from tests.patterns import keep_patterns

SHARED_MEMORY = Path("/dev/shm")
ROOM = 2 << 30  # bytes


def keep_bytecode() -> None:
    """Keep what is compiled even where nothing is written beside sources, as in containers.

    Else each worker would compile the tests anew, and each process that is started sitegen.
    """
    if sys.dont_write_bytecode:
        sys.dont_write_bytecode = False
        sys.pycache_prefix = str(Path(__file__).resolve().parents[1] / ".pytest_cache" / "bytecode")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix


def work_in_memory() -> None:
    """Put temporary folders where waiting for a disk, as each build does, takes no time, if there is room."""
    if sys.platform != "linux" or not os.access(SHARED_MEMORY, os.W_OK):
        return
    runs_programs = not os.statvfs(SHARED_MEMORY).f_flag & os.ST_NOEXEC
    if runs_programs and shutil.disk_usage(SHARED_MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(SHARED_MEMORY))


def reckon_alone() -> None:
    """Let linear algebra have one thread: as many as processors, beside other tests, wait for each other busily."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


keep_bytecode()
work_in_memory()
reckon_alone()
keep_patterns()
