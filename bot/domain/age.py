"""How old people say that they are: what is asked for once, where the operator serves people from an age on."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Protocol

LEAST_AGE: Final = 13
"""The lowest minimum age, in years, and what the terms ask for where none is set."""
MOST_AGE: Final = 21
"""The highest minimum age, in years."""


class AgeAnswerRepository(Protocol):
    """Keeps the answers."""

    async def stated_age(self, person_id: int) -> int:
        """The greatest age, in years, that the person has said to have reached; 0 when they have not."""
        ...

    async def state_age(self, person_id: int, age: int, at: datetime) -> None:
        """The person says that they are so old or older; the first time counts."""
        ...
