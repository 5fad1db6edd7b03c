"""What jinja2 and Python find wrong in a template → which text of the catalogue tells it, with what facts.

They know no language but English. A problem that is none of these is told in their words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sitegen.messages import Fact

PROBLEM = "c-021"
_SEVERAL = frozenset({"tags", "instead"})  # 'elif' or 'else' or 'endif'
# What jinja2 calls parts of a template; other words in their place are the template's own.
_TOKENS = {
    "begin of print statement": "token:{{",
    "end of print statement": "token:}}",
    "begin of statement block": "token:{%",
    "end of statement block": "token:%}",
    "end of template": "token_end:",
    "template data / text": "token_text:",
    "integer": "token_integer:",
    "string": "token_string:",
}
_QUOTED = re.compile(r"'(.+?)'")
_TAGS = r"(?: Jinja was looking for the following tags: (?P<tags>.+?)\.)?"
_OPEN = r"(?: The innermost block that needs to be closed is '(?P<block>.+?)'\.)?"
_NEST = r"(?: You probably made a nesting mistake\. Jinja is expecting this tag, but currently looking for "
_NEST += r"(?P<instead>.+?)\.)?"
_KINDS: Mapping[str, re.Pattern[str]] = {
    kind: re.compile(pattern, re.S)
    for kind, pattern in {
        "ends": r"[Uu]nexpected end of template(?:, expected '(?P<wanted>.+?)')?\." + _TAGS + _OPEN,
        "tag": r"Encountered unknown tag '(?P<name>.+?)'\." + _NEST + _TAGS + _OPEN,
        "no_tag": r"tag name expected",
        "character": r"unexpected char (?P<mark>['\"])(?P<found>.+)(?P=mark) at \d+",
        "unexpected": r"unexpected '(?P<found>.+?)'(?:, expected '(?P<wanted>.+?)')?",
        "expected": r"expected token '(?P<wanted>.+?)', got '(?P<found>.+)'",
        "no_expression": r"Expected an expression, got '(?P<found>.+)'",
        "comment": r"Missing end of comment tag",
        "raw": r"Missing end of raw directive",
        "filter": r"No filter named '(?P<name>.+?)'\.?",
        "test": r"No test named '(?P<name>.+?)'\.?",
        "block_twice": r"block '(?P<name>.+?)' defined twice",
        "undefined": r"'(?P<name>.+?)' is undefined",
        "attribute": r"'?(?P<owner>.+?)'? has no (?:attribute|element) '?(?P<name>.+?)'?",
        "unsafe": r"access to attribute '(?P<name>.+?)' of '(?P<owner>.+?)' object is unsafe\.",
        "range": r"(?:OverflowError: )?Range too big\..*",
        "no_template": r"TemplateNotFound: (?P<name>.+)",
        "python": r"(?P<kind>\w+(?:Error|Exception)): (?P<said>.*)",
    }.items()
}


def problem_of(message: str) -> tuple[str, dict[str, Fact]]:
    """Returns the name of the text that tells a problem, and its facts."""
    for kind, pattern in _KINDS.items():
        found = pattern.fullmatch(message)
        if found:
            return f"{PROBLEM}.{kind}", {name: _fact(name, value or "") for name, value in found.groupdict().items()}
    return PROBLEM, {"problem": message}


def _fact(name: str, value: str) -> Fact:
    if name in _SEVERAL:
        return tuple(_QUOTED.findall(value))
    if name in ("found", "wanted") and value:
        return _TOKENS.get(value, f"token:{value}")
    return value
