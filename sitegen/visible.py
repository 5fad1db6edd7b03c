"""Text of others (bulletins, names of files, keys) as it may be shown: nothing in it commands a terminal or a program.

Escape sequences move the cursor and change the title, C1 codes are their short form, marks of direction turn around
what a line seems to say, a line end forges another finding. All of them become escapes that can be read.
"""

from __future__ import annotations

import unicodedata

_BYTES = range(0xDC80, 0xDD00)  # how Python reads the bytes of a name that is not UTF-8
_IDEOGRAPHS = range(0x20000, 0x3FFFE)  # planes reserved for them: names newer than this Python's Unicode are shown


def visible(text: str) -> str:
    r"""Returns text for people: what is seen stays, all else is an escape such as `\x1b` or `\u202e`."""
    return text if text.isprintable() else "".join(map(_visible, text))


def is_unicode(name: str) -> bool:
    """Tells whether a name, as the system gave it, is UTF-8."""
    return name.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in name)


def plain_json(text: str) -> str:
    r"""Returns JSON with escapes for all that is not seen: U+0085 and U+2028 end lines for some who read it."""
    return text if text.isprintable() else "".join(map(_in_json, text))


def spelled_out(text: str) -> str:
    r"""Returns text in which letters that can be written in two ways are escapes: `\xe9` here, `e\u0301` there."""
    return "".join(_escape(sign) if _has_other_form(sign) else _visible(sign) for sign in text)


def _has_other_form(sign: str) -> bool:
    return unicodedata.combining(sign) > 0 or unicodedata.normalize("NFD", sign) != sign


def _is_seen(sign: str) -> bool:
    return sign.isprintable() or unicodedata.category(sign) == "Zs" or ord(sign) in _IDEOGRAPHS


def _visible(sign: str) -> str:
    return sign if _is_seen(sign) or sign == "\t" else _escape(sign)


def _escape(sign: str) -> str:
    code = ord(sign)
    code -= 0xDC00 if code in _BYTES else 0
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _in_json(sign: str) -> str:
    if _is_seen(sign):
        return sign
    units = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
