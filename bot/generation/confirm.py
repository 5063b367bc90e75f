"""From an accepted quote to a held generation: one transaction, before any call leaves the house."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.availability.model_health import ModelHealth
from bot.availability.operator_key import OperatorKeyBreaker
from bot.availability.own_keys import ActiveKeys, key_for
from bot.catalog.spec import Dialect
from bot.domain.generation import Destination, Generation
from bot.domain.group import Group
from bot.domain.party import Party
from bot.domain.terms import Tariff
from bot.errors import AccountBlocked, QuoteNotYours, QuoteUnknown, TooManyOpen, TooManyOpenHere
from bot.generation.chain_steps import LONGEST_WAIT
from bot.groups.payer import PaymentRequest, group_of, require_allowed
from bot.groups.rules import require_admitted, require_wish
from bot.ledger.entries import Account
from bot.ledger.operations import hold, refill
from bot.parties.budget import end_when_empty, require_seat, require_share
from bot.ports import Clock, Quote, Store, Transaction

QUOTE_LIFE = timedelta(hours=24)
"""How long a quoted price is honoured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """What a confirmation led to.

    Attributes:
        generation: the one generation of this quote.
        repeated: an earlier confirmation had made it; nothing was held this time.
        place: its place in line, 1 = next.
    """

    generation: Generation
    repeated: bool
    place: int


class Confirmer:
    """Accepts quotes."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        tariff: Tariff,
        key_breaker: OperatorKeyBreaker,
        health: ModelHealth,
        wake: Callable[[], None],
        keys: ActiveKeys | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._tariff = tariff
        self._key_breaker = key_breaker
        self._health = health
        self._wake = wake
        self._keys = keys

    async def confirm(
        self,
        token: str,
        person_id: int,
        *,
        progress_message_id: int | None = None,
        auto_confirmed: bool = False,
        approved: bool = False,
    ) -> Confirmed:
        """Hold the price and queue the generation; the same quote never does so twice.

        Args:
            token: of the quote.
            person_id: who confirms.
            progress_message_id: the message that will show how it goes.
            auto_confirmed: whether nobody was asked, because the person prefers that.
            approved: whether an admin of the group has agreed, where the group wants that.

        Raises:
            QuoteUnknown: gone, older than a day, another purse pays now, or it was to be paid with an own key that is
                not in use any more.
            QuoteNotYours: made for somebody else.
            NotEnoughCredits, TooManyOpen, TooManyOpenHere, AccountBlocked, ServicePaused, OwnKeyPaused, ModelTroubled: not now; nothing was held.
            Refusals of `group_refusals`: the rules of the group do not let it; nothing was held.
        """
        now = self._clock.now()
        async with self._store.transaction() as tx:
            quote = await self._acceptable(tx, token, person_id)
            earlier = await tx.generation(quote.used_by) if quote.used_by is not None else None
            if earlier is None:
                if now - quote.created_at > QUOTE_LIFE:
                    raise QuoteUnknown
                wanted = _generation_of(quote, now)
                generation = await self._hold(
                    tx,
                    quote,
                    replace(wanted, progress_message_id=progress_message_id, auto_confirmed=auto_confirmed),
                    approved=approved,
                )
        if earlier is not None:
            place = await self._store.queue_position(earlier.id)
            return Confirmed(generation=earlier, repeated=True, place=place)
        self._wake()
        place = await self._store.queue_position(generation.id)
        return Confirmed(generation=generation, repeated=False, place=place)

    async def withdraw(self, token: str) -> bool:
        """Make an unused quote as good as an old one: nobody confirms it any more, its person can have a new price.

        Returns:
            False when it was confirmed before: it is being made.

        Raises:
            QuoteUnknown: it is gone.
        """
        async with self._store.transaction() as tx:
            quote = await tx.quote(token)
            if quote is None:
                raise QuoteUnknown
            if quote.used_by is None:
                await tx.add_quote(replace(quote, created_at=self._clock.now() - 2 * QUOTE_LIFE))
            return quote.used_by is None

    async def _acceptable(self, tx: Transaction, token: str, person_id: int) -> Quote:
        quote = await tx.quote(token)
        if quote is None:
            raise QuoteUnknown
        if quote.person_id != person_id:
            raise QuoteNotYours
        return quote

    async def _hold(self, tx: Transaction, quote: Quote, wanted: Generation, *, approved: bool) -> Generation:
        now = wanted.created_at
        own_key = await key_for(quote.key_owner, self._keys)
        account = await tx.account(quote.account_id)
        group = await group_of(tx, quote.chat_id)
        await admit(
            tx,
            account=account,
            person_id=quote.person_id,
            chat_id=quote.chat_id,
            group=group,
            tariff=self._tariff,
            key_breaker=self._key_breaker,
            own_key=own_key,
        )
        self._health.require(quote.model, quote.references)
        account = await refill(tx, account, self._tariff.allowance, now)
        party = await self._seat(tx, quote, group, account) if quote.party_id is not None else None
        if group is not None and party is None:
            asked = PaymentRequest(
                person_id=quote.person_id,
                model=self._health.model(quote.model),
                prompt=quote.prompt,
                price=quote.price,
                choices=quote.choices,
            )
            await require_allowed(tx, group, account, asked, now, approved=approved)
        generation = await tx.add_generation(replace(wanted, own_key=own_key))
        await hold(tx, account, quote.price, generation.id, self._tariff.allowance, now)
        await tx.use_quote(quote.token, generation.id)
        if party is not None:
            await end_when_empty(tx, party, now)
        self._health.began(quote.model)
        return generation

    async def _seat(self, tx: Transaction, quote: Quote, group: Group | None, pot: Account) -> Party:
        """The party that the pot is of; it knows no caps and asks no admin. Raises GroupRefusal."""
        party = await require_seat(tx, quote.party_id or 0, quote.person_id)
        model = self._health.model(quote.model)
        if group is not None:
            require_admitted(group)
            if model is not None:
                require_wish(group.rules, model, quote.prompt, quote.choices)
        require_share(party, quote.price, pot.available)
        return party


async def admit(
    tx: Transaction,
    *,
    account: Account,
    person_id: int,
    chat_id: int,
    group: Group | None,
    tariff: Tariff,
    key_breaker: OperatorKeyBreaker,
    own_key: str = "",
) -> None:
    """Let one more request of this person in, wherever it was asked for and whichever account pays.

    It goes with the operator's key, or with one of the person's own.

    Raises:
        AccountBlocked, ServicePaused, OwnKeyPaused, TooManyOpen, TooManyOpenHere: not now.
    """
    own = await tx.account_of_person(person_id)
    if account.blocked or own.blocked:
        raise AccountBlocked
    key_breaker.of(own_key).require()
    if await tx.open_count(person_id) >= tariff.open_per_account:
        raise TooManyOpen(maximum=tariff.open_per_account)
    in_group = chat_id < 0  # Telegram's ids of private chats are those of people, and positive
    allowed = group.rules.open_maximum if group is not None else None
    most = min(tariff.open_per_chat, allowed or tariff.open_per_chat)
    if in_group and await tx.open_count_in(chat_id) >= most:
        raise TooManyOpenHere(maximum=most)


def _generation_of(quote: Quote, now: datetime) -> Generation:
    return Generation(
        id=0,
        person_id=quote.person_id,
        account_id=quote.account_id,
        language=quote.language,
        destination=Destination(chat_id=quote.chat_id, thread_id=quote.thread_id, reply_to=quote.reply_to),
        model=quote.model,
        dialect=Dialect(quote.dialect),
        choices=quote.choices,
        prompt=quote.prompt,
        references=quote.references,
        price=quote.price,
        party_id=quote.party_id,
        token=secrets.token_urlsafe(12),
        created_at=now,
        due_at=now,
        deadline_at=now + LONGEST_WAIT,
    )
