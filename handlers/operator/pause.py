"""/pause and /resume: whether anything new is taken on. To everybody else they do not exist."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject

from bot.domain.staff import Act
from bot.runtime_settings.change import SettingChanger
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import MayAct
from handlers.core.views.screen import Screen
from handlers.operator import config_views as views


def build() -> Router:
    """The router of both."""
    router = Router(name="pause")
    router.message.filter(MayAct(Act.PAUSE))
    router.message.register(pause, AnyCaseCommand("pause"))
    router.message.register(resume, AnyCaseCommand("resume"))
    return router


async def pause(_: object, command: CommandObject, ctx: Context, setting_changer: SettingChanger) -> None:
    """Take nothing new on; words behind the command are for people who ask."""
    await setting_changer.pause(command.args or "", by=ctx.person.id)
    await ctx.chat.send(views.paused(ctx.t, setting_changer.paused or ""), alone=True)


async def resume(_: object, ctx: Context, setting_changer: SettingChanger) -> None:
    """All is as usual again."""
    was_paused = await setting_changer.resume(by=ctx.person.id)
    await ctx.chat.send(Screen(ctx.t("resume-done" if was_paused else "resume-not-paused")), alone=True)
