r"""What converters leave in a bulletin beside its text: HTML, pictures, LaTeX, references, escapes; found, in order.

Bulletins come out of OCR programs (MinerU, PaddleOCR, dots.ocr, marker, docling …), pandoc or office programs. Each
leaves its own: `<table>`, `![](images/3.jpg)`, `$98.1\%$`, `&nbsp;`, `\*`. What stands here finds such pieces and says
what each means; what becomes of the lines that they stand in is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.model.prose import Reason
from sitegen.reading.text import tags
from sitegen.reading.text.formulas import read_math, read_script
from sitegen.reading.text.latex import bare_formulas
from sitegen.reading.text.line import Left
from sitegen.reading.text.pictures import read_image, read_img
from sitegen.reading.text.tokens import COMMENT, DATA, UNKNOWN, Kind, Token, short, signs
from sitegen.reading.text.unseen import FOR_PATTERNS, UNSEEN

# What every piece of markup begins with, for a quick look at a whole text: most have none of them, and most have none
# of the few characters that all of these have one of.
_SIGNS = ("<", "&", "\\", "$", "![", "](", "^{", "^", "_{", "data:", "```", ":::", "]{", "{#", "{.", "~")
_RARE = ("<", "&", "\\", "$", "[", "]", "^", "{", "`", "~", "data:", ":::")
_START = re.compile(
    r"<(?=[A-Za-z/!?|｜])|&(?=[#A-Za-z])|\\|\$|!\[|\](?=[({])|[\^_](?=[{\d+-])|~(?=\d)|data:(?=[a-z])|\[(?=image\d)|`{3}|:{3}|\{(?=[#.])"
)
_UNSEEN = re.compile(f"[{FOR_PATTERNS}]")

_COMMENT_END = re.compile(r"--!?>")
_LINK_END = re.compile(r"\]\((?:https?://|mailto:|tel:|www\.|#)[^\s()<>]{0,600}(?:\s{1,4}\"[^\"\n]{0,200}\")?\)", re.I)
_SPAN_END = re.compile(r"\]\{[.#][^{}\n]{0,200}\}")
_LONGEST_LINK = 300
_MOST_INDENT = 12
# data:image/png;base64,iVBORw0…, over several lines as well; [image1]: <data:…>
_DATA = re.compile(
    r"data:(?P<type>[a-z]{1,20}/[A-Za-z0-9.+-]{1,60})?(?:;[A-Za-z0-9=._-]{1,40}){0,4},[A-Za-z0-9+/=%_-]{16,}+(?:\r?\n[A-Za-z0-9+/=]{20,}+)*+>?"
)
_DATA_DEFINED = re.compile(r"\[image\d{1,4}\]:[ \t]{0,4}<?(?=data:)")
_FENCE = re.compile(
    r"`{3,8}[A-Za-z]{0,20}[ \t]*$|:{3,8}[ \t]*(?:\{[^{}\n]{0,200}\}|[A-Za-z-]{0,30})[ \t]*:{0,8}[ \t]*$", re.M
)
# \section*{…}: a heading, as Mathpix and other programs that write LaTeX leave it
_RANKS = ("title", "chapter", "section", "subsection", "subsubsection", "paragraph")
_HEADING = re.compile(rf"\\(?P<rank>{'|'.join(_RANKS)})\*?[ \t]*\{{(?P<text>[^{{}}\n]{{1,200}})\}}")
_ESCAPE = re.compile(r"\\(?P<char>[!-/:-@\[-`{-~])|\\(?=[ \t\r]*(?:\n|\Z))")
# ## 标题 {#head .unnumbered}: pandoc's name for a heading
_NAME = re.compile(r"\{[#.][^{}\n]{1,200}\}(?=[ \t\r]*(?:\n|\Z))")
_LABEL = re.compile(r"[a-z]{2,20}(?:[_ -][a-z]{1,20}){0,3}")


def has_markup(text: str) -> bool:
    """Tell at a glance whether a text may hold markup."""
    # To look for each is quicker than for any of a class.
    if any(map(text.__contains__, _RARE)) and any(map(text.__contains__, _SIGNS)):
        return True
    # Of text that is printed these white signs alone are "not printable" to Python, as all that nobody sees is.
    printed = text.replace("\n", "").replace("\u3000", "")
    return not printed.isprintable() and any(map(text.__contains__, UNSEEN))


def find_tokens(text: str) -> tuple[Token, ...]:
    """Returns the markup of a text in order, without overlap."""
    scanner = _Scanner(text)
    found = [*scanner.tokens()]
    found += _unseen(text, found)
    found.sort(key=lambda token: token.start)
    return tuple(found)


def _unseen(text: str, tokens: list[Token]) -> Iterator[Token]:
    """Find characters that nobody sees outside of other markup; a soft hyphen at a line end says that a word is cut."""
    spans = iter(sorted((token.start, token.end) for token in tokens))
    start, end = next(spans, (len(text), len(text)))
    for found in _UNSEEN.finditer(text):
        while end <= found.start():
            start, end = next(spans, (len(text), len(text) + 1))
        cut = found[0] == "\u00ad" and text[found.end() : found.end() + 1] in ("\n", "\r", "")
        if found.start() < start and not cut:
            yield Token(found.start(), found.end(), Kind.SIGN, reason=Reason.INVISIBLE)


class _Scanner:
    """Goes over a text once; what is looked for far ahead and is not there is not looked for again."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._absent: set[str] = set()  # names of elements that are not closed any more, and `-->`
        self._opened: set[str] = set()  # names of tags seen

    def tokens(self) -> Iterator[Token]:
        """Returns the tokens; the opening bracket of a link comes with the closing one."""
        text, at, last = self._text, 0, 0
        while (begin := _START.search(text, at)) is not None:
            at = begin.end()
            for token in self._read(begin.start(), last):
                yield token
                at = max(at, token.end)
                last = max(last, token.end)

    def _read(self, at: int, last: int) -> tuple[Token, ...]:
        sign = self._text[at]
        if sign == "<":
            return self._angle(at)
        if sign == "&":
            entity = tags.read_entity(self._text, at)
            return (Token(at, entity[0], Kind.SIGN, entity[1]),) if entity else ()
        if sign in "$\\":
            return read_math(self._text, at) or (self._backslash(at) if sign == "\\" else ())
        if sign == "!":
            return read_image(self._text, at)
        if sign == "]":
            return self._link(at, last)
        if sign in "^_~":
            return read_script(self._text, at)
        return self._other(at)

    def _angle(self, at: int) -> tuple[Token, ...]:
        text = self._text
        if text.startswith("<!--", at):
            end = self._end_of("-->", _COMMENT_END, at + 4)
            said = text[at + 4 : end].removesuffix("-->").strip() if end else ""
            left = Left(COMMENT, short(said), at) if said else None
            return (Token(at, end or at + 4, Kind.GONE, left=left),)
        for pattern in (tags.MODEL_PAIR, tags.MODEL_TOKEN, tags.DECLARATION):
            if found := pattern.match(text, at):
                return (Token(at, found.end(), Kind.GONE),)
        tag = tags.read_tag(text, at)
        return self._tag(tag) if tag else ()

    def _tag(self, tag: re.Match[str]) -> tuple[Token, ...]:
        name, (start, end) = tag["name"].lower(), tag.span()
        if name in tags.OBJECTS:
            whole = None if tag["close"] else self._end_of(name, re.compile(rf"</{name}\s*>", re.I), end)
            left = None if tag["close"] else Left(DATA, f"<{name}>", start)
            return (Token(start, whole or end, Kind.GONE, left=left),)
        if name == "img" and not tag["close"]:
            return read_img(tag)
        told = tags.is_known(name) or (tag["close"] and name in self._opened)
        left = None if told else Left(UNKNOWN, f"<{name}>", start)
        self._opened.add(name)
        token = Token(start, end, Kind.TAG, "", name, tag["attributes"], bool(tag["close"]), left=left)
        return (self._label_in(token),) if name == "summary" else (token,)

    def _label_in(self, tag: Token) -> Token:
        """`<summary>text_image</summary>`: what a converter took a picture for is none of the paper's words."""
        end = self._text.find("</summary>", tag.end, tag.end + 100) if not tag.closes else -1
        if end == -1 or not _LABEL.fullmatch(self._text[tag.end : end].strip()):
            return tag
        return Token(tag.start, end + len("</summary>"), Kind.GONE)

    def _end_of(self, name: str, closing: re.Pattern[str], at: int) -> int | None:
        found = closing.search(self._text, at) if name not in self._absent else None
        if found is None:
            self._absent.add(name)
        return found.end() if found else None

    def _link(self, at: int, last: int) -> tuple[Token, ...]:
        """`[text](https://…)`, `[text]{.underline}`: the text stays."""
        text = self._text
        end = _LINK_END.match(text, at) or _SPAN_END.match(text, at)
        if end is None:
            return ()
        begin = text.rfind("[", max(last, at - _LONGEST_LINK), at)
        if begin == -1 or "]" in text[begin:at] or "\n" in text[begin:at]:
            return ()
        return (Token(begin, begin + 1, Kind.SIGN), Token(at, end.end(), Kind.GONE))

    def _backslash(self, at: int) -> tuple[Token, ...]:
        heading = _HEADING.match(self._text, at)
        if heading:
            name = f"h{_RANKS.index(heading['rank']) + 1}"
            begins, ends = heading.span("text")
            opened = Token(at, begins, Kind.TAG, name=name)
            return (opened, Token(ends, heading.end(), Kind.TAG, name=name, closes=True))
        bare = signs(bare_formulas(self._text, at, len(self._text)))
        if bare:
            return bare
        found = _ESCAPE.match(self._text, at)
        return (Token(at, found.end(), Kind.SIGN, found["char"] or ""),) if found else ()

    def _other(self, at: int) -> tuple[Token, ...]:
        text = self._text
        if text[at] == "[":
            found = _DATA_DEFINED.match(text, at)
            data = _DATA.match(text, found.end()) if found else None
        else:
            data = _DATA.match(text, at)
        if data:
            return (Token(at, data.end(), Kind.GONE, left=Left(DATA, f"data:{data['type'] or ''}", at)),)
        if text[at] == "{":
            name = _NAME.match(text, at)
            return (Token(at, name.end(), Kind.GONE),) if name else ()
        fence = _FENCE.match(text, at) if _begins_line(text, at) else None
        return (Token(at, fence.end(), Kind.GONE),) if fence else ()


def _begins_line(text: str, at: int) -> bool:
    before = text[max(0, at - _MOST_INDENT) : at]
    return not before.rpartition("\n")[2].strip() and (len(before) == at or "\n" in before)
