"""The operator's terms of single models, and what they make of prices.

There is one place that computes prices (`bot.catalog.pricing`); the terms reach it through `Tariff.price_terms`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

from bot.availability.model_switches import ModelSwitches
from bot.catalog.catalog import Catalog
from bot.catalog.pricing import PriceTerms, combinations, kie_of_unit, price_of_unit
from bot.catalog.spec import Model, Offer, Per
from bot.domain.model_terms import ModelSales, ModelTerms, ModelTermsRepository, is_multiplier, is_surcharge
from bot.domain.money import MoneyReader
from bot.domain.pack import Pack, PackReader
from bot.domain.staff import Act, ActRecord
from bot.domain.terms import CurrentTariff
from bot.errors import CatalogError, ModelTermsChanged, ModelTermsOutOfBounds
from bot.payments.break_even import USD_PER_KIE_CREDIT, BreakEven
from bot.ports import Clock

SPANS: Final = (7, 30)
"""Days that the card looks back, today among them (UTC)."""


@dataclass(frozen=True, slots=True)
class Prices:
    """What a model's combinations of options cost, for one unit where it is sold by words or by length.

    Attributes:
        kie: least and most credits that KIE takes.
        here: least and most credits that people pay.
        margin: the lowest and the highest share, in whole percent, of what people pay that is left after KIE's;
            None where everything is free.
    """

    kie: tuple[Decimal, Decimal]
    here: tuple[int, int]
    margin: tuple[int, int] | None

    @property
    def is_loss(self) -> bool:
        """Whether a combination brings less than it costs."""
        return self.margin is None or self.margin[0] < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCard:
    """What operators see of a model.

    Attributes:
        model: the model.
        terms: its own.
        general: the multiplier of models without one of their own.
        per: what the prices are for.
        prices: None where it is not offered in the dialect.
        sales: of each of `SPANS`.
        is_on: whether it is not switched off.
    """

    model: Model
    terms: ModelTerms
    general: Decimal
    per: Per
    prices: Prices | None
    sales: Sequence[ModelSales]
    is_on: bool


class ModelPrices:
    """Keeps and shows them.

    Args:
        repository: remembers the terms.
        catalog: all models.
        tariff: what prices are made by; it knows the terms from `restore` on.
        switches: keeps hidden models out of sight.
        packs: what is sold: what a credit is worth.
        money: what was sold of a model.
        clock: the time.
    """

    def __init__(
        self,
        repository: ModelTermsRepository,
        catalog: Catalog,
        tariff: CurrentTariff,
        switches: ModelSwitches,
        packs: PackReader,
        money: MoneyReader,
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._catalog = catalog
        self._tariff = tariff
        self._switches = switches
        self._packs = packs
        self._money = money
        self._clock = clock
        self._terms: Mapping[str, ModelTerms] = {}
        self._changes = asyncio.Lock()

    async def restore(self) -> None:
        """Sell by the terms that were set before this process; those of models that have left the catalogue stay rows."""
        async with self._changes:
            await self._know(await self._repository.model_terms())

    def terms(self, slug: str) -> ModelTerms:
        """The model's own terms now."""
        return self._terms.get(slug, ModelTerms())

    async def card(self, name: str) -> ModelCard:
        """A model with its prices and sales. Raises UnknownModel."""
        model = self._catalog.get(name)
        offer, now = model.offer(self._tariff.dialect), self._clock.now()
        return ModelCard(
            model=model,
            terms=self.terms(model.slug),
            general=self._tariff.multiplier,
            per=offer.price.per if offer is not None and offer.price is not None else Per.GENERATION,
            prices=await self.prices(model, self.terms(model.slug)),
            sales=[
                await self._money.model_sales(model.slug, now - timedelta(days=days - 1)) for days in SPANS
            ],
            is_on=model.slug not in await self._switches.disabled_models(),
        )

    async def prices(self, model: Model, terms: ModelTerms) -> Prices | None:
        """What it costs under these terms; None where it is not offered in the dialect, or has no price there."""
        offer = model.offer(self._tariff.dialect)
        if offer is None or offer.price is None:
            return None
        worth = _credit_worth(await self._packs.packs_on_sale(), BreakEven.of(self._tariff))
        return _prices(offer, terms.price_terms(self._tariff.multiplier), worth)

    async def begin_to_lose(self, terms: BreakEven) -> Sequence[Model]:
        """Models with a multiplier of their own that earn now, and would bring less than they cost under these terms.

        The others lose only where the cheapest pack does.
        """
        packs = await self._packs.packs_on_sale()
        now = _credit_worth(packs, BreakEven.of(self._tariff))
        then = _credit_worth(packs, terms)
        losing = []
        for slug, own in self._terms.items():
            offer = self._catalog.get(slug).offer(self._tariff.dialect) if slug in self._catalog else None
            if own.multiplier is None or offer is None or offer.price is None:
                continue
            price_terms = own.price_terms(terms.multiplier)
            was, will = (_prices(offer, price_terms, worth) for worth in (now, then))
            if was is not None and will is not None and will.is_loss and not was.is_loss:
                losing.append(self._catalog.get(slug))
        return losing

    async def change(
        self,
        name: str,
        *,
        by: int,
        revision: int,
        multiplier: Decimal | None,
        surcharge: int,
        hidden: bool,
    ) -> ModelTerms:
        """These terms hold from now on, for new quotes; what was quoted keeps its price. Returns them.

        The same terms once more change nothing, whatever `revision` says: that of the terms that they were made from.

        Raises:
            UnknownModel: there is no such model.
            ModelTermsOutOfBounds: no model may have them.
            ModelTermsChanged: other terms were set meanwhile.
        """
        slug = self._catalog.get(name).slug
        if (multiplier is not None and not is_multiplier(multiplier)) or not is_surcharge(surcharge):
            raise ModelTermsOutOfBounds
        async with self._changes:
            was = self.terms(slug)
            wanted = ModelTerms(
                multiplier=multiplier.normalize() if multiplier is not None else None,
                surcharge=surcharge,
                hidden=hidden,
                revision=was.revision,
            )
            if wanted == was:
                return was
            if revision != was.revision:
                raise ModelTermsChanged
            wanted = replace(wanted, revision=was.revision + 1)
            act = ActRecord(
                by_id=by,
                act=Act.MODEL,
                subject=slug,
                before=was.in_words or "usual",
                after=wanted.in_words or "usual",
                at=self._clock.now(),
            )
            if not await self._repository.save_model_terms(slug, wanted, act):
                raise ModelTermsChanged
            await self._know({**self._terms, slug: wanted})
            return wanted

    async def _know(self, terms: Mapping[str, ModelTerms]) -> None:
        self._terms = terms
        self._tariff.replace_models(terms)
        await self._switches.hide({slug for slug, one in terms.items() if one.hidden})


def _credit_worth(packs: Sequence[Pack], terms: BreakEven) -> Decimal:
    """Dollars that a credit brings at least: in the cheapest pack on sale; without packs, what one costs at KIE."""
    return min((terms.usd(pack.stars) / pack.credits for pack in packs), default=USD_PER_KIE_CREDIT)


def _prices(offer: Offer, terms: PriceTerms, worth: Decimal) -> Prices | None:
    pairs = []
    for choices, media in combinations(offer):
        try:
            kie = kie_of_unit(offer, choices, media=media)
        except CatalogError:
            continue
        pairs.append((kie, price_of_unit(offer, choices, media=media, terms=terms)))
    if not pairs:
        return None
    margins = [_margin(kie, price, worth) for kie, price in pairs if kie or price]
    return Prices(
        kie=(min(kie for kie, _ in pairs), max(kie for kie, _ in pairs)),
        here=(min(price for _, price in pairs), max(price for _, price in pairs)),
        margin=(min(margins), max(margins))
        if margins and all(price for kie, price in pairs if kie)
        else None,
    )


def _margin(kie: Decimal, price: int, worth: Decimal) -> int:
    if not price:
        return -100
    brings = price * worth
    return int(((brings - kie * USD_PER_KIE_CREDIT) * 100 / brings).to_integral_value(rounding="ROUND_FLOOR"))
