"""What Telegram accepts as text, caption and keyboard."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity, ReplyKeyboardMarkup

from bot.sandbox.telegram import limits
from bot.sandbox.telegram.calls import given
from bot.sandbox.telegram.entities import Formatted, parse_html, tidy
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.world import Json


def formatted(text: str | None, parse_mode: Any, entities: list[MessageEntity] | None) -> Formatted:
    """Parse a text by its mode, or take the entities that came with it.

    Only HTML is understood: the sandbox refuses Markdown with a clear 400, as no user text belongs there.
    """
    if not text:
        return Formatted()
    mode = (given(parse_mode) or "").lower()
    if mode == "html":
        return parse_html(text)
    if mode:
        raise bad_request("unsupported parse_mode")
    sent = [entity.model_dump(exclude_none=True, mode="json") for entity in entities or []]
    return tidy(Formatted(text, tuple(sent)))


def message_text(text: str | None, parse_mode: Any, entities: list[MessageEntity] | None) -> Formatted:
    """A text message's body: 1-4096 characters after parsing."""
    body = formatted(text, parse_mode, entities)
    if not body.text:
        raise bad_request("message text is empty")
    if limits.utf16_length(body.text) > limits.TEXT:
        raise bad_request("message is too long")
    return body


def caption_text(text: str | None, parse_mode: Any, entities: list[MessageEntity] | None) -> Formatted:
    """A caption: up to 1024 characters after parsing."""
    body = formatted(text, parse_mode, entities)
    if limits.utf16_length(body.text) > limits.CAPTION:
        raise bad_request("message caption is too long")
    return body


def keyboard(markup: Any, *, is_invoice: bool = False) -> Json | None:
    """Check a reply_markup; its JSON, or None when there is none (or an inline keyboard without buttons)."""
    if markup is None:
        return None
    if isinstance(markup, InlineKeyboardMarkup):
        _check_grid(markup.inline_keyboard)
        for row in markup.inline_keyboard:
            for button in row:
                _check_button(button)
        rows = [row for row in markup.inline_keyboard if row]
        if not rows:
            return None
        _check_pay_buttons([button for row in rows for button in row], is_invoice=is_invoice)
    elif isinstance(markup, ReplyKeyboardMarkup):
        _check_grid(markup.keyboard)
        if any(not cell.text for row in markup.keyboard for cell in row):
            raise bad_request("keyboard button text must be non-empty")
    dumped: Json = markup.model_dump(exclude_none=True, mode="json")
    return dumped


def _check_grid(rows: list[list[Any]]) -> None:
    if sum(len(row) for row in rows) > limits.BUTTONS or any(
        len(row) > limits.BUTTONS_IN_ROW for row in rows
    ):
        raise bad_request("reply markup is too long")


def _check_pay_buttons(buttons: list[InlineKeyboardButton], *, is_invoice: bool) -> None:
    """An invoice's first button pays it; there is no other such button anywhere (Bot API, InlineKeyboardButton)."""
    paying = [number for number, button in enumerate(buttons) if button.pay]
    if paying and not is_invoice:
        raise bad_request("BUTTON_TYPE_INVALID")
    if is_invoice and not paying:
        raise bad_request("REPLY_MARKUP_BUY_EMPTY")
    if is_invoice and paying != [0]:
        raise bad_request("BUTTON_POS_INVALID")


_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_CHAT_KINDS = ("allow_user_chats", "allow_bot_chats", "allow_group_chats", "allow_channel_chats")


def _check_button(button: InlineKeyboardButton) -> None:
    if not button.text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    actions = [name for name in _ACTIONS if getattr(button, name) is not None]
    if not actions:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f"inline keyboard button must have exactly one action, found {', '.join(actions)}")
    if (
        button.callback_data is not None
        and not 1 <= len(button.callback_data.encode()) <= limits.CALLBACK_DATA
    ):
        raise bad_request("BUTTON_DATA_INVALID")
    if (
        button.copy_text is not None
        and not 1 <= limits.utf16_length(button.copy_text.text) <= limits.COPY_TEXT
    ):
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    chosen = button.switch_inline_query_chosen_chat
    if chosen is not None and not any(getattr(chosen, name) for name in _CHAT_KINDS):
        raise bad_request("at least one chat type must be allowed")
    if button.url is not None:
        _check_url(button.url)


def _check_url(url: str) -> None:
    parts = urlsplit(url if "://" in url else f"http://{url}")
    host = parts.hostname or ""
    if parts.scheme == "tg":
        return
    if parts.scheme not in {"http", "https"} or not host:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if "." not in host and host != "localhost":
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
