"""Who of a cast is in a request: on its card, and in the list that they are picked from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton

from bot.cast.casting import Casting
from bot.catalog.spec import Model
from bot.domain.cast import Character
from bot.domain.paging import PageNumber
from bot.domain.person import Draft
from bot.i18n import Html, Translator
from handlers.core.buttons.cast import PickCastButton, SwitchCharacterButton
from handlers.core.buttons.draft import CardButton
from handlers.core.buttons.menu import PickButton
from handlers.core.keyboards import grid, inline_button, keyboard, pager
from handlers.core.views.screen import Screen, cut, paragraphs

SHOWN = 4
"""Characters with a button of their own on a card; the list has the others."""
ON_PAGE = 12
_NAME = 16
"""Characters of a name that a button shows beside the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CastFacts:
    """What a card says of its cast.

    Attributes:
        draft: the draft.
        title: what it is for.
        casting: who is in it.
        instead: a model that takes pictures, where this one takes none.
        price: what the same costs there; None where that is not known yet.
    """

    draft: Draft
    title: str
    casting: Casting
    instead: Model | None = None
    price: int | None = None


def cast_lines(t: Translator, facts: CastFacts) -> Html | None:
    """Who is left out, and why."""
    found = facts.casting
    left = ", ".join(one.name for one in found.left_out)
    lines: list[Html | None] = []
    if left:
        lines.append(
            t("cast-left-out", model=facts.title, names=left)
            if found.takes_pictures
            else t("cast-no-pictures", model=facts.title, names=left)
        )
    if found.gone:
        lines.append(t("cast-gone", count=found.gone))
    return paragraphs(*lines) or None


def cast_rows(t: Translator, facts: CastFacts) -> list[list[InlineKeyboardButton]]:
    """Who is in it, each with the way out; the list of all; a model that takes pictures."""
    found, draft = facts.casting, facts.draft.id
    buttons = [
        inline_button(
            t.plain("button-character-off", name=cut(one.name, _NAME), count=len(photos)),
            SwitchCharacterButton(draft=draft, character=one.id, on=False),
        )
        for one, photos in found.used[:SHOWN]
    ]
    if found.known and found.takes_pictures:
        buttons.append(inline_button(t.plain("button-cast"), PickCastButton(draft=draft)))
    rows = grid(buttons, 2)
    if facts.instead is not None:
        title = cut(facts.instead.title, 24)
        label = (
            t.plain("button-cast-model", model=title, price=facts.price)
            if facts.price is not None
            else t.plain("button-instead", model=title)
        )
        rows.append([inline_button(label, PickButton(slug=facts.instead.slug, draft=draft))])
    return rows


def picker(
    t: Translator, draft: Draft, cast: Sequence[Character], used: Collection[int], *, page: int
) -> Screen:
    """The cast with who is in the request marked."""
    done = [inline_button(t.plain("button-done"), CardButton(draft=draft.id))]
    if not cast:
        return Screen(t("cast-empty"), keyboard([done]))
    place = PageNumber.near(page, total=len(cast), size=ON_PAGE)
    buttons = [
        inline_button(
            t.plain(
                "button-character-on" if one.id in used else "button-character", name=cut(one.name, _NAME)
            ),
            SwitchCharacterButton(draft=draft.id, character=one.id, on=one.id not in used, page=place.number),
        )
        for one in place.of(cast)
    ]
    turning = pager(place, PickCastButton(draft=draft.id))
    return Screen(t("cast-pick"), keyboard([*grid(buttons, 2), turning, done]))
