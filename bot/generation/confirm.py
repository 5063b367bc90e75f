"""From an accepted quote to its generations and holds: one transaction, before any call to KIE."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.availability.key_breakers import KeyBreakers
from bot.availability.model_health import ModelHealth
from bot.availability.own_keys import ActiveKeys, key_for
from bot.cast.refusals import CharacterGone
from bot.catalog.spec import Dialect, Kind
from bot.domain.batch import Batch, BatchKind
from bot.domain.chat import is_group
from bot.domain.generation import Destination, Generation, State
from bot.domain.group import Group
from bot.domain.party import Party
from bot.domain.quote import Quote, QuotedStep, quote_of
from bot.domain.terms import Tariff
from bot.errors import (
    AccountBlocked,
    NoRoomForAll,
    NoRoomForAllHere,
    QuoteOver,
    QuoteUnknown,
    Refusal,
    TooManyOpen,
    TooManyOpenHere,
)
from bot.generation.chain_steps import LONGEST_WAIT, without_replaced
from bot.generation.minimum_age import require_age
from bot.generation.selection_steps import note_confirmed
from bot.generation.versions import as_version
from bot.groups.membership import require_admin, require_inside, standing_in
from bot.groups.payer import group_of, require_payment
from bot.groups.rules import require_admitted, require_content_allowed, require_price
from bot.ledger.entries import Account
from bot.ledger.operations import allowance_part, hold, refill
from bot.parties.budget import end_when_empty, require_seat, require_share
from bot.ports import ChatMembers, Clock, FreeCreditsAccess, Standing, Store, Transaction
from bot.ports.runtime_settings import RuntimeSettings
from bot.runtime_settings.refusals import require_running

QUOTE_LIFE = timedelta(hours=24)
"""How long a quoted price is honoured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """What a confirmation led to.

    Attributes:
        steps: the generations of the quote, one for each of its steps; the first is in the queue, the others wait for it.
        repeated: an earlier confirmation had made them; nothing was held this time.
        queue_position: that of the first step, 1 = next.
    """

    steps: Sequence[Generation]
    repeated: bool
    queue_position: int

    @property
    def generation(self) -> Generation:
        """The first step; the only one when the quote was for a model."""
        return self.steps[0]


class Confirmer:
    """Accepts quotes."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        tariff: Tariff,
        key_breakers: KeyBreakers,
        health: ModelHealth,
        members: ChatMembers,
        wake: Callable[[], None],
        keys: ActiveKeys | None = None,
        free_access: FreeCreditsAccess | None = None,
        settings: RuntimeSettings | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._tariff = tariff
        self._key_breakers = key_breakers
        self._health = health
        self._members = members
        self._wake = wake
        self._keys = keys
        self._free_access = free_access
        self._settings = settings

    @property
    def is_waiting(self) -> bool:
        """Whether what goes with the operator's key waits for KIE now; a confirmation may be refused, or wait with it."""
        return self._key_breakers.is_waiting

    async def confirm(
        self,
        token: str,
        person_id: int,
        *,
        progress_message_id: int | None = None,
        auto_confirmed: bool = False,
        approved_by: int | None = None,
    ) -> Confirmed:
        """Hold the price of every step and queue the first; the same quote never does so twice.

        Telegram is asked before the transaction whether the person, and the admin, are in the group of the quote, and
        whether the person may spend free credits.

        Args:
            token: of the quote.
            person_id: who confirms.
            progress_message_id: the message that will show how the first step goes.
            auto_confirmed: whether it starts without a question, because the person prefers that.
            approved_by: the admin of the group who agrees, where the group wants that.

        Raises:
            BotPaused: the operator takes nothing new on.
            QuoteUnknown: gone, older than a day, another account pays now, or it was to be paid with an own key that is
                not in use any more.
            QuoteNotYours: made for another person.
            CharacterGone: a character whose pictures are in it was deleted since.
            QuoteOver: put away, replaced, or used by another confirmation at this very moment.
            SelectionOver: its pictures are for a selection that has ended.
            NotMember, MembershipUnknown: the person is not in the group of the quote (any more), or a group is to pay
                and Telegram does not say whether they are.
            NotGroupAdmin: who agrees is no admin of that group.
            AgeNotStated: the person has to say first that they are old enough; nothing was held.
            NotEnoughCredits, FreeCreditsUsedUp, TooManyOpen, TooManyOpenHere, AccountBlocked, ServicePaused, OwnKeyPaused, ModelTroubled,
                ModelUnavailable: not now; nothing was held.
            FreeForMembers, FreeForBuyers, FreeGateUnchecked: without free credits, which this person may not spend, the
                account has too little; nothing was held.
            Refusals of `group_refusals`: the rules of the group do not let it; nothing was held.
        """
        asked = quote_of(person_id, await self._store.quote(token))
        standing = await self._standing(asked, approved_by)
        closed = await self._closed(asked)
        now = self._clock.now()
        async with self._store.transaction() as tx:
            quote = quote_of(person_id, await tx.quote(token))
            repeated = quote.confirmed_at is not None
            if repeated:
                steps = without_replaced(await tx.generations_of_quote(quote.id))
            elif quote.cancelled_at is not None:
                raise QuoteOver
            elif now - quote.created_at > QUOTE_LIFE:
                raise QuoteUnknown
            else:
                require_running(self._settings)
                wanted = [
                    replace(
                        _begun(_generation(quote, step, now), progress_message_id)
                        if step.position == quote.first.position
                        else _generation(quote, step, now),
                        auto_confirmed=auto_confirmed,
                    )
                    for step in quote.steps
                ]
                account = await tx.account(quote.account_id)
                require_inside(standing, certainly=not account.is_personal)
                steps = await self._hold(
                    tx, quote, account, wanted, now, approved=approved_by is not None, closed=closed
                )
        if not repeated:
            self._wake()
        position = await self._store.queue_position(steps[0].id)
        return Confirmed(steps=steps, repeated=repeated, queue_position=position)

    async def _standing(self, quote: Quote, approved_by: int | None) -> Standing:
        """What the quote's person is in the chat that the results go to. Raises as `confirm`."""
        if quote.confirmed_at is not None:
            return Standing.MEMBER  # nothing more is spent
        if approved_by is not None:
            await require_admin(self._members, quote.chat_id, approved_by)
        return await standing_in(self._members, quote.chat_id, quote.person_id)

    async def _closed(self, quote: Quote) -> Refusal | None:
        """Why the quote's person may not spend free credits."""
        if self._free_access is None or quote.confirmed_at is not None or not quote.price:
            return None
        return await self._free_access.closed_for(quote.person_id)

    async def _hold(
        self,
        tx: Transaction,
        quote: Quote,
        account: Account,
        wanted: Sequence[Generation],
        now: datetime,
        *,
        approved: bool,
        closed: Refusal | None,
    ) -> Sequence[Generation]:
        """Use the quote and hold what its generations cost, or refuse all of it."""
        own_key = await key_for(quote.key_owner, self._keys)
        await _require_cast(tx, quote)
        group = await group_of(tx, quote.chat_id)
        await admit(
            tx,
            account=account,
            person_id=quote.person_id,
            chat_id=quote.chat_id,
            group=group,
            tariff=self._tariff,
            key_breakers=self._key_breakers,
            own_key=own_key,
            number=len(wanted) if quote.is_batch else 1,
            alone=quote.several is not None and quote.several.kind is BatchKind.EACH,
        )
        for step in quote.steps:
            self._health.require(step.model, step.references, own_key)
        account = await refill(tx, account, self._tariff.allowance, now)
        party = await self._require_allowed(tx, quote, group, account, now, approved=approved)
        # Said of the whole at once; the ledger checks each hold again.
        await allowance_part(tx, account, quote.price, self._tariff.allowance, now, closed=closed)
        if not await tx.confirm_quote(quote.id, now):
            raise QuoteOver
        batch = await self._batch(tx, quote, now)
        selection = await note_confirmed(tx, quote, now)
        generations: list[Generation] = []
        for one in wanted:
            part = replace(one, own_key=own_key, batch_id=batch, selection_id=selection)
            generation = await tx.add_generation(await as_version(tx, part))
            await hold(tx, account, one.price, generation.id, self._tariff.allowance, now, closed=closed)
            generations.append(generation)
            if len(generations) < len(wanted):
                account = await tx.account(account.id)
        if party is not None:
            await end_when_empty(tx, party, now)
        for slug in {one.model for one in generations if one.state is State.HELD}:
            self._health.began(slug)
        return generations

    async def _batch(self, tx: Transaction, quote: Quote, now: datetime) -> int | None:
        """The id of the row that keeps generations together which are made at once; None where they are not."""
        if quote.several is None or not quote.is_batch:
            return None
        models = [self._health.model(step.model) for step in quote.steps]
        batch = Batch(
            quote_id=quote.id,
            kind=quote.several.kind,
            parts=len(quote.steps),
            created_at=now,
            gathers=all(model is not None and model.kind is Kind.IMAGE for model in models),
        )
        return (await tx.add_batch(batch)).id

    async def _require_allowed(
        self,
        tx: Transaction,
        quote: Quote,
        group: Group | None,
        account: Account,
        now: datetime,
        *,
        approved: bool,
    ) -> Party | None:
        """Each step within the group's rules as they are now, and the whole within what the member may spend.

        Returns:
            The party whose budget pays; it knows no caps and asks no admin.

        Raises:
            Refusal: it is not allowed, or not yet.
        """
        in_party = quote.party_id is not None
        if group is not None:
            require_admitted(group)
            for step in quote.steps:
                model = self._health.model(step.model)
                if model is not None:
                    require_content_allowed(group.rules, model, step.prompt, step.choices)
                if not in_party:
                    require_price(group.rules, quote.price if quote.is_batch else step.price)
        if quote.party_id is not None:
            party = await require_seat(tx, quote.party_id, quote.person_id)
            require_share(party, quote.price, account.available)
            return party
        if group is not None:
            await require_payment(tx, group, account, quote.person_id, quote.price, now, approved=approved)
        return None


async def _require_cast(tx: Transaction, quote: Quote) -> None:
    """Whose pictures are in it is in the chat's cast still. Raises CharacterGone."""
    wanted = quote.characters
    if wanted and len(await tx.present_characters(quote.chat_id, wanted)) < len(wanted):
        raise CharacterGone


async def admit(
    tx: Transaction,
    *,
    account: Account,
    person_id: int,
    chat_id: int,
    group: Group | None,
    tariff: Tariff,
    key_breakers: KeyBreakers,
    own_key: str = "",
    number: int = 1,
    alone: bool = False,
) -> None:
    """Let one more request of this person in, wherever it was asked for and whichever account pays: all that people ask for
    begins here.

    It goes with the operator's key, or with one of the person's own. It is of `number` generations; one that may be larger
    than what may be open is let in `alone`, when nothing else is open.

    Raises:
        AgeNotStated: people have to be of an age that this person has not said to have reached.
        AccountBlocked, ServicePaused, OwnKeyPaused, TooManyOpen, TooManyOpenHere: not now; NoRoomForAll, NoRoomForAllHere
            (which are those, too) when fewer would fit.
    """
    own = await tx.account_of_person(person_id)
    if account.blocked or own.blocked:
        raise AccountBlocked
    await require_age(tx, person_id, tariff)
    key_breakers.require(own_key)
    open_now = await tx.open_count(person_id)
    _require_room(open_now, tariff.open_per_account, number, here=False, alone=alone)
    in_group = is_group(chat_id)
    allowed = group.rules.open_maximum if group is not None else None
    most = min(tariff.open_per_chat, allowed or tariff.open_per_chat)
    if in_group:
        open_here = await tx.open_count_in(chat_id)
        _require_room(open_here, most, number, here=True, alone=alone)


def _require_room(count: int, most: int, number: int, *, here: bool, alone: bool) -> None:
    """Raises TooManyOpen, NoRoomForAll, or the same of a chat `here`, when `number` more than `count` open ones are too many."""
    if count + number <= most or (alone and not count):
        return
    if number == 1:
        raise TooManyOpenHere(maximum=most) if here else TooManyOpen(maximum=most)
    refusal = NoRoomForAllHere if here else NoRoomForAll
    raise refusal(maximum=most, fits=max(0, most - count))


def _begun(generation: Generation, progress_message_id: int | None) -> Generation:
    """What does not wait for another step."""
    return replace(
        generation,
        state=State.HELD,
        due_at=generation.created_at,
        progress_message_id=progress_message_id,
    )


def _generation(quote: Quote, step: QuotedStep, now: datetime) -> Generation:
    """What a step becomes; waiting for the one before it."""
    in_recipe = quote.recipe is not None
    return Generation(
        id=0,
        quote_id=quote.id,
        person_id=quote.person_id,
        account_id=quote.account_id,
        language=quote.language,
        destination=Destination(chat_id=quote.chat_id, thread_id=quote.thread_id, reply_to=quote.reply_to),
        model=step.model,
        dialect=Dialect(quote.dialect),
        choices=step.choices,
        prompt=step.prompt,
        user_prompt=quote.prompt if in_recipe or quote.hides_words else step.user_prompt,
        borrowed_words=quote.borrowed_words,
        look_id=quote.look_id,
        hides_words=quote.hides_words,
        references=step.references,
        price=step.price,
        kie_expected=step.kie_millicredits,
        state=State.WAITING,
        token=secrets.token_urlsafe(12),
        created_at=now,
        due_at=None,
        deadline_at=now + LONGEST_WAIT,
        chain_step=step.name,
        chain_position=step.position,
        chain_length=quote.length if in_recipe else 0,
        part=step.part,
        batch_parts=len(quote.steps) if quote.is_batch else 0,
        party_id=quote.party_id,
    )
