"""Errors become answers: a refusal in plain words with a next step, anything else an apology with an id."""

from __future__ import annotations

import secrets
from contextlib import suppress

import structlog
from aiogram import Router
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import ErrorEvent

from bot.errors import (
    KioskError,
    NotCancellable,
    NotYoursToChoose,
    QuoteNotYours,
    QuoteOver,
    Refusal,
    SelectionOver,
    VersionElsewhere,
    VersionGone,
)
from bot.generation.continue_chain import NothingToContinue, StepGone
from bot.groups.refusals import GroupRefusal
from handlers.core.buttons.quote import GenerateButton
from handlers.core.buttons.result import TellAdminButton
from handlers.core.context import Context
from handlers.core.fsm_states import clear_state, current_draft
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.refusal_screen import refusal_screen
from handlers.core.refusals import CardGone, CardNotYours
from handlers.core.views.refusal_text import refusal_text
from handlers.core.views.screen import Screen

_TOASTS = (
    CardNotYours,
    GroupRefusal,
    QuoteNotYours,
    QuoteOver,
    NotCancellable,
    NothingToContinue,
    NotYoursToChoose,
    SelectionOver,
    StepGone,
    VersionElsewhere,
    VersionGone,
)
"""Said to the person who tapped, not to the whole chat."""

_NOT_OUR_FAULT = (
    TelegramForbiddenError,
    TelegramRetryAfter,
    TelegramNetworkError,
    TelegramServerError,
    TelegramMigrateToChat,
)
"""Blocked, flood control, a fault of Telegram or of the way there: another message would fare no better."""

_log = structlog.get_logger(__name__)


def build() -> Router:
    """The router for errors of all the others."""
    router = Router(name="errors")
    router.error.register(refuse, ExceptionTypeFilter(Refusal))
    router.error.register(ignore_telegram, ExceptionTypeFilter(*_NOT_OUR_FAULT))
    router.error.register(apologise)
    return router


async def refuse(event: ErrorEvent, ctx: Context) -> None:
    """A rule said no: say why, and what to do next."""
    refusal = event.exception
    if not isinstance(refusal, Refusal):
        raise refusal
    if isinstance(refusal, QuoteOver) and await _is_dead(event, ctx):
        await ctx.chat.edit_buttons(None)
    if ctx.chat.callback_query_id and isinstance(refusal, _TOASTS):
        await ctx.chat.answer_callback(refusal_text(ctx.t, refusal, plain=True), alert=True)
        return
    outdated = isinstance(refusal, CardGone)
    await ctx.chat.answer_callback(refusal_text(ctx.t, refusal, plain=True) if outdated else None)
    if outdated and ctx.chat.in_group and ctx.chat.callback_query_id:
        return
    await ctx.chat.send(await refusal_screen(ctx, refusal, await _open_draft(ctx)), alone=True)


async def ignore_telegram(event: ErrorEvent, ctx: Context) -> None:
    """Telegram took none of it: nothing can be said now."""
    _log.warning("telegram_refused", update_id=event.update.update_id, error=type(event.exception).__name__)
    with suppress(TelegramAPIError):
        await ctx.chat.answer_callback()


async def apologise(event: ErrorEvent, ctx: Context) -> None:
    """Our own fault: an id for the operator, nothing of the inside for the person."""
    incident = secrets.token_hex(4)
    _log.error(
        "update_failed",
        incident=incident,
        update_id=event.update.update_id,
        known=isinstance(event.exception, KioskError),
        exc_info=event.exception,
    )
    with suppress(TelegramAPIError):
        await ctx.chat.answer_callback()
        telling = inline_button(ctx.t.plain("button-tell-admin"), TellAdminButton(incident=incident))
        await ctx.chat.send(Screen(ctx.t("error-internal", id=incident), keyboard([[telling]])))


async def _is_dead(event: ErrorEvent, ctx: Context) -> bool:
    """Whether nothing on the message can be used: a press of a moment ago may be below a card that has a newer price.

    In a group the data may be of one's own, pressed below what another person is shown.
    """
    query = event.update.callback_query
    if query is None or ctx.chat.in_group:
        return False
    try:
        draft = GenerateButton.unpack(query.data or "").draft
        if draft is not None:
            await ctx.drafts.get(draft)
    except (CardGone, CardNotYours, TypeError, ValueError):
        return True
    return draft is None


async def _open_draft(ctx: Context) -> int | None:
    """The draft of the conversation; a conversation about a draft that is gone ends here."""
    draft_id = await current_draft(ctx.state)
    if draft_id is None:
        return None
    try:
        await ctx.drafts.get(draft_id)
    except (CardGone, CardNotYours):
        await clear_state(ctx.state)
        return None
    return draft_id
