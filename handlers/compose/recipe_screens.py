"""What a person sees of recipes while they put one together."""

from __future__ import annotations

from collections.abc import Sequence

from bot.catalog.recipe import Recipe
from handlers.compose.views import recipe as view
from handlers.core.context import Context
from handlers.core.views.screen import Screen


def priced_recipes(ctx: Context) -> Sequence[tuple[Recipe, int]]:
    """The recipes that can be made here now, each with its price from."""
    quoter = ctx.drafts.quoter
    return [
        (recipe, sum(step.price for step in quoter.outline(recipe)))
        for recipe in filter(ctx.catalog.allows_recipe, quoter.recipes())
    ]


async def recipe_card(ctx: Context, recipe: Recipe) -> Screen:
    """A recipe's card. Raises ModelUnavailable."""
    steps = ctx.drafts.quoter.outline(recipe)
    models = [ctx.catalog.model(step.model) for step in steps]
    usual = [await ctx.catalog.usual_duration(model) for model in models]
    return view.card(ctx.t, recipe, steps, [model.title for model in models], usual)
