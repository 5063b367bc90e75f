"""The operator switches models off and on while the bot runs.

A model that is off is treated like one that KIE does not serve: it is on no shelf, a search has the reason `switched-off`, it has
no price, and nothing of it is confirmed or submitted any more. What waits in line for it is given back; what KIE already
has goes on. A hidden model (`bot.domain.model_terms`) is out of sight in the same way, under another reason, and what was quoted
or confirmed before goes on.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from typing import Protocol

from bot.catalog.availability import HIDDEN
from bot.catalog.catalog import Catalog
from bot.catalog.fallback_model import nearest
from bot.catalog.spec import Dialect, Model, Offer

REASON = "switched-off"
"""The reason code of an offer that the operator has switched off."""


class ModelSwitchRepository(Protocol):
    """Remembers which models are off, across restarts."""

    async def disabled_models(self) -> Set[str]:
        """Their slugs."""
        ...

    async def switch(self, slug: str, *, on: bool, by: int) -> None:
        """Keep that a model is on or off. Repeating it changes nothing.

        Args:
            slug: of the model.
            on: whether it is sold.
            by: Telegram id of the admin.
        """
        ...


class ModelSwitches:
    """Keeps the catalogue as the operator wants it."""

    def __init__(self, catalog: Catalog, switches: ModelSwitchRepository) -> None:
        self._catalog = catalog
        self._switches = switches
        self._hidden: Set[str] = frozenset()

    async def restore(self) -> None:
        """Switch off what was off before this process."""
        await self._apply()

    async def switch(self, slug: str, *, on: bool, by: int) -> Model:
        """Sell a model or do not, from now on. Returns the model.

        Raises:
            UnknownModel: there is no such model.
        """
        model = self._catalog.get(slug)
        await self._switches.switch(model.slug, on=on, by=by)
        await self._apply()
        return model

    async def hide(self, slugs: Set[str]) -> None:
        """These models are hidden from now on, and no others. Slugs that the catalogue has no more do not matter."""
        self._hidden = frozenset(slugs)
        await self._apply()

    async def disabled_models(self) -> list[str]:
        """The slugs that are off, also of models that have left the catalogue, in order."""
        return sorted(await self._switches.disabled_models())

    async def _apply(self) -> None:
        off = await self._switches.disabled_models()
        self._catalog.override(())
        reasons = {**dict.fromkeys(self._hidden, HIDDEN), **dict.fromkeys(off, REASON)}
        models = [model for model in self._catalog if model.slug in reasons]
        # First all of them, so that none of them is named as the nearest of another one.
        self._catalog.override([self._unsold(model, reasons[model.slug]) for model in models])
        self._catalog.override([self._unsold(model, reasons[model.slug]) for model in models])

    def _unsold(self, model: Model, reason: str) -> Model:
        return replace(
            model,
            live=self._unsold_offer(model, Dialect.LIVE, reason),
            integration=self._unsold_offer(model, Dialect.INTEGRATION, reason),
        )

    def _unsold_offer(self, model: Model, dialect: Dialect, reason: str) -> Offer | None:
        """The offer with its new reason; one that KIE does not serve keeps KIE's."""
        offer = model.offer(dialect)
        if offer is None or offer.unavailable:
            return offer
        instead = nearest(self._catalog, model, dialect)
        return replace(offer, unavailable=reason, nearest=instead.slug if instead else "")
