"""What can be wrong with a recipe although its file reads well: each mistake as `key: what is wrong`.

Every model that a step names is tried in every dialect where it is sold: what passes here never refuses a person's words
for their length, and never lacks a price, whichever model is taken on the day.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from bot.catalog.catalog import Catalog
from bot.catalog.choices import settle
from bot.catalog.pricing import PriceTerms, quoted
from bot.catalog.recipe import GIVEN, MOST_TO_CHOOSE_FROM, Recipe, Step, sources, takes_shape
from bot.catalog.spec import Dialect, Kind, Media, Model, Offer, PromptRule
from bot.catalog.supplied_media import SuppliedMedia
from bot.errors import CatalogError, Refusal

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
_NAME = re.compile(r"[a-z]+")
_LONGEST_SLUG = 32


def mistakes(recipe: Recipe, catalog: Catalog) -> Iterator[str]:
    """Everything that is wrong with the recipe, given these models."""
    if not _SLUG.fullmatch(recipe.slug) or len(recipe.slug) > _LONGEST_SLUG:
        yield f"slug: {recipe.slug!r} is not at most {_LONGEST_SLUG} of a-z, 0-9 and hyphen"
    if not recipe.steps:
        yield "steps: there is none"
    yield from _format_mistakes(recipe, catalog)
    yield from _choice_mistakes(recipe, catalog)
    if not recipe.given and not recipe.prompt.required:
        yield "prompt.required: a recipe without media needs words"
    made: dict[str, Model] = {}
    for step in recipe.steps:
        found = list(_form_mistakes(step, made, catalog))
        yield from found
        if found:
            return
        for dialect in Dialect:
            yield from (
                f"steps.{step.name}.{mistake}" for mistake in _in(dialect, recipe, step, made, catalog)
            )
        yield from (f"steps.{step.name}.{mistake}" for mistake in _unheard(step, catalog))
        made[step.name] = catalog.get(step.models[0])


def _format_mistakes(recipe: Recipe, catalog: Catalog) -> Iterator[str]:
    """A format is made by a model of some step, in every dialect."""
    if bool(recipe.formats) != bool(recipe.format) or (
        recipe.formats and recipe.format not in recipe.formats
    ):
        yield f"format: {recipe.format!r} is none of the formats"
    for name, shape in recipe.formats.items():
        for dialect in Dialect:
            offers = [offer for step in recipe.steps for _, offer in _offers(step, dialect, catalog)]
            if not any(takes_shape(offer, shape) for offer in offers if not offer.unavailable):
                yield f"formats.{name}: no model of a step makes it ({dialect})"


def _choice_mistakes(recipe: Recipe, catalog: Catalog) -> Iterator[str]:
    """Steps that wait where there is nothing to choose, or nothing that uses what is chosen."""
    for place, step in enumerate(recipe.steps):
        where = f"steps.{place}"
        if step.again and not step.waits:
            yield f"{where}.again: nothing is chosen in the step {step.name}"
        if not step.waits:
            continue
        if not 2 <= step.choose <= MOST_TO_CHOOSE_FROM:
            yield f"{where}.choose: {step.choose} is not 2 to {MOST_TO_CHOOSE_FROM}"
        kinds = {catalog.get(slug).kind for slug in step.models if slug in catalog}
        if kinds - {Kind.IMAGE}:
            yield f"{where}.choose: only pictures are shown side by side, the step {step.name} makes others"
        if not any(step.name in later.references for later in recipe.steps[place + 1 :]):
            yield f"{where}.choose: no later step uses what is chosen in the step {step.name}"
        if place:
            yield f"{where}.choose: only pictures of the first step can be chosen from"


def _form_mistakes(step: Step, made: Mapping[str, Model], catalog: Catalog) -> Iterator[str]:
    if not _NAME.fullmatch(step.name) or step.name == GIVEN or step.name in made:
        yield f"steps: {step.name!r} is no name of its own"
    if not step.models:
        yield f"steps.{step.name}.models: there is none"
    for slug in step.models:
        if slug not in catalog:
            yield f"steps.{step.name}.models: there is no model {slug!r}"
            return
    if len({catalog.get(slug).kind for slug in step.models}) > 1:
        yield f"steps.{step.name}.models: they make different kinds of media"
    for source in step.references:
        if source != GIVEN and source not in made:
            yield f"steps.{step.name}.references: {source!r} is no earlier step"


def _in(
    dialect: Dialect, recipe: Recipe, step: Step, made: Mapping[str, Model], catalog: Catalog
) -> Iterator[str]:
    sold = [(model, offer) for model, offer in _offers(step, dialect, catalog) if not offer.unavailable]
    if not sold:
        yield f"models: none of them is sold in the dialect {dialect}"
    media = sources(step, recipe.given, made)
    for model, offer in sold:
        where = f"models: {model.slug} ({dialect})"
        yield from (f"{where}: {mistake}" for mistake in _reference_mistakes(offer, media))
        try:
            choices = settle(model, offer, step.choices_for(offer))
            quoted(
                offer,
                choices,
                media=SuppliedMedia(Counter(media)),
                prompt=step.prompt,
                terms=PriceTerms(Decimal(1)),
            )
        except (Refusal, CatalogError) as error:
            yield f"{where}: {error}"
        else:
            rule = offer.prompt_for(choices)
            yield from (f"{where}: {mistake}" for mistake in _prompt_mistakes(recipe, step, rule))


def _offers(step: Step, dialect: Dialect, catalog: Catalog) -> Iterator[tuple[Model, Offer]]:
    for slug in step.models:
        if slug not in catalog:
            continue
        model = catalog.get(slug)
        offer = model.offer(dialect)
        if offer is not None:
            yield model, offer


def _reference_mistakes(offer: Offer, media: list[Media]) -> Iterator[str]:
    needs = {need.media: need for need in offer.references}
    for medium in set(media) | set(needs):
        need, given = needs.get(medium), media.count(medium)
        least, most = (need.minimum, need.maximum) if need else (0, 0)
        if not least <= given <= most:
            yield f"it takes {least} to {most} of {medium}, not {given}"


def _prompt_mistakes(recipe: Recipe, step: Step, rule: PromptRule) -> Iterator[str]:
    asked = recipe.prompt
    if rule.maximum_length == 0:
        return
    room = rule.maximum_length - len(rule.prefix)
    longest = len(step.prompt_of("x" * asked.maximum_length))
    if longest > room:
        yield f"its prompt may have {longest} characters, {room} is the most"
    shortest = len(step.prompt_of("x" * asked.minimum_length if asked.required else ""))
    least = rule.minimum_length if rule.required else 0
    if shortest < least:
        yield f"its prompt may have {shortest} characters, {least} is the least"


def _unheard(step: Step, catalog: Catalog) -> Iterator[str]:
    """Choices that no model of the step has anywhere: a slip of the pen."""
    heard: set[str] = set()
    for dialect in Dialect:
        for _, offer in _offers(step, dialect, catalog):
            heard.update(step.choices_for(offer))
    for name in step.choices.keys() - heard:
        yield f"choices.{name}: no model of the step takes it"
