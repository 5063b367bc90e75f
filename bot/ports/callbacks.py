"""What the supplier's callbacks are read as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class CallbackVerdict(StrEnum):
    """What the reader of callbacks says of one."""

    GENUINE = "genuine"
    """Parsed, and signed when a key is set."""
    UNSIGNED = "unsigned"
    """A signature is required and missing, wrong or too old."""
    UNREADABLE = "unreadable"
    """Not a callback of any known shape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackReading:
    """What a callback says. It is only a hint: the status endpoint is the truth.

    Attributes:
        verdict: whether to listen to it.
        task_id: KIE's id, empty when it is missing.
        stage: `text`, `first`, `complete`, `error` for songs; else `done` or `failed`.
    """

    verdict: CallbackVerdict
    task_id: str = ""
    stage: str = ""


class CallbackReader(Protocol):
    """Reads KIE's callbacks."""

    def read(self, headers: Mapping[str, str], body: bytes) -> CallbackReading:
        """Judge and parse one callback. Never raises, whatever the bytes."""
        ...
