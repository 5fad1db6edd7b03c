"""Whether a PDF unpacks to more than any printed page needs: asked before PDFium, which unpacks up to a gigabyte."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader
    from pypdf.generic import PdfObject, StreamObject

LARGEST_STREAM = 75_000_000  # bytes, unpacked; of a page full of drawings a few million
_NOT_SHOWN = frozenset({"/Parent", "/P", "/PieceInfo", "/Metadata"})  # the whole file, and what programs keep in it


def unpacks_too_far(path: Path) -> bool:
    """Returns whether any stream that the pages of a PDF are made of unpacks to more than `LARGEST_STREAM`.

    So do the parts of a page's text together. Where pypdf cannot read the file, nothing is known of it: False.
    """
    import pypdf
    from pypdf.errors import LimitReachedError

    with path.open("rb") as file, _limits():
        try:
            reader = pypdf.PdfReader(file)
            return any(length > LARGEST_STREAM for length in _lengths(reader))
        except LimitReachedError:
            return True
        except Exception:  # noqa: BLE001 - PDFium tells what is wrong with a broken file, or reads it all the same
            return False


@contextmanager
def _limits() -> Iterator[None]:
    """Let pypdf unpack so far and no further, and say nothing of what it mends."""
    from pypdf import apply_configuration

    most = LARGEST_STREAM
    log = logging.getLogger("pypdf")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        with apply_configuration(
            maximum_declared_stream_length=1 << 40,  # of pictures, which PDFium unpacks row by row
            zlib_maximum_output_length=most,
            lzw_maximum_output_length=most,
            run_length_maximum_output_length=most,
            brotli_maximum_output_length=most,
        ):
            yield
    finally:
        log.setLevel(level)


def _lengths(reader: PdfReader) -> Iterator[int]:
    """Returns the lengths of all streams of the pages, each once, and of all texts of a page together."""
    seen: set[tuple[int, int]] = set()
    for page in reader.pages:
        yield _text_length(page)
        for thing in _shown(page):
            yield from map(_length, _streams(thing, reader, seen))


def _text_length(page: PageObject) -> int:
    """Returns how long the text of a page is: PDFium puts all parts of it together, each as often as it is named."""
    from pypdf.generic import ArrayObject, StreamObject

    text = page.get("/Contents")
    text = text.get_object() if text is not None else None
    length = 0
    for part in text if isinstance(text, ArrayObject) else (text,):
        stream = part.get_object() if part is not None else None
        length += _length(stream) if isinstance(stream, StreamObject) else 0
        if length > LARGEST_STREAM:
            break
    return length


def _shown(page: PageObject) -> Iterator[PdfObject | None]:
    """Returns what a page is made of beside its text: fonts, forms and pictures, and what stands on its notes."""
    yield page.get("/Resources")
    annotations = page.get("/Annots")
    for annotation in annotations.get_object() or () if annotations is not None else ():
        yield annotation.get_object().get("/AP")


def _streams(thing: PdfObject | None, reader: PdfReader, seen: set[tuple[int, int]]) -> Iterator[StreamObject]:
    """Returns the streams in an object and in all that it refers to."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

    pending = [thing]
    while pending:
        one = pending.pop()
        key = (one.generation, one.idnum) if isinstance(one, IndirectObject) else None
        if key in seen:
            continue
        if key is not None and one is not None:
            seen.add(key)
            one = one.get_object()
        if isinstance(one, StreamObject):
            yield one
        if isinstance(one, DictionaryObject):
            pending += [value for name, value in one.items() if name not in _NOT_SHOWN]
        elif isinstance(one, ArrayObject):
            pending += one
        if key is not None and isinstance(one, StreamObject):
            reader.resolved_objects.pop(key, None)  # pictures of the whole file would fill the memory


def _length(stream: StreamObject) -> int:
    """Returns how long a stream is, unpacked as far as PDFium unpacks it at once: a picture but for its last filter."""
    from pypdf.errors import LimitReachedError
    from pypdf.filters import decode_stream_data
    from pypdf.generic import ArrayObject, NameObject

    if stream.get("/Subtype") == "/Image":
        filters = stream.get("/Filter")
        filters = filters.get_object() if filters is not None else None
        if not isinstance(filters, ArrayObject) or len(filters) < 2:
            return 0
        stream[NameObject("/Filter")] = ArrayObject(filters[:-1])
    try:
        return len(decode_stream_data(stream) if "/Filter" in stream else stream.get_data())
    except LimitReachedError:
        raise
    except Exception:  # noqa: BLE001 - a filter that is unknown, or bytes that are broken: the others are still asked
        return 0
