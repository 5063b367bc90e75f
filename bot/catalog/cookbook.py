"""Reads the recipes' files, finds a recipe, and picks the models of its steps."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from bot.catalog.catalog import Catalog
from bot.catalog.recipe import Recipe, Step
from bot.catalog.recipe_audit import mistakes
from bot.catalog.spec import Dialect, Model, Offer
from bot.errors import CatalogError, ModelUnavailable, UnknownRecipe

RECIPES = Path(__file__).parent / "recipes"
"""The recipes that come with Kiosk."""

_ECHO_LENGTH = 32


class Cookbook:
    """All recipes, by rank, and the models that their steps can be made with now."""

    def __init__(self, recipes: Iterable[Recipe], catalog: Catalog) -> None:
        ordered = sorted(recipes, key=lambda recipe: (recipe.rank, recipe.slug))
        self._by_slug = {recipe.slug: recipe for recipe in ordered}
        self._catalog = catalog

    def __iter__(self) -> Iterator[Recipe]:
        return iter(self._by_slug.values())

    def __contains__(self, slug: object) -> bool:
        return slug in self._by_slug

    def get(self, slug: str) -> Recipe:
        """The recipe that a person or a button names; capitals, spaces and underscores do not matter.

        Raises:
            UnknownRecipe: there is none; it names the nearest.
        """
        wanted = "-".join(slug.casefold().replace("_", " ").split())
        if wanted in self._by_slug:
            return self._by_slug[wanted]
        near = difflib.get_close_matches(wanted, self._by_slug, n=1, cutoff=0.4)
        raise UnknownRecipe(slug=slug[:_ECHO_LENGTH], nearest=near[0] if near else "")

    def sold(self, dialect: Dialect) -> tuple[Recipe, ...]:
        """The recipes whose every step has a model that is sold now."""
        return tuple(
            recipe for recipe in self if all(any(self._offers(step, dialect)) for step in recipe.steps)
        )

    def pick(
        self, step: Step, dialect: Dialect, works: Callable[[Model], bool] = lambda model: True
    ) -> tuple[Model, Offer]:
        """The model that a step is made with: the first that is sold and works, else the first that is sold.

        Raises:
            ModelUnavailable: none of them is sold.
        """
        offers = list(self._offers(step, dialect))
        if not offers:
            first = self._catalog.get(step.models[0])
            offer = first.offer(dialect)
            raise ModelUnavailable(
                model=first.title,
                reason=offer.unavailable if offer else "not-here",
                nearest=offer.nearest if offer else "",
            )
        return next((found for found in offers if works(found[0])), offers[0])

    def _offers(self, step: Step, dialect: Dialect) -> Iterator[tuple[Model, Offer]]:
        for slug in step.models:
            model = self._catalog.get(slug)
            offer = model.offer(dialect)
            if offer is not None and not offer.unavailable:
                yield model, offer


def load_cookbook(catalog: Catalog, folder: Path | None = None) -> Cookbook:
    """Read every `*.toml` of the folder (the recipes that come with Kiosk by default).

    Raises:
        CatalogError: a file does not say a possible recipe; the text names file and key.
    """
    recipes = [load_recipe(path, catalog) for path in sorted((folder or RECIPES).glob("*.toml"))]
    return Cookbook(recipes, catalog)


def load_recipe(path: Path, catalog: Catalog) -> Recipe:
    """Read one recipe's file and check it against the catalogue, in every dialect.

    Raises:
        CatalogError: it does not say a possible recipe.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        recipe = _adapter().validate_python(data)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogError(f"{path.name}: {error}") from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise CatalogError(f"{path.name}: {key}: {first['msg']}") from error
    if recipe.slug != path.stem:
        raise CatalogError(f"{path.name}: slug: {recipe.slug!r} is not the file's name")
    for mistake in mistakes(recipe, catalog):
        raise CatalogError(f"{path.name}: {mistake}")
    return recipe


@cache
def _adapter() -> TypeAdapter[Recipe]:
    """Built at first use: pydantic takes some milliseconds to compile it."""
    return TypeAdapter(Recipe)
