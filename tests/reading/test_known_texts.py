"""Texts that lie there as an earlier build has read them: not read again, and never taken for what they are not."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from sitegen.errors import SitegenError
from sitegen.machine.cache import Cache
from sitegen.reading.files import bulletins as finding
from sitegen.reading.files.bulletins import Bulletin, find_bulletins
from sitegen.reading.files.known import KnownTexts

LATER = 60_000_000_000  # nanoseconds


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_text(f"# 河湾日报 {name}\n", "utf-8")
    return folder


def found(folder: Path, after: int = LATER) -> tuple[Bulletin, ...]:
    """Find what lies in a folder as a build does that begins so long after its files were changed."""
    begun = max(path.stat().st_ctime_ns for path in folder.iterdir()) + after
    with closing(Cache(folder.with_name("cache"))) as cache:
        known = KnownTexts(cache, begun)
        bulletins, _ = find_bulletins(folder, "seeds", known)
        known.keep()
        cache.save()
    return bulletins


def read_by(monkeypatch: pytest.MonkeyPatch, folder: Path, after: int = LATER) -> set[str]:
    """Returns the names of the bulletins that are read when those in a folder are found."""
    names: set[str] = set()
    whole = finding._read_whole  # noqa: SLF001

    def noting(file: finding.FoundFile, *others: object) -> Bulletin | None:
        names.add(file.path.name)
        return whole(file, *others)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(finding, "_read_whole", noting)
        found(folder, after)
    return names


def test_what_was_read_is_not_read_again_and_is_the_same(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = found(seeds)
    assert read_by(monkeypatch, seeds) == set()
    again = found(seeds)
    assert [bulletin.source.text for bulletin in again] == [bulletin.source.text for bulletin in first]
    assert again == first


CHANGES: dict[str, Callable[[Path], object]] = {
    "other text of as many bytes": lambda here: (here / "b.txt").write_text("# 河弯日报 b\n", "utf-8"),
    "the same text again": lambda here: (here / "b.txt").write_bytes((here / "b.txt").read_bytes()),
    "an overlay": lambda here: (here / "b.yaml").write_text("page: 3\n", "utf-8"),
    "where its lines stood": lambda here: (here / "b.layout.json").write_text("{}", "utf-8"),
    "another file in its place": lambda here: (here / "b.txt").replace(here / "x.txt").rename(here / "b.txt"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_changed_is_read(seeds: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    found(seeds)
    times = (seeds / "b.txt").stat()
    CHANGES[change](seeds)
    os.utime(seeds / "b.txt", ns=(times.st_atime_ns, times.st_mtime_ns))  # whoever puts the old time back is seen
    assert read_by(monkeypatch, seeds) == {"b.txt"}


def test_what_was_changed_shortly_before_is_always_read(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found(seeds)
    assert read_by(monkeypatch, seeds, after=1_000_000_000) >= {"a.txt"}
    assert read_by(monkeypatch, seeds) == {"a.txt", "b.txt", "c.txt"}


def test_a_link_is_always_read(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (seeds / "b.txt").rename(seeds.parent / "real.txt")
    (seeds / "text").mkdir()
    (seeds.parent / "real.txt").rename(seeds / "text" / "real.txt")
    (seeds / "b.txt").symlink_to("text/real.txt")
    found(seeds)
    assert read_by(monkeypatch, seeds) == {"b.txt"}


def test_what_is_faulty_is_told_of_each_time(seeds: Path) -> None:
    (seeds / "b.txt").write_text("", "utf-8")
    begun = (seeds / "b.txt").stat().st_ctime_ns + LATER
    for _ in range(2):
        with closing(Cache(seeds.with_name("cache"))) as cache:
            known = KnownTexts(cache, begun)
            _, faults = find_bulletins(seeds, "seeds", known)
            known.keep()
            cache.save()
        assert [fault.code for fault in faults] == ["b-003"]


def test_a_text_that_is_another_one_when_it_is_asked_for_stops_the_build(seeds: Path) -> None:
    found(seeds)
    bulletins = found(seeds)
    (seeds / "a.txt").write_text("# 别的\n", "utf-8")
    (seeds / "b.txt").unlink()
    for bulletin in bulletins[:2]:
        with pytest.raises(SitegenError) as stopped:
            len(bulletin.source.text)
        assert [(fault.code, fault.path) for fault in stopped.value.diagnostics] == [("b-009", bulletin.source.path)]
    assert bulletins[2].source.text == "# 河湾日报 c\n"


def test_without_a_beginning_nothing_is_known_and_nothing_kept(seeds: Path) -> None:
    with closing(Cache(seeds.with_name("cache"))) as cache:
        known = KnownTexts(cache)
        find_bulletins(seeds, "seeds", known)
        known.keep()
        assert cache.last("texts", "")[1] is None
