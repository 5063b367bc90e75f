"""`/console`: the way into the console, for who has a role. To everybody else the command does not exist."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import InlineKeyboardButton, Message, WebAppInfo

from bot.domain.console import Entrance
from bot.domain.staff import Act
from bot.staff.console import ConsoleAccess
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import MayAct, Private
from handlers.core.keyboards import keyboard
from handlers.core.views.screen import Screen

_HTTPS = "https://"


def build() -> Router:
    """The router of the command, in private chats: what it gives is for one person."""
    router = Router(name="console")
    router.message.register(console, AnyCaseCommand("console"), Private(), MayAct(Act.CONSOLE))
    return router


async def console(
    _: Message, command: CommandObject, ctx: Context, console_access: ConsoleAccess, console_url: str | None
) -> None:
    """Give the person a link that counts once, and a button where Telegram can open the console; with *off* end what is open."""
    if (command.args or "").strip().casefold() == "off":
        ended = await console_access.sign_out_everywhere(ctx.person.id)
        await ctx.chat.send(Screen(ctx.t("console-ended", count=ended)))
        return
    if console_url is None:
        await ctx.chat.send(Screen(ctx.t("console-is-off")))
        return
    link = await console_access.invite(ctx.person.id, Entrance.LINK)
    address = f"{console_url}/enter/{link.id}#{link.secret}"
    if not console_url.startswith(_HTTPS):  # Telegram puts no such address on a button
        await ctx.chat.send(Screen(ctx.t("console-link", address=address)))
        return
    app = await console_access.invite(ctx.person.id, Entrance.APP)
    inside = InlineKeyboardButton(
        text=ctx.t.plain("button-console-app"), web_app=WebAppInfo(url=f"{console_url}/enter/{app.id}")
    )
    outside = InlineKeyboardButton(text=ctx.t.plain("button-console-link"), url=address)
    await ctx.chat.send(Screen(ctx.t("console-buttons"), keyboard([[inside], [outside]])))
