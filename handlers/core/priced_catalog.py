"""The catalogue as this bot sells it: in the operator's dialect, at the operator's prices."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.availability.model_health import ModelHealth
from bot.catalog.availability import is_sold, sold
from bot.catalog.catalog import Catalog
from bot.catalog.cheaper_options import CheaperOption, CheapestFit, fitted, savings
from bot.catalog.choices import settle, still_possible, turned
from bot.catalog.fallback_model import nearest
from bot.catalog.ideas import Ideas
from bot.catalog.price_list import PriceList
from bot.catalog.pricing import decisive_options, price_of_unit, quoted
from bot.catalog.recipe import Recipe
from bot.catalog.search import SearchResults
from bot.catalog.spec import Kind, Media, Model, Offer, Per, Verb
from bot.catalog.supplied_media import SuppliedMedia
from bot.catalog.verbs import can_begin, does_the_same, finds, needs_no_more, takes
from bot.domain.generation import Generation, Reference
from bot.domain.group import GroupRules
from bot.domain.model_preferences import ModelPreferences
from bot.domain.person import Draft
from bot.domain.terms import Tariff
from bot.errors import LengthUnknown, ModelUnavailable, OptionConflict, UnknownModel
from bot.groups.refusals import KindNotAllowed
from bot.groups.rules import is_allowed, require_content_allowed
from bot.ledger.entries import Balance
from bot.ports.history import DurationQuartiles, History


@dataclass(frozen=True, slots=True)
class PricedCatalog:
    """What can be bought here.

    Attributes:
        defaults: the operator's default model of each kind that has one.
        rules: of the group that is being served, None in private: what they do not allow is not offered.
    """

    models: Catalog
    tariff: Tariff
    history: History
    health: ModelHealth
    prices: PriceList
    defaults: Mapping[Kind, str]
    ideas: Ideas
    rules: GroupRules | None = None

    def within(self, rules: GroupRules) -> PricedCatalog:
        """The same for a group with these rules."""
        return replace(self, rules=rules)

    def allows(self, model: Model) -> bool:
        """Whether the group lets the model be used; always in private."""
        return self.rules is None or is_allowed(self.rules, model)

    def require_allowed(self, model: Model) -> None:
        """Raises KindNotAllowed, ModelNotAllowed."""
        if self.rules is not None:
            require_content_allowed(self.rules, model, "")

    def require_kind(self, kind: Kind) -> None:
        """Raises KindNotAllowed."""
        if self.rules is not None and kind not in self.rules.kinds:
            raise KindNotAllowed(kind=kind)

    def allows_recipe(self, recipe: Recipe) -> bool:
        """Whether every step of a recipe has a model that the group lets be used."""
        return all(
            any(slug in self.models and self.allows(self.model(slug)) for slug in step.models)
            for step in recipe.steps
        )

    def model(self, slug: str) -> Model:
        """The model of a slug, or of a name that means it alone.

        Raises:
            UnknownModel: there is none, or there are several; it names those that may be meant here.
        """
        try:
            return self.models.get(slug)
        except UnknownModel:
            raise self.models.unknown(slug, [self.search(slug)]) from None

    def with_slug(self, line: str) -> str:
        """A line that begins with a model's name in several words, with its slug instead."""
        return self.models.with_slug(line)

    def search(self, wanted: str) -> SearchResults:
        """What fits words that a person typed, of what may be used here."""
        found = self.models.search(wanted, self.tariff.dialect)
        return SearchResults(
            slugs=self._allowed(found.slugs),
            unsold=self._allowed(found.unsold),
            verbs=[verb for verb in found.verbs if self.doers(verb, verb.begins_with)],
            nearest=self._allowed(found.nearest),
            fit=found.fit,
        )

    def _allowed(self, slugs: Sequence[str]) -> Sequence[str]:
        return [slug for slug in slugs if self.allows(self.model(slug))]

    def instead_of(self, model: Model) -> Model | None:
        """The nearest that can be had, for a model that cannot; None when there is none here."""
        offer = model.offer(self.tariff.dialect)
        if offer is not None and offer.nearest in self.models:
            named = self.model(offer.nearest)
            return named if self.is_sold(named) else None
        return nearest(self.models, model, self.tariff.dialect, works=self.is_sold)

    def offer(self, model: Model) -> Offer:
        """The model as it is sold here.

        Raises:
            ModelUnavailable: it is not, with the reason and the nearest one that is.
        """
        dialect = self.tariff.dialect
        found = model.offer(dialect)
        if found is not None and not found.unavailable:
            return found
        try:
            return sold(model, dialect)
        except ModelUnavailable as refusal:
            instead = self.instead_of(model)
            facts = {**refusal.facts, "nearest": instead.slug if instead is not None else ""}
            raise ModelUnavailable(**facts) from None

    def title(self, slug: str) -> str:
        """The title of a model; of one that was taken out of the catalogue, its slug."""
        return self.model(slug).title if slug in self.models else slug

    def known_offer(self, generation: Generation) -> Offer | None:
        """What the model offered where the generation was made, or None when it was taken out of the catalogue."""
        if generation.model not in self.models:
            return None
        return self.model(generation.model).offer(generation.dialect)

    def is_sold(self, model: Model) -> bool:
        """Whether the model can be used here now."""
        return self.is_made(model) and self.allows(model)

    def is_made(self, model: Model) -> bool:
        """Whether the model can be made by this bot now, whatever a group allows."""
        return is_sold(model, self.tariff.dialect)

    def is_troubled(self, model: Model) -> bool:
        """Whether the model keeps failing at KIE."""
        return self.health.is_troubled(model.slug)

    def instead(self, draft: Draft) -> Model | None:
        """The nearest working model for a draft whose own model is troubled; None while that is well."""
        model = self.model(draft.model)
        if not self.is_troubled(model):
            return None
        nearest = self.health.nearest(model, [reference.media for reference in draft.references])
        return nearest if nearest is not None and self.allows(nearest) else None

    def shelf(self, kind: Kind) -> Sequence[Model]:
        """The models of a kind that can be had, without those that have been failing for long."""
        shelf = self.models.shelf(kind, self.tariff.dialect)
        if self.rules is not None:
            shelf = tuple(model for model in shelf if self.allows(model))
        return (
            [model for model in shelf if not self.health.is_down(model.slug)]
            if self.health.troubled
            else list(shelf)
        )

    def everything(self) -> Sequence[Model]:
        """All models that can be had."""
        return [model for model in self.models if self.is_sold(model)]

    def is_anything_covered(self, balance: Balance) -> bool:
        """Whether the balance reaches for anything that can be had; also where nothing can be had."""
        prices = (self.price_from(model) for model in self.models if self.is_sold(model))
        return any(map(balance.covers, prices)) or not self.everything()

    def first(self) -> Model:
        """The model that is suggested to a new person; one that keeps failing only when there is no other."""
        return min(self._usable(), key=self.is_troubled)

    def _usable(self) -> Sequence[Model]:
        """What is sold; in a group that has switched everything off, what is made: to be refused with its price."""
        sold = [model for model in self.models if self.is_sold(model)]
        return sold or [model for model in self.models if self.is_made(model)]

    def takers(self, media: Media, *, first: Kind | None = None) -> Sequence[Model]:
        """The models that can begin from one such piece of media, those that make `first` before the others."""
        fitting = [
            model
            for model in self.models
            if self.is_sold(model) and not self.is_troubled(model) and takes(self.offer(model), media)
        ]
        return sorted(fitting, key=lambda model: model.kind is not first)

    def kinds_from(self, media: Media) -> Sequence[Kind]:
        """The kinds of which a model can begin from one such piece of media."""
        found = {model.kind for model in self.takers(media)}
        return [kind for kind in Kind if kind in found]

    def verbs(self, media: Media | None, maker: str = "") -> Sequence[Verb]:
        """What can be done here with such media (None = with words) of this maker, in the order of their buttons."""
        return self.models.verbs(self.tariff.dialect).verbs_on(media, maker)

    def doers(self, verb: Verb, media: Media | None, references: Sequence[Reference] = ()) -> Sequence[Model]:
        """The models that do this with such media (None = with words), the best first; those that keep failing last.

        Models that go on only with what certain models made are left out when `references` are something else.
        """
        makers = _makers(references)
        able = [
            model
            for model in self.models.verbs(self.tariff.dialect).doers(verb, media)
            if self.allows(model) and finds(self.offer(model), makers)
        ]
        return sorted(able, key=self.is_troubled)

    def beginning_first(self, models: Sequence[Model], draft: Draft | None) -> Sequence[Model]:
        """Those first that can begin from what a draft has; without one, what goes on with a result comes last."""
        return sorted(models, key=lambda model: not self.can_begin(model, draft))

    def can_begin(self, model: Model, draft: Draft | None) -> bool:
        """Whether the model begins from what a draft has, or from what can be sent while there is nothing."""
        if not self.is_sold(model):
            return False
        if draft is None:
            return can_begin(self.offer(model), {}, words=False)
        return can_begin(self.offer(model), _makers(draft.media), words=bool(draft.whole_prompt))

    def price_from(self, model: Model) -> int:
        """Credits of the cheapest combination of a model that is sold here; of one unit when it is sold by the text or by the
        length of what is supplied."""
        return self.prices.least(model.slug, self.offer(model), self.tariff.price_terms(model.slug))

    def priced_per(self, model: Model) -> Per:
        """What the price is counted by; `Per.GENERATION` stands for all that is known before there are words and media."""
        price = self.offer(model).price
        return price.per if price is not None and price.per.by_unit else Per.GENERATION

    def price_now(self, model: Model, preferences: ModelPreferences | None = None) -> int:
        """Credits of what the model's card would make now: with the options that the person used last, else the defaults.

        Of one unit when it is sold by the text or by the length of what is supplied (`priced_per`). Nothing is read from
        the database.

        Raises:
            ModelUnavailable: it is not sold here.
        """
        used = preferences.choices_of(model.slug) if preferences is not None else {}
        offer = self.offer(model)
        return self.unit_price(model, still_possible(model, offer, used))

    def unit_price(
        self, model: Model, choices: Mapping[str, str], references: Sequence[Reference] = ()
    ) -> int:
        """Credits of one unit with these choices and media; of all where it is sold as a whole."""
        offer = self.offer(model)
        return price_of_unit(
            offer,
            settle(model, offer, choices, has_references=bool(references) or None),
            media=SuppliedMedia.of(references).completed(offer),
            terms=self.tariff.price_terms(model.slug),
        )

    def price(self, draft: Draft) -> int | None:
        """Credits of a draft as it is; None while the price depends on a prompt or a length that is still to come."""
        model = self.model(draft.model)
        offer = self.offer(model)
        if self.priced_per(model).by_text and not draft.whole_prompt:
            return None
        try:
            return self._priced(offer, draft, self._settled(model, offer, draft))
        except LengthUnknown:
            return None

    def value_prices(self, draft: Draft) -> Mapping[str, Sequence[int | None]]:
        """By the names of those options that change the price: credits with each of their choices, whatever conflicts mended.

        None stands for a choice that goes with nothing that is set. Empty while the price is not known; nothing is read
        from the database.
        """
        if self.price(draft) is None:
            return {}
        offer = self.offer(self.model(draft.model))
        # Any other option costs the same with each of its values, and voices have dozens.
        decisive = decisive_options(offer)
        prices = {
            option.name: [self._price_with(draft, option.name, value) for value in option.choices]
            for option in offer.options
            if option.choices and (option.only_with or option.name in decisive)
        }
        return {name: found for name, found in prices.items() if len({*found} - {None}) > 1}

    def savings(self, draft: Draft, available: int) -> Sequence[CheaperOption]:
        """Single options of the draft's model that bring its price within the credits, the smallest sacrifice first.

        None while its price is not known.
        """
        if self.price(draft) is None:
            return ()
        model = self.model(draft.model)
        offer = self.offer(model)
        settled = self._settled(model, offer, draft)
        return savings(offer, settled, partial(self._priced, offer, draft), limit=available)

    def fit(self, draft: Draft, available: int) -> CheapestFit | None:
        """The draft's choices, cheaper where they must be to be within the credits; None when no options are,
        or its price is not known.
        """
        if self.price(draft) is None:
            return None
        model = self.model(draft.model)
        offer = self.offer(model)
        settled = self._settled(model, offer, draft)
        return fitted(offer, settled, partial(self._priced, offer, draft), limit=available)

    def cheaper(self, draft: Draft, available: int) -> Sequence[Model]:
        """Models of the same kind that the credits reach for, and that do the same with what the draft has."""
        own = self.model(draft.model)
        kind, offer = own.kind, self.offer(own)
        media = {reference.media for reference in draft.references} or {
            need.media for need in offer.references if need.minimum
        }
        makers = _makers(draft.references)
        return [
            model
            for model in self.shelf(kind)
            if model.slug != draft.model
            and not self.is_troubled(model)
            and self.price_from(model) <= available
            and needs_no_more(self.offer(model), makers)
            and does_the_same(offer, self.offer(model), media)
        ]

    def like(self, draft: Draft) -> Iterator[Model]:
        """Other models of the kind that work and begin from what the draft has, the best first.

        With words alone each that takes words does the same; with media, each that does with it what the draft's own does,
        or of which the catalogue does not say what it does.
        """
        own = self.model(draft.model)
        offer, media = self.offer(own), {reference.media for reference in draft.references}
        makers, words = _makers(draft.references), bool(draft.whole_prompt)
        troubled = self.health.troubled
        for model in self.shelf(own.kind):
            if model.slug == own.slug or model.slug in troubled:
                continue
            other = self.offer(model)
            if needs_no_more(other, makers) and _makes_the_same(offer, other, media, words=words):
                yield model

    def _price_with(self, draft: Draft, name: str, value: str) -> int | None:
        """Credits of the draft after a button has set this option, as it would be quoted then."""
        model = self.model(draft.model)
        offer = self.offer(model)
        try:
            changed = replace(draft, choices=turned(offer, draft.choices, name, value))
            return self._priced(offer, changed, self._settled(model, offer, changed))
        except OptionConflict:
            return None

    def _settled(self, model: Model, offer: Offer, draft: Draft) -> Mapping[str, str]:
        return settle(model, offer, draft.choices, has_references=bool(draft.references) or None)

    def _priced(self, offer: Offer, draft: Draft, choices: Mapping[str, str]) -> int:
        return quoted(
            offer,
            choices,
            media=SuppliedMedia.of(draft.references[:1] if draft.is_each else draft.references).completed(
                offer
            ),
            prompt=draft.whole_prompt,
            terms=self.tariff.price_terms(draft.model),
        )

    async def usual_duration(self, model: Model) -> DurationQuartiles:
        """How long the model takes: measured here when it was delivered often enough, else as its file says."""
        return await self.history.usual_duration(model.slug) or DurationQuartiles.about(model.usual_seconds)


def _makes_the_same(offer: Offer, other: Offer, media: Collection[Media], *, words: bool) -> bool:
    """Whether the other makes of such media, or of words alone, what the first one makes of them."""
    if words and not other.prompt.maximum_length:
        return False
    return not media or does_the_same(offer, other, media) or (not other.verbs and _takes_all(other, media))


def _takes_all(offer: Offer, media: Collection[Media]) -> bool:
    """Whether the offer has a place for each of these media."""
    return all(any(need.media is one for need in offer.references) for one in media)


def _makers(references: Sequence[Reference]) -> Mapping[Media, Sequence[str]]:
    """Of each kind of media that there is, which model made each piece."""
    makers: dict[Media, list[str]] = {}
    for reference in references:
        makers.setdefault(reference.media, []).append(reference.maker)
    return makers
