"""People let results of theirs be examples for everybody, and the operator takes them or not."""

from __future__ import annotations

from typing import Final

from bot.catalog.catalog import Catalog
from bot.domain.example import Example, ExampleState
from bot.domain.generation import Generation, State
from bot.domain.staff import Act, ActRecord
from bot.errors import ExampleGone, GenerationUnknown, NotProposable, TooManyProposals
from bot.ports import Alert, AlertKind, Clock, Store

OPEN_PROPOSALS: Final = 3
"""Of one person, that the operator has not decided."""


_LINK: Final = "link"
"""The form of an asset that Telegram could not carry (`Asset.sent_as`)."""


def is_proposable(generation: Generation) -> bool:
    """Whether a result can be an example: made from its person's own words alone, which are all there is to say of it.

    A recipe's words are the operator's secret; media that went in belong to who is on them; words that came with another
    person's result are that person's to publish.
    """
    return (
        generation.state
        in {State.READY, State.DELIVERED}  # the card is there a moment before the row is written
        and not generation.deleted
        and not generation.sample
        and not generation.in_chain
        and not generation.user_prompt
        and not generation.hides_words
        and not generation.borrowed_words
        and not generation.references
        and bool(generation.prompt)
        and any(asset.sent_as != _LINK for asset in generation.assets)
    )


class ExampleProposals:
    """Proposals and decisions.

    Args:
        store: opens transactions.
        clock: the time.
        catalog: the models.
    """

    def __init__(self, store: Store, clock: Clock, catalog: Catalog) -> None:
        self._store = store
        self._clock = clock
        self._catalog = catalog

    async def propose(self, generation_id: int, person_id: int) -> bool:
        """Propose a result of this person's; the admins get a notice by the same transaction.

        Returns:
            False when it was proposed before, whatever was decided then.

        Raises:
            GenerationUnknown: no such generation of this person.
            NotProposable: it cannot be an example.
            TooManyProposals: the operator has enough of this person's to look at.
        """
        now = self._clock.now()
        async with self._store.transaction() as tx:
            generation = await tx.generation(generation_id)
            if generation is None or generation.person_id != person_id or generation.deleted:
                raise GenerationUnknown
            if not is_proposable(generation) or generation.model not in self._catalog:
                raise NotProposable
            if await tx.proposed_count(person_id) >= OPEN_PROPOSALS:
                raise TooManyProposals(maximum=OPEN_PROPOSALS)
            added = await tx.add_example(
                Example(
                    model=generation.model,
                    kind=self._catalog.get(generation.model).kind,
                    state=ExampleState.PROPOSED,
                    prompt=generation.prompt,
                    choices=generation.choices,
                    generation_id=generation.id,
                    proposed_by=person_id,
                    at=now,
                )
            )
            if added is None:
                return False
            notice = Alert(kind=AlertKind.EXAMPLE_PROPOSED, generation_id=generation.id, detail=str(added.id))
            await tx.add_notice(notice, now)
        return True

    async def decide(self, example_id: int, *, takes: bool, by: int) -> Example:
        """Show a proposal to everybody, or decline it, on behalf of the operator `by`. Returns it as it is now.

        Raises:
            ExampleGone: it was withdrawn, or decided before.
        """
        after = ExampleState.SHOWN if takes else ExampleState.DECLINED
        now = self._clock.now()
        async with self._store.transaction() as tx:
            moved = await tx.move_example(example_id, ExampleState.PROPOSED, after, now)
            example = await tx.example(example_id)
            if moved and example is not None:
                await tx.note_act(
                    ActRecord(
                        by_id=by,
                        act=Act.EXAMPLES,
                        subject=example.model,
                        person_id=example.proposed_by,
                        before=ExampleState.PROPOSED,
                        after=after,
                        at=now,
                    )
                )
        if not moved or example is None:
            raise ExampleGone
        return example

    async def drop(self, lost: Example) -> None:
        """Its file is gone for good: show it no more. A recording may be made again, by a generation of its own.

        What has been recorded anew since `lost` was read stays.
        """
        async with self._store.transaction() as tx:
            example = await tx.example(lost.id)
            if example is None or example.generation_id != lost.generation_id:
                return
            dropped = await tx.move_example(
                lost.id, ExampleState.SHOWN, ExampleState.FAILED, self._clock.now()
            )
            if dropped and example.recording and example.generation_id is not None:
                await tx.give_up_sample(example.generation_id)
