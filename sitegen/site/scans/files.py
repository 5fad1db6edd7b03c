"""The files of scans: each printed page's picture, its copies, its clippings; made once and known in later builds."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import msgspec

from sitegen.errors import Diagnostic, Severity, file_error
from sitegen.machine.cache import Cache
from sitegen.model.edition import Edition
from sitegen.model.newspaper import Page
from sitegen.model.scans import Scan
from sitegen.site.addresses import urls
from sitegen.site.artifacts import Artifact, Output, Written
from sitegen.site.digests import digest_of_values
from sitegen.site.pictures.image_variants import Shrunk, know
from sitegen.site.scans.variants import addresses, content_of, damage_of, make_variants

KIND = "scan"


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was made of a scan, without its bytes, and the files that were written."""

    made: Mapping[str, Shrunk]
    files: tuple[Written, ...]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Kept).decode


def scans_of(edition: Edition) -> Iterator[tuple[Page, Scan]]:
    """Returns the pages that have a scan."""
    return ((page, page.scan) for page in edition.pages() if page.scan is not None)


def write_scans(edition: Edition, output: Output, cache: Cache) -> Sequence[Written]:
    """Write the files of all scans, and let every page know of them; only what is new is decoded.

    Pages name copies and clippings only after this.
    """
    pictures = {image.digest for page in edition.pages() for image in page.images.values()}
    files: dict[str, Written] = {}
    waiting: list[tuple[Page, Scan, bytes]] = []
    for page, scan in scans_of(edition):
        key = digest_of_values(scan.image.digest, scan.plan, scan.image.digest in pictures)
        value = cache.get(KIND, page.place, key)
        kept = _decode(value) if value else None
        if kept and all(map(output.keep, kept.files)):
            know(dict(kept.made))
            files |= {file.path: file for file in kept.files}
        else:
            waiting.append((page, scan, key))
    with ThreadPoolExecutor(os.process_cpu_count() if hasattr(os, "process_cpu_count") else os.cpu_count()) as pool:
        for (page, scan, key), made in zip(
            waiting, pool.map(make_variants, (scan for _, scan, _ in waiting)), strict=True
        ):
            written = tuple(_write(scan, made, output, files, original=scan.image.digest not in pictures))
            bare = {name: _without_bytes(shrunk) for name, shrunk in made.items()}
            know(bare)
            cache.put(KIND, page.place, key, _encode(_Kept(bare, written)))
    return tuple(files.values())


def _write(
    scan: Scan, made: Mapping[str, Shrunk], output: Output, files: dict[str, Written], *, original: bool
) -> Iterator[Written]:
    """Write the files of a scan; two pages may have the same."""
    image = scan.image
    contents = {address: copy.content for address, copy in addresses(scan, made)}
    if original:  # no article shows it as a picture of its own
        contents[urls.image(image)] = b""
    for address, content in contents.items():
        if address not in files:
            said = f"picture:{image.path}"
            files[address] = output.write(Artifact(address, content or content_of(image), said))
        yield files[address]


def _without_bytes(shrunk: Shrunk) -> Shrunk:
    return replace(shrunk, copies=tuple(replace(copy, content=b"") for copy in shrunk.copies))


def check_scans(edition: Edition) -> Iterator[Diagnostic]:
    """Tell of scans whose pixels are not whole."""
    for image in {scan.image.digest: scan.image for _, scan in scans_of(edition)}.values():
        if damage := damage_of(image):
            yield replace(file_error("i-002", image.path, damage=damage), severity=Severity.WARNING)
