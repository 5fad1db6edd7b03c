"""Pictures that a file to take away carries in itself: of each a copy that weighs little and that any program shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sitegen.model.edition import Issue
from sitegen.model.images import media_type_of
from sitegen.site.addresses import urls
from sitegen.site.pictures.image_variants import copies
from sitegen.site.takeaway.model import Picture, pictures_of

WIDTH = 960  # pixels of the copy that is carried, where there are copies
_SHOWN = frozenset({"jpg", "png", "gif", "webp"})  # by every program that reads EPUB 3.3


@dataclass(frozen=True, slots=True)
class Carried:
    """A picture's bytes as they are carried, and the suffix of their format."""

    suffix: str
    content: bytes

    @property
    def type(self) -> str:
        """Returns its media type."""
        return media_type_of(self.suffix)


def is_pictured(issue: Issue) -> bool:
    """Tell whether pictures stand in an issue: then its files need what only the first process holds, their bytes."""
    return any(page.images for page in issue.pages) and next(pictures_of(issue.pages), None) is not None


def carried_by(issue: Issue) -> Mapping[str, Carried]:
    """Returns the pictures of an issue by the addresses that they have on the site, those that can be carried."""
    return dict(_carried(issue))


def _carried(issue: Issue) -> Iterator[tuple[str, Carried]]:
    for picture in pictures_of(issue.pages):
        image = picture.image
        fitting = [copy for copy in copies(image) if copy.suffix in _SHOWN and copy.width <= WIDTH]
        if fitting:
            copy = max(fitting, key=lambda copy: copy.width)
            yield urls.image(image), Carried(copy.suffix, copy.content)
        elif image.suffix in _SHOWN:
            yield urls.image(image), Carried(image.suffix, image.content)


def address_of(picture: Picture) -> str:
    """Returns the address by which a carried picture is looked up."""
    return urls.image(picture.image)
