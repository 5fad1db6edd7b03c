"""What takes long to make and hangs on little: kept for workers that run at the same time, and for the next run."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

KEPT = Path(__file__).resolve().parents[1] / ".pytest_cache"


def keep(content: bytes, file: Path) -> bytes:
    """Keep it, whole or not at all: others keep theirs at the same time."""
    file.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(number, "wb") as new:
        new.write(content)
    Path(name).replace(file)
    return content
