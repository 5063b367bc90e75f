"""Failures on request: a word in the prompt, or a fault set for the next submission, makes KIE misbehave.

The words, each anywhere in the prompt (`KEYWORDS` holds the same list as data):

=================  =====================================================================================
fail-moderation    the task fails: the prompt was flagged (400)
fail-server        the task fails: internal error (500)
fail-prompt        the submission is refused: validation (422)
fail-submit-500    the submission answers 500; nothing was created
fail-402           the submission answers 402: credits insufficient
fail-429           the first submission of this prompt answers 429, the next is accepted
fail-455           the submission answers 455: maintenance
html-502           the submission answers an HTML page of the gateway under HTTP 502; nothing was created
status-502         the first status query of the task answers the gateway's HTML page
cut-connection     the task is created and charged, then the connection breaks before the answer
no-callback        the callback never comes
late-callback      the callback comes long after the end
double-callback    the callback comes ten times at once
forged-callback    a stranger calls back first with a false signature and false addresses
stuck              the task never ends
no-urls            the task succeeds without a single address
bad-url            the address answers 404
slow-url           the file comes slowly
wrong-type         an HTML page is served under the media's name and type
many               four pictures instead of one
big-file           the video is 45 MB
=================  =====================================================================================
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

from bot.sandbox.kie.fields import Refusal


class Fault(StrEnum):
    """One way of misbehaving; the value is its keyword."""

    FAIL_MODERATION = "fail-moderation"
    FAIL_SERVER = "fail-server"
    FAIL_PROMPT = "fail-prompt"
    FAIL_SUBMIT_500 = "fail-submit-500"
    FAIL_402 = "fail-402"
    FAIL_429 = "fail-429"
    FAIL_455 = "fail-455"
    HTML_502 = "html-502"
    STATUS_502 = "status-502"
    CUT_CONNECTION = "cut-connection"
    NO_CALLBACK = "no-callback"
    LATE_CALLBACK = "late-callback"
    DOUBLE_CALLBACK = "double-callback"
    FORGED_CALLBACK = "forged-callback"
    STUCK = "stuck"
    NO_URLS = "no-urls"
    BAD_URL = "bad-url"
    SLOW_URL = "slow-url"
    WRONG_TYPE = "wrong-type"
    MANY = "many"
    BIG_FILE = "big-file"


KEYWORDS: MappingProxyType[str, str] = MappingProxyType(
    {
        line.split(maxsplit=1)[0]: line.split(maxsplit=1)[1].strip()
        for line in (__doc__ or "").splitlines()
        if line.split(maxsplit=1)[:1] and line.split(maxsplit=1)[0] in {fault.value for fault in Fault}
    }
)
"""Keyword → what it does, in the order of the list above."""

CREDITS_INSUFFICIENT = (
    "Credits insufficient : Your current balance isn’t enough to run this request. Please top up to continue."
)
TOO_FREQUENT = "Your call frequency is too high. Please try again later."

_REFUSALS = {
    Fault.FAIL_PROMPT: (422, "prompt is not within the range of allowed options"),
    Fault.FAIL_SUBMIT_500: (500, "Server Error - An unexpected error occurred while processing the request"),
    Fault.FAIL_402: (402, CREDITS_INSUFFICIENT),
    Fault.FAIL_429: (429, TOO_FREQUENT),
    Fault.FAIL_455: (455, "The service is currently undergoing maintenance. Please try again later."),
}


def find_fault(prompt: str) -> Fault | None:
    """Return the first keyword of the list that stands in the prompt."""
    lowered = prompt.lower()
    return next((fault for fault in Fault if fault in lowered), None)


def refuse(fault: Fault) -> None:
    """Refuse a submission whose fault is a refusal; do nothing for the others.

    Raises:
        Refusal: with KIE's code and text for that fault.

    """
    if fault in _REFUSALS:
        raise Refusal(*_REFUSALS[fault])
