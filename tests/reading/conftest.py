"""What tests of the reading share."""

from __future__ import annotations

from itertools import islice
from types import ModuleType

import pytest

PAGES = 4


@pytest.fixture
def quick_training(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """What makes weights, from few of the invented pages of other papers: from all of them it takes ten seconds."""
    pytest.importorskip("scipy")
    from benchmarks.reading import train

    invented_pages = train.invented_pages
    monkeypatch.setattr(train, "invented_pages", lambda *told: islice(invented_pages(*told), PAGES))
    return train
