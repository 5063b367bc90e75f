"""Which models can make what another one has failed to make: the same, and not dearer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.availability.model_health import ModelHealth
from bot.catalog.catalog import Catalog
from bot.catalog.fallback_model import substitutes
from bot.catalog.pricing import millicredits
from bot.catalog.recipe_catalog import RecipeCatalog
from bot.catalog.request_validation import ValidatedRequest, checked
from bot.catalog.results import results_of
from bot.catalog.same_request import carried_over, is_same
from bot.catalog.spec import Kind, Model, Offer
from bot.domain.generation import Generation, Reference
from bot.domain.quote import Quote
from bot.domain.terms import Tariff
from bot.errors import Refusal


@dataclass(frozen=True, slots=True)
class Substitute:
    """A model that can do it.

    Attributes:
        model: the model.
        request: what it takes of the request.
        references: the media.
        price: credits; 0 with a key of the person's own.
    """

    model: Model
    request: ValidatedRequest
    references: tuple[Reference, ...]
    price: int


class SubstituteFinder:
    """Looks through the catalogue."""

    def __init__(
        self, catalog: Catalog, recipe_catalog: RecipeCatalog, health: ModelHealth, tariff: Tariff
    ) -> None:
        self._catalog = catalog
        self._recipe_catalog = recipe_catalog
        self._health = health
        self._tariff = tariff

    def of(self, failed: Generation, quote: Quote | None) -> Iterator[Substitute]:
        """The models that make the same and are not dearer, the nearest first; for a step those that its recipe names.

        Args:
            failed: what could not be made.
            quote: that it was confirmed with.
        """
        known = self._catalog.get(failed.model) if failed.model in self._catalog else None
        offer = known.offer(failed.dialect) if known is not None else None
        if known is None or offer is None:
            return
        references = _references(failed, quote)
        for model in self._models(known, failed, quote):
            instead = model.offer(failed.dialect)
            if instead is None or model.slug == failed.model:
                continue
            choices = carried_over(offer, failed.choices, instead)
            request = (
                self._checked(failed, model, instead, choices, references) if choices is not None else None
            )
            if (
                request is not None
                and is_same(failed.choices, request.choices)
                and results_of(instead, request.choices) >= results_of(offer, failed.choices)
            ):
                yield Substitute(model, request, references, 0 if failed.own_key else request.price)

    def _models(self, known: Model, failed: Generation, quote: Quote | None) -> Sequence[Model]:
        if known.kind is Kind.MUSIC and failed.references:
            return ()  # a cover, a voice and a backing for a recording are different things, and each is one model's
        if not failed.in_chain:
            given = [reference.media for reference in failed.references]
            return substitutes(self._catalog, known, failed.dialect, given=given, works=self._works)
        if quote is None or quote.recipe is None or quote.recipe not in self._recipe_catalog:
            return ()
        steps = self._recipe_catalog.get(quote.recipe).steps
        step = next((step for step in steps if step.name == failed.chain_step), None)
        if step is None:
            return ()
        return [model for model in self._recipe_catalog.on_sale(step, failed.dialect) if self._works(model)]

    def _works(self, model: Model) -> bool:
        return not self._health.is_troubled(model.slug)

    def _checked(
        self,
        failed: Generation,
        model: Model,
        offer: Offer,
        choices: dict[str, str],
        references: tuple[Reference, ...],
    ) -> ValidatedRequest | None:
        """The request as this model takes it; None when it does not, may not be used, or is dearer."""
        try:
            self._health.require(model.slug, references, failed.own_key)
            request = checked(
                model,
                offer,
                choices=choices,
                prompt=failed.prompt,
                references=references,
                terms=self._tariff.price_terms(model.slug),
            )
        except Refusal:
            return None
        return None if _is_dearer(failed, request) else request


def _is_dearer(failed: Generation, request: ValidatedRequest) -> bool:
    """By what it was quoted at; with a key of one's own, by what KIE takes for it."""
    if failed.own_key:
        return failed.kie_expected is None or millicredits(request.at_kie) > failed.kie_expected
    return request.price > failed.price


def _references(failed: Generation, quote: Quote | None) -> tuple[Reference, ...]:
    """The media. What a person has sent is taken as Telegram has it: its upload was made to fit the model that failed."""
    if not failed.in_chain:
        return tuple(one.for_another() for one in failed.references)
    given = {one.file_id for one in quote.references} if quote is not None else set()
    return tuple(one.for_another() if one.file_id in given else one for one in failed.references)
