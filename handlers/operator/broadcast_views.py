"""Broadcasts as operators see them: the list, and the card of one with its panels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton

from bot.domain.broadcast import (
    LONGEST_LABEL,
    MORNING_FROM,
    MORNING_LASTS,
    MOST_LINKS,
    SHOWN_BROADCASTS,
    Audience,
    Broadcast,
    BroadcastState,
)
from bot.domain.segment import ANY_GROUP, Segment, SegmentField
from bot.i18n import Html, Translator
from handlers.core.buttons.operator import (
    BroadcastAction,
    BroadcastButton,
    BroadcastsButton,
    SegmentButton,
)
from handlers.core.keyboards import grid, inline_button, keyboard
from handlers.core.views.screen import Screen, cut, paragraphs

TYPED: Final = "?"
"""In place of a value: it is typed."""
ANY: Final = "-"
"""In place of a value: the condition goes."""
OFFERED: Final[Mapping[SegmentField, Sequence[str]]] = {
    SegmentField.PAID: ("yes", "no"),
    SegmentField.ACTIVE: ("1", "7", "30", "90"),
    SegmentField.IDLE: ("7", "14", "30", "90"),
    SegmentField.BALANCE: ("1", "10", "100", "1000"),
}
"""Values that are offered on buttons."""
_TYPED: Final = frozenset(SegmentField) - {SegmentField.LANGUAGE, SegmentField.PAID}
_VALUE_BYTES: Final = 40
"""Of a value that fits into a button's data, which has 64 bytes."""
_SOURCE_SHOWN: Final = 30
_STATE_SIGNS: Final = {
    BroadcastState.SCHEDULED: "🕘",
    BroadcastState.SENDING: "📣",
    BroadcastState.PAUSED: "⏸",
    BroadcastState.ENDED: "✅",
    BroadcastState.CANCELLED: "✖️",
    BroadcastState.DRAFT: "✏️",
}


def broadcasts(t: Translator, lines: Sequence[Broadcast], *, before: int | None) -> Screen:
    """The newest, and how one is begun; `lines` may hold one more than a page."""
    shown = lines[:SHOWN_BROADCASTS]
    rows = [[_act(one, _line(one), BroadcastAction.LOOK)] for one in shown]
    turns = []
    if before is not None:
        turns.append(inline_button(t.plain("button-log-newest"), BroadcastsButton()))
    if len(lines) > SHOWN_BROADCASTS:
        turns.append(inline_button(t.plain("button-log-older"), BroadcastsButton(before=shown[-1].id)))
    title = t("broadcasts-title") if shown else t("broadcasts-none")
    return Screen(
        paragraphs(title, None if before else t("broadcast-usage"), gap="\n\n"), keyboard([*rows, turns])
    )


def draft(t: Translator, one: Broadcast, audience: Audience) -> Screen:
    """What is decided so far, and the button that sends it."""
    count = audience.reached_by(one)
    kind = BroadcastAction.NEWS if one.to_all else BroadcastAction.IMPORTANT
    send = inline_button(
        t.plain("button-broadcast" if _is_at_once(one) else "button-broadcast-later", count=count),
        BroadcastButton(broadcast=one.id, do=BroadcastAction.SEND, revision=one.revision),
        ButtonStyle.DANGER,
    )
    rows = [
        [send] if count else [],
        [
            _act(one, t.plain("button-broadcast-whom"), BroadcastAction.WHOM),
            _act(one, t.plain("button-broadcast-when"), BroadcastAction.WHEN),
        ],
        [
            _act(one, t.plain("button-broadcast-links"), BroadcastAction.LINKS),
            _act(one, t.plain("button-broadcast-test"), BroadcastAction.MESSAGE),
        ],
        [_act(one, t.plain("button-broadcast-news" if one.to_all else "button-broadcast-important"), kind)],
        [_act(one, t.plain("button-broadcast-drop"), BroadcastAction.CANCEL)],
    ]
    return Screen(
        paragraphs(
            t("broadcast-draft", number=one.id),
            _facts(t, one),
            paragraphs(t("broadcast-people", count=count), _news_line(t, one, audience)),
            gap="\n\n",
        ),
        keyboard(rows),
    )


def progress(t: Translator, one: Broadcast, *, waiting: int, code_uses: int) -> Screen:
    """How a confirmed one goes, or has gone."""
    held = one.state is BroadcastState.PAUSED
    rows = [
        [_act(one, t.plain("button-broadcast-go-on"), BroadcastAction.GO_ON)] if held else [],
        [_act(one, t.plain("button-broadcast-pause"), BroadcastAction.PAUSE)]
        if one.state in {BroadcastState.SCHEDULED, BroadcastState.SENDING}
        else [],
        [_act(one, t.plain("button-broadcast-change"), BroadcastAction.REOPEN)]
        if one.state is BroadcastState.SCHEDULED
        else [],
        [
            _act(one, t.plain("button-broadcast-message"), BroadcastAction.MESSAGE),
            _act(one, t.plain("button-broadcast-refresh"), BroadcastAction.LOOK),
        ],
        []
        if one.state.is_over
        else [_act(one, t.plain("button-broadcast-cancel"), BroadcastAction.ASK_CANCEL)],
        [inline_button(t.plain("button-broadcasts"), BroadcastsButton())],
    ]
    text = paragraphs(
        t(f"broadcast-{one.state}", number=one.id),
        _facts(t, one),
        figures(t, one, waiting=waiting, code_uses=code_uses) if one.begun_at is not None else None,
        gap="\n\n",
    )
    return Screen(text, keyboard(rows))


def figures(t: Translator, one: Broadcast, *, waiting: int, code_uses: int) -> Html:
    """Whom it has reached."""
    return paragraphs(
        t(
            "broadcast-figures",
            reached=one.reached,
            chosen=one.chosen or 0,
            skipped=one.skipped,
            missed=one.missed,
        ),
        t("broadcast-waiting", count=waiting) if waiting else None,
        t("broadcast-opted-out", count=one.opted_out) if one.opted_out else None,
        t("broadcast-code-uses", count=code_uses) if any(link.code for link in one.links) else None,
    )


def cancel_question(t: Translator, one: Broadcast) -> Screen:
    """Giving up is for good."""
    rows = [
        [_act(one, t.plain("button-broadcast-cancel-sure"), BroadcastAction.CANCEL)],
        [_act(one, t.plain("button-back"), BroadcastAction.LOOK)],
    ]
    return Screen(t("broadcast-cancel-question", number=one.id), keyboard(rows))


def whom(t: Translator, one: Broadcast, audience: Audience) -> Screen:
    """Every condition with its value."""
    buttons = [
        inline_button(
            t.plain(
                "button-broadcast-condition",
                name=t.plain(f"broadcast-field-{field}"),
                value=_short(t, field, getattr(one.segment, field.value)),
            ),
            SegmentButton(broadcast=one.id, what=field),
        )
        for field in SegmentField
    ]
    return Screen(
        paragraphs(
            t("broadcast-whom"),
            segment_line(t, one.segment),
            paragraphs(t("broadcast-people", count=audience.reached_by(one)), _news_line(t, one, audience)),
            gap="\n\n",
        ),
        keyboard([*grid(buttons, 2), [_act(one, t.plain("button-back"), BroadcastAction.LOOK)]]),
    )


def values(t: Translator, one: Broadcast, field: SegmentField, offered: Sequence[str]) -> Screen:
    """The values of a condition."""

    def to(value: str) -> SegmentButton:
        return SegmentButton(broadcast=one.id, what=field, value=value.replace(":", "|"))

    fitting = [value for value in offered if len(value.encode()) <= _VALUE_BYTES]
    buttons = [inline_button(_offered(t, field, value), to(value)) for value in fitting]
    rows = [
        *grid(buttons, 4),
        [inline_button(t.plain("button-broadcast-other"), to(TYPED))] if field in _TYPED else [],
        [inline_button(t.plain("button-broadcast-any"), to(ANY))],
        [_act(one, t.plain("button-back"), BroadcastAction.WHOM)],
    ]
    return Screen(t(f"broadcast-about-{field}"), keyboard(rows))


def ask_for_condition(t: Translator, number: int, field: SegmentField) -> Screen:
    """Its value is typed."""
    back = [inline_button(t.plain("button-back"), SegmentButton(broadcast=number, what=field))]
    return Screen(t(f"broadcast-ask-{field}"), keyboard([back]), asks=True)


def when(t: Translator, one: Broadcast) -> Screen:
    """When it begins."""
    mornings = BroadcastAction.SAME_TIME if one.in_the_morning else BroadcastAction.MORNINGS
    rows = [
        [
            _act(one, t.plain("button-broadcast-now"), BroadcastAction.NOW),
            _act(one, t.plain("button-broadcast-hour"), BroadcastAction.IN_AN_HOUR),
        ],
        [_act(one, t.plain("button-broadcast-tomorrow"), BroadcastAction.TOMORROW)],
        [_act(one, t.plain("button-broadcast-time"), BroadcastAction.TYPE_TIME)],
        [
            _act(
                one,
                t.plain("button-broadcast-same-time" if one.in_the_morning else "button-broadcast-mornings"),
                mornings,
            )
        ],
        [_act(one, t.plain("button-back"), BroadcastAction.LOOK)],
    ]
    return Screen(
        paragraphs(
            _when_line(t, one), t("broadcast-when-about", first=MORNING_FROM, last=_MORNING_UNTIL), gap="\n\n"
        ),
        keyboard(rows),
    )


def ask_for_time(t: Translator, number: int, now: datetime) -> Screen:
    """The moment is typed."""
    example = (now + timedelta(days=1)).replace(hour=18, minute=0)
    return Screen(
        t("broadcast-ask-time", example=f"{example:%Y-%m-%d %H:%M}", now=f"{now:%Y-%m-%d %H:%M}"),
        keyboard([[_to(number, t.plain("button-back"), BroadcastAction.WHEN)]]),
        asks=True,
    )


def links(t: Translator, one: Broadcast) -> Screen:
    """The buttons below the message."""
    rows = [
        [_act(one, t.plain("button-broadcast-add-link"), BroadcastAction.TYPE_LINK)]
        if len(one.links) < MOST_LINKS
        else [],
        [_act(one, t.plain("button-broadcast-no-links"), BroadcastAction.NO_LINKS)] if one.links else [],
        [_act(one, t.plain("button-back"), BroadcastAction.LOOK)],
    ]
    shown = [
        t("broadcast-link", label=link.label, target=cut(link.code.upper() or link.url, 60))
        for link in one.links
    ]
    return Screen(paragraphs(t("broadcast-links-about", most=MOST_LINKS), *shown, gap="\n\n"), keyboard(rows))


def ask_for_link(t: Translator, number: int) -> Screen:
    """A button is typed."""
    back = [_to(number, t.plain("button-back"), BroadcastAction.LINKS)]
    return Screen(t("broadcast-ask-link", most=LONGEST_LABEL), keyboard([back]), asks=True)


def segment_line(t: Translator, segment: Segment) -> Html:
    """Whom it is for."""
    parts = [
        t(f"broadcast-is-{field}", **_said(t, field, value)) for field, value in segment.conditions.items()
    ]
    if not parts:
        return t("broadcast-to-all-people")
    warning = t("broadcast-contradiction") if segment.is_contradiction else None
    return paragraphs(t("broadcast-to", who=Html("; ".join(parts))), warning)


def _said(t: Translator, field: SegmentField, value: str | int | bool) -> dict[str, str | int]:
    if field is SegmentField.LANGUAGE:
        return {"value": str(value).upper()}
    if field is SegmentField.PAID:
        return {"value": "yes" if value else "no"}
    if field is SegmentField.GROUP:
        return {"value": "any" if value == ANY_GROUP else str(value)}
    return {"value": value}


def _short(t: Translator, field: SegmentField, value: str | int | bool | None) -> str:
    """For a button."""
    if value is None:
        return t.plain("broadcast-short-any")
    if field is SegmentField.PAID:
        return _offered(t, field, "yes" if value else "no")
    if field is SegmentField.BALANCE:
        return f"≥ {value}"
    return cut(_offered(t, field, str(value)), 12)


def _offered(t: Translator, field: SegmentField, value: str) -> str:
    match field:
        case SegmentField.LANGUAGE:
            return value.upper()
        case SegmentField.PAID:
            return t.plain("broadcast-short-paid" if value == "yes" else "broadcast-short-not-paid")
        case SegmentField.GROUP:
            return t.plain("broadcast-short-group") if value == str(ANY_GROUP) else value
        case _:
            return cut(value, _SOURCE_SHOWN)


def _facts(t: Translator, one: Broadcast) -> Html:
    return paragraphs(
        segment_line(t, one.segment),
        _when_line(t, one),
        t("broadcast-is-important") if one.to_all else None,
        *(
            t("broadcast-link", label=link.label, target=cut(link.code.upper() or link.url, 60))
            for link in one.links
        ),
    )


_MORNING_UNTIL: Final = MORNING_FROM + int(MORNING_LASTS.total_seconds()) // 3600


def _when_line(t: Translator, one: Broadcast) -> Html:
    at = "" if one.starts_at is None else f"{one.starts_at:%Y-%m-%d %H:%M}"
    return paragraphs(
        t("broadcast-at", at=at) if at else t("broadcast-at-once"),
        t("broadcast-in-mornings", first=MORNING_FROM, last=_MORNING_UNTIL) if one.in_the_morning else None,
    )


def _news_line(t: Translator, one: Broadcast, audience: Audience) -> Html | None:
    if not audience.unwilling or one.to_all:
        return None
    return t("broadcast-unwilling", count=audience.unwilling)


def _is_at_once(one: Broadcast) -> bool:
    return one.starts_at is None and not one.in_the_morning


def _line(one: Broadcast) -> str:
    """For the list: which, in which state, when, how many have got it."""
    at = one.begun_at or one.starts_at or one.created_at
    day = f"{at:%d.%m}" if at is not None else ""
    return f"{_STATE_SIGNS[one.state]} {one.name} · {day} · {one.reached}/{one.chosen or 0}"


def _act(one: Broadcast, label: str, do: BroadcastAction) -> InlineKeyboardButton:
    return _to(one.id, label, do)


def _to(number: int, label: str, do: BroadcastAction) -> InlineKeyboardButton:
    return inline_button(label, BroadcastButton(broadcast=number, do=do))


def ended(t: Translator, one: Broadcast, code_uses: int) -> Html:
    """The report."""
    return paragraphs(
        t(
            "broadcast-finished",
            number=one.id,
            reached=one.reached,
            skipped=one.skipped,
            missed=one.missed,
        ),
        t("broadcast-opted-out", count=one.opted_out) if one.opted_out else None,
        t("broadcast-code-uses", count=code_uses) if any(link.code for link in one.links) else None,
    )
