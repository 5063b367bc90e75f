"""What has to be known of an update to put it into its line, before aiogram reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from aiogram.types import Update

from bot.domain.incoming_update import IncomingUpdate

UNKNOWN: Final = "unknown"
"""The kind of an update whose kind aiogram does not know: a newer Telegram's."""

KINDS: Final = frozenset(Update.model_fields) - {"update_id"}
"""The kinds that aiogram knows."""

URGENT: Final = frozenset({"pre_checkout_query", "shipping_query"})
"""Kinds that fail when they are not answered within ten seconds (Bot API, answerPreCheckoutQuery)."""

_MONEY: Final = ("successful_payment", "refunded_payment")
"""Fields of messages that say that money has moved (Bot API, Message)."""

_MONEY_KINDS: Final = frozenset({"subscription", "purchased_paid_media"})
"""Kinds that speak of what was paid (Bot API, Update)."""

_LARGEST_ID: Final = 2**63 - 1


def incoming(content: object) -> IncomingUpdate | None:
    """The update behind what Telegram sent; None when it has no number, so that nothing can be said of it."""
    if not isinstance(content, dict) or (number := _id(content.get("update_id"))) is None:
        return None
    kind = kind_of(content)
    payload = _mapping(content.get(kind))
    place = payload if "chat" in payload else _mapping(payload.get("message"))
    return IncomingUpdate(
        id=number,
        kind=kind,
        chat_id=_id(_mapping(place.get("chat")).get("id")),
        # Of a channel's or anonymous admin's message the user is a fake one that all of them share (Bot API, Message).
        person_id=_first_id(payload.get("sender_chat"), payload.get("from"), payload.get("user")),
        is_about_money=kind in _MONEY_KINDS or any(name in payload for name in _MONEY),
        content=content,
    )


def kind_of(content: Mapping[str, Any]) -> str:
    """The kind of an update: its only field beside the number."""
    return next((name for name in content if name in KINDS), UNKNOWN)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _id(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if -_LARGEST_ID <= value <= _LARGEST_ID else None


def _first_id(*holders: object) -> int | None:
    return next((found for one in holders if (found := _id(_mapping(one).get("id"))) is not None), None)
