"""What the operator decided about money and fairness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from bot.catalog.pricing import PriceTerms
from bot.catalog.spec import Dialect
from bot.domain.model_terms import ModelTerms
from bot.domain.runtime_setting import STAR_USD
from bot.ledger.allowance import Allowance


class Tariff(Protocol):
    """The operator's terms at this moment. They may change between two looks: no one keeps a part of them.

    What a person was promised is a row: a quote has its price, an order its Stars and credits.
    """

    @property
    def dialect(self) -> Dialect:
        """The contract that is spoken with KIE; it decides prices and options, and is the same as long as the process lives."""
        ...

    @property
    def multiplier(self) -> Decimal:
        """Credits charged for each credit at KIE, where a model has no terms of its own."""
        ...

    def price_terms(self, slug: str) -> PriceTerms:
        """How the price of this model is made: by its own terms, else by `multiplier`."""
        ...

    @property
    def allowance(self) -> Allowance:
        """Free credits of every person."""
        ...

    @property
    def open_per_account(self) -> int:
        """How many generations an account may have open at once."""
        ...

    @property
    def open_per_chat(self) -> int:
        """How many may be open at once in a group, over all members."""
        ...

    @property
    def own_keys(self) -> bool:
        """Whether people may bring KIE keys of their own."""
        ...

    @property
    def star_usd(self) -> Decimal:
        """Dollars that a Telegram Star brings the operator; it decides no price."""
        ...

    @property
    def minimum_age(self) -> int:
        """Years that people say to have reached before their first generation; 0 = they are not asked."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedTariff:
    """Terms that stay as they are (`Tariff`)."""

    dialect: Dialect
    multiplier: Decimal
    allowance: Allowance
    open_per_account: int = 5
    open_per_chat: int = 20
    own_keys: bool = False
    star_usd: Decimal = STAR_USD.default
    minimum_age: int = 0

    def price_terms(self, slug: str) -> PriceTerms:
        """See `Tariff`; all models are alike."""
        return PriceTerms(self.multiplier)


class CurrentTariff:
    """Terms that are replaced as a whole, for everything that holds this object (`Tariff`)."""

    def __init__(self, terms: Tariff) -> None:
        self._terms = terms
        self._models: Mapping[str, ModelTerms] = {}

    def replace(self, terms: Tariff) -> None:
        """These hold from now on."""
        self._terms = terms

    def replace_models(self, terms: Mapping[str, ModelTerms]) -> None:
        """These models have terms of their own from now on, by slug, whatever `replace` says of the others."""
        self._models = dict(terms)

    def price_terms(self, slug: str) -> PriceTerms:
        """See `Tariff`."""
        own = self._models.get(slug)
        return PriceTerms(self.multiplier) if own is None else own.price_terms(self.multiplier)

    @property
    def dialect(self) -> Dialect:
        """See `Tariff`."""
        return self._terms.dialect

    @property
    def multiplier(self) -> Decimal:
        """See `Tariff`."""
        return self._terms.multiplier

    @property
    def allowance(self) -> Allowance:
        """See `Tariff`."""
        return self._terms.allowance

    @property
    def open_per_account(self) -> int:
        """See `Tariff`."""
        return self._terms.open_per_account

    @property
    def open_per_chat(self) -> int:
        """See `Tariff`."""
        return self._terms.open_per_chat

    @property
    def own_keys(self) -> bool:
        """See `Tariff`."""
        return self._terms.own_keys

    @property
    def star_usd(self) -> Decimal:
        """See `Tariff`."""
        return self._terms.star_usd

    @property
    def minimum_age(self) -> int:
        """See `Tariff`."""
        return self._terms.minimum_age
