"""From a wish to an exact price that is valid for one confirmation."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.availability.own_keys import ActiveKeys, payer_with_own_key
from bot.catalog.availability import sold
from bot.catalog.catalog import Catalog
from bot.catalog.request_validation import ValidatedRequest, checked
from bot.catalog.spec import Model
from bot.domain.generation import Reference
from bot.domain.group import Group
from bot.domain.terms import Tariff
from bot.errors import QuoteNotYours, QuoteUnknown
from bot.groups.payer import destination_of, group_language, group_of, paying_account
from bot.groups.rules import require_price, require_wish
from bot.ledger.entries import Account, Balance
from bot.ledger.operations import read_balance
from bot.parties.budget import require_seat, require_share
from bot.ports import Clock, Quote, Store, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerationRequest:
    """What a person asks for.

    Attributes:
        person_id: who asks (and pays).
        language: the language of the answers to come.
        chat_id, thread_id, reply_to: where the answers go.
        model: slug.
        choices: options that were set; the others take their defaults.
        prompt: the words.
        references: media.
        party_id: the party that it is to be an entry of; its pot pays then.
    """

    person_id: int
    language: str
    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None
    model: str
    choices: Mapping[str, str]
    prompt: str = ""
    references: tuple[Reference, ...] = ()
    party_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedQuote:
    """A quote beside what the account has that pays.

    Attributes:
        quote: the quote.
        model: what makes it.
        balance: what the account has: the person's, or the group's where that one pays.
        kie_credits: what KIE will take, which matters to who pays with a key of their own.
        group: where it was asked for, None in private.
    """

    quote: Quote
    model: Model
    balance: Balance
    kie_credits: Decimal = Decimal(0)
    group: Group | None = None

    @property
    def affordable(self) -> bool:
        """Whether the balance covers it now."""
        return self.balance.covers(self.quote.price)

    @property
    def left(self) -> int:
        """Credits after it; only meaningful when affordable."""
        return self.balance.after(self.quote.price)


class Quoter:
    """Checks a wish against the catalogue and prices it."""

    def __init__(
        self,
        catalog: Catalog,
        store: Store,
        clock: Clock,
        tariff: Tariff,
        keys: ActiveKeys | None = None,
    ) -> None:
        self._catalog = catalog
        self._store = store
        self._clock = clock
        self._tariff = tariff
        self._keys = keys

    async def quote(self, wish: GenerationRequest, *, token: str = "") -> PricedQuote:
        """Price a wish and keep the quote. Nothing is held.

        Args:
            wish: what is asked for.
            token: the quote's; a random one when empty. A quote of this person that has it is replaced while it is
                unused, and given back as it is when it was used.

        Raises:
            Refusal: the model, an option, the prompt or a reference is not acceptable; its facts say which.
        """
        model = self._catalog.get(wish.model)
        wanted = checked(
            model,
            sold(model, self._tariff.dialect),
            choices=wish.choices,
            prompt=wish.prompt,
            references=wish.references,
            multiplier=self._tariff.multiplier,
        )
        key_owner = await payer_with_own_key(self._keys, wish.person_id)
        async with self._store.transaction() as tx:
            group = await group_of(tx, wish.chat_id)
            account = await self._payer(tx, group, wish, wanted.price)
            if not account.is_personal:
                key_owner = ""  # the group's purse pays
            if group is not None:
                require_wish(group.rules, model, wanted.prompt, wanted.choices)
                if wish.party_id is None:
                    require_price(group.rules, 0 if key_owner else wanted.price)
            balance = await read_balance(tx, account, self._tariff.allowance, self._clock.now())
            earlier = await tx.quote(token) if token else None
            if earlier is not None and earlier.used_by is not None and earlier.person_id == wish.person_id:
                return PricedQuote(quote=earlier, model=self._catalog.get(earlier.model), balance=balance)
            quote = self._quote_of(wish, wanted, model, account, group, token=token, key_owner=key_owner)
            await tx.add_quote(quote)
        return PricedQuote(quote=quote, model=model, balance=balance, kie_credits=wanted.at_kie, group=group)

    def _quote_of(
        self,
        wish: GenerationRequest,
        wanted: ValidatedRequest,
        model: Model,
        account: Account,
        group: Group | None,
        *,
        token: str,
        key_owner: str,
    ) -> Quote:
        thread_id, reply_to = destination_of(group, wish.thread_id, wish.reply_to)
        return Quote(
            token=token or secrets.token_urlsafe(9),
            person_id=wish.person_id,
            account_id=account.id,
            language=group_language(group) or wish.language,
            chat_id=wish.chat_id,
            thread_id=thread_id,
            reply_to=reply_to,
            model=model.slug,
            dialect=self._tariff.dialect,
            choices=wanted.choices,
            prompt=wanted.prompt,
            references=wish.references,
            price=0 if key_owner else wanted.price,
            created_at=self._clock.now(),
            key_owner=key_owner,
            party_id=wish.party_id,
        )

    async def _payer(
        self, tx: Transaction, group: Group | None, wish: GenerationRequest, price: int
    ) -> Account:
        """The pot of the party that the wish is for, else the group's purse or the asker's. Raises GroupRefusal."""
        if wish.party_id is None:
            return await paying_account(tx, group, wish.person_id)
        party = await require_seat(tx, wish.party_id, wish.person_id)
        pot = await tx.account(party.budget_account_id)
        require_share(party, price, pot.available)
        return pot

    async def find(self, token: str, person_id: int) -> Quote:
        """A quote that was made for this person, whatever became of it.

        Raises:
            QuoteUnknown, QuoteNotYours: it is gone, or somebody else's.
        """
        quote = (await self.priced(token)).quote
        if quote.person_id != person_id:
            raise QuoteNotYours
        return quote

    async def priced(self, token: str) -> PricedQuote:
        """A quote of anybody's, beside what the account has now that pays.

        Raises:
            QuoteUnknown: it is gone.
            UnknownModel: its model was taken out of the catalogue.
        """
        async with self._store.transaction() as tx:
            quote = await tx.quote(token)
            if quote is None:
                raise QuoteUnknown
            account = await tx.account(quote.account_id)
            balance = await read_balance(tx, account, self._tariff.allowance, self._clock.now())
            group = await group_of(tx, quote.chat_id)
        return PricedQuote(quote=quote, model=self._catalog.get(quote.model), balance=balance, group=group)
