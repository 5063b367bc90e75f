"""A reader of callbacks that knows one plain shape."""

from __future__ import annotations

import json
from collections.abc import Mapping

from bot.ports import CallbackReading, CallbackVerdict


class FakeCallbackReader:
    """Reads `{"task": …, "stage": …}`; the header `X-Signed: no` makes it unsigned (`ports.CallbackReader`)."""

    def read(self, headers: Mapping[str, str], body: bytes) -> CallbackReading:
        """Judge and parse one callback."""
        if headers.get("X-Signed") == "no":
            return CallbackReading(verdict=CallbackVerdict.UNSIGNED)
        try:
            said = json.loads(body)
        except ValueError:
            return CallbackReading(verdict=CallbackVerdict.UNREADABLE)
        if not isinstance(said, dict):
            return CallbackReading(verdict=CallbackVerdict.UNREADABLE)
        return CallbackReading(
            verdict=CallbackVerdict.GENUINE,
            task_id=str(said.get("task", "")),
            stage=str(said.get("stage", "done")),
        )
