"""An edition as it was read at one moment: proof sheet and site, of which each page is made when it is asked for.

So a page is there as soon as what changed has been read, whatever the size of the edition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from threading import RLock

from sitegen.config import Config
from sitegen.errors import Diagnostic
from sitegen.machine.cache import Cache
from sitegen.messages import TAGS
from sitegen.model.edition import Edition
from sitegen.model.images import Image
from sitegen.model.newspaper import Page
from sitegen.reading.bulletin import read_bulletin
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.illustrating import with_images
from sitegen.site.addresses import urls
from sitegen.site.artifacts import digest_of
from sitegen.site.batches import Batch, batches_of
from sitegen.site.cards import with_cards
from sitegen.site.catalogue import make_catalogue
from sitegen.site.digests import Digests
from sitegen.site.making import Made
from sitegen.site.pictures import image_variants
from sitegen.site.proof.pieces import line_id
from sitegen.site.proof.sheet import INDEX, Proof, address_of
from sitegen.site.related.finding import related_places
from sitegen.site.scans.variants import content_of
from sitegen.site.theme.templates import Theme
from sitegen.site.workshop import forms_of

PROOF = "proof/"  # where the proof sheet stands
_ENDS = re.compile(r"[.~-]")  # what may stand behind the name of an undated issue
_INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Looks:
    """The themes of the site and of the proof sheet, and the language in which the latter speaks."""

    site: Theme
    proof: Theme
    language: str


class Finder:
    """The pages of a site, none of them gone through before somebody asks for one beside it."""

    def __init__(self, batches: Iterable[Batch] = ()) -> None:
        """Know in which folder the pages of each issue lie, of one without a day what their names begin with."""
        self._found: dict[str, Made] = {}
        self._of_issues: dict[str, list[Batch]] = {}
        self._others: list[Batch] = []
        for batch in batches:
            if batch.of_issue:
                at = batch.name.removesuffix(_INDEX).removesuffix(".html")
                self._of_issues.setdefault(at, []).append(batch)
            else:
                self._others.append(batch)

    def find(self, path: str) -> Made | None:
        """Returns the page at an address, or whose text-only form stands there; None where there is none."""
        path = path.removeprefix(urls.PLAIN)
        for at in _beginnings(path):
            self._go_through(self._of_issues.pop(at, ()))
        if path not in self._found:
            others, self._others = self._others, []
            self._go_through(others)
        return self._found.get(path)

    def addresses(self) -> tuple[str, ...]:
        """Returns where pages stand, all of them."""
        for batches in (*self._of_issues.values(), self._others):
            self._go_through(batches)
        self._of_issues, self._others = {}, []
        return tuple(self._found)

    def _go_through(self, batches: Iterable[Batch]) -> None:
        for batch in batches:
            self._found.update((made.address, made) for made in batch.pages())


@dataclass(slots=True, eq=False)
class Preview:
    """What was read of an edition, and of its pages those that somebody has asked for.

    `bulletins` are by path as findings name them. The pages of the site can be had once `prepare` has been called, and
    `ready` is for whoever waits for that.
    """

    config: Config
    edition: Edition
    proof: Proof
    findings: tuple[Diagnostic, ...]
    bulletins: Mapping[str, Bulletin]
    looks: Looks
    ready: Future[None] = field(default_factory=Future)
    _site: Finder = field(default_factory=Finder)
    _images: dict[str, Image] = field(default_factory=dict)
    _static: dict[str, bytes] = field(default_factory=dict)
    _contents: dict[str, bytes] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)

    def prepare(self, digests: Digests, cache: Cache) -> None:
        """Look up all that pages show of others; `digests` and `cache` hold what is known from earlier previews."""
        theme = self.looks.site
        config = with_cards(replace(self.config, plain=self.config.plain and theme.plain is not None))
        images = {image.digest: image for page in self.edition.pages() for image in page.images.values()}
        # Smaller copies take seconds a photograph: the preview shows pictures as they are.
        image_variants.know({image: image_variants.Shrunk() for image in images})
        catalogue = replace(make_catalogue(self.edition, config), digests=digests)
        site = Finder(batches_of(catalogue, related_places(catalogue, cache)))
        plain = theme.plain.static if theme.plain and config.plain else ()
        with self._lock:
            scans = [page.scan.image for page in self.edition.pages() if page.scan is not None]
            self._images = {urls.image(image): image for image in (*scans, *images.values())}
            self._static = {file.path: file.content for file in (*theme.static, *plain)}
            self._site = site

    def page(self, path: str) -> bytes | None:
        """Returns a file of the site, None where it has none of that name or only a whole build makes it.

        Raises ConfigError where the theme cannot show it.
        """
        if path in self._static:
            return self._static[path]
        if path in self._images:
            return content_of(self._images[path])
        with self._lock:
            made = self._site.find(path)
            if made is None:
                return None
            if path not in self._contents:
                self._contents |= {form.path: form.content for form in forms_of(made, self.looks.site)}
            return self._contents.get(path)

    def proof_page(self, path: str) -> bytes | None:
        """Returns a file of the proof sheet, named from its folder; None where it has none of that name."""
        static = next((file.content for file in self.looks.proof.static if file.path == path), None)
        if static is not None:
            return static
        at = next((at for at, sheet in enumerate(self.proof.sheets) if address_of(sheet) == path), None)
        if path != INDEX and at is None:
            return None
        with self._lock:
            if PROOF + path not in self._contents:
                view = self.proof.index() if at is None else self.proof.page(at, self._explained(at))
                self._contents[PROOF + path] = self.looks.proof.render(view)
            return self._contents[PROOF + path]

    def addresses(self) -> tuple[str, ...]:
        """Returns where pages of the site stand."""
        with self._lock:
            return self._site.addresses()

    def proof_of(self, address: str) -> str:
        """Returns where the proof sheet shows what a page of the site is made of: an address with an anchor."""
        with self._lock:
            made = self._site.find(address)
        kind, _, of = made.made_from.partition(":") if made else ("", "", "")
        if kind == "article":
            path, _, line = of.rpartition(":")
            return self.place(path, int(line))
        if kind == "page":
            found = (sheet for sheet in self.proof.sheets if sheet.page.place == of)
            return next((f"/{PROOF}{address_of(sheet)}" for sheet in found), "")
        return ""

    def place(self, path: str, line: int) -> str:
        """Returns where the proof sheet shows a line of a bulletin, or what is said of its overlay; "" for nowhere."""
        sheets = [sheet for sheet in self.proof.sheets if sheet.page.source.path == path]
        sheet = next((one for one in reversed(sheets) if one.page.follows <= line), None)
        if sheet is None:
            stem = path.removesuffix(".yaml")
            named = (one for one in self.proof.sheets if one.page.source.path.rpartition(".")[0] == stem != path)
            sheet, line = next(named, None), 0
        anchor = f"#{line_id(sheet.key, line)}" if sheet and line else ""
        return f"/{PROOF}{address_of(sheet)}{anchor}" if sheet else ""

    def seen(self, path: str) -> str:
        """Returns a digest of a bulletin's text, by which it is told whether it is still what an editor looks at."""
        bulletin = self.bulletins.get(path)
        return digest_of(bulletin.source.text.encode("utf-8", "surrogatepass")).hex() if bulletin else ""

    def bulletin_of(self, path: str) -> str:
        """Returns the path of the bulletin that a page of the proof sheet shows, "" where it shows none."""
        found = (sheet for sheet in self.proof.sheets if PROOF + address_of(sheet) == path)
        return next((sheet.page.source.path for sheet in found), "")

    def _explained(self, at: int) -> Page | None:
        """Returns the page of a bulletin read with what decided each line: that is slow, and so not done for all."""
        page = self.proof.sheets[at].page
        bulletin = self.bulletins.get(page.source.path)
        if bulletin is None:
            return None
        read = read_bulletin(bulletin, self.config.reading, TAGS[self.looks.language])
        readings = with_images(read, self.config.seeds, self.config.folder)
        return next((one.page for one in readings if one.page.follows == page.follows), None)


def newer_than(preview: Preview, other: Preview | None) -> bool:
    """Tells whether a preview shows anything else than one before it."""
    if other is None:
        return True
    mine, its = (_told(one) for one in (preview, other))
    return mine != its


def _told(preview: Preview) -> tuple[object, ...]:
    looks: Sequence[bytes] = (preview.looks.site.digest, preview.looks.proof.digest)
    pictures = [
        image.digest for page in preview.edition.pages() if page.images for _, image in sorted(page.images.items())
    ]
    scans = [page.scan.image.digest for page in preview.edition.pages() if page.scan is not None]
    return preview.config, preview.findings, preview.bulletins, looks, pictures, scans


def _beginnings(path: str) -> Iterator[str]:
    """Returns the folders that a path lies in, and what its name may begin with."""
    for slash in re.finditer("/", path):
        yield path[: slash.end()]
    folder, slash_, name = path.rpartition("/")
    for end in _ENDS.finditer(name):
        yield f"{folder}{slash_}{name[: end.start()]}"
