"""Lists of postings in the form that the buckets hold, written for many terms at once."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sitegen.site.arrays import Indexes
from sitegen.site.search.format import ALPHABET, IN_HEADLINE
from sitegen.site.search.postings import NONE, Places
from sitegen.site.search.scores import HEADLINE_BOOST

_TENS = np.array([10**power for power in range(1, 12)], np.int64)
_LETTERS = np.frombuffer(ALPHABET.encode("ascii").ljust(NONE + 1), np.uint8)


def write_lists(ids: Indexes, text: Places, headline: Places, begins: Indexes) -> list[str]:
    """Write lists that begin at the given places, each of ascending ids; its first delta is counted from −1.

    A posting is the step from the id before, nothing where it is 1 and a weight in the text follows; then the weights.
    """
    steps = np.diff(ids, prepend=-1)
    steps[begins] = ids[begins] + 1
    in_text, in_headline = text != NONE, headline != NONE
    digits = np.searchsorted(_TENS, steps, side="right") + 1
    digits[(steps == 1) & in_text] = 0
    ends = np.cumsum(digits + in_text + 2 * in_headline)
    after = ends - in_text - 2 * in_headline  # where the digits end
    written = np.empty(ends[-1] if len(ends) else 0, np.uint8)
    for power in range(int(digits.max(initial=0))):
        at = np.flatnonzero(digits > power)
        written[after[at] - 1 - power] = steps[at] // 10**power % 10 + ord("0")
    written[after[in_text]] = _LETTERS[text[in_text]]
    written[ends[in_headline] - 2] = ord(IN_HEADLINE)
    written[ends[in_headline] - 1] = _LETTERS[headline[in_headline]]
    whole = written.tobytes().decode("ascii")
    cuts = [*np.append(0, ends)[begins].tolist(), len(whole)]
    return [whole[start:end] for start, end in pairwise(cuts)]


def best_of(text: Places, headline: Places, count: int) -> Indexes:
    """Returns the places of the `count` postings of a list that weigh most, the later one among equals; ascending."""
    weight = _steps(text) + HEADLINE_BOOST * _steps(headline)
    return np.sort(np.argsort(weight, kind="stable")[-count:])


def _steps(places: Places) -> NDArray[np.int64]:
    """Returns twice the weight in steps: each stands for its middle."""
    return np.where(places == NONE, 0, 2 * places.astype(np.int64) + 1)


def cut_list(ids: Indexes, text: Places, headline: Places, limit: int) -> list[tuple[int, str]]:
    """Cut a list into pieces of `limit` postings, each with its first id."""
    begins = np.arange(0, len(ids), limit)
    return list(zip(ids[begins].tolist(), write_lists(ids, text, headline, begins), strict=True))
