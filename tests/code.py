"""sitegen's own code as trees, parsed once for all tests that look at it, and not before one does."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import sitegen

PACKAGE = Path(sitegen.__file__).parent


@cache
def trees() -> dict[Path, ast.Module]:
    """Returns every module by its file."""
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
