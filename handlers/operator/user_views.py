"""One person as operators see them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.i18n import Html, Translator
from bot.people.person_record import PersonRecord
from handlers.core.buttons.operator import LogButton, UserButton
from handlers.core.buttons.refund import PaymentCardButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.named_person import NamedPerson
from handlers.core.views.screen import Screen, paragraphs
from handlers.operator.source_view import source_name

_OPEN_SHOWN: Final = 10


def user(t: Translator, record: PersonRecord, *, sees_stars: bool, sees_log: bool) -> Screen:
    """Who it is, what they have, what has moved, and what is being made; payments where sums of Stars may be seen."""
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
        _made(t, record),
        gap="\n\n",
    )
    payments = [
        [
            inline_button(
                t.plain("button-payment", number=payment.number, stars=payment.stars),
                PaymentCardButton(receipt=payment.number),
            )
        ]
        for payment in (record.payments if sees_stars else ())
    ]
    ways = [inline_button(t.plain("button-user-again"), UserButton(person=record.person.id))]
    if sees_log:
        ways.append(inline_button(t.plain("button-user-log"), LogButton(person=record.person.id)))
    return Screen(text, keyboard([*payments, ways]))


def _who(t: Translator, record: PersonRecord) -> Iterator[Html]:
    person = record.person
    yield t("user-title", person=NamedPerson.like(person).shown(t))
    yield t("user-language", language=person.language or person.telegram_language or "–")
    if person.first_seen_at is not None:
        yield t("user-since", since=f"{person.first_seen_at:%Y-%m-%d}")
    if person.source:
        yield t("user-source", source=source_name(t, person.source))
    if record.blocked:
        yield t("user-blocked")


def _made(t: Translator, record: PersonRecord) -> Html:
    if record.latest is None:
        return t("user-nothing-made")
    latest = t("user-latest", id=record.latest.id, at=f"{record.latest.created_at:%Y-%m-%d %H:%M}")
    if not record.open:
        return latest
    numbers = ", ".join(f"#{one.id}" for one in record.open[:_OPEN_SHOWN])
    return paragraphs(latest, t("user-open", count=len(record.open), numbers=numbers))
