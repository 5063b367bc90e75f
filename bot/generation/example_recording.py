"""Recording examples: one for each model and version of its example, at the operator's expense.

A recording is an ordinary generation whose price is 0, like a sample of a voice: it goes the ordinary way, so nothing that
KIE may have is sent twice, and it arrives in the chat of the operator's first admin, whose copies at Telegram everybody
gets. What is wanted is a row (`ExampleState.WANTED`), written by the button or by `python -m bot examples`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from bot.availability.key_breakers import KeyBreakers
from bot.availability.model_health import ModelHealth
from bot.catalog.availability import is_sold, sold
from bot.catalog.catalog import Catalog
from bot.catalog.choices import check_prompt, settle
from bot.catalog.ideas import FALLBACK, Ideas
from bot.catalog.pricing import kie_credits
from bot.catalog.spec import Dialect, Kind, Model
from bot.catalog.supplied_media import SuppliedMedia
from bot.domain.example import Example, ExampleState
from bot.domain.generation import OPEN_STATES, Destination, Generation, State
from bot.domain.staff import Act, ActRecord
from bot.domain.terms import Tariff
from bot.errors import ModelTroubled, Refusal, ServicePaused
from bot.generation.sample_generation import sample_generation
from bot.ledger.operations import hold
from bot.ports import Clock, Store, Transaction

SAMPLE: Final = "example:"
"""What `Generation.sample` of a recording begins with."""

AT_ONCE: Final = 3
"""Recordings under way together: people go first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What would be recorded of a model.

    Attributes:
        name: the model and the version of its example.
        model: slug.
        kind: what comes out.
        prompt: an idea of the model's.
        choices: its options at their defaults.
        kie_credits: what KIE takes for it.
    """

    name: str
    model: str
    kind: Kind
    prompt: str
    choices: Mapping[str, str]
    kie_credits: Decimal

    @property
    def priced_as(self) -> str:
        """What a yes to this recording at this price names; another model, version or price has another."""
        return hashlib.sha256(f"{self.name} {self.kie_credits}".encode()).hexdigest()[:12]

    def ordered_at(self, moment: datetime) -> Example:
        """The example that is wanted from then on."""
        return Example(
            model=self.model,
            kind=self.kind,
            state=ExampleState.WANTED,
            recording=self.name,
            prompt=self.prompt,
            choices=self.choices,
            at=moment,
        )


def recording_of(model: Model, dialect: Dialect, ideas: Ideas) -> Recording | None:
    """What would be recorded of a model; None when it is not sold, or does not begin from words alone."""
    if not is_sold(model, dialect):
        return None
    offer = sold(model, dialect)
    if not offer.prompt.maximum_length or any(need.minimum for need in offer.references):
        return None
    try:
        choices = settle(model, offer, {})
        rule = offer.prompt_for(choices)
        written = ideas.examples(FALLBACK, model, offer, media=(), choices=choices)
        prompt = next(text for text in written if rule.minimum_length <= len(text) <= rule.room)
        prompt = check_prompt(model, offer, prompt, choices)
        at_kie = kie_credits(offer, choices, media=SuppliedMedia(), prompt=prompt)
    except (Refusal, StopIteration):
        return None  # a required option has no default, or no idea fits
    version = hashlib.sha256(json.dumps([prompt, sorted(choices.items())]).encode()).hexdigest()[:12]
    return Recording(
        name=f"{model.slug}:{version}",
        model=model.slug,
        kind=model.kind,
        prompt=prompt,
        choices=choices,
        kie_credits=at_kie,
    )


class ExampleRecorder:
    """Has examples recorded.

    Args:
        admin_ids: the operator's admins: the first one's chat gets the recordings.
        wake: something is held and can be submitted.
    """

    def __init__(
        self,
        *,
        catalog: Catalog,
        ideas: Ideas,
        store: Store,
        clock: Clock,
        tariff: Tariff,
        key_breakers: KeyBreakers,
        health: ModelHealth,
        admin_ids: Collection[int],
        wake: Callable[[], None],
    ) -> None:
        self._catalog = catalog
        self._ideas = ideas
        self._store = store
        self._clock = clock
        self._tariff = tariff
        self._key_breakers = key_breakers
        self._health = health
        self._admin = min(admin_ids, default=None)
        self._wake = wake

    def plan(self, slug: str) -> Recording | None:
        """What would be recorded of a model; None when there is nothing to record. Raises UnknownModel."""
        return recording_of(self._catalog.get(slug), self._tariff.dialect, self._ideas)

    async def order(self, recording: Recording, *, by: int | None = None) -> bool:
        """Want it recorded, now or when KIE serves; False when it is recorded, or wanted, already.

        Args:
            recording: what.
            by: the operator who asks; None when a command at the machine does.
        """
        now = self._clock.now()
        async with self._store.transaction() as tx:
            added = await tx.add_example(recording.ordered_at(now))
            if added is not None and by is not None:
                await tx.note_act(
                    ActRecord(
                        by_id=by, act=Act.EXAMPLES, subject=added.model, after=ExampleState.WANTED, at=now
                    )
                )
        return added is not None

    async def carry_on(self) -> None:
        """Show what has arrived, and begin with what is wanted, a few at a time. What cannot begin now is tried again."""
        begun = False
        async with self._store.transaction() as tx:
            under_way = await tx.examples_in(ExampleState.RECORDING, AT_ONCE)
            for example in under_way:
                await self._settle(tx, example)
            open_ones = len(await tx.examples_in(ExampleState.RECORDING, AT_ONCE))
            for example in await tx.examples_in(ExampleState.WANTED, AT_ONCE - open_ones):
                begun |= await self._begin(tx, example)
        if begun:
            self._wake()

    async def _settle(self, tx: Transaction, example: Example) -> None:
        """An example whose generation has ended is shown, or has failed."""
        made = await tx.generation(example.generation_id or 0)
        if made is not None and made.state in OPEN_STATES:
            return
        arrived = made is not None and made.state in {State.DELIVERED, State.STORED} and bool(made.assets)
        after = ExampleState.SHOWN if arrived else ExampleState.FAILED
        moved = await tx.move_example(example.id, ExampleState.RECORDING, after, self._clock.now())
        if moved and arrived:
            await tx.retire_recordings(example.model, but=example.id)
        elif moved and made is not None:  # ended without a file: ordered again, it is made again
            await tx.give_up_sample(made.id)

    async def _begin(self, tx: Transaction, example: Example) -> bool:
        """Begin the generation of an example that is wanted; returns whether there is one now that was not before."""
        now = self._clock.now()
        try:
            self._key_breakers.require("")
            self._health.require(example.model, ())
        except (ServicePaused, ModelTroubled):
            return False
        except Refusal:  # the model is not sold any more
            await tx.move_example(example.id, ExampleState.WANTED, ExampleState.FAILED, now)
            return False
        if self._admin is None:
            return False
        account = await tx.account_of_person(self._admin)
        try:
            wanted = self._generation(example, self._admin, account.id)
        except Refusal:  # the catalogue is another one by now
            await tx.move_example(example.id, ExampleState.WANTED, ExampleState.FAILED, now)
            return False
        known = await tx.sample(wanted.sample)
        generation = known or await tx.add_generation(wanted)
        if known is None:
            await hold(tx, account, 0, generation.id, self._tariff.allowance, now)
            self._health.began(example.model)
        await tx.move_example(
            example.id, ExampleState.WANTED, ExampleState.RECORDING, now, generation_id=generation.id
        )
        return known is None

    def _generation(self, example: Example, admin: int, account_id: int) -> Generation:
        return sample_generation(
            self._catalog.get(example.model),
            self._tariff.dialect,
            example.choices,
            example.prompt,
            name=f"{SAMPLE}{example.recording}",
            person_id=admin,
            account_id=account_id,
            language=FALLBACK,
            destination=Destination(chat_id=admin),
            now=self._clock.now(),
        )
