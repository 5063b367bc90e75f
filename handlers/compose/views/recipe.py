"""A recipe on a screen: its card, and the question for what it still lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton

from bot.catalog.recipe import FORMAT, Recipe
from bot.catalog.spec import Option
from bot.domain.person import Draft
from bot.i18n import Html, Translator
from bot.ports import QuotedStep
from bot.ports.history import DurationQuartiles
from handlers.compose.views.prompt import MESSAGE_LIMIT
from handlers.core.buttons.draft import CardButton, ChoiceButton, OptionButton, PriceButton
from handlers.core.buttons.recipe import RecipesButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.chain_text import step_name
from handlers.core.views.duration_text import together, usually
from handlers.core.views.recipe_text import recipe_about, recipe_title
from handlers.core.views.screen import Screen, cut, paragraphs

_OLD_SHOWN = 3500
_NOTICED = 10
"""Characters; fewer than any sentence has need not be asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipeCardFacts:
    """What a recipe's card is written from.

    Attributes:
        recipe: the recipe.
        draft: what was chosen and sent so far.
        steps: its steps with their prices.
        titles: names of the models that make them.
        usual: how long these usually take.
        options: what can be chosen.
        complete: whether it has a price already.
    """

    recipe: Recipe
    draft: Draft
    steps: Sequence[QuotedStep]
    titles: Sequence[str]
    usual: Sequence[DurationQuartiles]
    options: Sequence[Option]
    complete: bool


def card(t: Translator, facts: RecipeCardFacts) -> Screen:
    """What a recipe does, step by step, what it costs, what can be chosen, and what to send."""
    recipe, steps = facts.recipe, facts.steps
    lines = [
        t(
            "recipe-step-several" if (times := recipe.times(step.position)) > 1 else "recipe-step",
            number=step.position + 1,
            step=step_name(t, step.name),
            times=times,
            model=title,
        )
        for step, title in zip(steps, facts.titles, strict=True)
    ]
    waits = next((step for step in steps if recipe.times(step.position) > 1), None)
    if waits is None:
        total = sum(step.price for step in steps)
        price = t("recipe-from", price=total, time=usually(t, together(facts.usual)))
    else:
        times = recipe.times(waits.position)
        later = sum(step.price for step in steps if step is not waits)
        price = t("selection-price", count=times, price=waits.price * times, later=later)
    usage = None if recipe.given else t("recipe-usage", slug=recipe.slug)
    text = paragraphs(
        t("recipe-card", title=recipe_title(t, recipe.slug), about=recipe_about(t, recipe.slug)),
        paragraphs(*lines, price),
        None
        if facts.complete
        else paragraphs(wanted(t, recipe, has_media=bool(facts.draft.references)), usage),
        gap="\n\n",
    )
    ready = (
        [inline_button(t.plain("button-price"), PriceButton(draft=facts.draft.id))] if facts.complete else []
    )
    back = [inline_button(t.plain("button-back"), RecipesButton())]
    return Screen(text, keyboard([ready, *_option_rows(t, facts), back]))


def _option_rows(t: Translator, facts: RecipeCardFacts) -> list[list[InlineKeyboardButton]]:
    """The formats beside each other, then the model of each step with its price."""
    draft, rows = facts.draft, []
    made = {step.name: (step, title) for step, title in zip(facts.steps, facts.titles, strict=True)}
    for option in facts.options:
        if option.name == FORMAT:
            chosen = draft.choices.get(FORMAT) or option.default
            row = [
                inline_button(
                    ("✓ " if value == chosen else "") + value,
                    ChoiceButton(draft=draft.id, option=FORMAT, choice=place),
                )
                for place, value in enumerate(option.choices)
            ]
            rows.append(row)
        elif option.name in made:
            step, title = made[option.name]
            name = step_name(t, option.name)
            label = t.plain("button-recipe-model", step=name, model=title, price=step.price)
            rows.append([inline_button(label, OptionButton(draft=draft.id, option=option.name))])
    return rows


def models(t: Translator, draft: Draft, step: str, offered: Sequence[tuple[int, str, int]]) -> Screen:
    """The models of a step: each with its place among the choices, its title and its price."""
    rows = [
        [
            inline_button(
                t.plain("button-step-model", title=title, price=price),
                ChoiceButton(draft=draft.id, option=step, choice=place),
            )
        ]
        for place, title, price in offered
    ]
    back = [inline_button(t.plain("button-back"), CardButton(draft=draft.id))]
    return Screen(t("recipe-choose-model", step=step_name(t, step)), keyboard([*rows, back]))


def wanted(t: Translator, recipe: Recipe, *, has_media: bool) -> Html:
    """What to send next."""
    if recipe.given and has_media:
        return t("recipe-got-photo", maximum=_longest(recipe))
    if recipe.given:
        return t("recipe-send-photo-words" if recipe.prompt.maximum_length else "recipe-send-photo")
    if recipe.prompt.minimum_length >= _NOTICED:
        return t("recipe-send-words-between", minimum=recipe.prompt.minimum_length, maximum=_longest(recipe))
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
