"""Failures on request: a word in the prompt, or a fault set for the next submission, makes KIE misbehave.

The words stand anywhere in the prompt, between spaces or punctuation; `KEYWORDS` is the list of them, with what each does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from bot.sandbox.kie.fields import Refusal


class Fault(StrEnum):
    """One way of misbehaving; the value is its keyword."""

    FAIL_MODERATION = "fail-moderation"
    FAIL_SERVER = "fail-server"
    FAIL_PERSON = "fail-person"
    FAIL_QUEUE = "fail-queue"
    FAIL_PROMPT = "fail-prompt"
    FAIL_SUBMIT_500 = "fail-submit-500"
    FAIL_402 = "fail-402"
    FAIL_429 = "fail-429"
    FAIL_455 = "fail-455"
    HTML_502 = "html-502"
    STATUS_502 = "status-502"
    STATUS_429 = "status-429"
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
    FEWER_URLS = "fewer-urls"
    EMPTY_URL = "empty-url"
    GONE_URL = "gone-url"
    BIG_FILE = "big-file"
    EXPIRED_URL = "expired-url"
    REDIRECT_LOOP = "redirect-loop"
    SILENT_URL = "silent-url"
    SHORT_FILE = "short-file"
    ENDLESS_FILE = "endless-file"


KEYWORDS: Mapping[str, str] = MappingProxyType(
    {
        Fault.FAIL_MODERATION: "the task fails: the prompt was flagged (400)",
        Fault.FAIL_SERVER: "the task fails: internal error (500)",
        Fault.FAIL_PERSON: "the task fails at once when a picture goes with it: internal error (500), as a filter does",
        Fault.FAIL_QUEUE: "the task waits in a queue and is given up there (524)",
        Fault.FAIL_PROMPT: "the submission is refused: validation (422)",
        Fault.FAIL_SUBMIT_500: "the submission answers 500; nothing was created",
        Fault.FAIL_402: "the submission answers 402: credits insufficient",
        Fault.FAIL_429: "the first submission of this prompt answers 429, the next is accepted",
        Fault.FAIL_455: "the submission answers 455: maintenance",
        Fault.HTML_502: "the submission answers an HTML page of the gateway under HTTP 502; nothing was created",
        Fault.STATUS_502: "the first status query of the task answers the gateway's HTML page",
        Fault.STATUS_429: "the first status query of the task answers 429",
        Fault.CUT_CONNECTION: "the task is created and charged, then the connection breaks before the answer",
        Fault.NO_CALLBACK: "the callback never comes",
        Fault.LATE_CALLBACK: "the callback comes long after the end",
        Fault.DOUBLE_CALLBACK: "the callback comes ten times at once",
        Fault.FORGED_CALLBACK: "a stranger calls back first with a false signature and false addresses",
        Fault.STUCK: "the task never ends",
        Fault.NO_URLS: "the task succeeds without a single address",
        Fault.BAD_URL: "the address answers 404",
        Fault.SLOW_URL: "the file comes slowly",
        Fault.WRONG_TYPE: "an HTML page is served under the media's name and type",
        Fault.MANY: "four pictures instead of one",
        Fault.FEWER_URLS: "of several results one address is missing",
        Fault.EMPTY_URL: "of several results the last one's address is empty",
        Fault.GONE_URL: "the last result's address answers 410, for good",
        Fault.BIG_FILE: "the video is 45 MB",
        Fault.EXPIRED_URL: "the address answers 403; only fresh links work",
        Fault.REDIRECT_LOOP: "the address redirects to itself",
        Fault.SILENT_URL: "the file host takes the first request for the file and never answers it",
        Fault.SHORT_FILE: "the first download breaks off before the promised length",
        Fault.ENDLESS_FILE: "the file tells no length and never ends",
    }
)
"""Keyword → what it does."""

CREDITS_INSUFFICIENT = (
    "Credits insufficient : Your current balance isn’t enough to run this request. Please top up to continue."
)
MODEL_NOT_ALLOWED = "The API key is not authorized to use this model"
TOO_MANY_RUNNING = "Too many tasks are running. Please try again later."
"""The words are ours: only that they are refused with 429 is known."""
TOO_FREQUENT = "Your call frequency is too high. Please try again later."

_REFUSALS = {
    Fault.FAIL_PROMPT: (422, "prompt is not within the range of allowed options"),
    Fault.FAIL_SUBMIT_500: (500, "Server Error - An unexpected error occurred while processing the request"),
    Fault.FAIL_402: (402, CREDITS_INSUFFICIENT),
    Fault.FAIL_429: (429, TOO_FREQUENT),
    Fault.FAIL_455: (455, "The service is currently undergoing maintenance. Please try again later."),
}


def find_fault(prompt: str) -> Fault | None:
    """Return the first keyword of the list that stands in the prompt, as a word of its own."""
    words = set(re.findall(r"[\w-]+", prompt.lower()))
    return next((fault for fault in Fault if fault in words), None)


def refuse(fault: Fault) -> None:
    """Refuse a submission whose fault is a refusal; do nothing for the others.

    Raises:
        Refusal: with KIE's code and text for that fault.

    """
    if fault in _REFUSALS:
        raise Refusal(*_REFUSALS[fault])
