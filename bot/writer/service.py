"""Asking the writer for a person: bounds a day, who pays, what it costs, and what is left of the answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.availability.own_keys import ActiveKeys, payer_with_own_key
from bot.domain.writer import Ability, WriterPurpose, WriterRepository
from bot.errors import (
    WriterBusy,
    WriterOff,
    WriterRefused,
    WriterSlow,
    WriterUnavailable,
    WriterUsedUp,
    WriterUsedUpHere,
)
from bot.ports import Clock
from bot.ports.writer import Writer, WriterAnswer, WriterMedium
from bot.writer.answers import read_prompt, read_prompts
from bot.writer.proven import ProvenAbilities
from bot.writer.questions import WritingTarget, question

GROUP_FACTOR: Final = 10
"""A group may use the writer so many times as often as a person."""

LARGEST_MEDIUM: Final = 5_000_000
"""Bytes of a picture or a recording that is sent."""

IDEA_SECONDS: Final = 10.0
"""How long an idea may take: who asked for one has nothing to lose, and there are ready-made ones."""

LONGEST_SPEECH: Final = 2500
"""Characters of what was said that are kept: a minute of fast speech, shown as a whole in one message."""

_IN_VAIN: Final = 3
"""So many questions in a row without an answer: no one is let wait for the next ones."""
_REST: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class WriterUser:
    """Who asks.

    Attributes:
        person_id: the person.
        group_id: the group where they ask; None in private.
        group_pays: whether the group's account pays for what they make there, so that no key of theirs does.
    """

    person_id: int
    group_id: int | None = None
    group_pays: bool = False


class WriterService:
    """The use cases.

    Args:
        writer: the language model.
        repository: proof, uses and costs.
        clock: the time.
        keys: keys that people bring; None where there are none.
        proven: what it may be used for.
        daily: how often a person may use it on a day (UTC); a group ten times as often.
    """

    def __init__(
        self,
        writer: Writer,
        repository: WriterRepository,
        clock: Clock,
        keys: ActiveKeys | None,
        proven: ProvenAbilities,
        *,
        daily: Callable[[], int],
    ) -> None:
        self._writer = writer
        self._repository = repository
        self._clock = clock
        self._keys = keys
        self._proven = proven
        self._daily = daily
        self._asking: set[int] = set()
        self._in_vain = 0
        self._rests_until: datetime | None = None

    async def can(self, ability: Ability = Ability.WRITES) -> bool:
        """Whether it is there and has proven this; read anew each time, since `bot check` may have proven it meanwhile."""
        return self._daily() > 0 and await self._proven.can(ability)

    def is_asking(self, person_id: int) -> bool:
        """Whether it is answering this person."""
        return person_id in self._asking

    async def rewrite(
        self,
        user: WriterUser,
        words: str,
        target: WritingTarget,
        *,
        purpose: WriterPurpose = WriterPurpose.BETTER,
        earlier: Sequence[str] = (),
    ) -> str:
        """Other words for a model.

        Args:
            user: who asks.
            words: theirs.
            target: what the words are for.
            purpose: better words, or words that a filter accepts.
            earlier: what was suggested before.

        Raises:
            WriterOff, WriterBusy, WriterUsedUp, WriterUsedUpHere: it is not asked.
            WriterSlow, WriterUnavailable, WriterRefused: there is no answer that could be used.
        """
        asked = question(purpose, target, words, earlier)
        answer = await self._ask(user, Ability.WRITES, purpose, lambda key: self._writer.write(asked, key))
        return read_prompt(answer.text, longest=target.longest, shortest=target.shortest)

    async def idea(
        self, user: WriterUser, words: str, target: WritingTarget, *, earlier: Sequence[str] = ()
    ) -> str:
        """Something to make, close to `words`, which the person has made before; any where there are none. Raises as `rewrite`."""
        asked = question(WriterPurpose.IDEA, target, words, earlier)
        answer = await self._ask(
            user,
            Ability.WRITES,
            WriterPurpose.IDEA,
            lambda key: _soon(self._writer.write(asked, key)),
        )
        return read_prompt(answer.text, longest=target.longest, shortest=target.shortest)

    async def describe(self, user: WriterUser, picture: WriterMedium, target: WritingTarget) -> Sequence[str]:
        """One to three prompts that would make something like a picture. Raises as `rewrite`."""
        _require_size(picture)
        asked = question(WriterPurpose.DESCRIBE, target)
        answer = await self._ask(
            user, Ability.SEES, WriterPurpose.DESCRIBE, lambda key: self._writer.see(asked, picture, key)
        )
        return read_prompts(answer.text, longest=target.longest, shortest=target.shortest)

    async def transcribe(self, user: WriterUser, sound: WriterMedium) -> str:
        """What is said in a recording. Raises as `rewrite`; WriterRefused when no one speaks."""
        _require_size(sound)
        asked = question(WriterPurpose.TRANSCRIBE)
        answer = await self._ask(
            user, Ability.HEARS, WriterPurpose.TRANSCRIBE, lambda key: self._writer.hear(asked, sound, key)
        )
        return read_prompt(answer.text, longest=LONGEST_SPEECH)

    async def _ask(
        self,
        user: WriterUser,
        ability: Ability,
        purpose: WriterPurpose,
        call: Callable[[str], Awaitable[WriterAnswer]],
    ) -> WriterAnswer:
        if not await self.can(ability):
            raise WriterOff
        own_key = await self._own_key(user)
        async with self._turn(user):
            if own_key:  # theirs pays, and is bounded by what it has
                return await call(own_key)
            self._require_no_rest()
            at = self._clock.now()
            owners = await self._claim(user, at)
            try:
                answer = await call("")
            except (WriterSlow, WriterUnavailable):
                self._note_vain()
                await self._repository.give_back_use(owners, at)
                raise
            self._in_vain = 0
            await self._repository.note_cost(purpose, answer.credits, at, estimated=answer.estimated)
            return answer

    @asynccontextmanager
    async def _turn(self, user: WriterUser) -> AsyncGenerator[None]:
        """One question of a person at a time. Raises WriterBusy."""
        if user.person_id in self._asking:
            raise WriterBusy
        self._asking.add(user.person_id)
        try:
            yield
        finally:
            self._asking.discard(user.person_id)

    async def _own_key(self, user: WriterUser) -> str:
        if user.group_pays or self._keys is None:
            return ""
        owner = await payer_with_own_key(self._keys, user.person_id)
        return await self._keys.in_use(owner) if owner is not None else ""

    async def _claim(self, user: WriterUser, at: datetime) -> Sequence[str]:
        of_person = f"person:{user.person_id}"
        daily = self._daily()
        bounds = {of_person: daily}
        if user.group_id is not None:
            bounds[f"chat:{user.group_id}"] = daily * GROUP_FACTOR
        reached = await self._repository.claim_use(bounds, at)
        if reached == of_person:
            raise WriterUsedUp(maximum=daily)
        if reached is not None:
            raise WriterUsedUpHere(maximum=daily * GROUP_FACTOR)
        return list(bounds)

    def _require_no_rest(self) -> None:
        if self._rests_until is not None and self._clock.now() < self._rests_until:
            raise WriterUnavailable

    def _note_vain(self) -> None:
        self._in_vain += 1
        if self._in_vain >= _IN_VAIN:
            self._in_vain = 0
            self._rests_until = self._clock.now() + _REST


async def _soon(answer: Awaitable[WriterAnswer]) -> WriterAnswer:
    """Raises WriterSlow: it did not come in the time of an idea."""
    try:
        async with asyncio.timeout(IDEA_SECONDS):
            return await answer
    except TimeoutError:
        raise WriterSlow from None


def _require_size(medium: WriterMedium) -> None:
    if len(medium.content) > LARGEST_MEDIUM:
        raise WriterRefused
