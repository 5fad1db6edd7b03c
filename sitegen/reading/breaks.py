"""Sentences cut by a column or page break: where they go on, and where that is not certain."""

from __future__ import annotations

import re

from sitegen.reading.lines import Line
from sitegen.reading.words import ends_sentence, unclosed

SHORT_REST = 8  # characters to the first stop


def cut_by_break(before: Line, after: Line) -> bool:
    """Tell whether `after` goes on with the sentence that `before` leaves open.

    A column that ends inside a sentence ends without a stop, or inside a quotation (`坚决做到“两` / `个维护”`).
    """
    if after.level or after.bold:
        return False
    text = before.canonical
    if not ends_sentence(text):
        return True
    return unclosed(text).endswith(("“", "《", "(", "‘")) and not text.rstrip().endswith(("。", "!", "?"))


def is_doubtful(before: Line, after: Line, page: str) -> bool:
    """Tell whether a healed break may hide lost text, so that an editor should look at it.

    Doubtful are a break right behind a comma, where no word or phrase shows that it was cut, and a rest so short that
    it may belong to another sentence (`组建…的审判团队` / `党小组35个。`), unless the two characters that meet there
    stand together elsewhere on the page.
    """
    left, right = before.canonical.rstrip(), after.canonical.lstrip()
    if not left or not right or left[-1] in ",、;":
        return True
    rest = re.split(r"[。!?;]", right, maxsplit=1)[0]
    return len(rest) < SHORT_REST and before.text.rstrip()[-1] + after.text.lstrip()[0] not in page
