"""Who made an article: names and roles out of bylines, credits and captions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from sitegen.model.newspaper import Contributor
from sitegen.reading.lexicon.load import either
from sitegen.reading.text import patterns, people_lines, picture_credits
from sitegen.reading.text.asked import is_editorial_office
from sitegen.reading.text.folding import fold
from sitegen.reading.text.letters import people_in_letters
from sitegen.reading.text.scripts import is_alphabetic
from sitegen.reading.text.words import HAN, MAKER, OUTLET, SURNAMES, is_person_name

_SEPARATORS = re.compile(r"[、,;/●○■□◎◆◇★☆:]|\s+")
_DOT = re.compile(r"\s{0,4}·\s{0,4}(?=\S)")  # 伊琳娜· 安东诺娃
_ROLE = re.compile(rf"({either('makers', 'author-labels')}|文|图)")
_SHOT = re.compile(rf"\s{{0,8}}({either('picture-credits', 'text-credits')})\s{{0,8}}(?:[(/][^()]{{0,80}}\)?)?$")
_ALL_PICTURES = re.compile(r"^(?:以上|上述|本组|本版)?(?:图片|照片|图)均?(?:为|由|:)")
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
_E_MAIL = re.compile(rf"\s{{0,4}}{patterns.EMAIL.pattern}$")
RUN_IN_LIMIT = 80
LONGEST_AMONG_WORKS = 4  # characters
AUTHOR = "作者"
PHOTOGRAPHER = "摄"


def split_names(text: str) -> tuple[str, ...]:
    """Cut a run of names as bylines space them: `赵  兵  沈童睿` is two people, `李三、王五` are two.

    Newspapers set a two-character name with a space inside, so that it is as wide as one of three characters.
    """
    if text.isalpha():
        return (text,)
    words = [w for w in _SEPARATORS.split(_DOT.sub("·", text)) if w]
    names: list[str] = []
    waiting = ""
    for word in words:
        if len(word) == 1:
            if waiting:
                names.append(waiting + word)
                waiting = ""
            else:
                waiting = word
            continue
        if waiting and len(word) == 2 and waiting in SURNAMES and not is_person_name(word):
            word, waiting = waiting + word, ""  # 张 晓峰
        if waiting:
            names.append(waiting)
            waiting = ""
        names.append(word)
    if waiting:
        names.append(waiting)
    return tuple(names)


def names_people(text: str) -> bool:
    """Tell whether a canonical text holds names of people and nothing else: `赵  兵  沈童睿`."""
    return all(map(is_person_name, split_names(text) or ("",)))


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


def _ends_labelled(text: str) -> bool:
    label = _LABELLED.match(text.split()[-1]) if text else None
    return bool(label and label["name"])


def from_byline(text: str) -> Iterator[Contributor]:
    """Read a byline (canonical text, brackets allowed): each label governs the names up to the next."""
    bare = people_lines.REPORTED.sub("", _E_MAIL.sub("", patterns.BEHIND_NAME.sub("", text)).strip("()【】[] "))
    if text.startswith(("【", "[")) and (told := _TOLD_FROM.match(bare)):
        bare = told["who"]
    if is_editorial_office(bare) or _NOBODY.search(bare[:RUN_IN_LIMIT]) or patterns.BYLINE_UNNAMED.match(bare):
        return
    spoken = patterns.SPEAKER.match(bare)
    if spoken:
        speakers = [word for word in split_names(spoken["who"]) if is_person_name(word)]
        yield from (Contributor(spoken["role"], name) for name in speakers)
        return
    if people_lines.BYLINE_LABELLED.match(bare):
        for named in people_lines.LABELLED_NAME.finditer(bare):
            yield from (Contributor(named["label"], name) for name in split_names(named["name"]))
        return
    if signs_works(text):
        yield from _of_works(text)
        return
    labels = list(_ANY_LABEL.finditer(bare))
    english = patterns.BYLINE_ENGLISH.match(bare)
    if english:
        for name in re.split(r"\s+and\s+|,(?!\s*[JS][Rr]\b)\s*", patterns.OFFICE_BEHIND.sub("", bare[2:].strip())):
            yield Contributor(AUTHOR, name)
        return
    if not labels and is_alphabetic(bare):
        yield from (Contributor(AUTHOR, person) for person in people_in_letters(bare))
        return
    if not labels:
        words = split_names(bare)
        people = [word for word in words if is_person_name(word)]  # 河湾县云岭镇  李小满 names a place first
        yield from (Contributor(AUTHOR, name) for name in people or words)
        return
    before = bare[: labels[0].start()].strip()  # 李明 通讯员 王芳
    if before[-1:] not in ("", "/", ":", "|") and names_people(before):
        yield from (Contributor(AUTHOR, name) for name in split_names(before))
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        role = _ROLE.findall("".join(label[0].split()))[-1]
        names = bare[label.end() : following.start() if following else len(bare)]
        yield from (Contributor(role, name) for name in split_names(names))


def from_credit(text: str) -> Iterator[Contributor]:
    """Read a credit in brackets or a photographer's line (canonical text)."""
    bare = text.strip("() ")
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
    yield from (Contributor(AUTHOR, name) for name in split_names(bare) if is_person_name(name))


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
