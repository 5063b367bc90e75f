"""What the writer may be used for now."""

from __future__ import annotations

from bot.domain.writer import Ability, WriterRepository


class ProvenAbilities:
    """Reads the proof that `bot check` has written down; anew each time, since it may do so while the bot runs.

    Args:
        repository: where the proof is.
        subject: what it must be about (`bot.writer.proof.proof_subject`).
        enabled: whether the operator wants a writer.

    Attributes:
        writes: whether it could write when that was last read.
    """

    def __init__(self, repository: WriterRepository, *, subject: str, enabled: bool) -> None:
        self._repository = repository
        self._subject = subject
        self._enabled = enabled
        self.writes = False

    async def can(self, ability: Ability) -> bool:
        """Whether it has proven this."""
        proof = await self._repository.proof() if self._enabled else None
        abilities = proof.abilities if proof is not None and proof.subject == self._subject else frozenset()
        self.writes = Ability.WRITES in abilities
        return ability in abilities
