"""Who made an article: names and roles out of bylines, credits and captions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest

from sitegen.model.newspaper import Contributor
from sitegen.reading.lexicon.load import either
from sitegen.reading.names.divisions import leading_places
from sitegen.reading.names.proper import is_settlement
from sitegen.reading.names.spaced import names_people, split_names
from sitegen.reading.text import patterns, people_lines, picture_credits
from sitegen.reading.text.asked import is_editorial_office
from sitegen.reading.text.folding import fold
from sitegen.reading.text.letters import people_in_letters
from sitegen.reading.text.scripts import is_alphabetic
from sitegen.reading.text.words import HAN, MAKER, OUTLET, is_person_name

_ROLE = re.compile(rf"({either('makers', 'author-labels')}|文|图)")
_SHOT = re.compile(rf"\s{{0,8}}({either('picture-credits', 'text-credits')})\s{{0,8}}(?:[(/][^()]{{0,80}}\)?)?$")
_ALL_PICTURES = re.compile(r"^(?:本[表文栏]由|(?:以上|上述|本组|本版)?(?:图片|照片|图)均?(?:为|由|:))")
# 【记者某某某河湾报导】: the place stands solid behind the name; it has two characters, and perhaps what it is
_DIVISION = "[市县区镇乡]"
_TOLD_FROM = re.compile(
    rf"^(?P<who>(?:{OUTLET})?{MAKER}\s?[{HAN}]{{2,3}})(?:[{HAN}]{{2}}{_DIVISION}|[{HAN}](?!{_DIVISION})[{HAN}])$"
)
_WORD = re.compile(r"(?<!\S)[^\s,。:;()]{1,20}(?=\s)")
_LABELS = re.compile(rf"(?:^|(?<=\s))(?:{OUTLET})?\s{{0,4}}{MAKER}\s{{0,4}}")
_ANY_LABEL = re.compile(rf"(?:{OUTLET})?\s{{0,40}}{MAKER}|{either('author-labels')}")
_TOOK_PART = re.compile(rf"(?P<names>[{HAN}、·]{{2,60}}?)(?:参与采写|对本文)")
_LABELLED = re.compile(rf"^(?:{OUTLET})?{MAKER}(?P<name>[{HAN}·]{{0,8}})$")
# 记者王小川、李小满报道:…
_TOLD = re.compile(
    rf"^\s{{0,4}}(?P<who>(?:{OUTLET})?\s{{0,2}}{MAKER}\s{{0,2}}[{HAN}·、 ]{{2,60}}?)"
    r"(?:综合|摄影|联合)?报道\s{0,2}(?::|(?=[\s(\d“]))"
)
# (From Our Own Correspondent), От нашего корреспондента, Von unserem Korrespondenten: signed, and nobody is named
_NOBODY = re.compile(
    r"\b(?:our|own|special|staff|нашего|собственного|unserem|unserer)\s.{0,30}(?:correspondent|корреспондент|korrespondent)",
    re.I,
)
# 尚清 绍兴报道: a place behind the names, solid with what is said of them
_BOTH_BEHIND = re.compile(r"\s{1,4}(?:文\s?[/、]?\s?图|图\s?[/、]?\s?文)\s{0,4}$")  # 记者 林青山 文/图
_GOES_ON = re.compile("^(?:未完|全文完|(?:待|明日|下期|次日)[续續]|[续續]完)")  # 未完，明日续; 全文完
_REPORTED_FROM = re.compile(rf"(?<=[{HAN}])\s{{1,4}}(?P<place>[{HAN}]{{2,5}})(?:摄影|图文|综合|联合)?报[导道]$")
_E_MAIL = re.compile(rf"\s{{0,4}}{patterns.EMAIL.pattern}$")
RUN_IN_LIMIT = 80
_COLUMNS = frozenset(("连线", "时评"))  # what else begins as a surname does behind 记者
LONGEST_AMONG_WORKS = 4  # characters
AUTHOR = "作者"
PHOTOGRAPHER = "摄"


def signs_works(text: str) -> bool:
    """Tell whether a line names people and behind each what they made: `李明/文 王芳/图`, `李明 文/图`."""
    if "/" not in text:
        return False
    rest, works = people_lines.WORK_BEHIND.subn("、", text.lstrip(people_lines.MARKS))
    if works == 0 or "/" in rest:
        return False
    names = split_names(patterns.MAKER_LABEL.sub("、", rest))
    return any(map(is_person_name, names)) and all(
        name.isalpha() and len(name) <= LONGEST_AMONG_WORKS for name in names
    )


def _of_spaced_works(text: str) -> list[Contributor]:
    """Returns who made what where nothing but spaces stands between them: `骆 城 著 祁 林 插图`; none on any doubt."""
    at, found = 0, list[Contributor]()
    text = patterns.MAKER_LABEL.sub("", people_lines.FROM_COUNTRY.sub("", text)).strip()
    while made := people_lines.MADE_BEHIND.match(text, at):
        names = split_names(made["who"])
        if not all(map(is_person_name, names)):
            return []
        found += [Contributor(made["work"], name) for name in names]
        at = made.end()
    return found if at == len(text) else []


def _of_works(text: str) -> Iterator[Contributor]:
    start = 0
    for made in people_lines.WORK_BEHIND.finditer(text):
        names = patterns.MAKER_LABEL.sub("、", text[start : made.start()].lstrip(people_lines.MARKS))
        yield from (Contributor(made["work"], name) for name in split_names(names))
        start = made.end()


def run_in_end(text: str) -> int:
    """Returns where names without brackets end behind a dateline (`记者王小川 通讯员李小满 今年以来,…`); 0 for none."""
    told = _TOLD.match(text[:RUN_IN_LIMIT])
    if told and all(names_people(part) for part in _LABELS.split(told["who"]) if part.strip()):
        return told.end()
    end = 0
    for word in _WORD.finditer(text[:RUN_IN_LIMIT]):
        label = _LABELLED.match(word[0])
        name = label["name"] if label else word[0]
        named = end > 0 or label is not None
        if not named or (name and not is_person_name(name)) or word.end() == len(text):
            break
        end = word.end()
    return end if is_person_name(text[:end].split()[-1] if end else "") or _ends_labelled(text[:end]) else 0


def bracketed_end(text: str) -> int:
    """Returns where a bracket ends that opens a text with who reports it, `【本报记者李月明】县里…`; 0 for none.

    【记者手记】 and 【记者连线】 are names of columns.
    """
    told = patterns.BYLINE_BRACKET.match(text[:RUN_IN_LIMIT])
    if told:
        return told.end()
    opens = people_lines.REPORTER_IN_BRACKETS.match(text[:RUN_IN_LIMIT]) if text[:1] in ("【", "[") else None
    names = split_names(patterns.MAKER_LABEL.sub("、", opens["names"])) if opens else []
    people = bool(names) and all(is_person_name(name) and name not in _COLUMNS for name in names)
    return opens.end() if opens and people and opens.end() < len(text) else 0


def _ends_labelled(text: str) -> bool:
    label = _LABELLED.match(text.split()[-1]) if text else None
    return bool(label and label["name"])


def from_byline(text: str) -> Iterator[Contributor]:
    """Read a byline (canonical text, brackets allowed): each label governs the names up to the next."""
    bare = _bare_byline(text)
    if is_editorial_office(bare) or _NOBODY.search(bare[:RUN_IN_LIMIT]) or patterns.BYLINE_UNNAMED.match(bare):
        return
    if signs_works(text):
        yield from _of_works(text)
        return
    for read in (_speaking, _behind_labels, _of_spaced_works, _in_english, _without_labels):
        found = list(read(bare))
        if found:
            yield from found
            return
    yield from _between_labels(bare)


def _bare_byline(text: str) -> str:
    bare = _E_MAIL.sub("", patterns.BEHIND_NAME.sub("", text)).strip("()【】[] ")
    bare = people_lines.REPORTED.sub("", _without_place(bare))
    told = _TOLD_FROM.match(bare) if text.startswith(("【", "[")) else None
    return told["who"] if told else bare


def _speaking(bare: str) -> Iterator[Contributor]:
    spoken = patterns.SPEAKER.match(bare)
    if spoken:
        names = filter(is_person_name, split_names(spoken["who"]))
        yield from (Contributor(spoken["role"], name) for name in names)


def _behind_labels(bare: str) -> Iterator[Contributor]:
    """Read `撰文 李明 摄影 王芳`."""
    if people_lines.BYLINE_LABELLED.match(bare):
        for named in people_lines.LABELLED_NAME.finditer(bare):
            yield from (Contributor(named["label"], name) for name in split_names(named["name"]))


def _in_english(bare: str) -> Iterator[Contributor]:
    """Read `By Ada Fenn and Tom Hill, Staff Writers`."""
    if patterns.BYLINE_ENGLISH.match(bare):
        for name in re.split(r"\s+and\s+|,(?!\s*[JS][Rr]\b)\s*", patterns.OFFICE_BEHIND.sub("", bare[2:].strip())):
            yield Contributor(AUTHOR, name)


def _without_labels(bare: str) -> Iterator[Contributor]:
    if _ANY_LABEL.search(bare):
        return
    if is_alphabetic(bare):
        yield from (Contributor(AUTHOR, person) for person in people_in_letters(bare))
        return
    words = split_names(bare)
    people = [word for word in _behind_place(words) if is_person_name(word)]  # 河湾县云岭镇  李小满 names a place first
    yield from (Contributor(AUTHOR, name) for name in people or words)


def _between_labels(bare: str) -> Iterator[Contributor]:
    """Read `李明 通讯员 王芳 刘星`; nothing where there is no label."""
    labels = list(_ANY_LABEL.finditer(bare))
    before = bare[: labels[0].start()].strip() if labels else ""
    if before[-1:] not in ("", "/", ":", "|") and names_people(before):
        yield from (Contributor(AUTHOR, name) for name in split_names(before))
    for label, following in zip_longest(labels, labels[1:]):
        role = _ROLE.findall("".join(label[0].split()))[-1]
        names = _BOTH_BEHIND.sub("", bare[label.end() : following.start() if following else len(bare)])
        yield from (Contributor(role, name) for name in split_names(names))


def _without_place(text: str) -> str:
    told = _REPORTED_FROM.search(text)
    if told and leading_places(told["place"]) == ((told["place"],), ""):
        return text[: told.start()]
    return text


def from_credit(text: str) -> Iterator[Contributor]:
    """Read a credit in brackets or a photographer's line (canonical text)."""
    bare = text.strip("() ")
    if _GOES_ON.search(bare):
        return
    if patterns.AUTHOR_NOTE.search(bare):
        named = _TOOK_PART.match(bare)
        if named:
            yield from (Contributor(AUTHOR, n) for n in split_names(named["names"]) if is_person_name(n))
        return
    if people_lines.SIGNS_OFF.match(bare):
        return  # 李某率全家叩谢: who has a notice printed wrote no article
    wrote = patterns.TEXT_CREDIT.match(bare)
    if wrote:
        yield from (Contributor("文", name) for name in split_names(wrote["name"] or wrote["after"]))
        return
    drawn = picture_credits.DRAWN.match(bare)
    if drawn:
        yield from (Contributor(drawn["art"], name) for name in split_names(drawn["artist"]))
        return
    behind = picture_credits.SHOT_BEHIND.match(bare)
    if behind:
        yield from (Contributor(PHOTOGRAPHER, name) for name in split_names(behind["who"]) if is_person_name(name))
        return
    bare = picture_credits.SENT.sub("", bare).lstrip("( ")
    shot = _SHOT.search(bare)
    if shot:
        who = _ALL_PICTURES.sub("", bare[: shot.start()])
        role = PHOTOGRAPHER if shot[1] in ("摄影", "摄影报道", "摄") else shot[1]
        # Label by label: a name of one character in front of one is no half of a name behind it.
        yield from (Contributor(role, name) for part in _LABELS.split(who) for name in split_names(part))
        return
    if patterns.MAKER_LABEL.search(bare):
        yield from from_byline(bare)
        return
    yield from (Contributor(AUTHOR, name) for name in _behind_place(split_names(bare)) if is_person_name(name))


def _behind_place(names: Sequence[str]) -> Sequence[str]:
    """Returns the names behind the village that stands in front of them: `柳树村  周二牛`."""
    return names[1:] if len(names) > 1 and is_settlement(names[0]) else names


def as_printed(text: str, read: Callable[[str], Iterator[Contributor]]) -> Iterator[Contributor]:
    """Read a text with a function that wants it folded, and give roles and names with the characters that it prints."""
    folded = fold(text)
    if folded == text:
        yield from read(text)
        return
    for found in read(folded):
        yield Contributor(_unfold(found.role, folded, text), _unfold(found.name, folded, text))


def _unfold(word: str, folded: str, printed: str) -> str:
    """Returns a word of a folded text as it is printed; spaces and marks set within it may have been left out."""
    at = folded.find(word)
    if at < 0:
        kept = [place for place, char in enumerate(folded) if char.isalnum() or char in word]
        folded, printed = ("".join(text[place] for place in kept) for text in (folded, printed))
        at = folded.find(word)
    return printed[at : at + len(word)] if at >= 0 else word


def each_once(contributors: Iterable[Contributor]) -> tuple[Contributor, ...]:
    """Keep the first of each role and name, in printed order."""
    return tuple(dict.fromkeys(contributors))
