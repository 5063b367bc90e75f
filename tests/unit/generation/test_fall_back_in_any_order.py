"""The machine that tries everything, with people who have agreed that the nearest model takes the place of one that fails."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby, pairwise

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from bot.catalog.catalog import Catalog
from bot.domain.generation import HOLDING_STATES, Generation, State
from bot.errors import MODELS_FAULTS, FailureKind, TaskRefused
from bot.generation.chain_steps import without_replaced
from bot.ports import Progress, TaskStatus
from tests.support.several_models import several
from tests.unit.generation.test_any_order import PEOPLE, Life, _place_in_chain

_OF_A_MODEL = st.sampled_from(sorted(FailureKind))


class FallingBack(Life):
    """Some models of each kind, cheaper and dearer ones, and people who agree, or do not any more."""

    def models(self) -> Catalog:
        """A film at 2 a second beside others at 3, 2 and 1; a sketch at 3 beside 4, and 3 as the recipe's second choice."""
        return several()

    @initialize(one=st.booleans(), other=st.booleans())
    def agree(self, one: bool, other: bool) -> None:
        """Each of the two has agreed, or not."""
        for person, on in ((1, one), (2, other)):
            self.agrees(person, on)

    @rule(person=PEOPLE, on=st.booleans())
    def agrees(self, person: int, on: bool) -> None:
        """A person changes the setting."""
        seen = self.do(self.core.people.see(person, telegram_language="en", name="Somebody"))
        self.do(self.core.people.keep(replace(seen, falls_back=on)))

    @rule(kind=_OF_A_MODEL, unsent=st.booleans())
    def a_model_fails(self, kind: FailureKind, unsent: bool) -> None:
        """The next task fails, or the next request is refused."""
        if unsent:
            self.provider.will("submit", TaskRefused(kind, "no"))
        else:
            self.provider.will("status", TaskStatus(progress=Progress.FAILED, failure=kind, message="no"))

    @precondition(lambda self: self.generations)
    @invariant()
    def what_takes_a_place_is_agreed(self) -> None:
        """It makes the same for no more, after a fault of the model's, once for all that was confirmed together."""
        known = {generation.id: generation for generation in self.generations}
        times: Counter[int | None] = Counter()
        for generation in known.values():
            if generation.instead_of is None:
                continue
            failed = known[generation.instead_of.id]
            times[generation.quote_id] += 1
            assert failed.failure in MODELS_FAULTS or failed.free_late_delivery
            assert failed.instead_of is None
            assert generation.price <= failed.price == generation.instead_of.price
            assert generation.model != failed.model == generation.instead_of.model
            for same in ("quote_id", "person_id", "account_id", "chain_step", "chain_position", "own_key"):
                assert getattr(generation, same) == getattr(failed, same)
            assert generation.choices.get("duration") == failed.choices.get("duration")
            assert [one.file_id for one in generation.references] == [
                one.file_id for one in failed.references
            ]
        assert all(number == 1 for number in times.values())

    @invariant()
    def chains_go_step_by_step(self) -> None:
        """A later step waits for what has taken the place of the one before, too."""
        steps_of_quotes = sorted((one for one in self.generations if one.in_chain), key=_place)
        for _, found in groupby(steps_of_quotes, lambda step: step.quote_id):
            for before, after in pairwise(without_replaced(list(found))):
                if after.state is State.WAITING:
                    assert before.state in HOLDING_STATES
                elif after.state is not State.CANCELLED:
                    assert before.state in {State.DELIVERED, State.STORED}
                    assert not any(reference.made_by for reference in after.references)


def _place(step: Generation) -> tuple[int, int, int]:
    return (*_place_in_chain(step), step.id)


TestFallingBack = FallingBack.TestCase
TestFallingBack.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
