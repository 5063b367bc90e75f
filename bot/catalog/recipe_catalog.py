"""Reads the recipes' files, finds a recipe, and picks the models of its steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from bot.catalog.availability import is_sold, sold
from bot.catalog.catalog import Catalog
from bot.catalog.normalize import ECHO_LENGTH, nearest_slug, slug_of
from bot.catalog.recipe import Recipe, Step
from bot.catalog.recipe_validation import mistakes
from bot.catalog.spec import Dialect, Model, Offer
from bot.catalog.toml_file import mistake_in, read_toml, record
from bot.errors import UnknownRecipe

RECIPES = Path(__file__).parent / "recipes"
"""The recipes that come with Kiosk."""


class RecipeCatalog:
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
        wanted = slug_of(slug)
        if wanted in self._by_slug:
            return self._by_slug[wanted]
        nearest = nearest_slug(wanted, self._by_slug, likeness=0.4)
        raise UnknownRecipe(slug=slug[:ECHO_LENGTH], nearest=nearest)

    def sold(self, dialect: Dialect) -> tuple[Recipe, ...]:
        """The recipes whose every step has a model that is sold now."""

        def can_be_made(step: Step) -> bool:
            return any(is_sold(model, dialect) for model in self._models(step))

        return tuple(recipe for recipe in self if all(map(can_be_made, recipe.steps)))

    def pick(
        self, step: Step, dialect: Dialect, works: Callable[[Model], bool] = lambda model: True
    ) -> tuple[Model, Offer]:
        """The model that a step is made with: the first that is sold and works, else the first that is sold.

        Raises:
            ModelUnavailable: none of them is sold.
        """
        on_sale = self.on_sale(step, dialect) or self._models(step)[:1]
        picked = next(filter(works, on_sale), on_sale[0])
        return picked, sold(picked, dialect)

    def on_sale(self, step: Step, dialect: Dialect) -> list[Model]:
        """The models of a step that are sold, in order of preference."""
        return [model for model in self._models(step) if is_sold(model, dialect)]

    def _models(self, step: Step) -> list[Model]:
        return [self._catalog.get(slug) for slug in step.models]


def load_recipe_catalog(catalog: Catalog, folder: Path | None = None) -> RecipeCatalog:
    """Read every `*.toml` of the folder (the recipes that come with Kiosk by default).

    Raises:
        CatalogError: a file does not say a possible recipe; the text names file, line and key.
    """
    recipes = [load_recipe(path, catalog) for path in sorted((folder or RECIPES).glob("*.toml"))]
    return RecipeCatalog(recipes, catalog)


def load_recipe(path: Path, catalog: Catalog) -> Recipe:
    """Read one recipe's file and check it against the catalogue, in every dialect.

    Raises:
        CatalogError: it does not say a possible recipe.
    """
    recipe = record(path, read_toml(path), _adapter())
    for mistake in mistakes(recipe, catalog):
        raise mistake_in(path, mistake)
    return recipe


@cache
def _adapter() -> TypeAdapter[Recipe]:
    """Built at first use: pydantic takes some milliseconds to compile it."""
    return TypeAdapter(Recipe)
