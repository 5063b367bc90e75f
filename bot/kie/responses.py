"""What an answer of KIE's means for the call that asked: a task id, or one of our errors.

The table is KIE's list of codes (docs.kie.ai, "Response codes") with what callers observed.
"""

from __future__ import annotations

from bot.errors import (
    AccessRefused,
    FailureKind,
    OutOfCredits,
    ProviderError,
    ProviderPaused,
    RateLimited,
    StatusUnavailable,
    SubmissionInDoubt,
    TaskRefused,
    UploadFailed,
)
from bot.kie import json_reading as wire
from bot.kie.envelope import OUT_OF_CREDITS, Envelope
from bot.kie.failures import clear_refusal, concerns_one_model, failure_kind, speaks_of_frequency

FREQUENCY_PAUSE = 10.0
"""Seconds to wait after a refusal for too many calls: KIE counts over 10 seconds."""
MAINTENANCE_PAUSE = 300.0
"""Seconds to wait during maintenance."""

_NO_ACCESS = frozenset({401, 403, 433})
_MAINTENANCE = 455
_REFUSED = frozenset({400, 404, 405, 413, 422, 451, 501, 505, 531})
_UNSERVED = frozenset({404, 405, 501, 505, 531})
_MOVED = frozenset({301, 307, 308})
_UNFIT_FILE = frozenset({413, 415})


def created_task(answer: Envelope) -> str:
    """The id of the task that a submission created.

    An answer with a task id counts as created under any code: a sample in KIE's documentation prints code 505 beside
    one, and a task that runs unseen would be paid for by us alone.

    Raises:
        NotAccepted, AccessRefused, OutOfCredits, TaskRefused: surely not created.
        SubmissionInDoubt: anything that is not clear.
    """
    task_id = wire.task_id(answer.payload)
    if task_id:
        return task_id
    raise _submission_error(answer)


def _submission_error(answer: Envelope) -> ProviderError:
    code, words = answer.code, str(answer)
    if concerns_one_model(answer.message):
        return TaskRefused(FailureKind.NOT_ALLOWED, words)
    if answer.is_too_many or (code == 405 and speaks_of_frequency(answer.message)):
        return RateLimited(words, max(FREQUENCY_PAUSE, answer.retry_after))
    if code == _MAINTENANCE:
        return ProviderPaused(words, max(MAINTENANCE_PAUSE, answer.retry_after))
    if code in _NO_ACCESS:
        return AccessRefused(words)
    if code == OUT_OF_CREDITS:
        return OutOfCredits(words)
    kind = _refusal(answer)
    return TaskRefused(kind, words) if kind else SubmissionInDoubt(words)


def _refusal(answer: Envelope) -> FailureKind | None:
    """The kind of a refusal for good, or None when it is not clear that nothing was created."""
    code = answer.code
    if answer.status in _MOVED:
        # We follow no redirect with our key: a wrong KIE_API_URL ends here.
        return FailureKind.PROVIDER
    if answer.is_ok or code is None:
        return None
    if answer.status >= 500 and not answer.is_kie:
        # A gateway's page says nothing about what KIE behind it has done.
        return None
    if code not in _REFUSED:
        return clear_refusal(answer.message)
    if code in _UNSERVED:
        return clear_refusal(answer.message) or FailureKind.PROVIDER
    return failure_kind(code, answer.message)


def check_status(answer: Envelope) -> None:
    """Pass an answer that holds a task's state.

    Raises:
        AccessRefused: the key is refused.
        StatusUnavailable: everything else, such as 422 "recordInfo is null" in the first second of a task.
    """
    if answer.code in _NO_ACCESS and not concerns_one_model(answer.message):
        raise AccessRefused(str(answer))
    if answer.is_too_many:
        raise StatusUnavailable(str(answer), max(FREQUENCY_PAUSE, answer.retry_after))
    if not answer.is_ok or not answer.data:
        raise StatusUnavailable(str(answer), answer.retry_after)


def check_readable(answer: Envelope) -> None:
    """Pass an answer that holds some value (credits, models, a link).

    Raises:
        AccessRefused, StatusUnavailable: as in `check_status`.
    """
    if answer.code in _NO_ACCESS:
        raise AccessRefused(str(answer))
    if not answer.is_ok:
        raise StatusUnavailable(str(answer), answer.retry_after)


def uploaded_address(answer: Envelope) -> str:
    """The address of an uploaded file; KIE's documentation calls it `downloadUrl` in one place, `fileUrl` in another.

    Raises:
        AccessRefused: the key is refused.
        TaskRefused: the file host does not take this file.
        UploadFailed: not now.
    """
    if answer.code in _NO_ACCESS:
        raise AccessRefused(str(answer))
    if answer.code in _UNFIT_FILE:
        raise TaskRefused(FailureKind.REQUEST, str(answer))
    found = [
        address for name in ("downloadUrl", "fileUrl") for address in wire.addresses(answer.data.get(name))
    ]
    if not answer.is_ok or not found:
        raise UploadFailed(str(answer))
    return found[0]
