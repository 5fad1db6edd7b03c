"""Pages set down, invented: stories in tiers from right to left, heads across and down, a story across in a box."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

HIGH = 840
WIDE = 600
FOLIO = "2024年5月4日　星期六　第3版"
BRIDGE = "河湾新桥昨日通车"
BRIDGE_TEXT = (
    "本报讯（记者林青山）全长三百二十米的河湾新桥昨日建成通车，两岸居民往来不再绕行。",
    "通车第一天，值班人员疏导车辆两千余辆，没有发生拥堵，沿岸商铺生意也比平日好了许多。",
    "老船工贺大明说，他摆渡二十六年，第一次走着过河，桥面很宽，风也不大，孙子一路跑在前面。",
)
MARKET = "城西菜场开张"
MARKET_TEXT = (
    "城西菜场5月12日开张，设摊位60个，每日清晨五时开门，傍晚七时收市，头三个月免收摊位费。",
    "市场管理处引进ABC Scale公司的电子秤，斤两全由大屏幕公布，买菜的人说心里踏实。",
)
WEATHER = "今日天气"
WEATHER_TEXT = "晴到多云，东南风三级，最高气温二十四度，最低气温十五度，空气质量良好。"
STORIES = {BRIDGE: BRIDGE_TEXT, MARKET: MARKET_TEXT, WEATHER: (WEATHER_TEXT,)}
_TOKENS = re.compile(r"(?<!\d)\d{2}(?!\d)|[A-Za-z][A-Za-z ]*[A-Za-z]|.")


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What stands at one place of a column: its text, the upper end and the middle of its place, its size."""

    text: str
    across: float
    down: float
    size: float
    high: float


def columns(
    text: Sequence[str], right: float, top: float, bottom: float, *, size: float = 10, pitch: float = 16
) -> Iterator[Glyphs]:
    """Return the glyphs of paragraphs that run down in columns from the right, each set in by one."""
    across = right - size / 2
    for paragraph in text:
        down = top + size
        for token in _TOKENS.findall(paragraph):
            high = 0.55 * size * len(token) if token.isascii() and len(token) > 2 else size
            if down + high > bottom + 0.1:
                across, down = across - pitch, top
            yield Glyphs(token, across, down, size, high)
            down += high
        across -= pitch


def head(text: str, across: float, top: float, size: float) -> Iterator[Glyphs]:
    """Return the glyphs of a head that runs down."""
    for at, char in enumerate(text):
        yield Glyphs(char, across, top + at * size, size, size)


def mixed(*, forms: bool = False) -> tuple[list[Glyphs], list[tuple[float, float, float, str]]]:
    """Return a page: what runs down on it and what runs across (left, base line, size, text).

    The bridge has its head across above two tiers; the market's head runs down to the right of its text; the weather is
    set across in a box below. `forms` sets marks in their forms for columns.
    """
    down = [
        *columns(BRIDGE_TEXT[:2], 560, 130, 260),
        *columns(BRIDGE_TEXT[2:], 560, 285, 415),
        *head(MARKET, 330, 100, 26),
        *columns(MARKET_TEXT, 300, 100, 415),
    ]
    across = [
        (40.0, 60.0, 30.0, "河湾日报"),
        (330.0, 60.0, 10.0, FOLIO),
        (372.0, 112.0, 22.0, BRIDGE),
        (60.0, 480.0, 20.0, WEATHER),
        *((60.0, 505.0 + 15 * at, 10.0, WEATHER_TEXT[18 * at : 18 * at + 18]) for at in range(2)),
    ]
    if forms:
        down = [Glyphs(one.text.translate(FORMS), one.across, one.down, one.size, one.high) for one in down]
    return down, across


FORMS = str.maketrans("，。、（）“”", "︐︒︑︵︶﹁﹂")


def pdf(
    down: Sequence[Glyphs],
    across: Sequence[tuple[float, float, float, str]] = (),
    *,
    by_font: bool = False,
    credit: tuple[float, float, str] | None = None,
) -> bytes:
    """Return a PDF of one page; `by_font` sets columns in a font for setting down, else each glyph has its place.

    `credit` is a line that runs up: where it begins, and its text.
    """
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    upright = UnicodeCIDFont("STSong-Light", isVertical=True)
    upright.fontName = upright.name = "STSong-V"
    pdfmetrics.registerFont(upright)
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDE, HIGH), invariant=True)
    for left, base, size, text in across:
        canvas.setFont("STSong-Light", size)
        canvas.drawString(left, HIGH - base, text)
    for one in down:
        _draw(canvas, one, by_font)
    if credit is not None:
        canvas.saveState()
        canvas.translate(credit[0], HIGH - credit[1])
        canvas.rotate(90)
        canvas.setFont("STSong-Light", 8)
        canvas.drawString(0, 0, credit[2])
        canvas.restoreState()
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw(canvas: Canvas, one: Glyphs, by_font: bool) -> None:
    size = one.size
    if one.text.isascii() and len(one.text) > 2:  # Latin words lie on their side
        canvas.saveState()
        canvas.translate(one.across - 0.35 * size, HIGH - one.down)
        canvas.rotate(-90)
        canvas.setFont("Helvetica", size)
        canvas.drawString(0, 0, one.text)
        canvas.restoreState()
    elif one.text.isascii():
        canvas.setFont("Helvetica", size)
        canvas.drawCentredString(one.across, HIGH - one.down - 0.88 * size, one.text)
    elif by_font:
        canvas.setFont("STSong-V", size)
        canvas.drawString(one.across, HIGH - one.down, one.text)
    else:
        canvas.setFont("STSong-Light", size)
        canvas.drawString(one.across - size / 2, HIGH - one.down - 0.88 * size, one.text)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as an OCR program gives it: its text, its box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def lines_of(down: Sequence[Glyphs]) -> list[Line]:
    """Return the columns that glyphs make, in their order."""
    found: list[Line] = []
    last: Glyphs | None = None
    for one in down:
        left, right = one.across - one.size / 2, one.across + one.size / 2
        if last is not None and last.across == one.across and abs(last.down + last.high - one.down) < 1:
            found[-1] = Line(found[-1].text + one.text, left, found[-1].top, right, one.down + one.high)
        else:
            found.append(Line(one.text, left, one.down, right, one.down + one.high))
        last = one
    return found


def blocks() -> list[list[Line]]:
    """Return the page of `mixed` as blocks in reading order."""
    down, across = mixed()
    columns = lines_of(down)
    head_at = next(at for at, line in enumerate(columns) if line.text == MARKET)
    plain = [Line(t, x, base - 0.88 * size, x + size * len(t), base + 0.12 * size) for x, base, size, t in across]
    return [
        [plain[0]],
        [plain[1]],
        [plain[2]],
        columns[:head_at],
        [columns[head_at]],
        columns[head_at + 1 :],
        [plain[3]],
        plain[4:],
    ]


def alto(*, direction: bool = False) -> str:
    """Return the page of `mixed` as ALTO; `direction` says which way blocks run."""
    found = []
    for block in blocks():
        down = block[0].bottom - block[0].top > block[0].right - block[0].left
        said = f' BASEDIRECTION="{"ttb" if down else "ltr"}"' if direction else ""
        rows = "".join(
            f'<TextLine {_place(one)}><String CONTENT="{one.text}" {_place(one)}/></TextLine>' for one in block
        )
        found.append(f"<TextBlock{said}>{rows}</TextBlock>")
    page = f'<Page WIDTH="{WIDE}" HEIGHT="{HIGH}"><PrintSpace>{"".join(found)}</PrintSpace></Page>'
    return f'<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout>{page}</Layout></alto>'


def _place(line: Line) -> str:
    wide, high = line.right - line.left, line.bottom - line.top
    return f'HPOS="{line.left:g}" VPOS="{line.top:g}" WIDTH="{wide:g}" HEIGHT="{high:g}"'


def hocr() -> str:
    """Return the page of `mixed` as hOCR."""
    found = []
    for block in blocks():
        rows = (
            f"<span class='ocr_line' title='bbox {one.left:.0f} {one.top:.0f} {one.right:.0f} {one.bottom:.0f}'>"
            f"{one.text}</span>"
            for one in block
        )
        found.append(f"<p class='ocr_par'>{''.join(rows)}</p>")
    page = f"<div class='ocr_page' title='bbox 0 0 {WIDE} {HIGH}'>{''.join(found)}</div>"
    return f"<html><head><meta name='ocr-system' content='x'/></head><body>{page}</body></html>"
