"""What was read of a page, and its pictures, which come to it from the folder of the bulletins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.errors import Diagnostic
from sitegen.model.images import Image
from sitegen.model.newspaper import Page
from sitegen.reading.files.figures import NamedImage
from sitegen.reading.files.image_files import Shelf
from sitegen.reading.files.scans import NamedScan, shared_scans, with_scan


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as read, what the reader was not sure of, and the pictures that are named for it, and of it."""

    page: Page
    diagnostics: tuple[Diagnostic, ...]
    images: tuple[NamedImage, ...] = ()
    scan: NamedScan | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """The names of all its pictures."""
        return (*(image.name for image in self.images), *((self.scan.picture.name,) if self.scan else ()))


def with_images(readings: Sequence[Reading], folder: Path, shown: str) -> tuple[Reading, ...]:
    """Returns readings whose pages hold the pictures that they name, from the folder of the bulletins.

    A picture that cannot be had is among the findings. Readings come without pictures, so that these need not go from
    one process to another.
    """
    shelf, scans = Shelf(folder, shown), Shelf(folder, shown, keeps=False)
    illustrated = [_with_scan(_with_images(r, shelf) if r.images else r, scans) for r in readings]
    shared = dict(shared_scans([reading.page for reading in illustrated]))
    return tuple(
        replace(reading, diagnostics=(*reading.diagnostics, shared[at])) if at in shared else reading
        for at, reading in enumerate(illustrated)
    )


def _with_images(reading: Reading, shelf: Shelf) -> Reading:
    found = {named: shelf.find(named) for named in reading.images}
    images = {named.name: image for named, image in found.items() if isinstance(image, Image)}
    faults = (fault for fault in found.values() if isinstance(fault, Diagnostic))
    return replace(reading, page=replace(reading.page, images=images), diagnostics=(*reading.diagnostics, *faults))


def _with_scan(reading: Reading, shelf: Shelf) -> Reading:
    if reading.scan is None:
        return reading
    page, told = with_scan(reading.page, reading.scan, shelf)
    return replace(reading, page=page, diagnostics=(*reading.diagnostics, *told))
