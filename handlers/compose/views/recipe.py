"""A recipe on a screen: its card, and the question for what it still lacks."""

from __future__ import annotations

from collections.abc import Sequence

from bot.catalog.recipe import Recipe
from bot.domain.person import Draft
from bot.i18n import Html, Translator
from bot.ports import QuotedStep
from bot.ports.history import DurationQuartiles
from handlers.compose.views.prompt import MESSAGE_LIMIT
from handlers.core.buttons.recipe import RecipesButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.chain_text import step_name
from handlers.core.views.duration_text import together, usually
from handlers.core.views.recipe_text import recipe_about, recipe_title
from handlers.core.views.screen import Screen, cut, paragraphs

_OLD_SHOWN = 3500


def card(
    t: Translator,
    recipe: Recipe,
    steps: Sequence[QuotedStep],
    titles: Sequence[str],
    usual: Sequence[DurationQuartiles],
) -> Screen:
    """What a recipe does, step by step, what it costs, and what to send.

    Args:
        t: translator.
        recipe: the recipe.
        steps: its steps with their prices.
        titles: names of the models that make them.
        usual: how long these usually take.
    """
    lines = [
        t("recipe-step", number=step.position + 1, step=step_name(t, step.name), model=title)
        for step, title in zip(steps, titles, strict=True)
    ]
    price = t("recipe-from", price=sum(step.price for step in steps), time=usually(t, together(usual)))
    usage = None if recipe.given else t("recipe-usage", slug=recipe.slug)
    text = paragraphs(
        t("recipe-card", title=recipe_title(t, recipe.slug), about=recipe_about(t, recipe.slug)),
        paragraphs(*lines, price),
        paragraphs(wanted(t, recipe, has_media=False), usage),
        gap="\n\n",
    )
    return Screen(text, keyboard([[inline_button(t.plain("button-back"), RecipesButton())]]))


def wanted(t: Translator, recipe: Recipe, *, has_media: bool) -> Html:
    """What to send next."""
    if recipe.given and has_media:
        return t("recipe-got-photo", maximum=_longest(recipe))
    if recipe.given:
        return t("recipe-send-photo-words" if recipe.prompt.maximum_length else "recipe-send-photo")
    return t("recipe-send-words", maximum=_longest(recipe))


def ask_prompt(t: Translator, recipe: Recipe, draft: Draft) -> Screen:
    """Ask for the person's text; an old one is shown so that it can be copied."""
    if not draft.prompt:
        return Screen(wanted(t, recipe, has_media=bool(draft.references)), asks=True)
    old = t("ask-prompt-old", prompt=cut(draft.prompt, _OLD_SHOWN))
    return Screen(paragraphs(t("recipe-other-words", maximum=_longest(recipe)), old, gap="\n\n"), asks=True)


def _longest(recipe: Recipe) -> int:
    """Characters of text that the recipe takes in one message."""
    return min(recipe.prompt.maximum_length, MESSAGE_LIMIT)
