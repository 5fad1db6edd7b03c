"""Pages as `typeset` sets them, turned: lines run down, columns are tiers, heads stand to the right of their text.

Every glyph has its place, as browsers and page makers write such pages; Latin words lie on their side, two digits stand
side by side.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import quoteattr

from benchmarks.reading.typeset import HIGH, WIDE, Set, Sheet, box_of, em

_TOKENS = re.compile(r"(?<![\x21-\x7e])[0-9]{2}(?![\x21-\x7e])|[\x21-\x7e]+|.")


def _tokens(line: Set) -> Iterator[tuple[str, float, float]]:
    """Returns the pieces of a line that are set as one, with where each begins and ends along it."""
    along = line.left
    for token in _TOKENS.findall(line.text):
        end = along + sum(map(em, token)) * line.size
        yield token, along, end
        along = end


def as_pdf_down(sheets: Sequence[Sheet]) -> bytes:
    """Returns pages as a PDF with a text layer."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(HIGH, WIDE), invariant=True)
    for sheet in sheets:
        canvas.setPageSize((sheet.high, WIDE))
        for line in (line for block in sheet.blocks for line in block):
            middle = sheet.high - (line.base - 0.38 * line.size)
            for token, along, end in _tokens(line):
                _draw(canvas, token, middle, along, end, line.size)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw(canvas: object, token: str, middle: float, along: float, end: float, size: float) -> None:
    from reportlab.pdfgen.canvas import Canvas

    assert isinstance(canvas, Canvas)
    if token.isascii() and len(token) > 2:
        canvas.saveState()
        canvas.translate(middle - 0.36 * size, WIDE - along)
        canvas.rotate(-90)
        canvas.setFont("Times-Roman", size)
        canvas.drawString(0, 0, token)
        canvas.restoreState()
    elif token.isascii():
        canvas.setFont("Times-Roman", size)
        canvas.drawCentredString(middle, WIDE - (along + end) / 2 - 0.36 * size, token)
    else:
        canvas.setFont("STSong-Light", size)
        canvas.drawString(middle - size / 2, WIDE - along - 0.88 * size, token)


def as_alto_down(sheets: Sequence[Sheet]) -> str:
    """Returns pages as ALTO 4 without styles: a block a tier of a story, as OCR of such pages leaves it."""
    return (
        f'<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout>{"".join(map(_page, sheets))}</Layout></alto>'
    )


def _page(sheet: Sheet) -> str:
    blocks = "".join(
        f"<TextBlock>{''.join(_line(line, sheet.high) for line in block)}</TextBlock>" for block in sheet.blocks
    )
    return f'<Page WIDTH="{sheet.high:.0f}" HEIGHT="{WIDE:.0f}"><PrintSpace>{blocks}</PrintSpace></Page>'


def _line(line: Set, high: float) -> str:
    left, top, right, bottom = box_of(line)
    place = f'HPOS="{high - bottom:.0f}" VPOS="{left:.0f}" WIDTH="{bottom - top:.0f}" HEIGHT="{right - left:.0f}"'
    return f"<TextLine {place}><String CONTENT={quoteattr(line.text)} {place}/></TextLine>"
