"""A page of a source → the text of a bulletin, and the sidecar that tells where each line of it stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sitegen.adding.blocks import Block, SourcePage
from sitegen.adding.texts import with_links
from sitegen.reading.files.sidecar import Kind, PageLayout, PlacedBlock, digest_of


@dataclass(frozen=True, slots=True)
class Written:
    """A bulletin as it is to be written: its text, and its layout where the source knows of one."""

    text: str
    layout: PageLayout | None


def write_bulletin(page: SourcePage, pictures: Mapping[str, str], scan: str = "") -> Written:
    """Make the bulletin of a page; `pictures` tells what its pictures are called beside it, `scan` the whole page."""
    if page.raw:
        return Written(with_links(page.raw, dict(pictures)) if pictures else page.raw, None)
    lines: list[str] = []
    placed: list[PlacedBlock] = []
    for block in page.blocks:
        shown = f"![]({pictures[block.picture]})" if block.picture in pictures else ""
        text = block.text or shown
        if text:
            lines += ([""] if lines else []) + [text]
        if text or block.box is not None:
            placed.append(_placed(block, len(lines) if text else 0))
    text = "\n".join(lines) + "\n"
    if not page.height:
        return Written(text, None)
    layout = PageLayout(
        text=digest_of(text),
        source=page.source.name,
        format=page.format,
        page=page.number,
        height=page.height,
        scan=scan,
        blocks=tuple(placed),
    )
    return Written(text, layout)


def _placed(block: Block, line: int) -> PlacedBlock:
    kind = block.kind
    return PlacedBlock(
        kind=kind,
        line=line,
        box=block.box,
        size=block.size if kind is not Kind.PICTURE else 0,
        level=block.level,
        bold=block.bold,
        indent=block.indent,
        direction=block.direction,
        rows=block.rows,
    )
