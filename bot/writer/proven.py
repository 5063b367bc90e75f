"""What the writer may be used for now."""

from __future__ import annotations

from collections.abc import Callable

from bot.domain.writer import Ability, WriterRepository


class ProvenAbilities:
    """Reads the proof that `bot check` has written down; anew each time, since it may do so while the bot runs.

    Args:
        repository: where the proof is.
        subject: what it must be about (`bot.writer.proof.proof_subject`).
        enabled: says whether the operator wants a writer now.
    """

    def __init__(self, repository: WriterRepository, *, subject: str, enabled: Callable[[], bool]) -> None:
        self._repository = repository
        self._subject = subject
        self._enabled = enabled
        self._writes = False

    @property
    def writes(self) -> bool:
        """Whether it could write when that was last read, and is wanted now."""
        return self._writes and self._enabled()

    async def can(self, ability: Ability) -> bool:
        """Whether it has proven this."""
        proof = await self._repository.proof() if self._enabled() else None
        abilities = proof.abilities if proof is not None and proof.subject == self._subject else frozenset()
        self._writes = Ability.WRITES in abilities
        return ability in abilities
