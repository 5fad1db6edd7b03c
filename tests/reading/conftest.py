"""What tests of the reading share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar

import pytest

if TYPE_CHECKING:
    from benchmarks.reading.fitting import Counted
    from benchmarks.reading.printed import Printed

PAGES = 4  # of a source
MOST = 40  # from all sources
R = TypeVar("R")


@pytest.fixture
def quick_training(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """What makes weights, from few of the invented pages of other papers: from all of them it takes minutes."""
    pytest.importorskip("scipy")
    from benchmarks.reading import train

    for name in ("pages_as_set", "invented_pages"):
        monkeypatch.setattr(train, name, partial(_few, getattr(train, name)))
    monkeypatch.setattr(train, "twice", partial(_of_few, train.twice))
    return train


def _few(pages: Callable[..., Iterable[Printed]], *told: object) -> Iterator[Printed]:
    return islice(pages(*told), PAGES)


def _of_few(learn: Callable[[Sequence[Counted]], R], pages: Sequence[Counted]) -> R:
    assert len(pages) < MOST, "a source of pages is read whole, which takes minutes: let it be one of those cut short"
    return learn(pages)
