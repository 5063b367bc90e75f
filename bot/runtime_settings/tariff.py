"""The operator's terms, as the settings say them now."""

from __future__ import annotations

from decimal import Decimal

from bot.catalog.pricing import PriceTerms
from bot.catalog.spec import Dialect
from bot.domain.runtime_setting import (
    FREE_BUDGET,
    FREE_CREDITS,
    FREE_PERIOD,
    MINIMUM_AGE,
    OPEN_PER_ACCOUNT,
    OPEN_PER_CHAT,
    OWN_KEYS,
    PRICE_MULTIPLIER,
    STAR_USD,
)
from bot.ledger.allowance import Allowance, Period
from bot.ports.runtime_settings import RuntimeSettings


class RuntimeTariff:
    """Implements `bot.domain.terms.Tariff` by reading the settings at each use.

    Args:
        settings: what holds now.
        dialect: the contract with KIE.
    """

    def __init__(self, settings: RuntimeSettings, *, dialect: Dialect) -> None:
        self._settings = settings
        self.dialect = dialect

    @property
    def multiplier(self) -> Decimal:
        """See `Tariff`."""
        return self._settings.get(PRICE_MULTIPLIER)

    def price_terms(self, slug: str) -> PriceTerms:
        """See `Tariff`; models with terms of their own are `CurrentTariff`'s."""
        return PriceTerms(self.multiplier)

    @property
    def allowance(self) -> Allowance:
        """See `Tariff`."""
        get = self._settings.get
        budget = get(FREE_BUDGET)
        return Allowance(
            get(FREE_CREDITS),
            Period(get(FREE_PERIOD)),
            None if budget is None else int(budget * self.multiplier),
        )

    @property
    def own_keys(self) -> bool:
        """See `Tariff`."""
        return self._settings.get(OWN_KEYS)

    @property
    def star_usd(self) -> Decimal:
        """See `Tariff`."""
        return self._settings.get(STAR_USD)

    @property
    def minimum_age(self) -> int:
        """See `Tariff`."""
        return self._settings.get(MINIMUM_AGE) or 0

    @property
    def open_per_account(self) -> int:
        """See `Tariff`."""
        return self._settings.get(OPEN_PER_ACCOUNT)

    @property
    def open_per_chat(self) -> int:
        """See `Tariff`."""
        return self._settings.get(OPEN_PER_CHAT)
