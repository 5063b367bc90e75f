"""The buttons below a price: everything that was settled can be changed in place, then the words, the model, or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton

from bot.catalog.song_options import has_custom_mode, is_custom
from bot.catalog.spec import Media, Model
from bot.domain.batch import MOST_COPIES
from bot.domain.person import Draft
from bot.i18n import Translator
from handlers.compose.views.comparison import comparison_rows
from handlers.compose.views.each import each_row
from handlers.compose.views.option_rows import OptionFacts, option_rows
from handlers.compose.views.references import changes
from handlers.compose.views.song import mode_row
from handlers.core.buttons.draft import (
    BetterWordsButton,
    CopiesButton,
    DismissButton,
    NotifyServedButton,
    PromptButton,
)
from handlers.core.buttons.menu import PickButton, ShelfButton
from handlers.core.draft_service import taken_alone
from handlers.core.keyboards import grid, inline_button
from handlers.core.views import model_lists as shelves
from handlers.core.views.look_text import drop_look_row

_WIDE_SUM = 1000
"""Credits that do not fit a button of four in a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRowFacts:
    """What can be changed below a price.

    Attributes:
        draft: what is priced.
        model: what makes it.
        options: the options with their prices.
        takes_text: whether words can be sent.
        instead: the nearest model that works, when this one does not.
        notifies: whether the person can be notified when the service works again.
        better_words: whether the writer can suggest words.
        unit_price: credits of one, where several can be made at once; None where they cannot, or where an own key pays.
        compared: whether several models make it.
        comparable: whether another model of the kind can make it, too.
        own_price: credits of the draft's own model; None where an own key pays.
    """

    draft: Draft
    model: Model
    options: OptionFacts
    takes_text: bool
    instead: Model | None
    notifies: bool = False
    unit_price: int | None = None
    better_words: bool = False
    compared: bool = False
    comparable: bool = False
    own_price: int | None = None


def notify_row(t: Translator, draft: int) -> list[InlineKeyboardButton]:
    """While the service is paused: a notice when it works again."""
    return [inline_button(t.plain("button-notify-served"), NotifyServedButton(draft=draft))]


def quote_rows(t: Translator, facts: QuoteRowFacts) -> list[list[InlineKeyboardButton]]:
    """Below the price of a model's request that a person is putting together."""
    draft = facts.draft
    rows = _setting_rows(t, facts)
    if facts.unit_price is not None:
        rows += _copies_rows(t, draft, facts.unit_price)
    rows += comparison_rows(
        t,
        draft.id,
        facts.model,
        compared=facts.compared,
        comparable=facts.comparable,
        own_price=facts.own_price,
    )
    rows += changes(t, facts.options.offer, draft, on_card=True)
    alone = taken_alone(facts.options.offer)
    if len(draft.media) > 1 and not draft.is_each and all(one.media in alone for one in draft.media):
        # What is priced is what each would be where there is one; the length of films and sounds differs.
        is_one = len(draft.sent) == 1 and all(one.media is Media.PHOTO for one in draft.media)
        rows.append(each_row(t, draft, len(draft.media), facts.own_price if is_one else None))
    rows.append(drop_look_row(t, draft))
    words = [inline_button(t.plain("button-edit-prompt"), PromptButton(draft=draft.id))]
    shelf = ShelfButton(kind=facts.model.kind, draft=draft.id)
    rows.append(_better_words(t, facts))
    rows.append([*(words if facts.takes_text else []), inline_button(t.plain("button-other-model"), shelf)])
    rows.append([inline_button(t.plain("button-cancel"), DismissButton(draft=draft.id))])
    return rows


def suggestion_rows(t: Translator, facts: QuoteRowFacts) -> list[list[InlineKeyboardButton]]:
    """Below the price of what is suggested to a person who only sent words: the shelves, where the words go along."""
    return [*_setting_rows(t, facts), _better_words(t, facts), *shelves.kind_rows(t, draft=facts.draft.id)]


def _better_words(t: Translator, facts: QuoteRowFacts) -> list[InlineKeyboardButton]:
    if not facts.better_words:
        return []
    return [inline_button(t.plain("button-better-words"), BetterWordsButton(draft=facts.draft.id))]


def _copies_rows(t: Translator, draft: Draft, price: int) -> list[list[InlineKeyboardButton]]:
    """How many at once, each with the sum; what is set is marked, and has its sum on the first button."""
    chosen = draft.several.number if draft.several is not None else 1
    buttons = [
        inline_button(
            t.plain(
                "button-copies-chosen" if number == chosen else "button-copies",
                number=number,
                price=price * number,
            ),
            CopiesButton(draft=draft.id, number=number),
        )
        for number in range(1, MOST_COPIES + 1)
    ]
    return grid(buttons, MOST_COPIES if price * MOST_COPIES < _WIDE_SUM else 2)


def _setting_rows(t: Translator, facts: QuoteRowFacts) -> list[list[InlineKeyboardButton]]:
    rows = [notify_row(t, facts.draft.id)] if facts.notifies else []
    if facts.instead is not None:
        label = t.plain("button-instead", model=facts.instead.title)
        pick = PickButton(slug=facts.instead.slug, draft=facts.draft.id)
        rows.append([inline_button(label, pick)])
    offer, settled = facts.options.offer, facts.options.settled
    if has_custom_mode(offer):
        rows.append(mode_row(t, facts.draft, custom=is_custom(offer, settled)))
    return [*rows, *option_rows(t, facts.options)]
