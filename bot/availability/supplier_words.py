"""Words of the supplier's for a state that this version does not know: noted once, and the operator may say that one is success.

A task in such a state is taken for running. When results stand beside the word, the admins are asked after the usual time
whether to take them; their answer is kept and counts for every task of the model from then on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Final, Protocol

from bot.domain.generation import Generation
from bot.errors import GenerationUnknown
from bot.ports import Alert, AlertKind, Clock, Progress, Store, TaskStatus

_KEY_LENGTH: Final = 12


class AcceptedWordRepository(Protocol):
    """Keeps which words mean success."""

    async def is_accepted(self, model: str, word: str) -> bool:
        """Whether an admin has said so of this word of this model's (slug)."""
        ...

    async def accept(self, model: str, word: str, *, by: int) -> None:
        """An admin says so."""
        ...


class SupplierWords:
    """Knows what to make of words that are not in the table.

    Args:
        words: what admins have said.
        store: reads generations, and wakes them.
        clock: the time.
        on_unknown: hears of each unknown word (model, word) once in a process.
    """

    def __init__(
        self,
        words: AcceptedWordRepository,
        store: Store,
        clock: Clock,
        on_unknown: Callable[[str, str], None],
    ) -> None:
        self._words = words
        self._store = store
        self._clock = clock
        self._on_unknown = on_unknown
        self._noted: set[tuple[str, str]] = set()
        self._asked: set[tuple[str, str]] = set()

    async def judge(self, generation: Generation, status: TaskStatus) -> TaskStatus:
        """The status, done when an admin has said that its word means that and results stand beside it."""
        if not status.unknown:
            return status
        known = (generation.model, status.unknown)
        if status.results and await self._words.is_accepted(*known):
            return replace(status, progress=Progress.DONE, fraction=1.0, unknown="")
        if known not in self._noted:
            self._noted.add(known)
            self._on_unknown(*known)
        return status

    async def ask_admins(self, generation: Generation, status: TaskStatus) -> None:
        """Ask once for each word, in a notice, whether results beside it are to be taken."""
        known = (generation.model, status.unknown)
        if not status.unknown or not status.results or known in self._asked:
            return
        words = _question(generation.model, status.unknown)
        alert = Alert(kind=AlertKind.UNKNOWN_STATE, generation_id=generation.id, detail=words)
        async with self._store.transaction() as tx:
            await tx.add_notice(alert, self._clock.now())
        self._asked.add(known)

    async def accept(self, generation_id: int, asked: str, *, by: int) -> str:
        """An admin takes the results of this generation, and of all that will be in its state.

        Args:
            generation_id: whose.
            asked: what they were asked (`question_key`): its state may have another word by now.
            by: the admin.

        Returns:
            The word.

        Raises:
            GenerationUnknown: it is not there, or its state is not the one any more that was asked about.
        """
        generation = await self._store.generation(generation_id)
        if generation is None or question_key(_question(generation.model, generation.stage)) != asked:
            raise GenerationUnknown
        await self._words.accept(generation.model, generation.stage, by=by)
        async with self._store.transaction() as tx:
            await tx.record_callback(
                generation.id,
                digest=f"accepted {generation.stage}",
                task_id=generation.external_task_id,
                stage=generation.stage,
                at=self._clock.now(),
            )
        return generation.stage


def question_key(words: str) -> str:
    """A short name for what the admins are asked, by the details of its alert: buttons have no room for more."""
    return hashlib.sha256(words.encode()).hexdigest()[:_KEY_LENGTH]


def _question(model: str, word: str) -> str:
    return f"{model}: {word}"
