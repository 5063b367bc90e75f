"""People that operators have looked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.domain.people_search import IDLE_AFTER, PeopleFilter, PeoplePage
from bot.i18n import Translator
from handlers.core.buttons.operator import UserButton, UsersButton
from handlers.core.keyboards import grid, inline_button, keyboard
from handlers.core.views.named_person import NamedPerson
from handlers.core.views.screen import Screen, paragraphs

PAGE: Final = 10
"""People on one page."""
_ROW: Final = 5
_FILTERS_IN_ROW: Final = 2


def users(t: Translator, found: PeoplePage, asked: UsersButton, words: Sequence[str]) -> Screen:
    """A page: a line and a button with its number for each, and below them who else may be listed."""
    text = paragraphs(
        paragraphs(
            t("users-title"),
            t("users-words", words=" ".join(words)) if words else None,
            t(f"users-only-{asked.only}", days=IDLE_AFTER.days)
            if asked.only is not PeopleFilter.ALL
            else None,
        ),
        paragraphs(
            *(
                t("users-line", number=number, person=NamedPerson.like(person).shown(t))
                for number, person in enumerate(found.people, 1)
            )
        ),
        None if found.people else t("users-none" if found.next is None else "users-none-here"),
        None if words or asked.after else t("users-usage"),
        gap="\n\n",
    )
    cards = [
        inline_button(str(number), UserButton(person=person.id, listed=True))
        for number, person in enumerate(found.people, 1)
    ]
    anew = asked.model_copy(update={"after": 0, "day": 0})
    filters = [
        inline_button(
            f"• {t.plain(f'button-users-{one}')}" if one is asked.only else t.plain(f"button-users-{one}"),
            anew.model_copy(update={"only": one}),
        )
        for one in PeopleFilter
    ]
    turns = []
    if asked.after:
        turns.append(inline_button(t.plain("button-users-first"), anew))
    if found.next is not None:
        following = asked.model_copy(update={"after": found.next.person_id, "day": found.next.day})
        turns.append(inline_button(t.plain("button-users-more"), following))
    return Screen(text, keyboard([*grid(cards, _ROW), turns, *grid(filters, _FILTERS_IN_ROW)]))
