"""Small sources of every format, invented: what layout models, OCR programs and PDF writers leave."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import Any

from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

HEAD = "河湾新桥昨日通车"
FOLIO = "2024年5月4日 星期六 第3版"
FIRST = "本报讯（记者 林青山）全长320米的河湾新桥昨日建成通车，两岸居民往来不再绕行。"
SECOND = "通车第一天，值班人员疏导车辆两千余辆，没有发生拥堵。"
CAPTION = "图为傍晚的河湾新桥。 李远摄"

MINERU: list[dict[str, Any]] = [
    {"type": "header", "text": "河湾日报", "bbox": [40, 30, 300, 60], "page_idx": 0},
    {"type": "header", "text": FOLIO, "bbox": [600, 40, 960, 55], "page_idx": 0},
    {"type": "text", "text": HEAD, "text_level": 1, "bbox": [40, 100, 620, 140], "page_idx": 0},
    {"type": "text", "text": FIRST, "bbox": [40, 160, 320, 230], "page_idx": 0},
    {
        "type": "image",
        "img_path": "images/a1.png",
        "image_caption": [CAPTION],
        "image_footnote": ["资料图片"],
        "bbox": [340, 160, 620, 300],
        "page_idx": 0,
    },
    {"type": "text", "text": SECOND, "bbox": [40, 235, 320, 290], "page_idx": 0},
    {
        "type": "table",
        "img_path": "",
        "table_caption": ["表1 各桥车流"],
        "table_footnote": ["注：单位为辆。"],
        "table_body": "<table><tr><td>老桥</td><td>800</td></tr>\n<tr><td>新桥</td><td>2000</td></tr></table>",
        "bbox": [40, 320, 620, 400],
        "page_idx": 0,
    },
    {"type": "list", "list_items": ["其一，限速。", "其二，限载。"], "bbox": [40, 410, 620, 450], "page_idx": 0},
    {"type": "page_number", "text": "3", "bbox": [480, 970, 520, 985], "page_idx": 0},
]
PADDLE: dict[str, Any] = {
    "input_path": "p.png",
    "page_index": 0,
    "width": 1000,
    "height": 1400,
    "parsing_res_list": [
        {"block_label": "header", "block_content": "河湾日报", "block_bbox": [40, 40, 300, 80], "block_order": None},
        {"block_label": "header", "block_content": FOLIO, "block_bbox": [600, 50, 960, 70], "block_order": None},
        {"block_label": "text", "block_content": SECOND, "block_bbox": [40, 330, 320, 410], "block_order": 3},
        {"block_label": "text", "block_content": FIRST, "block_bbox": [40, 220, 320, 320], "block_order": 2},
        {"block_label": "doc_title", "block_content": HEAD, "block_bbox": [40, 140, 620, 200], "block_order": 1},
        {"block_label": "image", "block_content": "", "block_bbox": [340, 220, 620, 400], "block_order": None},
        {"block_label": "figure_title", "block_content": CAPTION, "block_bbox": [340, 405, 620, 425], "block_order": 4},
        {"block_label": "number", "block_content": "3", "block_bbox": [480, 1360, 520, 1380], "block_order": None},
    ],
}
DOTS: list[dict[str, Any]] = [
    {"bbox": [40, 40, 300, 80], "category": "Page-header", "text": "河湾日报"},
    {"bbox": [600, 50, 960, 70], "category": "Page-header", "text": FOLIO},
    {"bbox": [40, 140, 620, 200], "category": "Title", "text": f"# {HEAD}"},
    {"bbox": [40, 220, 320, 320], "category": "Text", "text": FIRST},
    {"bbox": [340, 220, 620, 400], "category": "Picture"},
    {"bbox": [340, 405, 620, 425], "category": "Caption", "text": CAPTION},
    {"bbox": [40, 330, 320, 410], "category": "Text", "text": SECOND},
    {"bbox": [480, 1360, 520, 1380], "category": "Page-footer", "text": "3"},
]
ALTO = f"""<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#">
<Description><MeasurementUnit>pixel</MeasurementUnit></Description>
<Styles><TextStyle ID="big" FONTSIZE="30" FONTSTYLE="bold"/><TextStyle ID="text" FONTSIZE="10"/></Styles>
<Tags><LayoutTag ID="cap" LABEL="caption"/></Tags>
<Layout><Page ID="p1" PHYSICAL_IMG_NR="1" WIDTH="1000" HEIGHT="1400">
<TopMargin><TextBlock ID="t">
<TextLine HPOS="40" VPOS="40" WIDTH="260" HEIGHT="40"><String CONTENT="河湾日报"/></TextLine>
<TextLine HPOS="600" VPOS="50" WIDTH="360" HEIGHT="20"><String CONTENT="2024年5月4日"/><SP WIDTH="9"/><String
 CONTENT="星期六" HEIGHT="12"/><SP WIDTH="9"/><String CONTENT="第3版" HEIGHT="12"/></TextLine></TextBlock></TopMargin>
<PrintSpace>
<TextBlock ID="h" STYLEREFS="big"><TextLine HPOS="40" VPOS="140" WIDTH="580" HEIGHT="60"><String CONTENT="{HEAD}"/>
</TextLine></TextBlock>
<TextBlock ID="b" STYLEREFS="text">
<TextLine HPOS="60" VPOS="220" WIDTH="260" HEIGHT="12"><String CONTENT="{FIRST[:22]}"/></TextLine>
<TextLine HPOS="40" VPOS="238" WIDTH="280" HEIGHT="12"><String CONTENT="{FIRST[22:]}"/></TextLine>
<TextLine HPOS="60" VPOS="256" WIDTH="260" HEIGHT="12"><String CONTENT="{SECOND}"/></TextLine></TextBlock>
<Illustration ID="i" HPOS="340" VPOS="220" WIDTH="280" HEIGHT="180"/>
<TextBlock ID="c" TAGREFS="cap" STYLEREFS="text"><TextLine HPOS="340" VPOS="405" WIDTH="280" HEIGHT="11">
<String CONTENT="{CAPTION}"/></TextLine></TextBlock>
</PrintSpace></Page></Layout></alto>
"""
HOCR = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html><head><title>p</title><meta name='ocr-system' content='an OCR program'/></head><body>
<div class='ocr_page' id='page_1' title='image "p.png"; bbox 0 0 1000 1400; ppageno 0'>
<div class='ocr_carea'><p class='ocr_par'>
<span class='ocr_header' title="bbox 40 40 300 80; x_size 40">
<span class='ocrx_word' title='bbox 40 40 300 80'>河湾日报</span></span>
<span class='ocr_line' title="bbox 600 50 960 70; x_size 12">{FOLIO}</span></p>
<p class='ocr_par'><span class='ocr_line' title="bbox 40 140 620 200; x_size 48">
<span class='ocrx_word' title='bbox 40 140 300 200'><strong>{HEAD[:4]}</strong></span>
<span class='ocrx_word' title='bbox 305 140 620 200'><strong>{HEAD[4:]}</strong></span></span></p>
<p class='ocr_par'><span class='ocr_line' title="bbox 60 220 320 232; x_size 12">{FIRST[:22]}</span>
<span class='ocr_line' title="bbox 40 238 320 250; x_size 12">{FIRST[22:]}</span></p>
<p class='ocr_par'><span class='ocr_line' title="bbox 60 256 320 268; x_size 12">{SECOND}</span></p></div>
<div class='ocr_photo' title='bbox 340 220 620 400'></div>
<p class='ocr_par'><span class='ocr_caption' title='bbox 340 405 620 416; x_size 11'>{CAPTION}</span></p>
</div></body></html>
"""


def as_json(value: object) -> bytes:
    """Return a value as JSON, ideographs as they are."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def png(width: int = 8, height: int = 6) -> bytes:
    """Return a small picture."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), (120, 130, 140)).save(file, "PNG")
    return file.getvalue()


def pdf(
    pages: Sequence[Sequence[tuple[float, float, float, str]]], *, password: str = "", pictures: bool = True
) -> bytes:
    """Return a PDF of lines (left, base line from the top, size, text), 600 wide and 840 high."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    file = io.BytesIO()
    lock = StandardEncryption(password) if password else None
    canvas = Canvas(file, pagesize=(600, 840), invariant=True, encrypt=lock)
    for lines in pages:
        if pictures:
            canvas.drawInlineImage(Image.new("RGB", (20, 10), (90, 90, 90)), 320, 840 - 300, 240, 120)
        for left, base, size, text in lines:
            font = "Times-Roman" if text.isascii() else "STSong-Light"
            canvas.setFont(font, size)
            canvas.drawString(left, 840 - base, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def page_lines(folio: str = FOLIO) -> list[tuple[float, float, float, str]]:
    """Return the lines of a page with a head over two columns and a caption below a picture."""
    return [
        (40, 60, 30, "河湾日报"),
        (400, 60, 10, folio),
        (40, 130, 32, HEAD),
        (60, 190, 10, FIRST[:22]),
        (40, 205, 10, FIRST[22:]),
        (60, 220, 10, SECOND[:22]),
        (40, 235, 10, SECOND[22:]),
        (320, 312, 8, CAPTION),
    ]


def objects_pdf(*objects: bytes) -> bytes:
    """Return a PDF of objects as they are given, the first of them its catalogue."""
    out, starts = bytearray(b"%PDF-1.7\n"), list[int]()
    for number, content in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    end = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % start for start in starts)
    return bytes(out + b"trailer <</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, end))


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """Return a stream of a PDF, its content packed already."""
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(content), entries, content)
