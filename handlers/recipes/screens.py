"""Which screen comes next for a recipe: its card, what it still asks for, or its price."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.catalog.recipe import Recipe
from bot.generation.plan import GenerationRequest
from bot.generation.quote import PricedQuote, Quoter
from handlers.core.context import Context
from handlers.core.views.screen import Screen
from handlers.recipes import views as recipes
from handlers.recipes.input_state import RecipeInput, save_input
from handlers.recipes.views import Times


@dataclass(frozen=True, slots=True)
class RecipeScreens:
    """One person's recipes.

    Attributes:
        ctx: the update.
        quoter: prices recipes.
    """

    ctx: Context
    quoter: Quoter

    def listed(self) -> Screen:
        """The list of recipes."""
        return recipes.listed(self.ctx.t, self._priced())

    async def card(self, recipe: Recipe) -> Screen:
        """A recipe's card. Raises ModelUnavailable."""
        parts = self.quoter.outline(recipe)
        return recipes.card(self.ctx.t, recipe, parts, await self._times(part.model for part in parts))

    async def next_screen(self, recipe_input: RecipeInput) -> Screen:
        """What is missing, or the price when nothing is; words and media that follow are for it. Raises Refusal."""
        recipe = self.quoter.recipe(recipe_input.recipe)
        if recipe_input.prompt:
            recipe_input = replace(recipe_input, prompt=self.quoter.check_words(recipe, recipe_input.prompt))
        screen = None if recipe_input.chain else self._missing(recipe, recipe_input)
        if screen is None:
            priced = await self._quoted(recipe_input)
            screen = await self.quote(priced)
            recipe_input = replace(recipe_input, chain=priced.quote.id, prompt=priced.quote.prompt)
        await save_input(self.ctx.state, recipe_input)
        return screen

    async def quote(self, priced: PricedQuote, *, renewed: bool = False) -> Screen:
        """The price with its parts, or how much is missing and what the credits reach for."""
        recipe = self.quoter.recipe(priced.quote.recipe or "")
        times = await self._times(part.model for part in priced.quote.steps)
        if priced.affordable:
            return recipes.quote(self.ctx.t, priced, recipe, times, renewed=renewed)
        within_reach = [
            (other, price)
            for other, price in self._priced()
            if price <= priced.balance.available and other.slug != recipe.slug
        ]
        return recipes.too_dear(self.ctx.t, priced, recipe, times, within_reach)

    def _missing(self, recipe: Recipe, recipe_input: RecipeInput) -> Screen | None:
        lacks_media = {reference.media for reference in recipe_input.references} < set(recipe.given)
        lacks_words = recipe.prompt.required and not recipe_input.prompt
        if not lacks_media and not lacks_words:
            return None
        return Screen(recipes.wanted(self.ctx.t, recipe, has_media=not lacks_media), asks=True)

    async def _quoted(self, recipe_input: RecipeInput) -> PricedQuote:
        """An earlier quote is asked for again, so that what was made before stays made."""
        if recipe_input.chain:
            return await self.quoter.again(recipe_input.chain, self.ctx.person.id, prompt=recipe_input.prompt)
        return await self.quoter.quote(
            GenerationRequest(
                person_id=self.ctx.person.id,
                language=self.ctx.t.language,
                chat_id=self.ctx.chat.topic.chat_id,
                thread_id=self.ctx.chat.topic.thread_id,
                reply_to=recipe_input.asked,
                recipe=recipe_input.recipe,
                prompt=recipe_input.prompt,
                references=recipe_input.references,
            )
        )

    def _priced(self) -> Sequence[tuple[Recipe, int]]:
        """The recipes that can be made, each with its price from."""
        return [
            (recipe, sum(part.price for part in self.quoter.outline(recipe)))
            for recipe in filter(self.ctx.catalog.allows_recipe, self.quoter.recipes())
        ]

    async def _times(self, models: Iterable[str]) -> Times:
        slugs = list(models)
        catalog = self.ctx.catalog
        return Times(
            usual_duration={slug: await catalog.usual_duration(catalog.model(slug)) for slug in slugs},
            titles={slug: catalog.title(slug) for slug in slugs},
        )
