"""KIE calls us: verify, record once, wake the loop. The callback is only a hint; the status endpoint is the truth."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from enum import StrEnum
from hashlib import sha256

from bot.domain.generation import Generation
from bot.generation.callback_tokens import CallbackTokens
from bot.ports import CallbackReader, CallbackReading, CallbackVerdict, Clock, Store


class CallbackOutcome(StrEnum):
    """What became of a callback."""

    RECORDED = "recorded"
    REPEATED = "repeated"
    """The same bytes came before."""
    FOREIGN = "foreign"
    """Its task id is not the generation's: ignored."""
    UNKNOWN = "unknown"
    """The address was not made here, or its generation is gone."""
    UNSIGNED = "unsigned"
    UNREADABLE = "unreadable"


class CallbackInbox:
    """Takes callbacks in, in one short transaction."""

    def __init__(
        self,
        store: Store,
        reader: CallbackReader,
        tokens: CallbackTokens,
        clock: Clock,
        wake: Callable[[], None],
    ) -> None:
        self._store = store
        self._reader = reader
        self._tokens = tokens
        self._clock = clock
        self._wake = wake

    async def receive(self, token: str, headers: Mapping[str, str], body: bytes) -> CallbackOutcome:
        """Record a callback and make its generation due.

        Args:
            token: last part of the address.
            headers: of the request; only the signature's are read.
            body: as it came.
        """
        named = self._tokens.read(token)
        if named is None:
            return CallbackOutcome.UNKNOWN
        reading = self._reader.read(headers, body)
        if reading.verdict is not CallbackVerdict.GENUINE:
            return CallbackOutcome(reading.verdict.value)
        reception = await self._record(*named, reading, sha256(body).hexdigest())
        if reception is CallbackOutcome.RECORDED:
            self._wake()
        return reception

    async def _record(
        self, generation_id: int, secret: str, reading: CallbackReading, digest: str
    ) -> CallbackOutcome:
        async with self._store.transaction() as tx:
            generation = await tx.generation(generation_id)
            if generation is None or not hmac.compare_digest(generation.token, secret):
                return CallbackOutcome.UNKNOWN
            if _is_foreign(generation, reading):
                return CallbackOutcome.FOREIGN
            recorded = await tx.record_callback(
                generation_id,
                digest=digest,
                task_id=reading.task_id,
                stage=reading.stage,
                at=self._clock.now(),
            )
        return CallbackOutcome.RECORDED if recorded else CallbackOutcome.REPEATED


def _is_foreign(generation: Generation, reading: CallbackReading) -> bool:
    known = generation.external_task_id
    return bool(known and reading.task_id and known != reading.task_id)
