"""What a theme of somebody else's must not do: bring in files from outside, hold what is no text, crash a build.

What its templates do is held by jinja2's sandbox, as far as it goes.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from traceback import walk_tb

from sitegen.errors import Diagnostic, file_error
from sitegen.machine.ordinary import read_ordinary
from sitegen.site.theme.files import ThemeFolder, own_themes
from sitegen.site.theme.problems import problem_of
from sitegen.visible import is_unicode, visible

_TEMPLATES = "templates"
_SUFFIXES = frozenset({".html", ".js", ".webmanifest"})
_TEXTS = frozenset({".css", ".js"})  # of what is published beside the pages, which say that it is UTF-8


def is_ours(themes: Sequence[ThemeFolder]) -> bool:
    """Tells whether a theme and all that it extends come with sitegen."""
    return all(theme.path.resolve() in own_themes(theme.name) for theme in themes)


def is_template(path: Path) -> bool:
    """Tells by its name whether a file among templates is one; editors leave other files there too."""
    return path.suffix in _SUFFIXES and not path.name.startswith(".") and path.is_file()


def file_faults(themes: Sequence[ThemeFolder]) -> Iterator[Diagnostic]:
    """Finds the files of themes that cannot be used: links out of a theme, names and templates that are not UTF-8."""
    for theme in themes:
        for here, folders, files in os.walk(theme.path):
            for name in (*folders, *files):
                fault = _fault(Path(here, name), theme.path)
                if fault is not None:
                    yield fault


def render_fault(error: Exception, said: str, name: str, folders: Sequence[Path]) -> Diagnostic:
    """Says what a template did that ended in an error, and in which line.

    The line is looked for in the theme before those that it extends: what a theme asks of its parents is its own.
    """
    walked = [(Path(frame.f_code.co_filename), line) for frame, line in walk_tb(error.__traceback__)]
    seen = ([(path.as_posix(), line) for path, line in walked if path.is_relative_to(folder)] for folder in folders)
    path, line = next((lines[-1] for lines in seen if lines), (name, 0))
    return template_fault(path, line, said)


def template_fault(path: str, line: int, message: str) -> Diagnostic:
    """Words what jinja2 found wrong in a template; the theme is the user's, so this is no bug of ours."""
    said, facts = problem_of(message)
    return replace(file_error(said, path, **facts), line=line)


def _fault(path: Path, theme: Path) -> Diagnostic | None:
    shown = visible(path.as_posix())
    if not is_unicode(path.name):
        return file_error("c-022.name", shown)
    if path.is_symlink() and not path.resolve().is_relative_to(theme.resolve()):
        return file_error("c-026", shown)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            return None
        if not stat.S_ISREG(mode):
            return file_error("c-022.special", shown)
        content = read_ordinary(path) if _is_text(path, theme) else b""
    except OSError as error:
        return file_error("c-022", shown, reason=error.strerror or str(error))
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return replace(file_error("c-022.not_utf8", shown), line=content[: error.start].count(b"\n") + 1)
    return None


def _is_text(path: Path, theme: Path) -> bool:
    is_ours = is_template(path) if path.is_relative_to(theme / _TEMPLATES) else path.suffix in _TEXTS
    return is_ours and path.is_file()
