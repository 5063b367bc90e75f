"""After something went wrong: watching what is late, and telling the admins of what broke."""

from __future__ import annotations

from enum import StrEnum

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from bot.domain.generation import Generation, State
from bot.errors import FailureKind
from bot.ports import Alert, AlertKind, AlertSender
from handlers.core.buttons.result import TellAdminButton, WatchButton
from handlers.core.context import Context
from handlers.core.keyboards import keyboard

_GENERATION = "g"


class LateStatus(StrEnum):
    """What became of something that was given up (words: `toast-watch-<standing>`)."""

    COMING = "coming"
    """It goes on after all."""
    CAME = "came"
    ON = "on"
    """Nothing yet; it is looked for."""
    OVER = "over"


def build() -> Router:
    """The router of the buttons under a failure."""
    router = Router(name="trouble")
    router.callback_query.register(watch, WatchButton.filter())
    router.callback_query.register(tell, TellAdminButton.filter())
    return router


async def watch(_: CallbackQuery, callback_data: WatchButton, generation: Generation, ctx: Context) -> None:
    """How it stands with what is late."""
    await ctx.chat.answer_callback(ctx.t.plain(f"toast-watch-{_state_of(generation)}"), alert=True)


async def tell(
    query: CallbackQuery, callback_data: TellAdminButton, ctx: Context, alert_sender: AlertSender
) -> None:
    """The admins hear of it with its number, once: the button goes away."""
    number = 0
    if callback_data.incident.startswith(_GENERATION):
        number = (await ctx.user.generation(int(callback_data.incident.removeprefix(_GENERATION)))).id
    await ctx.chat.edit_buttons(_without(query, callback_data.pack()))
    await ctx.chat.answer_callback(ctx.t.plain("toast-admin-told"))
    detail = f"{ctx.person.id}, {callback_data.incident}"
    await alert_sender.alert(Alert(kind=AlertKind.REPORTED, generation_id=number, detail=detail))


def _state_of(generation: Generation) -> LateStatus:
    if generation.is_open:
        return LateStatus.COMING
    if generation.state is not State.FAILED:
        return LateStatus.CAME
    watched = generation.due_at is not None and generation.failure is FailureKind.SLOW
    return LateStatus.ON if watched else LateStatus.OVER


def _without(query: CallbackQuery, data: str) -> InlineKeyboardMarkup | None:
    """The tapped message's buttons but for this one."""
    markup = query.message.reply_markup if isinstance(query.message, Message) else None
    if markup is None:
        return None
    return keyboard(
        [[button for button in row if button.callback_data != data] for row in markup.inline_keyboard]
    )
