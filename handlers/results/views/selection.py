"""Pictures of which a recipe goes on with one: their card, the reminder, and the end."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.generation import Generation, State
from bot.domain.selection import Selection
from bot.i18n import Html, Translator
from bot.ledger.entries import Balance
from handlers.core.buttons.selection import (
    ChoosePictureButton,
    OtherPicturesButton,
    ShowSelectionButton,
    StopChoosingButton,
)
from handlers.core.keyboards import Rows, inline_button, keyboard
from handlers.core.views.screen import Screen, paragraphs
from handlers.results.views.batch import batch, became_of, delivered
from handlers.results.views.result import ResultFacts


def selection(
    t: Translator, facts: Sequence[ResultFacts], waiting: Selection | None, balance: Balance | None = None
) -> Screen:
    """What came, and what can be chosen; of what has ended, or where nothing came, as of any batch.

    Args:
        t: translator into the language of who reads it.
        facts: of all pictures of one batch, in order.
        waiting: their selection; None when it is gone.
        balance: what the account has, said where nothing came.
    """
    pictures = [one.generation for one in facts]
    if waiting is None or waiting.is_ended or not delivered(pictures):
        return batch(t, facts, balance)
    text = paragraphs(became_of(t, facts), t("selection-choose"))
    return Screen(text, keyboard(selection_rows(t, waiting, pictures)))


def reminder(t: Translator, waiting: Selection, pictures: Sequence[Generation], days: int) -> Screen:
    """That a choice is waited for, with the buttons."""
    return Screen(t("selection-reminder", days=days), keyboard(selection_rows(t, waiting, pictures)))


def selection_rows(t: Translator, waiting: Selection, pictures: Sequence[Generation]) -> Rows:
    """A number for each picture that is there, as in its album; other ones with their price; and the end."""
    came = [one for one in pictures if one.state is State.DELIVERED]
    numbers = [
        inline_button(t.plain("button-part", number=number), ChoosePictureButton(generation=one.id))
        for number, one in enumerate(came, 1)
        if not one.deleted
    ]
    named = next(one.id for one in came if not one.deleted)
    stop = inline_button(t.plain("button-selection-stop"), StopChoosingButton(generation=named))
    others = [_others(t, pictures, named)] if waiting.again else []
    return [numbers, others, [stop]]


def stopped(t: Translator, facts: Sequence[ResultFacts], ended: Selection) -> Screen:
    """The card after its person has ended it."""
    card = selection(t, facts, ended)
    return Screen(paragraphs(t("selection-stopped"), card.text, gap="\n\n"), card.buttons)


def waiting_line(t: Translator, title: str) -> Html:
    """One line of `/status`."""
    return t("selection-waiting", title=title)


def waiting_button(t: Translator, picture: Generation) -> InlineKeyboardButton:
    """The way to the card."""
    return inline_button(
        t.plain("button-selection-show", id=picture.id), ShowSelectionButton(generation=picture.id)
    )


def _others(t: Translator, pictures: Sequence[Generation], named: int) -> InlineKeyboardButton:
    count, price = len(pictures), sum(one.price for one in pictures)
    label = (
        t.plain("button-selection-others-free", count=count)
        if pictures[0].own_key
        else t.plain("button-selection-others", count=count, price=price)
    )
    return inline_button(label, OtherPicturesButton(generation=named))
