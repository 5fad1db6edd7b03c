"""What sort of item an article is: by its labels, what its lines look like, and words that say it themselves."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.model.newspaper import ArticleKind
from sitegen.reading.build.parts import credit_start
from sitegen.reading.detect.look import Look
from sitegen.reading.detect.titles import NOTE
from sitegen.reading.layout.grouping import Placed
from sitegen.reading.layout.labels import OPENS_PARAGRAPH, Label
from sitegen.reading.text import patterns, picture_credits

SEVERAL = 2
_NAMED = frozenset({Label.HEADLINE, Label.HEADLINE_ON, Label.KICKER})
_BYLINES = frozenset({Label.BYLINE, Label.PART_BYLINE})


def kind_of(lines: Sequence[Placed]) -> ArticleKind:
    """Returns the kind of an article from its lines."""
    labels = {placed.label for placed in lines}
    texts = [placed for placed in lines if placed.label in OPENS_PARAGRAPH]
    named = _kind_by_words(lines, texts)
    if named is not None:
        return named
    if _are_letters(lines, labels):
        return ArticleKind.LETTER
    if _are_briefs(texts, labels):
        return ArticleKind.BRIEF
    if Label.VERSE in labels and not texts:  # poems under one head have titles of their own
        return ArticleKind.VERSE
    return ArticleKind.PHOTO if _is_photo(lines, texts, labels) else ArticleKind.NEWS


def _kind_by_words(lines: Sequence[Placed], texts: Sequence[Placed]) -> ArticleKind | None:
    """`遗失声明`, `广告`, `编辑同志:`: words that say themselves what the item is."""
    for placed in lines:
        if placed.label not in _NAMED:
            continue
        text = placed.line.canonical
        if patterns.ADVERTISEMENT_HEAD.match(text):
            return ArticleKind.ADVERTISEMENT
        if placed.label is Label.KICKER:
            continue
        if patterns.NOTICE_HEAD.search(text) or patterns.INVITATION.match(text):
            return ArticleKind.NOTICE
    if texts and patterns.LETTER_OPENING.match(texts[0].line.canonical):
        return ArticleKind.LETTER
    return None


def _are_letters(lines: Sequence[Placed], labels: set[Label]) -> bool:
    """Two or more pieces under titles of their own, each signed: `建议`, then letters with `河湾县云岭镇  方  圆`."""
    signed = sum(placed.seen.kind == "signature" for placed in lines)
    return Label.SUBHEADING in labels and signed >= SEVERAL


def _are_briefs(texts: Sequence[Placed], labels: set[Label]) -> bool:
    """Two or more texts with datelines of their own under one head; or a row of texts that begin with a mark each."""
    if Label.HEADLINE in labels and sum(placed.seen.look is Look.DATELINED for placed in texts) >= SEVERAL:
        return True
    return len(texts) >= SEVERAL and all(patterns.BULLET.match(placed.line.canonical) for placed in texts)


def _is_photo(lines: Sequence[Placed], texts: Sequence[Placed], labels: set[Label]) -> bool:
    """A headline (or none), one paragraph and the photographer's line, or captions alone."""
    if labels & _BYLINES or Label.SUBHEADING in labels or any(placed.seen.look is Look.DATELINED for placed in lines):
        return False
    if Label.CAPTION in labels and not texts:
        return True
    told = sum(not NOTE.match(placed.line.canonical) for placed in texts)
    return told <= 1 and any(map(_shows_maker, lines))


def _shows_maker(placed: Placed) -> bool:
    """Tell whether a line names who made a picture or a work of art: `齐翰文 摄`, `…过桥。(方  圆摄)`."""
    text = placed.line.canonical
    if placed.label is Label.CREDIT:
        return _is_shot(text)
    if placed.label not in OPENS_PARAGRAPH:
        return False
    at = credit_start(placed.line)
    return (
        placed.seen.kind == "artwork"
        or picture_credits.CAPTION.match(text) is not None
        or _is_shot(text[at:] if at else "")
    )


def _is_shot(credit: str) -> bool:
    return any(picture_credits.PHOTO_CREDIT.match(text) is not None for text in (credit, credit.strip("()")))
