"""Changes of an edition's files are told, those too that come before anybody watches."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest

from sitegen.serving.watching import state_of, watch_edition

PATIENCE = 60  # seconds: a busy machine is slow, not wrong


def told(folder: Path, before: Callable[[], object]) -> bool:
    """Tell whether something done between reading a folder and watching it is told."""
    read, stop, changed = state_of([folder]), Event(), Event()
    before()
    thread = Thread(target=watch_edition, args=(lambda: [folder], changed.set, stop, read))
    thread.start()
    try:
        return changed.wait(PATIENCE)
    finally:
        stop.set()
        thread.join(PATIENCE)


@pytest.mark.parametrize("kind", ["written", "come", "gone", "come below", "renamed"])
def test_what_changes_before_an_edition_is_watched_is_told(tmp_path: Path, kind: str) -> None:
    page, other = tmp_path / "page.txt", tmp_path / "below" / "other.txt"
    other.parent.mkdir()
    for file in (page, other):
        file.write_text("河湾", "utf-8")
    done: dict[str, Callable[[], object]] = {
        "written": lambda: page.write_text("河湾日报", "utf-8"),
        "come": lambda: (tmp_path / "new.txt").write_text("", "utf-8"),
        "gone": page.unlink,
        "come below": lambda: (other.parent / "new.txt").write_text("", "utf-8"),
        "renamed": lambda: other.rename(other.with_name("another.txt")),
    }
    assert told(tmp_path, done[kind])


def test_of_a_folder_that_stays_as_it_is_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.txt").write_text("河湾", "utf-8")
    monkeypatch.setattr(f"{__name__}.PATIENCE", 1.5)
    assert not told(tmp_path, lambda: None)
