"""A model's card: what it is, what it costs as set, its options as buttons, and what to send next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton

from bot.catalog.song_options import has_custom_mode, is_custom
from bot.catalog.spec import Media, Model, Offer, Option, Per, PromptRule, ReferenceNeed
from bot.domain.model_preferences import ModelPreferences
from bot.domain.paging import PageNumber
from bot.domain.person import Draft
from bot.i18n import Html, Translator
from bot.ports.history import DurationQuartiles
from handlers.compose.alternatives import Alternatives
from handlers.compose.views.alternatives import on_card
from handlers.compose.views.option_rows import OptionFacts, option_rows, value_label
from handlers.compose.views.prompt import counted, idea_rows
from handlers.compose.views.quote_rows import notify_row
from handlers.compose.views.references import changes, references
from handlers.compose.views.song import mode_row
from handlers.core.buttons.draft import (
    CardButton,
    ChoiceButton,
    FavouriteButton,
    MakeDefaultButton,
    OptionButton,
    PriceButton,
    PromptButton,
)
from handlers.core.buttons.example import RecordButton, ShowExampleButton
from handlers.core.buttons.menu import PickButton, ShelfButton
from handlers.core.draft_service import Missing
from handlers.core.keyboards import grid, inline_button, keyboard, pager
from handlers.core.views.duration_text import usually
from handlers.core.views.look_text import drop_look_row, look_line
from handlers.core.views.screen import Screen, character, cut, option_name, paragraphs

CHOICES_ON_PAGE = 18
_WIDE_LABEL = 11
_PROMPT_SHOWN = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFacts:
    """Everything that a card shows.

    Attributes:
        options: the options with their prices.
        price: credits as set; None while it depends on a prompt that is still to come.
        unit_price: credits of one unit as set, when it is sold by the text or by the length of what is supplied.
        priced_per: what the price is counted by.
        usual: how long it takes.
        missing: what is still needed.
        troubled: whether the model keeps failing.
        instead: the nearest model that works, when it does.
        refusal: why what is set cannot be had, though nothing is missing.
        in_group: whether the prompt has to come as a reply.
        shelf_page: the page of the shelf that the model stands on.
        rule: what the prompt may be.
        examples: prompts that fit, with their places in the list.
        thinks: whether the writer can think of something.
        preferences: what the person likes.
        available: credits that the person has.
        paused: whether KIE serves no one now.
        alternatives: what they are enough for, when it is not this.
        pack: the way to as many as this costs, then.
        example: an example of what the model makes.
        records: whether the person may have one recorded.
    """

    draft: Draft
    model: Model
    offer: Offer
    options: OptionFacts
    price: int | None
    unit_price: int
    priced_per: Per
    usual_duration: DurationQuartiles
    missing: Missing
    troubled: bool
    instead: Model | None
    refusal: Html | None
    in_group: bool
    shelf_page: int
    rule: PromptRule
    examples: Sequence[tuple[int, str]]
    thinks: bool
    preferences: ModelPreferences
    available: int
    paused: bool
    alternatives: Alternatives | None
    pack: InlineKeyboardButton | None = None
    example: int | None = None
    records: bool = False


def card(t: Translator, facts: CardFacts) -> Screen:
    """The card of a draft."""
    head = paragraphs(t("card-title", model=facts.model.title), character(t, facts.model))
    note_key = f"model-note-{facts.offer.note}"
    note = t(note_key) if t.has(note_key) else None
    trouble = paragraphs(
        t("card-troubled") if facts.troubled else None, t("quote-paused") if facts.paused else None
    )
    short = _short(t, facts)
    text = paragraphs(
        head,
        paragraphs(_price_line(t, facts), short, note, trouble, _given(t, facts)),
        _next(t, facts),
        gap="\n\n",
    )
    own = ((short, t("card-short-aloud")),) if short is not None else ()
    return Screen(text, keyboard(_card_rows(t, facts)), own=own)


def choices(t: Translator, facts: OptionFacts, option: Option, *, page: int) -> Screen:
    """The choices of one option, a page of them, each with its price where that differs."""
    back = [inline_button(t.plain("button-back"), CardButton(draft=facts.draft))]
    name, chosen = option_name(t, option.name), facts.settled.get(option.name, "")
    shown = PageNumber.near(page, total=len(option.choices), size=CHOICES_ON_PAGE)
    places = shown.of(range(len(option.choices)))
    labels = [(place, value_label(t, option, place, chosen, facts.prices)) for place in places]
    buttons = [
        inline_button(label, ChoiceButton(draft=facts.draft, option=option.name, choice=place))
        for place, label in labels
    ]
    width = 2 if any(len(label) > _WIDE_LABEL for _, label in labels) else 3
    turning = pager(shown, OptionButton(draft=facts.draft, option=option.name))
    return Screen(t("option-choose", option=name), keyboard([*grid(buttons, width), turning, back]))


def media_needed(t: Translator, offer: Offer, draft: Draft) -> Html:
    """What to send, when media is missing."""
    for need in offer.references:
        given = sum(reference.media is need.media for reference in draft.references)
        if given < need.minimum and need.made_by:
            return t("send-made-here", media=str(need.media))
        if given < need.minimum:
            return t("send-reference", media=str(need.media), count=need.minimum - given)
    media = next((need.media for need in offer.references), Media.PHOTO)
    return t("send-reference", media=str(media), count=1)


def _price_line(t: Translator, facts: CardFacts) -> Html:
    takes = usually(t, facts.usual_duration)
    if facts.price is None:
        return t(f"card-price-{facts.priced_per}", price=facts.unit_price, time=takes)
    return t("card-price", price=facts.price, time=takes)


def _short(t: Translator, facts: CardFacts) -> Html | None:
    """How much is missing, when the credits do not reach."""
    if facts.alternatives is None or facts.price is None:
        return None
    short = t("card-short", available=facts.available, missing=facts.price - facts.available)
    reached = t("quote-cheaper-or-buy" if facts.pack else "quote-cheaper") if facts.alternatives.any else None
    return paragraphs(short, reached)


def _given(t: Translator, facts: CardFacts) -> Html | None:
    """What the draft has so far, and what media the model takes."""
    given = references(t, facts.offer, facts.draft.sent)
    prompt = t("card-prompt", prompt=cut(facts.draft.prompt, _PROMPT_SHOWN)) if facts.draft.prompt else None
    takes = [_takes(t, need) for need in facts.offer.references]
    counter = counted(t, facts.draft.prompt, facts.rule)
    return paragraphs(*takes, *given, look_line(t, facts.draft.look), prompt, counter, *_typed(t, facts))


def _typed(t: Translator, facts: CardFacts) -> list[Html]:
    """The texts that were set: a button shows only their beginning."""
    return [
        t("card-typed", option=option_name(t, option.name), value=cut(said, _PROMPT_SHOWN))
        for option in facts.offer.options
        if option.maximum_length
        and (said := facts.draft.choices.get(option.name, option.default)) != option.default
        and facts.options.exists(option)
    ]


def _takes(t: Translator, need: ReferenceNeed) -> Html:
    if need.minimum and need.made_by:
        return t("card-needs-made-here", media=str(need.media))
    key = "card-needs" if need.minimum else "card-takes"
    return t(key, media=str(need.media), count=need.maximum)


def _next(t: Translator, facts: CardFacts) -> Html:
    if facts.refusal is not None:
        return facts.refusal
    if facts.missing is Missing.REFERENCE:
        return media_needed(t, facts.offer, facts.draft)
    if facts.missing is Missing.PROMPT:
        return t("card-send-prompt-group" if facts.in_group else "card-send-prompt")
    return t("card-ready")


def _card_rows(t: Translator, facts: CardFacts) -> list[list[InlineKeyboardButton]]:
    draft = facts.draft
    rows: list[list[InlineKeyboardButton]] = []
    if facts.missing is Missing.NOTHING and facts.refusal is None:
        rows.append([inline_button(t.plain("button-price"), PriceButton(draft=draft.id))])
    if facts.paused and not facts.in_group:
        rows.append(notify_row(t, draft.id))
    if facts.instead is not None:
        label = t.plain("button-instead", model=facts.instead.title)
        rows.append([inline_button(label, PickButton(slug=facts.instead.slug, draft=draft.id))])
    if facts.pack is not None:
        rows.append([facts.pack])
    if facts.alternatives is not None:
        rows += on_card(t, facts.alternatives, draft=draft.id)
    if facts.missing is Missing.PROMPT:
        rows += idea_rows(t, draft, facts.examples, thinks=facts.thinks)
    if has_custom_mode(facts.offer):
        rows.append(mode_row(t, draft, custom=is_custom(facts.offer, facts.options.settled)))
    rows += option_rows(t, facts.options)
    if facts.in_group and facts.rule.maximum_length:
        rows.append([inline_button(t.plain("button-write-prompt"), PromptButton(draft=draft.id))])
    rows += changes(t, facts.offer, draft, on_card=True)
    rows.append(drop_look_row(t, draft))
    rows.append(_likes(t, facts))
    rows.append(_example(t, facts))
    shelf = ShelfButton(kind=facts.model.kind, page=facts.shelf_page, draft=draft.id)
    rows.append([inline_button(t.plain("button-back"), shelf)])
    return rows


def _likes(t: Translator, facts: CardFacts) -> list[InlineKeyboardButton]:
    """The star, and whether the model is the person's default of its kind."""
    draft, slug = facts.draft.id, facts.model.slug
    starred, mine = facts.preferences.likes(slug), facts.preferences.is_default(slug)
    star = t.plain("button-starred" if starred else "button-star")
    default = t.plain("button-mine" if mine else "button-make-mine")
    return [
        inline_button(star, FavouriteButton(draft=draft, on=not starred)),
        inline_button(default, MakeDefaultButton(draft=draft, on=not mine)),
    ]


def _example(t: Translator, facts: CardFacts) -> list[InlineKeyboardButton]:
    """What the model makes, and for the operator the way to such an example."""
    buttons = []
    if facts.example is not None:
        buttons.append(
            inline_button(t.plain("button-example-show"), ShowExampleButton(example=facts.example))
        )
    if facts.records:
        buttons.append(inline_button(t.plain("button-record"), RecordButton(draft=facts.draft.id)))
    return buttons
