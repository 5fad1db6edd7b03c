"""What is offered to someone who types pinyin into the search box: names, headlines and common words by their sound."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache

import msgspec

from sitegen.machine.cache import digest
from sitegen.machine.processes import Run
from sitegen.site.addresses import search_urls
from sitegen.site.addresses.sounds import hear, spoken
from sitegen.site.artifacts import Artifact
from sitegen.site.search.blocks import Outline, Suggested, suggested_by
from sitegen.site.search.format import Sizes, data, named_by, script
from sitegen.site.search.memo import Memo
from sitegen.site.search.tokens import fold_all
from sitegen.site.search.words import WORD, common

_FORGETFUL = Memo()
_encode = msgspec.msgpack.Encoder().encode
_decode_words = msgspec.msgpack.Decoder(list[tuple[str, int]]).decode
_SOUNDS = re.compile(r"[a-z0-9]+")

# Text, what it is, in how many documents, the id of the newest.
_Entry = tuple[str, str, int, int]
_Sounded = tuple[_Entry, str, str]  # with its pinyin and its initials


def add_up(blocks: Iterable[tuple[int, Outline]], memo: Memo = _FORGETFUL) -> Suggested:
    """Add up what blocks suggest, each with the id of its first document."""
    total: dict[tuple[str, str], tuple[int, int]] = {}
    listed = tuple(blocks)
    for start, block in listed:
        for entry, (count, last) in suggested_by(block).items():
            total[entry] = (total.get(entry, (0, 0))[0] + count, start + last)
    words = _common([block.words for _, block in listed], {text for _, text in total}, memo)
    return total | {(WORD, word): (count, 0) for word, count in words}


def _common(packed: Sequence[str], named: Set[str], memo: Memo) -> Iterable[tuple[str, int]]:
    """Returns the words that most documents have; another word in one of them mostly leaves these as they are."""
    key = digest(_encode((packed, sorted(named))))
    told = memo.recall("words", key)
    if told is None:
        told = _encode(common(packed, named))
        memo.learn("words", key, told)
    return _decode_words(told)


def make_suggestions(suggested: Suggested, run: Run, sizes: Sizes) -> Iterator[Artifact]:
    """Returns files with the entries of some keys each, and the list of what lies in which."""
    entries = [(text, what, count, newest) for (what, text), (count, newest) in suggested.items()]
    folded = fold_all([text for text, *_ in entries])
    shards: defaultdict[str, list[_Sounded]] = defaultdict(list)
    hear(folded, run)
    for one in sounded(zip(entries, folded, strict=True)):
        shard = shards[one[2][:2]]
        shard.append(one)
        if len(shard) > 2 * sizes.suggestions:  # of a large edition most entries are not among the best of their key
            shard[:] = _best(shard, sizes)
    listed: dict[str, str] = {}
    for together in _together(((key, _rows(_best(shard, sizes))) for key, shard in sorted(shards.items())), sizes):
        content = b"{%b}" % b",".join(b'"%b":%b' % (key.encode(), rows) for key, rows in together.items())
        name = f"{next(iter(together))}-{named_by([content])}"
        listed |= dict.fromkeys(together, name)
        yield script(search_urls.suggestions(name), content, f"search_suggestions:{' '.join(together)}")
    yield script(search_urls.suggestions("keys"), data(listed), "search_keys")


def _best(shard: Iterable[_Sounded], sizes: Sizes) -> list[_Sounded]:
    return sorted(shard, key=lambda one: (-one[0][2], -one[0][3], one[0][:2]))[: sizes.suggestions]


def _rows(shard: Iterable[_Sounded]) -> bytes:
    return data([(text, pinyin, initials, what, count) for (text, what, count, _), pinyin, initials in shard])


def _together(shards: Iterable[tuple[str, bytes]], sizes: Sizes) -> Iterator[dict[str, bytes]]:
    """Returns the keys of each file with their rows."""
    held: dict[str, bytes] = {}
    for key, rows in shards:
        if held and sum(map(len, held.values())) + len(rows) > sizes.suggested:
            yield held
            held = {}
        held[key] = rows
    if held:
        yield held


def sounded(entries: Iterable[tuple[_Entry, str]]) -> Iterator[_Sounded]:
    """Returns entries, each given with its text folded, that have a sound, with their pinyin and its initials."""
    heard = ((entry, syllables(folded)) for entry, folded in entries)
    return ((entry, "".join(found), "".join([one[0] for one in found])) for entry, found in heard if found)


def syllables(folded: str) -> list[str]:
    """Returns the pinyin of a folded text without tones, syllable by syllable; a Latin word or number counts as one."""
    return [sound for syllable in spoken(folded) for sound in _sounds(syllable)]


@lru_cache(maxsize=4_096)  # there are few syllables
def _sounds(syllable: str) -> list[str]:
    return _SOUNDS.findall(syllable)
