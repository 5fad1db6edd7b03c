"""What is seen on finished pages: what was found there, and where their links lead, packed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from sitegen.errors import Diagnostic
from sitegen.site.artifacts import Written

Landing = tuple[str, str, str]  # a link as written, the address that it leads to, and the anchor there
_encode = msgspec.msgpack.Encoder().encode
_decode_landings = msgspec.msgpack.Decoder(tuple[Landing, ...]).decode
_decode_anchors = msgspec.msgpack.Decoder(frozenset[str]).decode


class Looked(msgspec.Struct, frozen=True):
    """What was found on a page, and, packed, the anchors it has and where its links within the site lead.

    Of 10,000 articles there are 600,000 links: a site that has been made holds them batch by batch, each once.
    """

    findings: tuple[Diagnostic, ...] = ()
    packed_anchors: bytes = b""
    packed: bytes = b""

    @property
    def anchors(self) -> frozenset[str]:
        """Returns the anchors that it has."""
        return _decode_anchors(self.packed_anchors) if self.packed_anchors else frozenset()

    def landings(self) -> tuple[Landing, ...]:
        """Returns where its links within the site lead."""
        return _decode_landings(self.packed) if self.packed else ()

    def without_landings(self) -> Looked:
        """Returns the same but for where its links lead."""
        return Looked(self.findings, self.packed_anchors)


def looked(findings: Iterable[Diagnostic], anchors: Iterable[str], landings: Iterable[Landing]) -> Looked:
    """Returns what was found on a page as it is held."""
    return Looked(tuple(findings), _encode(sorted(anchors)), _encode(tuple(landings)))


# Says what an address and the page there show to whoever looks at it.
Look = Callable[[str, bytes], Looked]


class Rendered(msgspec.Struct, frozen=True):
    """A page with its text-only form, if it has one, and what was seen on each of them."""

    forms: tuple[Written, ...]
    seen: tuple[Looked, ...]

    def without_landings(self) -> Rendered:
        """Returns the same but for where its links lead."""
        return Rendered(self.forms, tuple(one.without_landings() for one in self.seen))


pack_rendered = _encode
unpack_rendered = msgspec.msgpack.Decoder(tuple[Rendered, ...]).decode

# Addresses that links lead to, each with the anchor there behind it: so many are unpacked in a quarter of the time that
# pairs take. No anchor holds the sign between them.
Landed = frozenset[str]
_SEAM = "\0"
unpack_landed = msgspec.msgpack.Decoder(Landed).decode


def landing_at(target: str, anchor: str = "") -> str:
    """Returns an address and an anchor there as a text."""
    return f"{target}{_SEAM}{anchor}"


def place_of(landing: str) -> tuple[str, str]:
    """Returns the address and the anchor of such a text."""
    target, _, anchor = landing.rpartition(_SEAM)
    return target, anchor


def pack_landed(seen: Iterable[Looked]) -> bytes:
    """Returns where the links within the site of all that was seen lead, packed."""
    return _encode(sorted({landing_at(target, anchor) for one in seen for _, target, anchor in one.landings()}))


def leads_below(landed: bytes, folder: str) -> bool:
    """Tell whether one of the addresses that are packed may lie in a folder; that none does is certain."""
    return folder.encode() in landed  # texts are packed as they are


class RenderedBatch(msgspec.Struct, frozen=True):
    """The pages of a batch, and where their links within the site lead, packed."""

    pages: tuple[Rendered, ...]
    landed: bytes
