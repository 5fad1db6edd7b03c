"""Lines in alphabetic scripts that say who wrote, took, edited: by the words of data/alphabets.txt and by capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sitegen.reading.text.scripts import CAPITAL, LETTER, is_alphabetic
from sitegen.reading.text.vocabulary import (
    AGENCIES,
    ARTICLES,
    CORRESPONDENTS,
    DESK,
    FROMS,
    IMPRINT,
    JUMPS,
    PICTURES,
    WRITTEN_BY,
)

SIGNATURE_LIMIT = 60
EDITORS_LIMIT = 200
JUMP_LIMIT = 50
CREDIT_LIMIT = 70  # characters of the end of a caption that may say who made the picture
LEAST_CAPTION = 10
LEAST_SURNAME = 3
MOST_NAME_WORDS = 4
MOST_CREDIT_WORDS = 7


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


# Photo: Sam Iwu/Lantern Staff, — PHOTO: G. RAMAKRISHNA, Фото Сергея Зимина., Ảnh: HOÀI AN, (Cartoon by P. Oakes)
_MADE = re.compile(
    rf"\(?(?<!\w)(?i:{_either(PICTURES)})(?:\s?:|/|\s(?:by|courtesy of|von|de)(?=\s))?\s{{0,2}}"
    r"(?P<who>[^\W\d_a-z][^()\d!?]{1,50}?)\)?\.?$"
)
# (AP Photo/Ann Cho), (File photo)
_IN_BRACKETS = re.compile(
    r"\((?:AP|UPI|AFP|Reuters|[Ff]ile|[Cc]ourtesy|[Ss]taff)\s(?:[Ww]ire)?[Pp]hoto(?:/[^()]{2,40})?\)$"
)
_PARTICLES = frozenset(
    ("de", "da", "del", "di", "du", "von", "van", "der", "den", "zu", "la", "le", "el", "al")
) | frozenset(("of", "for", "the", "and", "und", "et", "y", "e", "и", "&", "-", "–", "—", "/"))
# Von …, De notre envoyé spécial …, Bài, ảnh: …, Фото и текст …
_WRITTEN_BY = re.compile(
    rf"^(?i:{_either(WRITTEN_BY)})(?=[\s:/,])(?:,\s?{LETTER}{{2,5}}(?=:))?\s?[:/]?\s{{0,2}}"
    rf"(?:(?:[a-zà-ÿа-яё]{{3,14}}\s){{1,3}}(?:{LETTER}{{2,18}}(?:eurin|entin|eur|ent|arbeiter|arbeiterin)\s)?)?"
)
_ENGLISH = ("By ", "BY ", "by ", "From ", "FROM ", "from ")
# (From Our Own Correspondent), (От специального корреспондента), dal nostro inviato
_CORRESPONDENT = re.compile(rf"(?<!\w)(?i:{_either(CORRESPONDENTS)})(?!\w)")
_BETWEEN = re.compile(r"\s(?:and|und|et|y|и|&|-|–|và)\s|\s?[/|;]\s?|,\s(?![JS][Rr]\b)")
# В. ЛОСЕВ, J. R. HALLIWELL-SMITH.
_SHORT_NAME = re.compile(rf"(?:{CAPITAL}\.[\s-]?){{1,2}}{CAPITAL}{{3,20}}(?:-{CAPITAL}{{2,20}})?\.?")
# By A. B., Staff Writer; STAFF REPORTER names nobody
_OFFICE = re.compile(
    r"\s(?:(?:Staff|Senior|Contributing|Special|News|Sports)\s)?(?:Writer|Reporter|Correspondent|Editor)$"
)
_NOBODY = re.compile(
    r"(?i:\b(?:correspondent|reporter|writer|staff|editor|bureau|desk|agenc(?:y|ies)|service|news|press)\b)"
)
# D. R., Г., V.BÌNH; but U.S., which begins many a head
_INITIAL = re.compile(r"(?<!\w)(?!U\.\s?[SKN]\.)[^\W\d_]\.")
_BEHIND_NAME = re.compile(r"\s\([^()]{2,40}\)$|,\s[^,.!?]{2,40}(?:,\s[^,.!?]{2,30})?$")
_SUFFIX = re.compile(r",?\s(?:Jr|Sr|JR|SR)\.?(?=$|[,\s])")
# Editor-in-Chief: …, Отв. редактор Г. ПЕРОВ.: a colon, or in Russian a name right behind
_EDITORS = re.compile(rf"(?:{_either(DESK)})(?:\s{LETTER}{{2,12}})?(?:\s{{0,2}}:\s{{0,2}}\S|\s(?=[А-ЯЁ]))", re.I)
_JUMP = re.compile(rf"\(?(?i:{_either(JUMPS)})\s[^!?]{{0,30}}?\d")
_BEHIND_PAGE = r"(?:-\w{1,2}\s\w{3,8}|\.\s\w{4,9})?"  # на 1-й полосе, 1. sayfada
_FROM = re.compile(rf"\(?(?i:{_either(FROMS)})\s[^!?]{{0,20}}?\d{{1,3}}{_BEHIND_PAGE}\.?\)?\.?")
# "ISLANDER": a reader who does not want to be known
_PEN_NAME = re.compile(r"[\"“„«'‘](?P<name>[^\"”«»'’.!?]{2,24})[\"”“»'’]\.?")
_AGENCIES = frozenset(name.removesuffix(".") for name in AGENCIES)
# Editorial office: …; Printed and published by …, Типография имени …: what more words than one say needs no colon
_IMPRINT = re.compile(
    rf"(?:{_either(IMPRINT)})\s{{0,2}}:\s{{0,2}}\S"
    rf"|(?P<plain>(?:{_either(word for word in IMPRINT if ' ' in word)})\s\S)",
    re.I,
)


def people_in_letters(text: str) -> tuple[str, ...]:
    """Returns the people whom a byline in letters names: `Von Sabine Krüger und Otto Vogt`, `Bài, ảnh: NGUYỄN LAN`."""
    bare = _WRITTEN_BY.sub("", text).strip(" .|")
    names = (_OFFICE.sub("", part).strip() for part in _BETWEEN.split(bare))
    return tuple(name for name in names if name and _is_person(name))


def is_written_by(text: str) -> bool:
    """Tell whether a line is a word like Von, Par, Bài and names; English ones have a pattern of their own."""
    if len(text) > SIGNATURE_LIMIT or text.startswith(_ENGLISH):
        return False
    return _WRITTEN_BY.match(text) is not None and bool(people_in_letters(text))


def names_correspondent(text: str) -> bool:
    """Tell whether a line says that a correspondent writes, whose name it may leave out: `(From Our Correspondent)`."""
    if len(text) > SIGNATURE_LIMIT or any(map(str.isdecimal, text)) or _CORRESPONDENT.search(text) is None:
        return False
    return (text.startswith("(") and text.rstrip(".").endswith(")")) or _WRITTEN_BY.match(text) is not None


def _is_person(name: str) -> bool:
    words = name.split()
    whole = len(words) <= MOST_NAME_WORDS and all(map(_is_of_name, words)) and not any(map(str.isdecimal, name))
    return whole and (len(words) > 1 or "." in name) and _NOBODY.search(name) is None


def made_picture(text: str) -> int:
    """Returns where the words begin that say at a line's end who made a picture; -1 for none."""
    start = max(0, len(text) - CREDIT_LIMIT)
    found = _IN_BRACKETS.search(text, start)
    if found:
        return found.start()
    for made in _MADE.finditer(text, start):
        words = re.split(r"[\s/,]+", made["who"])
        if len(words) <= MOST_CREDIT_WORDS and all(map(_is_of_name, words)):
            return made.start()
    return -1


def is_caption(text: str) -> bool:
    """Tell whether a line in letters is what a picture shows and who made it."""
    at = made_picture(text) if is_alphabetic(text) else -1
    return at >= LEAST_CAPTION and text[:at].rstrip(" —–-").endswith((".", "!", "?", '"', "”", "»", ")", "…"))


def signs_letter(text: str) -> bool:
    """Tell whether a line is a name with initials, or with where or what its bearer is: `MARY HENDERSON, Granville`."""
    if not is_alphabetic(text) or len(text) > SIGNATURE_LIMIT or any(map(str.isdecimal, text)):
        return False
    pen = _PEN_NAME.fullmatch(text)
    if pen:
        return pen["name"].isupper()
    bare = _SUFFIX.sub("", text.lstrip("—–- ").removesuffix("."))
    behind = _BEHIND_NAME.search(bare)
    words = (bare[: behind.start()] if behind else bare).split()
    if not 0 < len(words) <= MOST_NAME_WORDS + 1 or not all(map(_is_of_name, words)):
        return False
    return _INITIAL.search(bare) is not None or (behind is not None and 1 < len(words) <= MOST_NAME_WORDS)


def jumps_on(text: str) -> bool:
    """Tell whether a line in letters may send the reader to another page: `(Fortsetzung auf Seite 6)`."""
    return len(text) <= JUMP_LIMIT and is_alphabetic(text) and _JUMP.match(text) is not None


def continues(text: str) -> bool:
    """Tell whether a line in letters says from which page a story comes: `Fortsetzung von Seite 1`."""
    return len(text) <= JUMP_LIMIT and is_alphabetic(text) and _FROM.fullmatch(text) is not None


def signs_story(text: str) -> bool:
    """Tell whether a line is initials and a surname, and perhaps an office: `А. СЕМЁНОВ, наш спец. корр.`

    An agency signs with its name alone, and of a name in full the surname may stand in capitals: `Ольга КОТОВА`.
    """
    if _INITIAL.match(text) is not None and signs_letter(text.removesuffix(" корр.")):
        return True
    return names_agency(text) or _sets_surname(text)


def names_agency(text: str) -> bool:
    """Tell whether a line is the name of an agency or a bureau and nothing else: `(PTI)`, `Our Bureau`."""
    return len(text) <= CREDIT_LIMIT and text.strip("()—– ").removesuffix(".").lower() in _AGENCIES


def is_set_in_capitals(text: str) -> bool:
    """Tell whether a line may be a name set in capitals: `LUIS ORTEGA`."""
    words = text.split() if text.isupper() and len(text) <= SIGNATURE_LIMIT else []
    return 1 < len(words) <= MOST_NAME_WORDS and all(word.strip(".-'’").isalpha() for word in words)


def are_names_in_capitals(text: str) -> bool:
    """Tell whether a line may be two or more names set in capitals: `HOÀNG YẾN - LÊ MINH`."""
    names = _BETWEEN.split(text) if text.isupper() and "," not in text else []  # OUR DRAINS, THEIR ALIBI
    return len(names) > 1 and all(map(is_set_in_capitals, names))


def sets_surnames(text: str) -> bool:
    """Tell whether a line is names whose surnames alone stand in capitals: `Кирилл ДОРОНИН, Ольга БЕЛЕЦКАЯ`."""
    return len(text) <= SIGNATURE_LIMIT and all(map(_sets_surname, _BETWEEN.split(text)))


def are_initials_and_surnames(text: str) -> bool:
    """Tell whether a line is surnames in capitals, each behind initials: `В. ЛОСЕВ, Т. СЕЛЕЗНЕВА.`"""
    return len(text) <= SIGNATURE_LIMIT and all(map(_SHORT_NAME.fullmatch, _BETWEEN.split(text)))


def _sets_surname(text: str) -> bool:
    words = text.removesuffix(".").split() if len(text) <= SIGNATURE_LIMIT else []
    if not 1 < len(words) <= MOST_NAME_WORDS or words[0].lower() in ARTICLES:
        return False
    *given, surname = words
    named = len(surname) >= LEAST_SURNAME and surname.isupper() and surname.replace("-", "").isalpha()
    return named and all(word.istitle() and word.replace("-", "").isalpha() for word in given)


def names_editors(text: str) -> bool:
    """Tell whether a line in letters says who edited the page or the paper."""
    return is_alphabetic(text) and len(text) <= EDITORS_LIMIT and _EDITORS.match(text) is not None


def is_imprint(text: str) -> bool:
    """Tell whether a line in letters says where and how the newspaper is reached."""
    found = _IMPRINT.match(text) if is_alphabetic(text) else None
    return found is not None and (found["plain"] is not None or any(map(str.isdecimal, text)))


def _is_of_name(word: str) -> bool:
    return word[:1].isupper() or word in _PARTICLES or not word
