"""What can be wrong with a model although its file reads well: each mistake as `key: what is wrong`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.catalog.catalog import Catalog
from bot.catalog.choices import canonical, conflict_in
from bot.catalog.pricing import combinations, kie_credits
from bot.catalog.results import MOST_RESULTS
from bot.catalog.routing import pick_route
from bot.catalog.spec import Dialect, Media, Model, Offer, Option, Per
from bot.catalog.verbs import does, does_with_words
from bot.errors import BadOption, CatalogError, UnknownModel

_SLUG = re.compile(r"[a-z0-9][a-z0-9.-]*")
_LONGEST_SLUG = 32
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_LONGEST_HINT = 400
_REFERENCES = {"references": ("yes", "no")}
_ROUTE_REFERENCES = frozenset({"any", "none", "some"})


def mistakes(model: Model) -> Iterator[str]:
    """Everything that is wrong with the model by itself."""
    if not _SLUG.fullmatch(model.slug) or len(model.slug.encode()) > _LONGEST_SLUG:
        yield f"slug: {model.slug!r} is not at most {_LONGEST_SLUG} of a-z, 0-9, dot and hyphen"
    if not 0 < model.usual_seconds <= model.deadline_seconds:
        yield "usual_seconds: must be positive and within deadline_seconds"
    if model.writer.language and not _LANGUAGE.fullmatch(model.writer.language):
        yield f"writer.language: {model.writer.language!r} is no code of a language, such as en"
    if len(model.writer.hint) > _LONGEST_HINT:
        yield f"writer.hint: longer than {_LONGEST_HINT} characters"
    if model.live is None and model.integration is None:
        yield "live: the model has no offer in any dialect"
    for dialect in Dialect:
        offer = model.offer(dialect)
        if offer is not None:
            yield from (f"{dialect}.{mistake}" for mistake in _offer_mistakes(offer))


def nearest_mistakes(model: Model, catalog: Catalog) -> Iterator[str]:
    """Offers that point at no model, or at one that does not work there."""
    for dialect in Dialect:
        offer = model.offer(dialect)
        for need in offer.references if offer is not None else ():
            for slug in need.made_by:
                if slug not in catalog or catalog.get(slug).offer(dialect) is None:
                    yield f"{dialect}.references.{need.media}.made_by: there is no model {slug!r}"
        if offer is None or not offer.unavailable:
            continue
        try:
            nearest = catalog.get(offer.nearest).offer(dialect)
        except UnknownModel:
            nearest = None
        if nearest is None or nearest.unavailable:
            yield f"{dialect}.nearest: {offer.nearest!r} is no model that works there"


def _offer_mistakes(offer: Offer) -> Iterator[str]:
    yield from _option_mistakes(offer)
    yield from _condition_mistakes(offer)
    yield from _need_mistakes(offer)
    yield from _verb_mistakes(offer)
    yield from _price_mistakes(offer)
    yield from _result_mistakes(offer)
    if offer.unavailable and not offer.routes and not offer.legacy_routes:
        return
    if not offer.unavailable and not offer.routes:
        yield "routes: there is no way to KIE"
        return
    yield from _combination_mistakes(offer)


def _option_mistakes(offer: Offer) -> Iterator[str]:
    names = [option.name for option in offer.options]
    for name in {name for name in names if names.count(name) > 1}:
        yield f"options: {name} is there twice"
    for option in offer.options:
        yield from (f"options.{option.name}: {mistake}" for mistake in _one_option(option))


def _one_option(option: Option) -> Iterator[str]:
    if option.choices and option.default not in option.choices:
        yield f"the default {option.default!r} is not among the choices"
    if len({choice.casefold() for choice in option.choices}) < len(option.choices):
        yield "two choices differ only in their case"
    ranged = option.minimum is not None or option.maximum is not None
    if not option.choices and not ranged and option.maximum_length <= 0:
        yield "it has neither choices nor bounds"
    if option.choices and option.suggestions:
        yield "suggestions: only a free option has them"
    for value in option.suggestions:
        try:
            canonical(option, value)
        except BadOption:
            yield f"suggestions: {value!r} is not possible"
    for value in option.wire:
        if value not in option.choices:
            yield f"wire: {value!r} is not among the choices"


def _condition_mistakes(offer: Offer) -> Iterator[str]:
    for clash in offer.conflicts:
        yield from (
            f"conflicts: {mistake}" for mistake in _unknown_values(offer, clash, with_references=True)
        )
        if len(clash) < 2:
            yield "conflicts: it takes two options to conflict"
    for rule in offer.prompts:
        for mistake in _unknown_values(offer, rule.when, with_references=False):
            yield f"prompts.when: {mistake}"
    for option in offer.options:
        condition = option.only_with
        for mistake in _unknown_values(offer, condition, with_references=False):
            yield f"options.{option.name}.only_with: {mistake}"
    for row in offer.price.rows if offer.price else ():
        yield from (
            f"price.when: {mistake}" for mistake in _unknown_values(offer, row.when, with_references=True)
        )
        if row.credits < 0:
            yield "price.credits: nobody is paid for a generation"
    for route in (*offer.routes, *offer.legacy_routes):
        for mistake in _unknown_values(offer, route.when, with_references=False):
            yield f"routes.when: {mistake}"
        if route.references not in _ROUTE_REFERENCES:
            yield f"routes.references: {route.references!r} is not any, none or some"
        for name in route.omit:
            if offer.option(name) is None:
                yield f"routes.omit: there is no option {name!r}"


def _unknown_values(offer: Offer, condition: Mapping[str, str], *, with_references: bool) -> Iterator[str]:
    for name, value in condition.items():
        option = offer.option(name)
        values = option.choices if option else _REFERENCES.get(name, ()) if with_references else ()
        if value not in values:
            yield f"there is no {name}={value}"


def _need_mistakes(offer: Offer) -> Iterator[str]:
    kinds = [need.media for need in offer.references]
    if len(set(kinds)) < len(kinds):
        yield "references: one kind of media is there twice"
    for need in offer.references:
        if not 0 <= need.minimum <= need.maximum or need.maximum < 1:
            yield f"references.{need.media}: the numbers are impossible"
        if not need.as_list and need.maximum > 1 + len(need.more_fields):
            yield f"references.{need.media}: more references than fields"
        if 0 < need.maximum_seconds < need.minimum_seconds:
            yield f"references.{need.media}: the lengths are impossible"
        if need.item_field and not need.made_by:
            yield f"references.{need.media}.item_field: only a result of an earlier task has one"
        if need.made_by and need.maximum != 1:
            yield f"references.{need.media}.made_by: one earlier task is continued at a time"
        if need.frames and (need.media is not Media.PHOTO or need.maximum != 2):
            yield f"references.{need.media}: a first and a last frame are two photos"


def _verb_mistakes(offer: Offer) -> Iterator[str]:
    """Verbs that the offer cannot do from one piece of media, or from words alone."""
    for verb in offer.verbs:
        if verb.on_words and not does_with_words(offer, verb):
            yield f"verbs.{verb}: it cannot begin from words alone"
        if verb.joins_media and sum(bool(need.minimum) for need in offer.references) < 2:
            yield f"verbs.{verb}: it does not join several kinds of media"
        if not verb.on_words and not any(does(offer, verb, media) for media in Media):
            yield f"verbs.{verb}: it cannot begin from one photo or video"


def _result_mistakes(offer: Offer) -> Iterator[str]:
    """A number of results that cannot be, or an option that does not say one."""
    said = offer.results
    if not 1 <= said.count <= MOST_RESULTS:
        yield f"results.count: {said.count} is not 1 to {MOST_RESULTS}"
    if not said.option:
        return
    if said.count > 1:
        yield "results.count: the option says how many"
    option = offer.option(said.option)
    if option is None:
        yield f"results.option: there is no option {said.option!r}"
        return
    numbers = [int(choice) if choice.isdecimal() else 0 for choice in option.choices]
    if numbers != sorted(set(numbers)) or numbers[:1] != [1] or numbers[-1] > MOST_RESULTS:
        yield f"options.{option.name}.choices: they are not numbers of results from 1 to {MOST_RESULTS}, growing"
    elif option.default != option.choices[0]:
        yield f"options.{option.name}.default: one result, unless more are asked for"


def _price_mistakes(offer: Offer) -> Iterator[str]:
    """Prices that count media which the offer does not take, or that may be missing."""
    if offer.price is None:
        return
    needs = {need.media: need for need in offer.references}
    for piece in offer.price.pieces:
        if piece.media not in needs:
            yield f"price.pieces: it takes no {piece.media}"
        if piece.credits <= 0 or piece.included < 0:
            yield f"price.pieces: {piece.media} adds nothing"
    counted = offer.price.seconds_of
    if (offer.price.per is Per.REFERENCE_SECOND) is (counted is None):
        yield f"price.seconds_of: {counted} beside per = {offer.price.per}"
    elif counted is not None and (
        counted is Media.PHOTO or counted not in needs or not needs[counted].minimum
    ):
        yield f"price.seconds_of: a {counted} is not always there, or has no length"


def _combination_mistakes(offer: Offer) -> Iterator[str]:
    """Every allowed combination needs a price and a route, and the defaults must be one."""
    if (clash := conflict_in(offer, {option.name: option.default for option in offer.options})) is not None:
        yield f"conflicts: the defaults conflict: {dict(clash)}"
    if offer.price is not None and offer.price.per in {Per.SECOND, Per.RESULT}:
        needed = offer.option("duration" if offer.price.per is Per.SECOND else offer.results.option)
        if needed is None or not needed.choices or not all(choice.isdecimal() for choice in needed.choices):
            yield f"price.per: {offer.price.per} needs an option that says how many"
            return
    reached: set[tuple[str, str]] = set()
    taken: set[str] = set()
    for choices, media in combinations(offer):
        reached.update(choices.items())
        try:
            kie_credits(offer, choices, media=media)
            for legacy in (False, True):
                if legacy or offer.routes:
                    taken.add(pick_route(offer, choices, has_references=bool(media), legacy=legacy)[0])
        except CatalogError as error:
            yield f"price or routes: {error}"
    yield from _unreachable(offer, reached)
    names = [str(index) for index in range(len(offer.routes))]
    names += [f"legacy:{index}" for index in range(len(offer.legacy_routes))]
    for name in names:
        if name not in taken:
            yield f"routes: nothing ever goes through route {name}"


def _unreachable(offer: Offer, reached: set[tuple[str, str]]) -> Iterator[str]:
    """Values that are on a button but in no allowed combination. Free choices need no looking at."""
    for option in offer.options:
        condition = {name for clash in offer.conflicts for name in clash}
        for value in option.choices:
            if option.name in condition and (option.name, value) not in reached:
                yield f"options.{option.name}: {value} goes with nothing"
