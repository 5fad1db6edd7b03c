"""What is kept from build to build of which texts are near: of which sheaves of texts it is, and blocks of its rows.

The blocks are of so many texts each, named by what they hold: where one text has changed few of them are put anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import msgspec
import numpy as np

from sitegen.machine.cache import Cache, digest
from sitegen.site.arrays import Indexes
from sitegen.site.related.again import GONE
from sitegen.site.related.nearness import TEXT_ABOVE, TEXT_ABOVE_NEAR, Compared, Rows

KIND = "near"
FEW = 20  # of so many sheaves one may be otherwise
_BLOCK = 1_024  # texts
_ABOVE = {"chosen": TEXT_ABOVE, "near": TEXT_ABOVE_NEAR}
SheafTold = tuple[str, bytes, int]  # what a sheaf is called, what it is made of, how many texts it has
_encode = msgspec.msgpack.Encoder().encode


@dataclass(frozen=True, slots=True)
class Before:
    """What an earlier build has compared: its sheaves in order, and the digests of the blocks of each kind of rows."""

    sheaves: tuple[SheafTold, ...]
    blocks: Mapping[str, tuple[bytes, ...]]


_decode = msgspec.msgpack.Decoder(Before).decode


def recall_before(sheaves: Sequence[SheafTold], cache: Cache) -> Before | None:
    """Returns what an earlier build has compared, if few sheaves are otherwise and those in both in the same order."""
    _, kept = cache.last(KIND, "")
    before = _decode(kept) if kept is not None else None
    if before is None:
        return None
    both = {name for name, *_ in before.sheaves} & {name for name, *_ in sheaves}
    orders = [[name for name, *_ in some if name in both] for some in (before.sheaves, sheaves)]
    otherwise = len(otherwise_than(before, sheaves))
    return before if orders[0] == orders[1] and (otherwise * FEW <= len(sheaves) or otherwise == 1) else None


def otherwise_than(before: Before, sheaves: Sequence[SheafTold]) -> set[str]:
    """Returns the names of the sheaves that are made of something else than those before, and of those in one alone."""
    return {name for name, *_ in {*before.sheaves} ^ {*sheaves}}


def numbers_now(before: Before, sheaves: Sequence[SheafTold]) -> Indexes:
    """Returns for each text before which number the one in its place in its sheaf has now, GONE where there is none."""
    firsts = accumulate((count for *_, count in sheaves), initial=0)
    now = {name: (first, count) for (name, _, count), first in zip(sheaves, firsts, strict=False)}
    numbers = [np.zeros(0, np.int64)]
    for name, _, count in before.sheaves:
        first, held = now.get(name, (0, 0))
        places = np.arange(count)
        numbers.append(np.where(places < held, first + places, GONE))
    return np.concatenate(numbers)


def recall_compared(before: Before, cache: Cache) -> Compared | None:
    """Returns what an earlier build has found, None where a part of it is gone."""
    rows = {what: _joined(what, digests, cache) for what, digests in before.blocks.items()}
    chosen, near = rows.get("chosen"), rows.get("near")
    return Compared(chosen, near) if chosen is not None and near is not None else None


def _joined(what: str, digests: Sequence[bytes], cache: Cache) -> Rows | None:
    blocks = [cache.get(KIND, f"{what}/{number}", key) for number, key in enumerate(digests)]
    held = [np.frombuffer(block, np.uint64) for block in blocks if block is not None]
    return np.concatenate([np.zeros(0, np.uint64), *held]) if len(held) == len(blocks) else None


def keep_compared(sheaves: tuple[SheafTold, ...], compared: Compared, before: Before | None, cache: Cache) -> None:
    """Keep what has been found for later builds; blocks that are as `before` stay where they are."""
    count = sum(of for *_, of in sheaves)
    blocks: dict[str, tuple[bytes, ...]] = {}
    for what, rows in (("chosen", compared.chosen), ("near", compared.near)):
        known = before.blocks[what] if before else ()
        found = []
        for number, block in enumerate(_blocks(rows, _ABOVE[what], count)):
            key = digest(block)
            found.append(key)
            if number < len(known) and known[number] == key:
                cache.use(KIND, f"{what}/{number}")
            else:
                cache.put(KIND, f"{what}/{number}", key, block)
        blocks[what] = tuple(found)
    cache.put(KIND, "", b"", _encode(Before(sheaves, blocks)))


def _blocks(rows: Rows, above: np.uint64, count: int) -> Iterator[bytes]:
    """Cut sorted rows into the blocks of their texts, which stand above so many bits."""
    first = np.searchsorted(rows, np.arange(0, count, _BLOCK, dtype=np.uint64) << above)
    return (block.tobytes() for block in np.split(rows, first[1:]))
