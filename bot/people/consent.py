"""Whether a person agreed to the terms as they are now, and that they did."""

from __future__ import annotations

import hashlib
from enum import Enum, auto
from typing import Final

from bot.domain.legal import ConsentRepository, LegalDocument
from bot.ports import Clock

_STAMP_LENGTH: Final = 8


class ConsentStanding(Enum):
    """How a person stands to the terms."""

    NEVER = auto()
    """They never agreed."""
    OUTDATED = auto()
    """They agreed to another version."""
    GIVEN = auto()
    """They agreed to this version."""


class Consents:
    """Agreements with one document.

    Args:
        repository: keeps them.
        clock: the time.
        version: of the terms that people can read now.
    """

    def __init__(self, repository: ConsentRepository, clock: Clock, version: str) -> None:
        self._repository = repository
        self._clock = clock
        self._version = version

    @property
    def stamp(self) -> str:
        """Stands for the version in a button: letters and digits, always as many."""
        return hashlib.sha256(self._version.encode()).hexdigest()[:_STAMP_LENGTH]

    async def standing(self, person_id: int) -> ConsentStanding:
        """How the person stands to the version of now."""
        agreed = await self._repository.versions(person_id, LegalDocument.TERMS)
        if self._version in agreed:
            return ConsentStanding.GIVEN
        return ConsentStanding.OUTDATED if agreed else ConsentStanding.NEVER

    async def give(self, person_id: int, stamp: str) -> bool:
        """The person agrees to the version of this stamp. Repeating it changes nothing.

        Returns:
            False when it is not the version of now: it was read before the terms changed, or the data is made up.
        """
        if stamp != self.stamp:
            return False
        await self._repository.add(person_id, LegalDocument.TERMS, self._version, self._clock.now())
        return True
