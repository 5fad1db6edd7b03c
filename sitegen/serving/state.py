"""What the live script shows over a page: findings in the editor's language, the last correction, words."""

from __future__ import annotations

from sitegen.errors import Diagnostic, Severity
from sitegen.messages import say
from sitegen.serving.desk import Desk
from sitegen.serving.preview import PROOF, Preview
from sitegen.site.proof.fixes import overlay_path

MOST = 100  # findings
_WORDS = (
    "desk.panel",
    "desk.none",
    "desk.stale",
    "desk.to_proof",
    "desk.this_page",
    "desk.to_site",
    "desk.undo",
    "desk.write",
    "desk.writing",
    "desk.fill_in",
    "desk.gone",
    "desk.misread",
    "desk.reason",
    "desk.silent",
    "desk.public",
    "desk.day",
    "desk.note",
)


def state_of(desk: Desk, path: str, page: str) -> dict[str, object]:
    """Returns the state of the desk as a page at a path needs it; `page` is the digest of that page as it is now."""
    language, preview = desk.language, desk.preview
    found = [one for one in desk.findings() if one.severity is not Severity.NOTE]
    bulletin = _bulletin(preview, path) if preview else ""
    found.sort(key=lambda one: one.path not in (bulletin, overlay_path(bulletin)) if bulletin else False)
    done = desk.last_done
    return {
        "news": desk.news,
        "page": page,
        "language": language,
        "stale": desk.is_stale,
        "whole": say(language, _whole(desk)),
        "counts": [sum(one.severity is kind for one in found) for kind in (Severity.ERROR, Severity.WARNING)],
        "findings": [_shown(one, preview, language, bulletin) for one in found[:MOST]],
        "more": say(language, "desk.more", count=len(found) - MOST) if len(found) > MOST else "",
        "done": say(language, "desk.corrected", file=done.place.shown, told=done.told) if done else "",
        "proof": preview.proof_of(path) if preview else "",
        "seen": preview.seen(bulletin) if preview else "",
        "bulletin": bulletin,
        "words": {name.partition(".")[2]: say(language, name, file="{file}") for name in _WORDS},
    }


def _bulletin(preview: Preview, path: str) -> str:
    """Returns the bulletin that a page is about, "" where it is about none."""
    if path.startswith(PROOF):
        return preview.bulletin_of(path)
    return preview.bulletin_of(preview.proof_of(path).removeprefix("/").partition("#")[0])


def _whole(desk: Desk) -> str:
    if desk.is_stale or (desk.outcome and not desk.outcome.published):
        return "desk.unchecked"
    return "desk.checked" if desk.outcome else "desk.checking"


def _shown(found: Diagnostic, preview: Preview | None, language: str, here: str) -> dict[str, object]:
    message, hint = found.told(language)
    return {
        "severity": found.severity.value,
        "label": f"{say(language, f'severity.{found.severity.value}')} {found.code}",
        "place": ":".join(str(part) for part in (found.path, found.line, found.column) if part),
        "message": message,
        "hint": f"{say(language, 'told.settle')}{hint}" if hint else "",
        "excerpt": found.excerpt,
        "href": preview.place(found.path, found.line) if preview else "",
        "here": bool(here) and found.path in (here, overlay_path(here)),
    }
