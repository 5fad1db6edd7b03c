"""A printed page drawn for tests: its bulletin, its layout, and its picture with grey bars where type would be."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageDraw

from sitegen.reading.files.sidecar import digest_of

HEIGHT = 14_000
PAPER, INK = (240, 234, 218), (70, 66, 60)
Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Set:
    """A line of a page: its text, what kind of block it is, and where each part of it stands."""

    text: str
    kind: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Drawn:
    """The files of a page."""

    text: str
    layout: str
    scan: bytes

    def files(self, stem: str) -> dict[str, str | bytes]:
        return {f"{stem}.txt": self.text, f"{stem}.layout.json": self.layout, f"{stem}.page.jpg": self.scan}


# Two columns of a story below its headline, a story of one column beside them that goes on below both: an L.
SETTING = (
    Set("# 河湾日报", "header", ((500, 400, 4000, 1200),)),
    Set("2023年5月4日 星期四 第1版", "header", ((6500, 900, 9500, 1150),)),
    Set("## 河湾新桥昨日通车", "title", ((500, 1500, 6200, 2200),)),
    Set(
        "本报讯(记者 林青山)全长320米的河湾新桥昨日上午通车。",
        "text",
        ((500, 2400, 3250, 7000), (3450, 2400, 6200, 7000)),
    ),
    Set("## 图书馆延长开放时间", "title", ((6500, 1500, 9500, 2100),)),
    Set("本报讯 河湾市图书馆自即日起每晚开放至21时,周末照常开放。", "text", ((6500, 2300, 9500, 7000),)),
    Set("读者可凭身份证免押金借书,少儿阅览室新增绘本两千册。", "text", ((500, 7400, 9500, 10_000),)),
    Set("## 渡船今日停航", "title", ((500, 10_600, 9500, 11_200),)),
    Set("本报讯 因水位上涨,东岸渡口的渡船今日停航,开航时间另行通知。", "text", ((500, 11_400, 9500, 13_500),)),
)


def draw(setting: Sequence[Set] = SETTING, *, width: int = 1200, scan: str = "2023-05-04-01.page.jpg") -> Drawn:
    """Draw a page that is `width` pixels wide."""
    lines: list[str] = []
    blocks: list[dict[str, Any]] = []
    for one in setting:
        lines += [one.text, ""]
        blocks += [{"kind": one.kind, "line": len(lines) - 1, "box": box} for box in one.boxes]
    text = "\n".join(lines)
    told = {"version": 1, "text": digest_of(text), "height": HEIGHT, "scan": scan, "blocks": blocks}
    return Drawn(text, json.dumps(told, ensure_ascii=False), picture(setting, width))


def picture(setting: Sequence[Set] = SETTING, width: int = 1200, **options: Any) -> bytes:
    """Draw the picture of a page."""
    image = Image.new("RGB", (width, width * HEIGHT // 10_000), PAPER)
    pen = ImageDraw.Draw(image)
    for one in setting:
        for box in one.boxes:
            left, top, right, bottom = (side * width // 10_000 for side in box)
            for row in range(top, bottom, 8 if one.kind == "text" else 20):
                pen.rectangle((left, row, right, row + (3 if one.kind == "text" else 12)), fill=INK)
    file = io.BytesIO()
    image.save(file, options.pop("format", "jpeg"), **options)
    return file.getvalue()
