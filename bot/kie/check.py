"""Comparing the catalogue with what KIE says of its models to a key, for `python -m bot check`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import islice
from typing import Any, Final

from bot.catalog.spec import Dialect, Model, Offer, Per
from bot.kie.families.market import MARKET
from bot.kie.model_directory import ModelDirectory, SuccessRate
from bot.kie.price_words import PriceComparison, PriceVerdict, compare_price
from bot.kie.request_schema import RequestSchema, SchemaFault, UnreadableSchema
from bot.kie.sample_requests import sample_bodies

_SELDOM: Final = 50.0
"""Percent of a model's tasks; with fewer that succeed, people had better not wait for it."""
_MOST_FAULTS: Final = 5
"""Faults of one model that are shown; a wrong field repeats itself in every request."""
_PER: Final[Mapping[Per, str]] = {
    Per.SECOND: " a second",
    Per.RESULT: " a result",
    Per.MINUTE: " a minute",
    Per.REFERENCE_SECOND: " a second of what is supplied",
    Per.THOUSAND_CHARACTERS: " for 1,000 characters",
}


class Answer(StrEnum):
    """What can be said of one question about a model."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    """KIE does not say."""
    NOT_ASKED = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelReport:
    """One model, as KIE sees it.

    Attributes:
        slug: ours.
        listed: whether KIE lists it for the key, all of it that is used.
        price: how its price compares.
        fits: whether KIE's schema takes what is sent.
        success: percent of its tasks that succeed at KIE: the newest figure; None when KIE does not say.
        failures: what people would meet, for the operator to act on.
        warnings: what is off besides.
    """

    slug: str
    listed: Answer = Answer.NOT_ASKED
    price: PriceVerdict | None = None
    fits: Answer = Answer.NOT_ASKED
    success: float | None = None
    failures: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What KIE says of one of its models."""

    price_words: str
    schema: RequestSchema | None
    success: SuccessRate | None


class ModelChecker:
    """Compares models one by one. What KIE says of one of its ids is asked once, however many models use it.

    Only what goes through KIE's current endpoint can be compared: the directory knows nothing else.

    Args:
        directory: where KIE is asked.
        listed: the ids that the key may use with the words about their prices; None when KIE does not list any.
        callback_url: as it is sent with requests, or None.
    """

    def __init__(
        self, directory: ModelDirectory, listed: Mapping[str, str] | None, callback_url: str | None
    ) -> None:
        self._directory = directory
        self._listed = listed
        self._callback_url = callback_url
        self._pages: dict[str, _Page] = {}

    async def report(self, model: Model, *, is_sold: bool) -> ModelReport:
        """Everything about a model; what is not sold is only looked for in the list.

        Args:
            model: of the catalogue.
            is_sold: whether people can order it.
        """
        offer = model.offer(Dialect.LIVE)
        ids = tuple(_listed_ids(offer)) if offer is not None else ()
        if offer is None or not ids:
            return ModelReport(slug=model.slug)
        if not is_sold:
            return self._withdrawn(model, offer, ids)
        missing = [one for one in ids if self._listed is not None and one not in self._listed]
        pages = {one: await self._page(one) for one in ids if one not in missing}
        prices = {one: compare_price(offer, one, page.price_words) for one, page in pages.items()}
        faults = list(self._faults(model, offer, pages))
        rates = [page.success for page in pages.values() if page.success is not None]
        success = min((rate.newest for rate in rates), default=None)
        return ModelReport(
            slug=model.slug,
            listed=self._answer(missing),
            price=_worst(prices.values()),
            fits=_fits(pages.values(), faults),
            success=success,
            failures=(
                *(f"KIE does not list {one} for this key: take it off, or correct its id" for one in missing),
                *_described(fault for fault in faults if fault.refused),
            ),
            warnings=(
                *(words for one in prices for words in _price_words(offer, one, prices[one])),
                *_described(fault for fault in faults if not fault.refused),
                *(
                    [f"only {success:.0f} % succeed at KIE now"]
                    if success is not None and success < _SELDOM
                    else []
                ),
            ),
        )

    def expected_calls(self, models: Iterable[Model]) -> int:
        """How many questions these models take, at most."""
        offers = (model.offer(Dialect.LIVE) for model in models)
        ids = {one for offer in offers if offer is not None for one in _listed_ids(offer)}
        unlisted = {one for one in ids if self._listed is not None and one not in self._listed}
        words = {one for one in ids - unlisted if not (self._listed or {}).get(one)}
        return 2 * len(ids - unlisted) + len(words)

    def _withdrawn(self, model: Model, offer: Offer, ids: tuple[str, ...]) -> ModelReport:
        missing = [one for one in ids if self._listed is not None and one not in self._listed]
        back = bool(offer.unavailable) and self._listed is not None and not missing
        words = ("it is shown as unavailable, but KIE lists it again: it may be sold",) if back else ()
        return ModelReport(slug=model.slug, listed=self._answer(missing), warnings=words)

    def _answer(self, missing: list[str]) -> Answer:
        if self._listed is None:
            return Answer.UNKNOWN
        return Answer.NO if missing else Answer.YES

    async def _page(self, model_id: str) -> _Page:
        if model_id not in self._pages:
            words = (self._listed or {}).get(model_id) or await self._directory.price_words(model_id)
            document = await self._directory.document(model_id)
            self._pages[model_id] = _Page(
                price_words=words,
                schema=_schema(document),
                success=await self._directory.success_rate(model_id),
            )
        return self._pages[model_id]

    def _faults(self, model: Model, offer: Offer, pages: Mapping[str, _Page]) -> Iterator[SchemaFault]:
        """What KIE's schemas do not like about the requests of a model, each fault once."""
        unreadable = set()
        seen: set[SchemaFault] = set()
        for model_id, body in sample_bodies(model, offer, MARKET.name, self._callback_url):
            page = pages.get(model_id)
            if page is None or page.schema is None or model_id in unreadable:
                continue
            try:
                faults = page.schema.faults(body)
            except UnreadableSchema:
                unreadable.add(model_id)
                continue
            yield from (fault for fault in faults if fault not in seen)
            seen.update(faults)


def _schema(document: Mapping[str, Any]) -> RequestSchema | None:
    try:
        return RequestSchema(document)
    except UnreadableSchema:
        return None


def _listed_ids(offer: Offer) -> Iterable[str]:
    """Each id once, in the order of the routes."""
    ids = (route.supplier_model for route in offer.routes if route.family == MARKET.name)
    return dict.fromkeys(filter(None, ids))


def _fits(pages: Iterable[_Page], faults: list[SchemaFault]) -> Answer:
    if any(fault.refused for fault in faults):
        return Answer.NO
    known = [page.schema is not None for page in pages]
    return Answer.YES if known and all(known) else Answer.UNKNOWN


_FROM_WORST: Final = (PriceVerdict.DIFFERS, PriceVerdict.UNCLEAR, PriceVerdict.UNKNOWN, PriceVerdict.EQUAL)


def _worst(prices: Iterable[PriceComparison]) -> PriceVerdict | None:
    found = {price.verdict for price in prices}
    return next((verdict for verdict in _FROM_WORST if verdict in found), None)


def _price_words(offer: Offer, model_id: str, price: PriceComparison) -> Iterator[str]:
    if not price.at_kie or offer.price is None:
        return
    here = f"{_listed_amounts(price.here)}{_PER.get(offer.price.per, '')}"
    yield f"price of {model_id}: KIE says {_listed_amounts(price.at_kie)}, the catalogue {here}"


def _listed_amounts(amounts: Iterable[Decimal]) -> str:
    return ", ".join(f"{amount.normalize():f}" for amount in amounts)


def _described(faults: Iterable[SchemaFault]) -> Iterator[str]:
    found = list(faults)
    for fault in islice(found, _MOST_FAULTS):
        yield f"{fault}" if fault.refused else f"{fault}: KIE passes over it"
    if len(found) > _MOST_FAULTS:
        yield f"and {len(found) - _MOST_FAULTS} more"
