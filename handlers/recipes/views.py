"""Recipes on a screen: the list, a recipe's card, and the price of a chain with its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiogram.enums import ButtonStyle

from bot.catalog.recipe import Recipe
from bot.chains.quote import PricedChain
from bot.i18n import Html, Words
from bot.ports import Part
from bot.ports.history import Usual
from handlers.core.callback_data import (
    ChainDropTap,
    ChainGoTap,
    ChainWordsTap,
    MenuTap,
    RecipesTap,
    RecipeTap,
)
from handlers.core.keyboards import Rows, keyboard, tap
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

    usual: Mapping[str, Usual]
    titles: Mapping[str, str]

    def together(self, parts: Sequence[Part]) -> Usual:
        """How long the parts take one after the other."""
        each = [self.usual[part.model] for part in parts]
        return Usual(
            sum(one.low for one in each), sum(one.middle for one in each), sum(one.high for one in each)
        )


def title(words: Words, slug: str) -> str:
    """A recipe's name; its slug when no language has words for it."""
    key = f"recipe-{slug}"
    return words.plain(key) if words.has(key) else slug


def listed(words: Words, priced: Sequence[tuple[Recipe, int]]) -> Screen:
    """Every recipe with what it makes and its price from."""
    menu = [tap(words.plain("button-menu"), MenuTap())]
    if not priced:
        return Screen(words("recipes-none"), keyboard([menu]))
    lines = [
        words("recipes-line", title=title(words, recipe.slug), price=price, about=_about(words, recipe))
        for recipe, price in priced
    ]
    buttons = [[tap(title(words, recipe.slug), RecipeTap(slug=recipe.slug))] for recipe, _ in priced]
    return Screen(paragraphs(words("recipes-title"), *lines, gap="\n\n"), keyboard([*buttons, menu]))


def card(words: Words, recipe: Recipe, parts: Sequence[Part], times: Times) -> Screen:
    """What a recipe does, step by step, what it costs, and what to send."""
    steps = [
        words(
            "recipe-step",
            number=part.position + 1,
            step=step_name(words, part.step),
            model=times.titles[part.model],
        )
        for part in parts
    ]
    price = words(
        "recipe-from",
        price=sum(part.price for part in parts),
        time=usually(words, times.together(parts)),
    )
    text = paragraphs(
        words("recipe-card", title=title(words, recipe.slug), about=_about(words, recipe)),
        paragraphs(*steps, price),
        paragraphs(wanted(words, recipe, has_media=False), _one_line(words, recipe)),
        gap="\n\n",
    )
    return Screen(text, keyboard([[tap(words.plain("button-back"), RecipesTap())]]))


def wanted(words: Words, recipe: Recipe, *, has_media: bool) -> Html:
    """What to send next."""
    maximum = longest(recipe)
    if recipe.given and has_media:
        return words("recipe-got-photo", maximum=maximum)
    if recipe.given:
        return words("recipe-send-photo-words" if recipe.prompt.maximum_length else "recipe-send-photo")
    return words("recipe-send-words", maximum=maximum)


def longest(recipe: Recipe) -> int:
    """Characters of words that the recipe takes in one message."""
    return min(recipe.prompt.maximum_length, _MESSAGE_LIMIT)


def quote(
    words: Words, priced: PricedChain, recipe: Recipe, times: Times, *, renewed: bool = False
) -> Screen:
    """The price of a chain with its parts; the first button makes it."""
    chain = priced.chain
    head = words("chain-renewed") if renewed else None
    total = words("chain-price", price=chain.price, time=usually(words, times.together(chain.parts)))
    promise = words("chain-promise") if len(chain.parts) > 1 else None
    text = paragraphs(
        paragraphs(head, _wish(words, priced)),
        paragraphs(*_parts(words, priced, recipe, times)),
        paragraphs(
            total if len(chain.parts) > 1 and not chain.key_owner else None, _left(words, priced), promise
        ),
        gap="\n\n",
    )
    go = tap(words.plain("button-generate"), ChainGoTap(chain=chain.id), ButtonStyle.SUCCESS)
    return Screen(text, keyboard([[go], *_changes(words, priced, recipe)]))


def too_dear(
    words: Words,
    priced: PricedChain,
    recipe: Recipe,
    times: Times,
    within_reach: Sequence[tuple[Recipe, int]],
) -> Screen:
    """A chain that the balance does not cover: how much is missing, and recipes that the credits reach for."""
    price, available = priced.chain.price, priced.balance.available
    text = paragraphs(
        _wish(words, priced),
        paragraphs(*_parts(words, priced, recipe, times)),
        paragraphs(
            words("quote-too-dear", price=price, available=available, missing=price - available),
            words("chain-within-reach") if within_reach else None,
        ),
        gap="\n\n",
    )
    others = [
        [
            tap(
                words.plain("button-recipe-price", title=title(words, other.slug), price=cost),
                RecipeTap(slug=other.slug),
            )
        ]
        for other, cost in within_reach
    ]
    return Screen(text, keyboard([*others, *_changes(words, priced, recipe)]))


def ask_words(words: Words, recipe: Recipe, old: str) -> Html:
    """Ask for other words; the old ones are shown so that they can be copied."""
    shown = words("ask-prompt-old", prompt=cut(old, 3500)) if old else None
    return paragraphs(words("recipe-other-words", maximum=longest(recipe)), shown, gap="\n\n")


def _about(words: Words, recipe: Recipe) -> Html:
    key = f"recipe-{recipe.slug}-about"
    return words(key) if words.has(key) else Html("")


def _one_line(words: Words, recipe: Recipe) -> Html | None:
    return None if recipe.given else words("recipe-usage", slug=recipe.slug)


def _wish(words: Words, priced: PricedChain) -> Html:
    prompt = priced.chain.prompt
    said = words("quote-prompt-folded", prompt=cut(prompt, _PROMPT_SHOWN)) if prompt else None
    return paragraphs(words("card-title", model=title(words, priced.chain.recipe)), said)


def _parts(words: Words, priced: PricedChain, recipe: Recipe, times: Times) -> list[Html]:
    """Each step with its model, price and time; what earlier runs have made has its mark."""
    parts = {part.step: part for part in priced.chain.parts}
    lines = []
    for number, step in enumerate(recipe.steps, 1):
        name, part = step_name(words, step.name), parts.get(step.name)
        if part is None:
            lines.append(words("chain-made", number=number, step=name))
        else:
            lines.append(
                words(
                    "chain-part",
                    number=number,
                    step=name,
                    model=times.titles[part.model],
                    price=part.at_kie if priced.chain.key_owner else part.price,
                    time=usually(words, times.usual[part.model]),
                )
            )
    return lines


def _left(words: Words, priced: PricedChain) -> Html:
    if priced.chain.key_owner:
        return words("quote-own-key", kie=priced.chain.at_kie)
    if priced.balance.unlimited:
        return words("credits-unlimited")
    return words("chain-left", available=priced.balance.available, left=priced.left)


def _changes(words: Words, priced: PricedChain, recipe: Recipe) -> Rows:
    chain = priced.chain
    cancel = tap(words.plain("button-cancel"), ChainDropTap(chain=chain.id))
    if not recipe.prompt.maximum_length:
        return [[cancel]]
    label = words.plain("button-chain-words" if chain.prompt else "button-chain-add-words")
    return [[tap(label, ChainWordsTap(chain=chain.id)), cancel]]
