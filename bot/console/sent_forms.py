"""Forms that count once: what a double click or a page that is sent again sends a second time gets the first answer."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import secrets
from collections import OrderedDict, defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.console.visit import Answer, Visit
from bot.errors import Refusal

_REMEMBERED: Final = 2_000
"""Forms; the oldest go first. What moves credits is known to the ledger for good."""
_KEY: Final = re.compile(r"[\w-]{16,32}", re.ASCII)


class FormSentBefore(Refusal):
    """A form was sent once more with other words in it, or after a restart: it counts once."""

    code = "form-sent-before"


@dataclass(frozen=True, slots=True)
class _Sent:
    digest: bytes
    answer: Answer | None
    refusal: Refusal | None


class SentForms:
    """Remembers what was answered to which form, in memory, and nothing of what stood in it."""

    def __init__(self) -> None:
        self._sent: OrderedDict[tuple[int, str], _Sent] = OrderedDict()
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    @staticmethod
    def new_key() -> str:
        """For the field `key` of a form that is shown."""
        return secrets.token_urlsafe(15)

    async def once(self, visit: Visit, act: Callable[[str], Awaitable[Answer | None]]) -> Answer | None:
        """What `act` answers to the form's key; the same to the same form again, also while the first one is under way.

        None when the form is none of ours. Forms of one operator are answered one after another.

        Raises:
            FormSentBefore: the key is that of another form.
            Refusal: the act's.
        """
        key = visit.form.get("key", "")
        if not _KEY.fullmatch(key):
            return None
        name, digest = (visit.person_id, key), _digest({**visit.form, **visit.arguments})
        async with self._turns[visit.person_id]:
            sent = self._sent.get(name)
            if sent is None:
                sent = await self._answered(key, digest, act)
                self._sent[name] = sent
                while len(self._sent) > _REMEMBERED:
                    self._sent.popitem(last=False)
            elif sent.digest != digest:
                raise FormSentBefore
        if sent.refusal is not None:
            raise sent.refusal
        return sent.answer

    async def _answered(
        self, key: str, digest: bytes, act: Callable[[str], Awaitable[Answer | None]]
    ) -> _Sent:
        try:
            return _Sent(digest, await act(key), None)
        except Refusal as refusal:
            return _Sent(digest, None, refusal)


def _digest(form: Mapping[str, str]) -> bytes:
    return hashlib.sha256(json.dumps(form, sort_keys=True).encode()).digest()
