"""A PDF that unpacks to more than any page needs is left out before it takes the memory, and the others are added."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from sitegen.adding import pdf_size
from tests.adding.sources import objects_pdf, stream
from tests.adding.test_adding import TEXT, add, codes, source

LIMIT = 100_000
LONG = 150_000
SHOWN = b"BT /F1 12 Tf 72 700 Td (A bridge in Hewan) Tj ET /X Do "
FLATE = b"/Filter/FlateDecode"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 600 840]"
PICTURE = b"/Type/XObject/Subtype/Image/Width 400/Height 400/BitsPerComponent 8/ColorSpace/DeviceGray"
TWICE = b"/Filter[/FlateDecode/FlateDecode]"
CONTENTS, FONT, BESIDE = 4, 5, 6


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_size, "LARGEST_STREAM", LIMIT)


def packed(length: int, begun: bytes = b"") -> bytes:
    return zlib.compress(begun + b" " * length, 9)


def page_pdf(
    contents: bytes = b"4 0 R",
    text: bytes = stream(SHOWN),
    font: bytes = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    beside: bytes = b"null",
    shown: Sequence[bytes] = (b"/XObject<</X 6 0 R>>",),
) -> bytes:
    """Return a PDF of a page with its text, a font, and something beside them that both may name as `6 0 R`."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 840]/Contents %b/Resources<</Font<</F1 5 0 R>>%b>>>>"
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return objects_pdf(b"<</Type/Catalog/Pages 2 0 R>>", pages, page % (contents, b"".join(shown)), text, font, beside)


def locked() -> bytes:
    """Return a PDF that anyone may open and nobody may change, of a page of 150,000 bytes."""
    file = io.BytesIO()
    lock = StandardEncryption("", ownerPassword="owner", strength=128)
    canvas = Canvas(file, pagesize=(600, 840), invariant=True, encrypt=lock, pageCompression=1)
    for _ in range(2_000):
        canvas.drawString(72, 700, "A bridge in Hewan is opened to all who walk.")
    canvas.save()
    return file.getvalue()


TOO_LARGE = {
    "its text": page_pdf(text=stream(packed(LONG, SHOWN), FLATE)),
    "text packed twice": page_pdf(text=stream(zlib.compress(packed(LONG, SHOWN)), TWICE)),
    "text of runs": page_pdf(text=stream(bytes([129, 32]) * 1_200 + b"\x80", b"/Filter/RunLengthDecode")),
    "text that is not packed": page_pdf(text=stream(SHOWN + b" " * LONG)),
    "the parts of its text": page_pdf(
        b"[4 0 R 6 0 R]", stream(packed(LONG // 2, SHOWN), FLATE), beside=stream(packed(LONG // 2), FLATE)
    ),
    "a part of its text that is there many times": page_pdf(
        b"[4 0 R 4 0 R 4 0 R 4 0 R]", stream(packed(LONG // 4, SHOWN), FLATE)
    ),
    "a form": page_pdf(beside=stream(packed(LONG, SHOWN), FORM + FLATE)),
    "a font": page_pdf(
        font=b"<</Type/Font/Subtype/TrueType/BaseFont/X/FontDescriptor<</FontName/X/FontFile2 6 0 R>>>>",
        beside=stream(packed(LONG), FLATE),
    ),
    "what its characters mean": page_pdf(
        font=b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>", beside=stream(packed(LONG), FLATE)
    ),
    "a picture packed before it is packed": page_pdf(
        beside=stream(packed(LONG), PICTURE + b"/Filter[/FlateDecode/DCTDecode]")
    ),
    "text of a file that nobody may change": locked(),
}
FITS = {
    "text of a whole page": page_pdf(text=stream(packed(LIMIT - len(SHOWN), SHOWN), FLATE)),
    "a picture, which is unpacked row by row": page_pdf(beside=stream(zlib.compress(b"z" * 160_000), PICTURE + FLATE)),
    "a picture that is not packed": page_pdf(beside=stream(b"z" * 160_000, PICTURE)),
    "what a program keeps for itself": page_pdf(
        beside=stream(SHOWN[:-6], FORM + b"/PieceInfo<</Draw<</Private 7 0 R>>>>")
    ),
    "something in a circle": page_pdf(
        beside=stream(SHOWN, FORM + b"/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>")
    ),
    "a filter that nobody knows": page_pdf(beside=stream(b"z" * LONG, FORM + b"/Filter/NoDecode")),
    "broken bytes": page_pdf(beside=stream(b"no zlib", FORM + FLATE)),
    "no catalogue that pypdf finds": page_pdf().replace(b"/Kids[3 0 R]", b"/Kids[3 0 R 99 0 R]"),
}


@pytest.mark.parametrize("what", TOO_LARGE)
def test_a_pdf_that_unpacks_too_far_is_left_out_and_the_others_are_added(
    what: str, tmp_path: Path, seeds: Path
) -> None:
    large = source(tmp_path, "large.pdf", TOO_LARGE[what])
    added = add(seeds, large, source(tmp_path, "good.txt", TEXT))
    assert codes(added) == ["a-017"]
    assert added.bulletins == 1
    assert added.diagnostics[0].path == large.as_posix()


@pytest.mark.parametrize("what", FITS)
def test_a_pdf_of_a_page_as_large_as_pages_are_is_added(what: str, tmp_path: Path, seeds: Path) -> None:
    added = add(seeds, source(tmp_path, "page.pdf", FITS[what]))
    assert "a-017" not in codes(added)
    assert added.bulletins == 1


def test_what_pypdf_mends_is_said_to_nobody(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    wrong = page_pdf().replace(b"startxref\n", b"startxref\n1")
    assert not pdf_size.unpacks_too_far(source(tmp_path, "page.pdf", wrong))
    assert not caplog.records
