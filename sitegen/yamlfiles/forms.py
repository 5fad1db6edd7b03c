"""The forms that values of edition.yaml must have, and how those are read that are more than one text."""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches

from sitegen.baseurl import normal_base_url
from sitegen.messages import Fact
from sitegen.source import Location
from sitegen.yamlfiles.fields import Take, judged, matching, parsed, take_pairs, take_text, take_texts
from sitegen.yamlfiles.text import Mapping, Reader, Scalar, Sequence

Pairs = tuple[tuple[str, str], ...]
TAKE_AWAY = ("markdown", "text", "json", "ninjs", "html", "epub")  # in which articles and issues may be taken away
_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"
# RFC 4151 lets a tag: URI be minted by a host or an e-mail address of these characters only.
AUTHORITY = re.compile(rf"(?:[A-Za-z0-9._-]+@)?{_HOST}")
_EMAIL = r"[^\s@<>]+@[^\s@<>]+"
_WEB = r"https?://[^\s/?#]+[^\s#]*"
_NO_ADDRESS = re.compile(r"[\x00-\x20\x7f\\?#]|^/|^[A-Za-z][A-Za-z0-9+.-]*:|(?:^|/)\.{1,2}(?:/|$)|//")


_PATTERN = re.compile(r"\*|(?:^|/):[A-Za-z]")  # of many addresses: some hosts know it, nobody could check it


def _formed(form: str, pattern: str) -> Take[str]:
    """Take a text that must have a form, described under that name among the words of the catalogue."""
    return matching(re.compile(pattern), "c-007.form", form=form)


email = _formed("email", _EMAIL)
authority = _formed("authority", AUTHORITY.pattern)
utc_offset = _formed("utc_offset", r"([+-])(0[0-9]|1[0-4]):([0-5][0-9])")
place_line = _formed("place_line", "above|below")
hub = _formed("hub", _WEB)
citation = _formed("citation", "2025|2015")
misreadings = _formed("misreadings", rf"{_EMAIL}|{_WEB}|none")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
LONGEST_LANGUAGE = 3  # letters: no longer ones were ever registered
# Codes of countries, and names, that are no codes of languages; what is meant.
_NO_LANGUAGES: dict[str, str] = dict(
    re.findall(
        r"(\w+)=([\w-]+)",
        "cn=zh-Hans chi=zh-Hans chn=zh-Hans chinese=zh-Hans hk=zh-Hant twn=zh-Hant jp=ja jpn=ja japanese=ja korean=ko "
        "vn=vi us=en gb=en english=en german=de at=de russian=ru french=fr spanish=es cz=cs dk=da gr=el",
    )
)
code = matching(re.compile(r"[a-z]-[0-9]{3}"), "c-007.code")
at = matching(re.compile(r"[^:\s][^:]*(?::[1-9][0-9]*)?"), "c-007.place")
base_url = parsed(lambda given: normal_base_url(given) or None, "c-007.base_url")


def named(reader: Reader, mapping: Mapping, key: str) -> str | None:
    """Take a name as it is printed. Quotes of print are none of YAML: they would stand on every page."""
    given = take_text(reader, mapping, key)
    return None if given is None else judged(reader, given, _unquoted, "c-007.quotes", key=key, bare=given.text[1:-1])


def _unquoted(given: str) -> str | None:
    return None if given[0] + given[-1] in ("“”", "‘’", "””", "““") else given


def language(reader: Reader, root: Mapping, key: str) -> str | None:
    """Take a language tag. The code of a country (`cn`), or a language written out, is none that a browser knows."""
    given = take_text(reader, root, key)
    return None if given is None else judged(reader, given, _language, "c-007.language", near=_meant(given.text))


def _language(given: str) -> str | None:
    first = given.lower().partition("-")[0]
    known = first not in _NO_LANGUAGES and len(first) <= LONGEST_LANGUAGE
    return given if _LANGUAGE.fullmatch(given) and known else None


def _meant(given: str) -> str:
    """Returns the tag that was meant, "" where nobody can tell: `zh_CN` is one of POSIX, `cn` of a country."""
    tag = given.partition(".")[0].replace("_", "-")
    return _NO_LANGUAGES.get(tag.lower().partition("-")[0], tag if _language(tag) else "")


def take_away(reader: Reader, root: Mapping, key: str) -> tuple[str, ...] | None:
    """Take the forms in which the edition may be taken away, in an order that does not hang on the file's."""
    if root.get(key) is None:
        return None
    given = [judged(reader, one, _form, "c-007.take_away", **_near(one.text)) for one in take_texts(reader, root, key)]
    return tuple(word for word in TAKE_AWAY if word in given)


def _form(given: str) -> str | None:
    return given if given in TAKE_AWAY else None


def _near(given: str) -> dict[str, Fact]:
    return {"known": TAKE_AWAY, "near": next(iter(get_close_matches(given, TAKE_AWAY, 1, 0.5)), "")}


def added(reader: Reader, feeds: Mapping, key: str) -> Pairs:
    """Take which old issues were put up when, by the day of the issue or the name of an undated page."""
    written = take_pairs(reader, feeds, key)
    for issue, day in written:
        put_up, out = judged(reader, day, _day, "c-007.added", issue=issue.text), _day(issue.text)
        if put_up and out and put_up < out:
            judged(reader, day, lambda _: None, "c-007.added.before", issue=issue.text)
    return tuple((issue.text, day.text) for issue, day in written)


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None


def redirects(reader: Reader, root: Mapping, key: str) -> Pairs:
    """Take which address leads to which other."""
    pairs = take_pairs(reader, root, key)
    fit = [(old, new) for old, new in pairs if _was_file(reader, old) & _are_addresses(reader, new)]
    return tuple((old.text, new.text) for old, new in fit)


def comes_back(start: str, targets: dict[str, str]) -> bool:
    """Tell whether what leads from one to another, redirects or aliases, leads back to where it starts."""
    seen: set[str] = set()
    at: str | None = targets[start]
    while at is not None and at != start and at not in seen:
        seen.add(at)
        at = targets.get(at)
    return at == start


def gone(reader: Reader, root: Mapping, key: str) -> tuple[str, ...]:
    """Take which addresses are no more."""
    return tuple(old.text for old in take_texts(reader, root, key) if _are_addresses(reader, old))


def _are_addresses(reader: Reader, *given: Scalar) -> bool:
    """Tell whether all are addresses within the site, noting those that are none."""
    return None not in [
        judged(reader, one, _single, "c-007.pattern") and judged(reader, one, _address, "c-007.address")
        for one in given
    ]


def _was_file(reader: Reader, given: Scalar) -> bool:
    """Tell whether a file may have stood at an address, and may say there what became of it, noting what is wrong."""
    return _are_addresses(reader, given) and judged(reader, given, _file, "c-007.folder") is not None


def _file(given: str) -> str | None:
    return None if given.endswith("/") else given


def _single(given: str) -> str | None:
    return None if _PATTERN.search(given) else given


def _address(given: str) -> str | None:
    return None if _NO_ADDRESS.search(given) else given


def places(reader: Reader, root: Mapping, key: str) -> tuple[Location, ...]:
    """Take where the values of a mapping stand; what is wrong with them is told where they are taken."""
    written = root.get(key)
    entries = written.entries if isinstance(written, Mapping) else ()
    return tuple(reader.source.locate(value.offset) for _, value in entries)


def item_places(reader: Reader, root: Mapping, key: str) -> tuple[Location, ...]:
    """Take where the items of a list stand; what is wrong with them is told where they are taken."""
    written = root.get(key)
    items = written.items if isinstance(written, Sequence) else ()
    return tuple(reader.source.locate(item.offset) for item in items)


def line(reader: Reader, mapping: Mapping, key: str) -> int | None:
    """Take the line in which a key stands, whatever it says."""
    place = mapping.place_of(key)
    return None if place is None else reader.source.line_number(place)
