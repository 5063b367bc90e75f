"""What a person said and sent that is not used (yet): said in words, and the buttons that use it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from aiogram.types import InlineKeyboardButton

from bot.catalog.choices import allowed_values
from bot.catalog.spec import Kind, Media, Model, Option, Verb
from bot.domain.generation import Reference
from bot.domain.person import Draft
from bot.i18n import Html, Translator
from handlers.compose.views.option_rows import ValuePrices, value_label
from handlers.core.buttons.draft import (
    ApplySavingButton,
    CardButton,
    FindUseButton,
    OptionsAsWordsButton,
    PriceButton,
    UseWithVerbButton,
)
from handlers.core.buttons.menu import ShelfButton
from handlers.core.draft_service import DraftTarget, Unused, taken_alone
from handlers.core.keyboards import grid, inline_button, keyboard
from handlers.core.priced_catalog import PricedCatalog
from handlers.core.views import model_lists as shelves
from handlers.core.views.screen import Screen, cut, option_name, option_value, paragraphs, typed_option_name

WORDS_SHOWN = 300
_VALUES_SHOWN = 8
"""Values that are named and offered; the card has the others."""
_VALUES_IN_ROW = 4
_SAID_BY_VALUE = frozenset({"aspect_ratio", "duration", "resolution"})
"""Options whose value says what it is: `16:9`, `5 s`, `720p`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusedFacts:
    """What is needed to say what a draft's model cannot use.

    Attributes:
        draft: the draft.
        target: what it is for.
        unused: what that cannot use.
        verbs: what can be done with the draft's media and words.
        prices: what the values cost that the model has instead.
    """

    draft: Draft
    target: DraftTarget
    unused: Unused
    verbs: Sequence[Verb] = ()
    prices: ValuePrices = field(default_factory=dict)


def with_kept(t: Translator, screen: Screen, draft: Draft | None) -> Screen:
    """The screen below what waits for a model: words, media, options; of a draft that has one, only the options
    that it cannot use."""
    if draft is None:
        return screen
    words = t("kept-words", prompt=cut(draft.prompt, WORDS_SHOWN)) if draft.prompt else None
    choices = draft.choices if draft.is_undecided else draft.unused_choices
    said = ", ".join(cut(value, 40) for value in choices.values())
    options = t("kept-options", options=said) if said else None
    kept = paragraphs(words, *_counted(t, draft.media), options)
    return replace(screen, text=paragraphs(kept or None, screen.text, gap="\n\n"))


def with_unused(t: Translator, screen: Screen, facts: UnusedFacts) -> Screen:
    """The screen below what the model cannot use, with the way to what can above its last row."""
    if not facts.unused.any:
        return screen
    text = paragraphs(paragraphs(*_lines(t, facts)), screen.text, gap="\n\n")
    rows = list(screen.buttons.inline_keyboard) if screen.buttons else []
    at = max(len(rows) - 1, 0)
    more = _use_rows(t, facts)
    return replace(screen, text=text, buttons=keyboard([*rows[:at], *more, *rows[at:]]))


def ask_about_options(t: Translator, facts: UnusedFacts) -> Screen:
    """A line asks for options that the model does not have: which ones it has, other models, or that these are words."""
    draft = facts.draft
    words = t("kept-words", prompt=cut(draft.prompt, WORDS_SHOWN)) if draft.prompt else None
    text = paragraphs(paragraphs(*_lines(t, facts)), words, gap="\n\n")
    values = _value_rows(t, facts)
    said = " ".join(facts.unused.choices.values())
    as_words = inline_button(
        t.plain("button-as-words", words=cut(said, 16)), OptionsAsWordsButton(draft=draft.id)
    )
    # Where there is no value to choose from it goes on without.
    without = [] if values else [[inline_button(t.plain("button-without"), PriceButton(draft=draft.id))]]
    return Screen(text, keyboard([*values, *without, *_use_rows(t, facts), [as_words]]))


def _lines(t: Translator, facts: UnusedFacts) -> Iterator[Html]:
    title, unused = facts.target.title, facts.unused
    sent = {reference.media for reference in facts.draft.sent}
    surplus = [one for one in unused.references if one.media in sent]
    if surplus:
        yield t("unused-surplus", model=title, count=len(surplus))
    for media, count in _counts([one for one in unused.references if one not in surplus]).items():
        yield t("unused-media", model=title, media=str(media), count=count)
    if unused.words:
        yield t("unused-words", model=title, prompt=cut(unused.words, WORDS_SHOWN))
    for name, value in unused.choices.items():
        yield _line_of_option(t, facts, name, cut(value, 40))


def _line_of_option(t: Translator, facts: UnusedFacts, name: str, value: str) -> Html:
    option, title = facts.target.offer.option(name), facts.target.title
    if option is None and name not in _SAID_BY_VALUE:
        known = ", ".join(option_name(t, one.name) for one in facts.target.offer.options)
        return t(
            "refusal-unknown-option",
            option=cut(name, 40),
            option_name=cut(typed_option_name(t, name), 40),
            model=title,
            known=known,
        )
    if option is None:
        words = option_name(t, name)
        return t("unused-option", model=title, option=words[:1].lower() + words[1:], value=value)
    if name in _SAID_BY_VALUE:
        return t("unused-value", model=title, values=_values(t, option), value=value)
    return t(
        "refusal-bad-option",
        option=name,
        option_name=option_name(t, name),
        value=value,
        allowed=allowed_values(option),
    )


def _values(t: Translator, option: Option) -> str:
    """`5 or 10 s`, `16:9, 9:16 or 1:1`, `4–30 s`."""
    if not option.choices:
        return option_value(t, option, allowed_values(option))
    *first, last = option.choices[:_VALUES_SHOWN]
    shown = option_value(t, option, last)
    if not first:
        return shown
    has_more = len(option.choices) > _VALUES_SHOWN
    return t.plain("values-and-others" if has_more else "values-or", first=", ".join(first), last=shown)


def _value_rows(t: Translator, facts: UnusedFacts) -> list[list[InlineKeyboardButton]]:
    rows: list[list[InlineKeyboardButton]] = []
    for name in facts.unused.choices:
        option = facts.target.offer.option(name)
        if option is None or not option.choices:
            continue
        buttons = [
            inline_button(
                value_label(t, option, place, "", facts.prices),
                ApplySavingButton(draft=facts.draft.id, option=name, choice=place),
            )
            for place in range(len(option.choices[:_VALUES_SHOWN]))
        ]
        rows.extend(grid(buttons, _VALUES_IN_ROW))
    return rows


def _use_rows(t: Translator, facts: UnusedFacts) -> list[list[InlineKeyboardButton]]:
    """The way to what can use it."""
    unused, draft = facts.unused, facts.draft
    rows: list[list[InlineKeyboardButton]] = []
    if _could_be_each(facts):
        return rows  # the price has the button
    if unused.references:
        media = str(unused.references[0].media)
        rows.append([inline_button(t.plain("button-find-use", what=media), FindUseButton(draft=draft.id))])
    elif unused.words:
        button = inline_button(t.plain("button-find-use", what="words"), FindUseButton(draft=draft.id))
        if Verb.EDIT in facts.verbs:
            edit = UseWithVerbButton(verb=Verb.EDIT, draft=draft.id)
            button = inline_button(t.plain("button-edit-with-words"), edit)
        rows.append([button])
    elif unused.choices:
        label = t.plain("button-find-use", what="options")
        rows.append([inline_button(label, FindUseButton(draft=draft.id))])
    return rows


def _could_be_each(facts: UnusedFacts) -> bool:
    """Whether what is not used is only too much for one request, so that the same can be made with each alone."""
    alone = taken_alone(facts.target.offer)
    more = facts.unused.references
    return facts.target.recipe is None and bool(more) and all(one.media in alone for one in more)


def _counted(t: Translator, references: Sequence[Reference]) -> list[Html]:
    counts = _counts(references)
    return [t("card-reference", media=str(media), count=count) for media, count in counts.items()]


def _counts(references: Sequence[Reference]) -> Mapping[Media, int]:
    given = [reference.media for reference in references]
    return {media: given.count(media) for media in Media if media in given}


def uses_of_words(t: Translator, verb_buttons: Sequence[InlineKeyboardButton], draft: Draft) -> Screen:
    """What the words can be used for, when the model takes none: on the media that there are, or on a shelf."""
    words = t("kept-words", prompt=cut(draft.prompt, WORDS_SHOWN))
    back = inline_button(t.plain("button-card"), CardButton(draft=draft.id))
    rows = [*grid(verb_buttons, 2), *shelves.kind_rows(t, draft=draft.id), [back]]
    return Screen(paragraphs(t("find-use-words"), words), keyboard(rows))


def models_for_options(
    t: Translator, catalog: PricedCatalog, models: Sequence[Model], kind: Kind, draft: Draft
) -> Screen:
    """The models that have these options; where there are none, the shelf."""
    said = cut(", ".join(draft.unused_choices.values()), 64)
    back = inline_button(t.plain("button-card"), CardButton(draft=draft.id))
    shelf = inline_button(t.plain("button-other-model"), ShelfButton(kind=kind, draft=draft.id))
    rows = shelves.model_rows(t, catalog, models, draft.id)
    text = t("find-use-options" if models else "find-use-options-none", options=said)
    return Screen(text, keyboard([*rows, *([] if models else [[shelf]]), [back]]))
