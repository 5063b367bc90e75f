"""Why KIE did not make it: from its codes and words to the kinds of failure that a person sees.

Words come before codes, since one code means many things: 400 and 422 are moderation as well as validation, and 400 as
a task's `failCode` with "please try again later" is an upstream failure (observed on 2026-10-06).
"""

from __future__ import annotations

import re

from bot.errors import FailureKind
from bot.kie import json_reading as wire

_CONTENT = re.compile(
    r"moderat|flagged|content polic|violat\w* .*(?:polic|guideline|terms|rules)|policy violation|prohibited|inappropriate|\bnsfw\b|unsafe|rejected by flow"
    r"|sensitive (?:word|content|information|material)|(?:prominent people|minor) upload|copyright|existing work"
    r"|safety (?:filter|system|polic|guideline)|only english prompts"
)
_UNSERVED = re.compile(
    r"temporarily (?:paused|unavailable|disabled|closed)|maintenance|model name you specified is not supported"
    r"|does not exist or is not published|feature (?:is )?disabled"
)
_UPSTREAM = re.compile(
    r"try again later|internal (?:server )?error|server (?:error|exception)|service unavailable|time(?:d)?[ -]?out"
    r"|overloaded|high demand"
)
_VALIDATION = re.compile(
    r"(?:is|are) required|not within the range|(?:cannot|can't|must not|should not) be (?:empty|null|blank)"
    r"|must be (?:one of|between|a |an )|unsupported width|incorrect image format"
)
_FREQUENCY = re.compile(r"call frequency|too many requests|rate limit")
_NOT_ALLOWED = re.compile(
    r"\W*(?:the |this |your )?(?:api[ -]?)?key (?:is )?not (?:authori[sz]ed|allowed|permitted) to (?:use|access) (?:this|the) model"
)
"""A key may have a list of models: "The API key is not authorized to use this model" (public clients of 2026-10). The code
beside it is not documented. Only the beginning counts: a complaint that repeats a prompt must not take a model away."""
_INTERNAL = re.compile(r"internal (?:server )?error")

_CONTENT_CODES = frozenset({"413", "SENSITIVE_WORD_ERROR"})
_REQUEST_CODES = frozenset({"400", "422", "451"})
_WAITED_TOO_LONG = 524
"""A task that waited 20 minutes in KIE's queue; nothing is charged (public clients of 2026-10)."""
_SERVER_ERROR = 500


def failure_kind(code: object, words: str) -> FailureKind:
    """Why it failed, from whatever KIE tells.

    Args:
        code: an error code: a number, a number in a string, a word such as `GENERATION_FAILED`, or nothing.
        words: KIE's words about it.
    """
    numeric = wire.integer(code)
    if numeric == _WAITED_TOO_LONG:  # it means nothing else, whatever words stand beside it
        return FailureKind.BUSY
    spoken = words.lower()
    if concerns_one_model(spoken):
        return FailureKind.NOT_ALLOWED
    if _CONTENT.search(spoken):
        return FailureKind.CONTENT
    if _UNSERVED.search(spoken) or _UPSTREAM.search(spoken):
        return FailureKind.PROVIDER
    if _VALIDATION.search(spoken):
        return FailureKind.REQUEST
    written = wire.text(code).upper() if numeric is None else str(numeric)
    if written in _CONTENT_CODES:
        return FailureKind.CONTENT
    return FailureKind.REQUEST if written in _REQUEST_CODES else FailureKind.PROVIDER


def clear_refusal(words: str) -> FailureKind | None:
    """The kind when the words alone show that nothing was created, whatever the code; else None.

    KIE answers 500 for some validation errors ("This field is required"). Only words that cannot describe a fault in
    the middle of the work count.
    """
    spoken = words.lower()
    if _CONTENT.search(spoken):
        return FailureKind.CONTENT
    if _UNSERVED.search(spoken):
        return FailureKind.PROVIDER
    return FailureKind.REQUEST if _VALIDATION.search(spoken) else None


def concerns_one_model(words: str) -> bool:
    """Whether KIE refuses one model to the key, and not the key: the others go on."""
    return bool(_NOT_ALLOWED.match(words.lower()))


def is_unexplained(code: object, words: str) -> bool:
    """Whether a failed task says no more than that something went wrong inside ("500: Internal Error")."""
    if _INTERNAL.search(words.lower()):
        return True
    return not words and wire.integer(code) == _SERVER_ERROR


def speaks_of_frequency(words: str) -> bool:
    """Whether KIE complains about too many calls; its older song endpoints do so under code 405."""
    return bool(_FREQUENCY.search(words.lower()))
