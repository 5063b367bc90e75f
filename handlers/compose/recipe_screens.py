"""What a person sees of recipes while they put one together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.catalog.recipe import FORMAT, Recipe
from bot.catalog.spec import Option
from bot.catalog.verbs import does_the_same, needs_no_more
from bot.domain.person import Draft
from handlers.compose.views import recipe as view
from handlers.core.context import Context
from handlers.core.draft_service import Missing
from handlers.core.refusals import CardGone
from handlers.core.views.screen import Screen


def priced_recipes(ctx: Context) -> Sequence[tuple[Recipe, int]]:
    """The recipes that can be made here now, each with its price from."""
    quoter = ctx.drafts.quoter
    return [
        (recipe, sum(step.price * recipe.times(step.position) for step in quoter.outline(recipe)))
        for recipe in filter(ctx.catalog.allows_recipe, quoter.recipes())
    ]


def like_recipes(ctx: Context, draft: Draft) -> Sequence[tuple[Recipe, int]]:
    """The other recipes that make the same kind of thing of what the draft of a recipe has, each with its price from."""
    quoter, kind = ctx.drafts.quoter, ctx.drafts.target(draft).kind
    given = {reference.media: [reference.maker] for reference in draft.references}
    return [
        (recipe, price)
        for recipe, price in priced_recipes(ctx)
        if recipe.slug != draft.recipe
        and ctx.drafts.target(replace(draft, recipe=recipe.slug)).kind is kind
        and needs_no_more(offer := quoter.input(recipe), given)
        and does_the_same(offer, offer, given.keys())
    ]


def recipe_options(ctx: Context, recipe: Recipe, choices: Mapping[str, str]) -> Sequence[Option]:
    """What can be chosen of a recipe here: a group's admins may have switched models off."""
    found: list[Option] = []
    for option in ctx.drafts.quoter.options(recipe, choices):
        if option.name == FORMAT:
            found.append(option)
            continue
        slugs = tuple(slug for slug in option.choices if ctx.catalog.allows(ctx.catalog.model(slug)))
        if len(slugs) > 1:
            found.append(replace(option, choices=slugs, default=slugs[0]))
    return found


async def recipe_card(ctx: Context, recipe: Recipe, draft: Draft) -> Screen:
    """A recipe's card. Raises ModelUnavailable."""
    steps = ctx.drafts.quoter.outline(recipe, draft.choices)
    models = [ctx.catalog.model(step.model) for step in steps]
    facts = view.RecipeCardFacts(
        recipe=recipe,
        draft=draft,
        steps=steps,
        titles=[model.title for model in models],
        usual=[await ctx.catalog.usual_duration(model) for model in models],
        options=recipe_options(ctx, recipe, draft.choices),
        complete=ctx.drafts.missing(draft) is Missing.NOTHING,
    )
    return view.card(ctx.t, facts)


def step_models(ctx: Context, recipe: Recipe, draft: Draft, name: str) -> Screen:
    """The models that a step can be made with, each with its price.

    Raises:
        CardGone: yesterday's button: there is nothing to choose from.
    """
    option = next((one for one in recipe_options(ctx, recipe, draft.choices) if one.name == name), None)
    if option is None or name == FORMAT:
        raise CardGone
    outline = ctx.drafts.quoter.outline(recipe, draft.choices)
    chosen = next((step.model for step in outline if step.name == name), "")
    every = next(one for one in ctx.drafts.quoter.options(recipe, draft.choices) if one.name == name)
    offered: list[tuple[int, str, int]] = []
    for slug in option.choices:
        steps = ctx.drafts.quoter.outline(recipe, {**draft.choices, name: slug})
        price = next(step.price for step in steps if step.name == name)
        title = ("✓ " if slug == chosen else "") + ctx.catalog.title(slug)
        offered.append((every.choices.index(slug), title, price))
    return view.models(ctx.t, draft, name, offered)
