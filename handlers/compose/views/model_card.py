"""A model's card: what it is, what it costs as set, its options as buttons, and what to send next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton

from bot.catalog.choices import applicable
from bot.catalog.song_options import MODE, has_custom_mode, is_custom
from bot.catalog.spec import Media, Model, Offer, Option, Per, PromptRule, ReferenceNeed
from bot.domain.model_preferences import Taste
from bot.domain.person import Draft
from bot.i18n import Html, Words
from bot.ports.history import Usual
from handlers.compose.alternatives import Reach
from handlers.compose.views.alternatives import on_card
from handlers.compose.views.prompt import counted, idea_rows
from handlers.compose.views.references import changes, references
from handlers.compose.views.song import mode_row
from handlers.core.callback_data import (
    CardTap,
    ChoiceTap,
    FavouriteTap,
    MineTap,
    OptionTap,
    PickTap,
    PriceTap,
    PromptTap,
    ShelfTap,
)
from handlers.core.keyboards import grid, keyboard, pager, tap
from handlers.core.user_context import Missing
from handlers.core.views.duration_text import usually
from handlers.core.views.screen import Screen, character, cut, option_name, option_value, paragraphs

CHOICES_ON_PAGE = 18
_TOGGLED = 3
"""Choices that a tap goes round; more of them open a list."""
_WIDE_LABEL = 9
_PROMPT_SHOWN = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFacts:
    """Everything that a card shows.

    Attributes:
        settled: the complete choices.
        price: credits as set; None while it depends on a prompt that is still to come.
        price_from: credits of the cheapest combination, of one unit when it is sold by the text.
        sold_by: what the price is counted by.
        usual: how long it takes.
        missing: what is still needed.
        troubled: whether the model keeps failing.
        instead: the nearest model that works, when it does.
        starts: whether a tap for the price makes it at once, as the person prefers.
        in_group: whether the prompt has to come as a reply.
        shelf_page: the page of the shelf that the model stands on.
        rule: what the prompt may be.
        examples: prompts that fit, with their places in the list.
        taste: what the person likes.
        available: credits that the person has.
        reach: what they are enough for, when it is not this.
    """

    draft: Draft
    model: Model
    offer: Offer
    settled: Mapping[str, str]
    price: int | None
    price_from: int
    sold_by: Per
    usual: Usual
    missing: Missing
    troubled: bool
    instead: Model | None
    starts: bool
    in_group: bool
    shelf_page: int
    rule: PromptRule
    examples: Sequence[tuple[int, str]]
    taste: Taste
    available: int
    reach: Reach | None


def card(words: Words, facts: CardFacts) -> Screen:
    """The card of a draft."""
    head = paragraphs(words("card-title", model=facts.model.title), character(words, facts.model))
    note_key = f"model-note-{facts.offer.note}"
    note = words(note_key) if words.has(note_key) else None
    trouble = words("card-troubled") if facts.troubled else None
    text = paragraphs(
        head,
        paragraphs(_price_line(words, facts), _short(words, facts), note, trouble, _given(words, facts)),
        _next(words, facts),
        gap="\n\n",
    )
    return Screen(text, keyboard(_card_rows(words, facts)))


def choices(words: Words, draft: Draft, option: Option, chosen: str, *, page: int) -> Screen:
    """The choices of one option, a page of them."""
    back = [tap(words.plain("button-back"), CardTap(draft=draft.id))]
    name = option_name(words, option.name)
    pages = -(-len(option.choices) // CHOICES_ON_PAGE)
    page = min(max(page, 0), pages - 1)
    start = page * CHOICES_ON_PAGE
    labels = [
        (position, ("✓ " if value == chosen else "") + option_value(words, option, value))
        for position, value in enumerate(option.choices)
    ][start : start + CHOICES_ON_PAGE]
    buttons = [
        tap(label, ChoiceTap(draft=draft.id, option=option.name, choice=position))
        for position, label in labels
    ]
    width = 2 if any(len(label) > _WIDE_LABEL for _, label in labels) else 3
    turning = pager(page, pages, OptionTap(draft=draft.id, option=option.name))
    return Screen(words("option-choose", option=name), keyboard([*grid(buttons, width), turning, back]))


def media_needed(words: Words, offer: Offer, draft: Draft) -> Html:
    """What to send, when media is missing."""
    for need in offer.references:
        given = sum(reference.media is need.media for reference in draft.references)
        if given < need.minimum:
            return words("send-reference", media=str(need.media), count=need.minimum - given)
    media = next((need.media for need in offer.references), Media.PHOTO)
    return words("send-reference", media=str(media), count=1)


def _price_line(words: Words, facts: CardFacts) -> Html:
    takes = usually(words, facts.usual)
    if facts.price is None:
        return words(f"card-price-{facts.sold_by}", price=facts.price_from, time=takes)
    return words("card-price", price=facts.price, time=takes)


def _short(words: Words, facts: CardFacts) -> Html | None:
    """How much is missing, when the credits do not reach."""
    if facts.reach is None or facts.price is None:
        return None
    short = words("card-short", available=facts.available, missing=facts.price - facts.available)
    return paragraphs(short, words("quote-cheaper") if facts.reach.any else None)


def _given(words: Words, facts: CardFacts) -> Html | None:
    """What the draft has so far, and what media the model takes."""
    given = references(words, facts.offer, facts.draft.references)
    prompt = (
        words("card-prompt", prompt=cut(facts.draft.prompt, _PROMPT_SHOWN)) if facts.draft.prompt else None
    )
    takes = [_takes(words, need) for need in facts.offer.references]
    counter = counted(words, facts.draft.prompt, facts.rule)
    return paragraphs(*takes, *given, prompt, counter, *_typed(words, facts))


def _typed(words: Words, facts: CardFacts) -> list[Html]:
    """The texts that were set: a button shows only their beginning."""
    return [
        words("card-typed", option=option_name(words, option.name), value=cut(said, _PROMPT_SHOWN))
        for option in facts.offer.options
        if option.maximum_length
        and (said := facts.draft.choices.get(option.name, option.default)) != option.default
        and _exists(facts, option)
    ]


def _takes(words: Words, need: ReferenceNeed) -> Html:
    key = "card-needs" if need.minimum else "card-takes"
    return words(key, media=str(need.media), count=need.maximum)


def _next(words: Words, facts: CardFacts) -> Html:
    if facts.missing is Missing.REFERENCE:
        return media_needed(words, facts.offer, facts.draft)
    if facts.missing is Missing.PROMPT:
        return words("card-send-prompt-group" if facts.in_group else "card-send-prompt")
    return words("card-ready")


def _card_rows(words: Words, facts: CardFacts) -> list[list[InlineKeyboardButton]]:
    draft = facts.draft
    rows: list[list[InlineKeyboardButton]] = []
    if facts.missing is Missing.NOTHING:
        rows.append(
            [
                tap(
                    words.plain("button-generate" if facts.starts else "button-price"),
                    PriceTap(draft=draft.id),
                )
            ]
        )
    if facts.missing is Missing.PROMPT:
        rows += idea_rows(words, draft, facts.examples)
    if facts.instead is not None:
        label = words.plain("button-instead", model=facts.instead.title)
        rows.append([tap(label, PickTap(slug=facts.instead.slug, draft=draft.id))])
    if facts.reach is not None:
        rows += on_card(words, facts.reach, draft=draft.id)
    if has_custom_mode(facts.offer):
        rows.append(mode_row(words, draft, custom=is_custom(facts.offer, facts.settled)))
    options = [option for option in facts.offer.options if _exists(facts, option) and option.name != MODE]
    rows += grid([_option_button(words, facts, option) for option in options], 2)
    if facts.in_group and facts.rule.maximum_length:
        rows.append([tap(words.plain("button-write-prompt"), PromptTap(draft=draft.id))])
    rows += changes(words, facts.offer, draft, on_card=True)
    rows.append(_likes(words, facts))
    shelf = ShelfTap(kind=facts.model.kind, page=facts.shelf_page, draft=draft.id)
    rows.append([tap(words.plain("button-back"), shelf)])
    return rows


def _likes(words: Words, facts: CardFacts) -> list[InlineKeyboardButton]:
    """The star, and whether the model is the person's default of its kind."""
    draft, slug = facts.draft.id, facts.model.slug
    starred, mine = facts.taste.likes(slug), facts.taste.is_default(slug)
    star = words.plain("button-starred" if starred else "button-star")
    default = words.plain("button-mine" if mine else "button-make-mine")
    return [
        tap(star, FavouriteTap(draft=draft, on=not starred)),
        tap(default, MineTap(draft=draft, on=not mine)),
    ]


def _exists(facts: CardFacts, option: Option) -> bool:
    """Whether the option exists beside the other choices."""
    wanted = {**facts.settled, option.name: facts.settled.get(option.name) or "?"}
    return option.name in applicable(facts.offer, wanted)


def _option_button(words: Words, facts: CardFacts, option: Option) -> InlineKeyboardButton:
    value = option_value(words, option, facts.settled.get(option.name, ""))
    label = words.plain("button-option", option=option_name(words, option.name), value=cut(value, 24))
    chosen = facts.settled.get(option.name)
    if len(option.choices) <= _TOGGLED and chosen in option.choices:
        # Few choices need no list: a tap takes the next one.
        following = (option.choices.index(chosen) + 1) % len(option.choices)
        return tap(label, ChoiceTap(draft=facts.draft.id, option=option.name, choice=following))
    return tap(label, OptionTap(draft=facts.draft.id, option=option.name))
