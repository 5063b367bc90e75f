"""KIE calling us: which task it speaks of, and whether it is KIE that speaks.

The body of a callback is never trusted with more than a task id: KIE's signature covers only `taskId.timestamp`, and
the status endpoint is the truth.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

from bot.kie import json_reading as wire
from bot.kie.envelope import OK
from bot.ports import CallbackReading, CallbackVerdict, Clock

TIMESTAMP_HEADER = "x-webhook-timestamp"
SIGNATURE_HEADER = "x-webhook-signature"
OLDEST_SECONDS = 300
"""How far a callback's time may lie from ours, either way; KIE leaves the window to the receiver."""

_SONG_STAGES = frozenset({"text", "first", "complete", "error"})
_LONGEST_TIMESTAMP = 12


class KieCallbackReader:
    """Implements `ports.CallbackReader` for all shapes of callbacks that KIE sends.

    Args:
        hmac_key: KIE's `webhookHmacKey`; None = callbacks need no signature. An empty key lets nothing through.
        clock: the time that a callback's own time is compared with.
    """

    def __init__(self, hmac_key: str | None, clock: Clock) -> None:
        self._key = hmac_key
        self._clock = clock

    def read(self, headers: Mapping[str, str], body: bytes) -> CallbackReading:
        """See `ports.CallbackReader.read`."""
        payload = wire.parse_json(body)
        if not isinstance(payload, dict) or not _is_callback(payload):
            return CallbackReading(verdict=CallbackVerdict.UNREADABLE)
        task_id = wire.raw_task_id(payload)
        if self._key is not None and not self._is_signed(headers, task_id):
            return CallbackReading(verdict=CallbackVerdict.UNSIGNED)
        return CallbackReading(
            verdict=CallbackVerdict.GENUINE, task_id=wire.task_id(payload), stage=_stage(payload)
        )

    def _is_signed(self, headers: Mapping[str, str], task_id: str) -> bool:
        lowered = {name.lower(): value for name, value in headers.items()}
        timestamp = lowered.get(TIMESTAMP_HEADER, "").strip()
        given = lowered.get(SIGNATURE_HEADER, "").strip()
        if not self._key or not task_id or not self._is_timely(timestamp):
            return False
        # Bytes: compare_digest raises on a str that is not ASCII.
        return hmac.compare_digest(signature(self._key, task_id, timestamp).encode(), _encoded(given))

    def _is_timely(self, timestamp: str) -> bool:
        if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= _LONGEST_TIMESTAMP):
            return False
        return abs(self._clock.now().timestamp() - int(timestamp)) <= OLDEST_SECONDS


def signature(key: str, task_id: str, timestamp: str) -> str:
    """What KIE puts into `X-Webhook-Signature`: base64 of HMAC-SHA256 over `taskId.timestamp`."""
    digest = hmac.new(_encoded(key), _encoded(f"{task_id}.{timestamp}"), hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def _is_callback(payload: Mapping[str, Any]) -> bool:
    return _code(payload) is not None or bool(wire.task_id(payload))


def _code(payload: Mapping[str, Any]) -> int | None:
    """The outcome's code: at the root on the wire, inside `data` in the customer's own handler."""
    code = wire.integer(payload.get("code"))
    return wire.integer(wire.mapping(payload.get("data")).get("code")) if code is None else code


def _stage(payload: Mapping[str, Any]) -> str:
    data = wire.mapping(payload.get("data"))
    song_stage = wire.text(data.get("callbackType"), limit=20)
    if song_stage in _SONG_STAGES:
        return song_stage
    return "failed" if _code(payload) not in {None, OK} or data.get("state") == "fail" else "done"


def _encoded(value: str) -> bytes:
    # surrogatepass: JSON can hold halves of characters that UTF-8 cannot.
    return value.encode("utf-8", "surrogatepass")
