"""An edition's folder for what is added."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """Make an empty folder of bulletins."""
    (tmp_path / "seeds").mkdir()
    return tmp_path / "seeds"
