r"""What a piece of a converter's markup says in letters and figures, found in another way than the reader does.

Law 1 lets markup go from running text, and no letter with it that was printed: of `<b>本报</b>` the word, of
`\textcircled{8}` the figure, of `&#20013;` the character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

from sitegen.model.prose import ledger

# What is no text whatever stands in it. All of these are found only where the reader has taken something out.
_AWAY = re.compile(
    r"<summary[^<>]*>[a-z_ -]{0,80}</summary>"
    r"|<\|(?P<token>det|box|ref)\|>[^<>]{0,300}<\|/(?P=token)\|>"
    r"|</?(?P<name>[A-Za-z!?|｜][A-Za-z]*+)(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+'|[\"'])*+>"
    r"|!\[[^\[\]]*+\](?:\([^()]*+(?:\([^()]*+\)[^()]*+)*+\)|\[[^\[\]]*+\])(?:\{[^{}]*+\})?"
    r"|!\[\[[^\[\]]*+\]\]"
    r"|\]\(\s*+(?:<[^<>\n]*+>|[^<>()\n]*\.(?:jpe?g|png|gif|webp|avif|bmp|svg|tiff?)|[^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+)"
    r"(?:\s++[\"“'][^\"”'\n]*+[\"”'])?\s*+\)(?:\{[^{}]*+\})?|\]\{[^{}]*+\}|\{[#.][^{}]*+\}"
    r"|(?:\[image\d++\]:\s*+<?)?data:[^\s,]*+,[A-Za-z0-9+/=%_\s-]*+>?"
    r"|`{3,8}[A-Za-z]*+|:{3,8}\s*+(?:\{[^{}]*+\}|[A-Za-z-]*+)\s*+:*+",
    re.I,
)
# Of a picture whose words stay: what stands before them.
_OPEN = re.compile(r"(?:<img\b(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+'|[\"'])*+|!\[[^\[\]]*+\]\([^()]*+|!\[)\Z", re.I)
_OBJECTS = frozenset(
    {
        *("script", "style", "svg", "object", "iframe", "template", "canvas", "audio", "video", "noscript", "xml"),
        *("annotation", "textarea", "select", "map", "embed", "applet"),
    }
)
_COMMAND = re.compile(r"\\([A-Za-z]{1,24})")


def says(markup: str) -> str:
    """Returns the letters and figures that a piece of markup stands for, in one form for all widths and heights."""
    bare = _OPEN.sub("", "".join(_outside(markup)))
    bare = _COMMAND.sub(lambda command: _greek(command[1]), bare)
    decoded = unescape(unescape(bare)) if "&" in bare else bare
    return ledger(unicodedata.normalize("NFKC", decoded))


def _outside(markup: str) -> Iterator[str]:
    """Returns what stands between tags and the like; what is looked for to the end and is not there is not again."""
    absent: set[str] = set()
    at = 0
    while (begin := _next(markup, at)) is not None:
        start, end, name = begin
        yield markup[at:start]
        closing = _closing(name) if name not in absent else None
        if closing is not None:
            close = closing.search(markup, end)
            end = close.end() if close else end
            absent |= set() if close else {name}
        at = end
    yield markup[at:]


def _closing(name: str) -> re.Pattern[str] | None:
    if name == "!--":
        return re.compile("--!?>")
    return re.compile(rf"</{name}\s*+>", re.I) if name in _OBJECTS else None


def _next(markup: str, at: int) -> tuple[int, int, str] | None:
    """Find the next piece of markup: where it begins and ends, and the element that it opens."""
    found = _AWAY.search(markup, at)
    comment = markup.find("<!--", at, found.start() + 4 if found else len(markup))
    if comment != -1 and (found is None or comment <= found.start()):
        return comment, comment + 4, "!--"
    if found is None:
        return None
    opens = found["name"] and not found[0].startswith("</")
    return found.start(), found.end(), found["name"].lower() if opens else ""


def _greek(name: str) -> str:
    case = "CAPITAL" if name[0].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {case} LETTER {name.upper().replace('LAMBDA', 'LAMDA')}")
    except KeyError:
        return ""
