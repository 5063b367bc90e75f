"""The list of recipes."""

from __future__ import annotations

from collections.abc import Sequence

from bot.catalog.recipe import Recipe
from bot.i18n import Translator
from handlers.compose.views.quote import recipe_rows
from handlers.core.buttons.menu import MenuButton
from handlers.core.buttons.recipe import RecipeButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.recipe_text import recipe_about, recipe_title
from handlers.core.views.screen import Screen, cut, paragraphs

_NAME_SHOWN = 40


def to_pick(t: Translator, name: str, priced: Sequence[tuple[str, int]], *, is_sure: bool) -> Screen:
    """Recipes that a name may stand for, each with its price; `is_sure` says that it is a word of theirs."""
    text = t("recipe-which") if is_sure or not name else t("recipe-did-you-mean", name=cut(name, _NAME_SHOWN))
    menu = [inline_button(t.plain("button-menu"), MenuButton())]
    return Screen(text, keyboard([*recipe_rows(t, priced), menu]))


def listed(t: Translator, priced: Sequence[tuple[Recipe, int]]) -> Screen:
    """Every recipe with what it makes and its price from."""
    menu = [inline_button(t.plain("button-menu"), MenuButton())]
    if not priced:
        return Screen(t("recipes-none"), keyboard([menu]))
    lines = [
        t(
            "recipes-line",
            title=recipe_title(t, recipe.slug),
            price=price,
            about=recipe_about(t, recipe.slug),
        )
        for recipe, price in priced
    ]
    buttons = [
        [inline_button(recipe_title(t, recipe.slug), RecipeButton(slug=recipe.slug))] for recipe, _ in priced
    ]
    return Screen(paragraphs(t("recipes-title"), *lines, gap="\n\n"), keyboard([*buttons, menu]))
