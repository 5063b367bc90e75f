"""What KIE's words for a task's state mean: one table for all families, whatever the spelling.

Beside the documented words it has those that services of this kind use for the same; a word that is in no list is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from bot.kie import json_reading as wire
from bot.ports import Progress

_DONE: Final = (
    "success succeeded succeed successful successfully completed complete done finished finish true"
)
_FAILED: Final = (
    "fail failed failure failing error errored cancelled canceled expired timeout timed_out rejected aborted terminated"
    " create_task_failed generate_failed generate_audio_failed sensitive_word_error"
)
_RUNNING: Final = (
    "waiting wait queued queuing queueing in_queue pending created submitted accepted scheduled starting started preparing"
    " generating running processing in_progress working uploading text_success first_success false"
)
_MEANINGS: Final[Mapping[str, Progress]] = {
    "": Progress.RUNNING,
    **dict.fromkeys(_RUNNING.split(), Progress.RUNNING),
    **dict.fromkeys(_DONE.split(), Progress.DONE),
    **dict.fromkeys(_FAILED.split(), Progress.FAILED),
}
_BETWEEN: Final = re.compile(r"[\W_]+")
_LONGEST: Final = 40


def state_word(value: Any) -> str:
    """KIE's word for a state, as it can be stored and shown; a truth value is one, too."""
    return str(value).lower() if isinstance(value, bool) else wire.text(value, limit=_LONGEST)


def meaning_of(word: str) -> Progress | None:
    """What a word means, in any case and with any separators; None when that is unknown."""
    return _MEANINGS.get(_BETWEEN.sub("_", word.casefold()).strip("_"))
