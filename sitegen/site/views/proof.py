"""What the templates of the editors' proof sheet may see. Every text is plain; templates escape it.

`id`s are unique on the page they stand on. A field that a bulletin does not have is "" or an empty tuple.
"""

from __future__ import annotations

import msgspec


class FixView(msgspec.Struct, frozen=True, kw_only=True):
    """YAML that would settle a finding, or give a line another part: what it does, the file it belongs into."""

    does: str  # role, split, join, date, accept
    line: int = 0  # the line that it is done to, 0 where it is to the whole page
    file: str  # "seeds/a.yaml"
    yaml: str
    in_front_matter: bool = False  # of edited Markdown


class FindingView(msgspec.Struct, frozen=True, kw_only=True):
    """A finding with everything that settles it. `line` is 0 where it is about the whole file.

    Of one that the editor has accepted, `message` is the reason.
    """

    code: str
    severity: str  # error, warning, note, accepted
    path: str
    line: int
    column: int
    message: str
    hint: str
    excerpt: str
    href: str  # "#…" of the line it stands beside, "" where that is not shown
    fixes: tuple[FixView, ...]


class SegmentView(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a source line: `kind` is text (it is published), mark (it is not), or edit (`before` became `after`).

    Signs that cannot be seen are shown by their name: ␉, U+200B. `quiet` is an edit that only changes a mark's width.
    """

    kind: str
    text: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""
    quiet: bool = False


class JoinView(msgspec.Struct, frozen=True, kw_only=True):
    """A healed break above a line: the line that it continues, and why the two are joined."""

    line: int
    href: str
    reason: str  # column-break, line-break, line-end-hyphen
    space: bool  # whether the two are joined with a space between them


class PictureView(msgspec.Struct, frozen=True, kw_only=True):
    """A picture that the editor gives a line: its file's name, and words for those who do not see it."""

    name: str
    alt: str


class LineView(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the bulletin that is not blank, exactly as it stands there.

    `role` is "" for a line that the reader left out of its list, such as front matter. `pieces` are the ids of what it
    became in the page as published, `href` leads to the first of them.
    """

    id: str
    number: int
    gap: int  # blank lines above
    role: str
    confidence: str  # "0.95"
    other: str  # the runner-up, "" where nothing else was weighed
    why: tuple[str, ...]  # what decided, strongest first
    low: bool
    joined: JoinView | None
    segments: tuple[SegmentView, ...]
    pieces: tuple[str, ...]
    href: str
    pictures: tuple[PictureView, ...]
    findings: tuple[FindingView, ...]
    fix: FixView | None  # how to give it another part; None in edited Markdown, which is changed itself


class NumberView(msgspec.Struct, frozen=True, kw_only=True):
    """A link to a source line."""

    line: int
    href: str


class BeginningView(msgspec.Struct, frozen=True, kw_only=True):
    """An article that begins: its id on the sheet, its kind, its length, what readers are told of it."""

    id: str
    kind: str
    size: int  # in characters
    word_count: int  # 0 where readers of the edition's language count characters
    notices: tuple[NoticeView, ...]


class NoticeView(msgspec.Struct, frozen=True, kw_only=True):
    """A public correction (更正) as readers are told of it; `day` is YYYY-MM-DD, `note` "" for none."""

    before: str
    after: str
    day: str
    note: str


class PieceView(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of the page as published: a field of an article, a block of its body, or page furniture.

    `kind` names the field (headline, deck …), the block (paragraph, caption …) or the furniture's role. `opening` is
    what runs in before a first paragraph: dateline and byline. `begins` is the article whose first piece this is.
    """

    id: str
    kind: str
    level: int
    parts: tuple[str, ...]  # a paired headline cut at its space; else the whole text
    numbers: tuple[NumberView, ...]
    is_furniture: bool
    opening: tuple[PieceView, ...] = ()
    begins: BeginningView | None = None


class RowView(msgspec.Struct, frozen=True, kw_only=True):
    """Lines of the source and what became of them, side by side; as few as keep both in their order."""

    lines: tuple[LineView, ...]
    pieces: tuple[PieceView, ...]


class BandView(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the page: the furniture above the first article, or an article with what stands within it."""

    rows: tuple[RowView, ...]


class SummaryView(msgspec.Struct, frozen=True, kw_only=True):
    """A bulletin in the table at the top."""

    href: str
    path: str
    title: str  # its first headline
    date: str
    origin: str  # overlay, folio, file-name, signed, none
    page: str
    articles: int
    errors: int
    warnings: int
    notes: int
    mean: str  # confidence of its lines: "0.93"
    lowest: str


class BulletinView(msgspec.Struct, frozen=True, kw_only=True):
    """A bulletin beside the page that it became. `findings` are those about the whole file."""

    id: str
    summary: SummaryView
    date_note: str
    section: str
    findings: tuple[FindingView, ...]
    bands: tuple[BandView, ...]


class ProofView(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the proof sheet: the index with the table, or, of many bulletins, one alone with links to others."""

    language: str  # of the sheet
    edition_language: str  # of the newspaper, whose text stands on the sheet
    name: str  # of the newspaper
    generator: str
    title: str
    home: str  # href of the index, "" on the index itself
    previous: str  # hrefs of the neighbours in the table, "" for none
    next: str
    totals: tuple[int, int, int]  # errors, warnings, notes of the edition
    rows: tuple[SummaryView, ...]
    findings: tuple[FindingView, ...]  # about files that are no page of the sheet
    bulletins: tuple[BulletinView, ...]
    roles: tuple[str, ...]  # what a line can be
