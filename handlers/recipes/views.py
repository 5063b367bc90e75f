"""Recipes on a screen: the list, a recipe's card, and the price of a chain with its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiogram.enums import ButtonStyle

from bot.catalog.recipe import Recipe
from bot.generation.quote import PricedQuote
from bot.i18n import Html, Translator
from bot.ports import QuotedStep
from bot.ports.history import DurationQuartiles
from handlers.core.buttons.menu import MenuButton
from handlers.core.buttons.recipe import (
    ChainWordsButton,
    ConfirmChainButton,
    DismissChainButton,
    RecipeButton,
    RecipesButton,
)
from handlers.core.keyboards import Rows, inline_button, keyboard
from handlers.core.views.chain_text import step_name
from handlers.core.views.duration_text import usually
from handlers.core.views.screen import Screen, cut, paragraphs

_PROMPT_SHOWN = 900
_MESSAGE_LIMIT = 4096
"""Characters that one message of a person can have (Bot API, Message.text)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """How long the models of some parts usually take, and how they are called.

    Attributes:
        usual: by slug.
        titles: by slug.
    """

    usual_duration: Mapping[str, DurationQuartiles]
    titles: Mapping[str, str]

    def together(self, parts: Sequence[QuotedStep]) -> DurationQuartiles:
        """How long the parts take one after the other."""
        each = [self.usual_duration[part.model] for part in parts]
        return DurationQuartiles(
            sum(one.low for one in each), sum(one.middle for one in each), sum(one.high for one in each)
        )


def title(t: Translator, slug: str) -> str:
    """A recipe's name; its slug when no language has words for it."""
    key = f"recipe-{slug}"
    return t.plain(key) if t.has(key) else slug


def listed(t: Translator, priced: Sequence[tuple[Recipe, int]]) -> Screen:
    """Every recipe with what it makes and its price from."""
    menu = [inline_button(t.plain("button-menu"), MenuButton())]
    if not priced:
        return Screen(t("recipes-none"), keyboard([menu]))
    lines = [
        t("recipes-line", title=title(t, recipe.slug), price=price, about=_about(t, recipe))
        for recipe, price in priced
    ]
    buttons = [[inline_button(title(t, recipe.slug), RecipeButton(slug=recipe.slug))] for recipe, _ in priced]
    return Screen(paragraphs(t("recipes-title"), *lines, gap="\n\n"), keyboard([*buttons, menu]))


def card(t: Translator, recipe: Recipe, parts: Sequence[QuotedStep], times: Times) -> Screen:
    """What a recipe does, step by step, what it costs, and what to send."""
    steps = [
        t(
            "recipe-step",
            number=part.position + 1,
            step=step_name(t, part.name),
            model=times.titles[part.model],
        )
        for part in parts
    ]
    price = t(
        "recipe-from",
        price=sum(part.price for part in parts),
        time=usually(t, times.together(parts)),
    )
    text = paragraphs(
        t("recipe-card", title=title(t, recipe.slug), about=_about(t, recipe)),
        paragraphs(*steps, price),
        paragraphs(wanted(t, recipe, has_media=False), _one_line(t, recipe)),
        gap="\n\n",
    )
    return Screen(text, keyboard([[inline_button(t.plain("button-back"), RecipesButton())]]))


def wanted(t: Translator, recipe: Recipe, *, has_media: bool) -> Html:
    """What to send next."""
    maximum = longest(recipe)
    if recipe.given and has_media:
        return t("recipe-got-photo", maximum=maximum)
    if recipe.given:
        return t("recipe-send-photo-words" if recipe.prompt.maximum_length else "recipe-send-photo")
    return t("recipe-send-words", maximum=maximum)


def longest(recipe: Recipe) -> int:
    """Characters of words that the recipe takes in one message."""
    return min(recipe.prompt.maximum_length, _MESSAGE_LIMIT)


def quote(
    t: Translator, priced: PricedQuote, recipe: Recipe, times: Times, *, renewed: bool = False
) -> Screen:
    """The price of a chain with its parts; the first button makes it."""
    chain = priced.quote
    head = t("chain-renewed") if renewed else None
    total = t("chain-price", price=chain.price, time=usually(t, times.together(chain.steps)))
    promise = t("chain-promise") if len(chain.steps) > 1 else None
    text = paragraphs(
        paragraphs(head, _prompt(t, priced)),
        paragraphs(*_parts(t, priced, recipe, times)),
        paragraphs(
            total if len(chain.steps) > 1 and not chain.key_owner else None, _left(t, priced), promise
        ),
        gap="\n\n",
    )
    go = inline_button(t.plain("button-generate"), ConfirmChainButton(chain=chain.id), ButtonStyle.SUCCESS)
    return Screen(text, keyboard([[go], *_changes(t, priced, recipe)]))


def too_dear(
    t: Translator,
    priced: PricedQuote,
    recipe: Recipe,
    times: Times,
    within_reach: Sequence[tuple[Recipe, int]],
) -> Screen:
    """A chain that the balance does not cover: how much is missing, and recipes that the credits reach for."""
    price, available = priced.quote.price, priced.balance.available
    text = paragraphs(
        _prompt(t, priced),
        paragraphs(*_parts(t, priced, recipe, times)),
        paragraphs(
            t("quote-too-dear", price=price, available=available, missing=price - available),
            t("chain-affordable") if within_reach else None,
        ),
        gap="\n\n",
    )
    others = [
        [
            inline_button(
                t.plain("button-recipe-price", title=title(t, other.slug), price=cost),
                RecipeButton(slug=other.slug),
            )
        ]
        for other, cost in within_reach
    ]
    return Screen(text, keyboard([*others, *_changes(t, priced, recipe)]))


def ask_words(t: Translator, recipe: Recipe, old: str) -> Html:
    """Ask for other words; the old ones are shown so that they can be copied."""
    shown = t("ask-prompt-old", prompt=cut(old, 3500)) if old else None
    return paragraphs(t("recipe-other-words", maximum=longest(recipe)), shown, gap="\n\n")


def _about(t: Translator, recipe: Recipe) -> Html:
    key = f"recipe-{recipe.slug}-about"
    return t(key) if t.has(key) else Html("")


def _one_line(t: Translator, recipe: Recipe) -> Html | None:
    return None if recipe.given else t("recipe-usage", slug=recipe.slug)


def _prompt(t: Translator, priced: PricedQuote) -> Html:
    prompt = priced.quote.prompt
    said = t("quote-prompt-folded", prompt=cut(prompt, _PROMPT_SHOWN)) if prompt else None
    return paragraphs(t("card-title", model=title(t, priced.quote.recipe or "")), said)


def _parts(t: Translator, priced: PricedQuote, recipe: Recipe, times: Times) -> list[Html]:
    """Each step with its model, price and time; what earlier runs have made has its mark."""
    parts = {part.name: part for part in priced.quote.steps}
    lines = []
    for number, step in enumerate(recipe.steps, 1):
        name, part = step_name(t, step.name), parts.get(step.name)
        if part is None:
            lines.append(t("chain-made", number=number, step=name))
        else:
            lines.append(
                t(
                    "chain-part",
                    number=number,
                    step=name,
                    model=times.titles[part.model],
                    price=part.kie_credits if priced.quote.key_owner else part.price,
                    time=usually(t, times.usual_duration[part.model]),
                )
            )
    return lines


def _left(t: Translator, priced: PricedQuote) -> Html:
    if priced.quote.key_owner:
        return t("quote-own-key", kie=priced.quote.kie_credits)
    if priced.balance.unlimited:
        return t("credits-unlimited")
    return t("chain-left", available=priced.balance.available, left=priced.left)


def _changes(t: Translator, priced: PricedQuote, recipe: Recipe) -> Rows:
    chain = priced.quote
    cancel = inline_button(t.plain("button-cancel"), DismissChainButton(chain=chain.id))
    if not recipe.prompt.maximum_length:
        return [[cancel]]
    label = t.plain("button-chain-words" if chain.prompt else "button-chain-add-words")
    return [[inline_button(label, ChainWordsButton(chain=chain.id)), cancel]]
