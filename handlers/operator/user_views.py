"""One person as operators see them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton

from bot.domain.generation import State
from bot.domain.person_facts import COUNTED
from bot.i18n import Html, Translator
from bot.people.person_record import PersonRecord
from bot.people.source_name import source_name
from handlers.core.buttons.operator import (
    LogButton,
    PersonAct,
    PersonActButton,
    SendToPersonButton,
    UserButton,
)
from handlers.core.buttons.refund import PaymentCardButton
from handlers.core.keyboards import grid, inline_button, keyboard
from handlers.core.views.named_person import NamedPerson
from handlers.core.views.screen import Screen, cut, paragraphs
from handlers.operator import person_messages

_OPEN_SHOWN: Final = 10
_NOTE_SHOWN: Final = 150
_TITLE_SHOWN: Final = 32
_ROW: Final = 2
_SIGNS: Final[Mapping[State, str]] = {
    State.DELIVERED: "✓",
    State.STORED: "✓",
    State.FAILED: "✗",
    State.CANCELLED: "–",
}
"""How generations that have ended stand in a list; all others go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sees:
    """What the operator who looks may see and do.

    Attributes:
        stars: sums of Stars.
        log: the log.
        credits: may give and take them.
    """

    stars: bool
    log: bool
    credits: bool


def user(
    t: Translator,
    record: PersonRecord,
    names: Mapping[int | None, NamedPerson],
    sees: Sees,
    title: Callable[[str], str],
) -> Screen:
    """Who it is, what they have, what has moved, what was made, and what is noted; payments where sums of Stars may be seen."""
    text = paragraphs(
        paragraphs(*_who(t, record)),
        paragraphs(
            t(
                "user-balance",
                available=record.balance.available,
                free=record.balance.allowance,
                bought=record.balance.bought,
                held=record.balance.held,
            ),
            t("user-unlimited") if record.balance.unlimited else None,
        ),
        paragraphs(
            t("user-entries"),
            *(
                t(
                    "user-entry",
                    at=f"{entry.at:%m-%d %H:%M}",
                    amount=f"{entry.amount:+d}",
                    kind=t.plain(f"user-entry-{entry.kind}"),
                    job=f" #{entry.generation_id}" if entry.generation_id is not None else "",
                )
                for entry in record.entries
            ),
        )
        if record.entries
        else None,
        _made(t, record, title),
        _notes(t, record, names),
        gap="\n\n",
    )
    payments = [
        [
            inline_button(
                t.plain("button-payment", number=payment.number, stars=payment.stars),
                PaymentCardButton(receipt=payment.number),
            )
        ]
        for payment in (record.payments if sees.stars else ())
    ]
    ways = [inline_button(t.plain("button-user-again"), UserButton(person=record.person.id))]
    if sees.log:
        ways.append(inline_button(t.plain("button-user-log"), LogButton(person=record.person.id)))
    return Screen(text, keyboard([*payments, *grid(_acts(t, record, sees), _ROW), ways]))


def message_preview(t: Translator, named: NamedPerson, words: str, token: str) -> Screen:
    """What a person would read, before it is sent."""
    return Screen(
        paragraphs(
            t("user-message-preview", person=named.shown(t)), person_messages.message(t, words), gap="\n\n"
        ),
        keyboard(
            [
                [
                    inline_button(
                        t.plain("button-user-send"),
                        SendToPersonButton(code=token, send=True),
                        ButtonStyle.PRIMARY,
                    )
                ],
                [inline_button(t.plain("button-grant-drop"), SendToPersonButton(code=token, send=False))],
            ]
        ),
    )


def _acts(t: Translator, record: PersonRecord, sees: Sees) -> list[InlineKeyboardButton]:
    whats = [
        *((PersonAct.GRANT, PersonAct.TAKE) if sees.credits else ()),
        PersonAct.NOTE,
        PersonAct.MESSAGE,
        PersonAct.UNBLOCK if record.blocked else PersonAct.BLOCK,
        PersonAct.DATA,
    ]
    return [
        inline_button(t.plain(f"button-user-{what}"), PersonActButton(person=record.person.id, what=what))
        for what in whats
    ]


def _who(t: Translator, record: PersonRecord) -> Iterator[Html]:
    person = record.person
    yield t("user-title", person=NamedPerson.like(person).shown(t))
    yield t("user-language", language=person.language or person.telegram_language or "–")
    if person.first_seen_at is not None:
        yield t("user-since", since=f"{person.first_seen_at:%Y-%m-%d}")
    if person.source:
        yield t("user-source", source=source_name(t, person.source))
    if record.facts.groups:
        groups = ", ".join(cut(one, _TITLE_SHOWN) for one in record.facts.groups)
        yield t("user-groups", groups=groups)
    if record.blocked:
        yield t("user-blocked")


def _made(t: Translator, record: PersonRecord, title: Callable[[str], str]) -> Html:
    facts = record.facts
    if not facts.made:
        return t("user-nothing-made")
    count = f"{facts.made_count}+" if facts.made_count >= COUNTED else str(facts.made_count)
    numbers = ", ".join(f"#{one.id}" for one in record.open[:_OPEN_SHOWN])
    return paragraphs(
        t("user-made", count=count),
        *(
            t(
                "user-made-line",
                sign=_SIGNS.get(one.state, "…"),
                id=str(one.id),
                model=title(one.model),
                at=f"{one.created_at:%Y-%m-%d %H:%M}",
            )
            for one in facts.made
        ),
        t("user-open", count=len(record.open), numbers=numbers) if record.open else None,
    )


def _notes(t: Translator, record: PersonRecord, names: Mapping[int | None, NamedPerson]) -> Html | None:
    if not record.facts.notes:
        return None
    return paragraphs(
        t("user-notes"),
        *(
            t(
                "user-note",
                words=cut(one.words, _NOTE_SHOWN),
                by=names[one.by_id].label(t),
                at=f"{one.at:%Y-%m-%d}",
            )
            for one in record.facts.notes
        ),
    )
