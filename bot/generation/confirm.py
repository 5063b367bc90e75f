"""From an accepted quote to a held generation: one transaction, before any call leaves the house."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.availability.model_health import Health
from bot.availability.operator_key import Supply
from bot.availability.own_keys import KeysInUse, key_for
from bot.catalog.spec import Dialect
from bot.domain.generation import Destination, Generation
from bot.domain.group import Group
from bot.domain.party import Party
from bot.domain.terms import Tariff
from bot.errors import AccountBlocked, QuoteNotYours, QuoteUnknown, TooManyOpen, TooManyOpenHere
from bot.generation.chain_steps import LONGEST_WAIT
from bot.groups.payer import Asked, group_of, require_allowed
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
        supply: Supply,
        health: Health,
        wake: Callable[[], None],
        keys: KeysInUse | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._tariff = tariff
        self._supply = supply
        self._health = health
        self._wake = wake
        self._keys = keys

    async def confirm(
        self,
        token: str,
        person_id: int,
        *,
        progress_message_id: int | None = None,
        unasked: bool = False,
        approved: bool = False,
    ) -> Confirmed:
        """Hold the price and queue the generation; the same quote never does so twice.

        Args:
            token: of the quote.
            person_id: who confirms.
            progress_message_id: the message that will show how it goes.
            unasked: whether nobody was asked, because the person prefers that.
            approved: whether an admin of the group has agreed, where the group wants that.

        Raises:
            QuoteUnknown: gone, older than a day, another purse pays now, or it was to be paid with an own key that is
                not in use any more.
            QuoteNotYours: made for somebody else.
            NotEnoughCredits, TooManyOpen, TooManyOpenHere, AccountBlocked, SupplyPaused, OwnKeyPaused, ModelTroubled: not now; nothing was held.
            Refusals of `group_refusals`: the rules of the group do not let it; nothing was held.
        """
        now = self._clock.now()
        async with self._store.transaction() as books:
            quote = await self._acceptable(books, token, person_id)
            earlier = await books.generation(quote.used_by) if quote.used_by is not None else None
            if earlier is None:
                if now - quote.created_at > QUOTE_LIFE:
                    raise QuoteUnknown
                wanted = _generation_of(quote, now)
                generation = await self._hold(
                    books,
                    quote,
                    replace(wanted, progress_message_id=progress_message_id, unasked=unasked),
                    approved=approved,
                )
        if earlier is not None:
            place = await self._store.place_in_line(earlier.id)
            return Confirmed(generation=earlier, repeated=True, place=place)
        self._wake()
        place = await self._store.place_in_line(generation.id)
        return Confirmed(generation=generation, repeated=False, place=place)

    async def withdraw(self, token: str) -> bool:
        """Make an unused quote as good as an old one: nobody confirms it any more, its person can have a new price.

        Returns:
            False when it was confirmed before: it is being made.

        Raises:
            QuoteUnknown: it is gone.
        """
        async with self._store.transaction() as books:
            quote = await books.quote(token)
            if quote is None:
                raise QuoteUnknown
            if quote.used_by is None:
                await books.add_quote(replace(quote, created_at=self._clock.now() - 2 * QUOTE_LIFE))
            return quote.used_by is None

    async def _acceptable(self, books: Transaction, token: str, person_id: int) -> Quote:
        quote = await books.quote(token)
        if quote is None:
            raise QuoteUnknown
        if quote.person_id != person_id:
            raise QuoteNotYours
        return quote

    async def _hold(
        self, books: Transaction, quote: Quote, wanted: Generation, *, approved: bool
    ) -> Generation:
        now = wanted.created_at
        own_key = await key_for(quote.key_owner, self._keys)
        account = await books.account(quote.account_id)
        group = await group_of(books, quote.chat_id)
        await admit(
            books,
            account=account,
            person_id=quote.person_id,
            chat_id=quote.chat_id,
            group=group,
            tariff=self._tariff,
            supply=self._supply,
            own_key=own_key,
        )
        self._health.require(quote.model, quote.references)
        account = await refill(books, account, self._tariff.allowance, now)
        party = await self._seat(books, quote, group, account) if quote.party_id is not None else None
        if group is not None and party is None:
            asked = Asked(
                person_id=quote.person_id,
                model=self._health.model(quote.model),
                prompt=quote.prompt,
                price=quote.price,
                choices=quote.choices,
            )
            await require_allowed(books, group, account, asked, now, approved=approved)
        generation = await books.add_generation(replace(wanted, own_key=own_key))
        await hold(books, account, quote.price, generation.id, self._tariff.allowance, now)
        await books.use_quote(quote.token, generation.id)
        if party is not None:
            await end_when_empty(books, party, now)
        self._health.began(quote.model)
        return generation

    async def _seat(self, books: Transaction, quote: Quote, group: Group | None, pot: Account) -> Party:
        """The party that the pot is of; it knows no caps and asks no admin. Raises GroupRefusal."""
        party = await require_seat(books, quote.party_id or 0, quote.person_id)
        model = self._health.model(quote.model)
        if group is not None:
            require_admitted(group)
            if model is not None:
                require_wish(group.rules, model, quote.prompt, quote.choices)
        require_share(party, quote.price, pot.available)
        return party


async def admit(
    books: Transaction,
    *,
    account: Account,
    person_id: int,
    chat_id: int,
    group: Group | None,
    tariff: Tariff,
    supply: Supply,
    own_key: str = "",
) -> None:
    """Let one more request of this person in, wherever it was asked for and whichever account pays.

    It goes with the operator's key, or with one of the person's own.

    Raises:
        AccountBlocked, SupplyPaused, OwnKeyPaused, TooManyOpen, TooManyOpenHere: not now.
    """
    own = await books.account_of_person(person_id)
    if account.blocked or own.blocked:
        raise AccountBlocked
    supply.of(own_key).require()
    if await books.open_count(person_id) >= tariff.open_per_account:
        raise TooManyOpen(maximum=tariff.open_per_account)
    in_group = chat_id < 0  # Telegram's ids of private chats are those of people, and positive
    allowed = group.rules.open_maximum if group is not None else None
    most = min(tariff.open_per_chat, allowed or tariff.open_per_chat)
    if in_group and await books.open_count_in(chat_id) >= most:
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
