"""Every recipe's file, in both dialects: it can be made, priced and said, whichever of its models is taken."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from bot.catalog.choices import check_prompt, check_references, settle
from bot.catalog.load import load_catalog
from bot.catalog.pricing import PriceTerms, quoted
from bot.catalog.recipe import GIVEN, Recipe, sources
from bot.catalog.recipe_catalog import load_recipe_catalog
from bot.catalog.routing import pick_route
from bot.catalog.spec import Dialect, Kind, Media, Model
from bot.catalog.supplied_media import SuppliedMedia
from bot.domain.generation import Reference

CATALOG = load_catalog()
RECIPE_CATALOG = load_recipe_catalog(CATALOG)
RECIPES = list(RECIPE_CATALOG)

PROMISED = {
    "idea → picture → video": ((), (Kind.IMAGE, Kind.VIDEO)),
    "photo → style → video": ((Media.PHOTO,), (Kind.IMAGE, Kind.VIDEO)),
    "text → speech": ((), (Kind.AUDIO,)),
    "lyrics → song → cover": ((), (Kind.MUSIC, Kind.IMAGE)),
}
"""What people give, and what is made of it."""


@pytest.fixture(params=RECIPES, ids=lambda recipe: recipe.slug)
def recipe(request: pytest.FixtureRequest) -> Recipe:
    """Each recipe of the folder."""
    found: Recipe = request.param
    return found


@pytest.mark.parametrize("dialect", Dialect)
def test_every_step_resolves(recipe: Recipe, dialect: Dialect) -> None:
    """Each step has a model that is sold; its media is accepted, its words fit at their longest and shortest, it has a price
    and a way to KIE."""
    made: dict[str, Model] = {}
    longest = "w" * recipe.prompt.maximum_length
    shortest = "w" * recipe.prompt.minimum_length if recipe.prompt.required else ""
    for step in recipe.steps:
        model, offer = RECIPE_CATALOG.pick(step, dialect)
        media = sources(step, recipe.given, made)
        check_references(model, offer, [Reference(file_id="f", media=medium) for medium in media])
        choices = settle(model, offer, step.choices_for(offer))
        for words in (longest, shortest):
            prompt = check_prompt(model, offer, step.prompt_of(words), choices)
            assert bool(prompt) is bool(offer.prompt.maximum_length)
            price = quoted(
                offer,
                choices,
                media=SuppliedMedia(Counter(media)),
                prompt=prompt,
                terms=PriceTerms(Decimal(1)),
            )
            assert price > 0
        assert pick_route(offer, choices, has_references=bool(media), legacy=False)
        made[step.name] = model


@pytest.mark.parametrize("dialect", Dialect)
def test_a_step_survives_its_first_choice(recipe: Recipe, dialect: Dialect) -> None:
    """Where a step names several models, the next one stands in for one that does not work."""
    for step in recipe.steps:
        first, _ = RECIPE_CATALOG.pick(step, dialect)
        other, _ = RECIPE_CATALOG.pick(step, dialect, lambda model, first=first: model is not first)  # type: ignore[misc]
        sold = [slug for slug in step.models if _is_sold(slug, dialect)]
        assert (other is not first) is (len(sold) > 1)


def _is_sold(slug: str, dialect: Dialect) -> bool:
    offer = CATALOG.get(slug).offer(dialect)
    return offer is not None and not offer.unavailable


def test_the_promised_recipes_are_there() -> None:
    """The recipes that everybody was promised are among the files."""
    known = {
        (recipe.given, tuple(CATALOG.get(step.models[0]).kind for step in recipe.steps)) for recipe in RECIPES
    }
    assert {name for name, shape in PROMISED.items() if shape not in known} == set()
    cut_out = [recipe for recipe in RECIPES if recipe.given and _takes_no_words(recipe.steps[0].models[0])]
    assert cut_out, "product photo → background removed → advert clip"


def _takes_no_words(slug: str) -> bool:
    offer = CATALOG.get(slug).live
    return offer is not None and offer.prompt.maximum_length == 0


def test_results_become_references(recipe: Recipe) -> None:
    """Every photo that is asked for is used, and what a step uses is made before."""
    used = {source for step in recipe.steps for source in step.references}
    assert (GIVEN in used) is bool(recipe.given)
    assert recipe in RECIPE_CATALOG.sold(Dialect.LIVE)
    assert recipe in RECIPE_CATALOG.sold(Dialect.INTEGRATION)
