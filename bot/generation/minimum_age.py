"""From which age on people are served (`MINIMUM_AGE`): asked once, before the first generation."""

from __future__ import annotations

from bot.domain.age import AgeAnswerRepository
from bot.domain.terms import Tariff
from bot.errors import AgeNotStated
from bot.ports import Clock, Store


class AgeAnswers:
    """Takes people's answers.

    Args:
        store: keeps them.
        clock: the time.
        tariff: the operator's terms.
    """

    def __init__(self, store: Store, clock: Clock, tariff: Tariff) -> None:
        self._store = store
        self._clock = clock
        self._tariff = tariff

    async def give(self, person_id: int, age: int) -> None:
        """The person says that they are so old or older. Repeating it changes nothing; where no age is asked for, nothing is kept.

        Raises:
            AgeNotStated: another age is asked for now: the question is from before the operator changed it, or the data is
                made up. Nothing was kept.
        """
        minimum = self._tariff.minimum_age
        if not minimum:
            return
        if age != minimum:
            raise AgeNotStated(age=minimum)
        async with self._store.transaction() as tx:
            await tx.state_age(person_id, age, self._clock.now())


async def require_age(tx: AgeAnswerRepository, person_id: int, tariff: Tariff) -> None:
    """Raises AgeNotStated when people have to be of an age that this person has not said to have reached."""
    minimum = tariff.minimum_age
    if minimum and await tx.stated_age(person_id) < minimum:
        raise AgeNotStated(age=minimum)
