"""/config: owners see and change settings while the bot runs. To everybody else it does not exist."""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.filters import CommandObject, StateFilter
from aiogram.types import CallbackQuery

from bot.domain.runtime_setting import RuntimeSetting, SettingSource, SettingValue
from bot.domain.staff import Act
from bot.payments.setting_loss import LossCheckedSettings, SettingLoss
from bot.runtime_settings.change import SettingChanger, setting_named
from bot.runtime_settings.refusals import BadSettingValue
from handlers.core.buttons.operator import ConfigButton, SetSettingButton, SettingButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import HasWords, MayAct, Private
from handlers.core.fsm_states import ConfigStates, clear_state, expect_setting, expected_setting
from handlers.core.views.screen import Screen
from handlers.operator import config_views as views

_DEFAULT = "default"


def build() -> Router:
    """The router of the command and its buttons."""
    router = Router(name="config")
    router.message.filter(MayAct(Act.CONFIG))
    router.callback_query.filter(MayAct(Act.CONFIG))
    router.message.register(config, AnyCaseCommand("config"))
    router.message.register(take_value, Private(), HasWords(), StateFilter(ConfigStates.value))
    router.callback_query.register(turn, ConfigButton.filter())
    router.callback_query.register(show, SettingButton.filter())
    router.callback_query.register(change, SetSettingButton.filter())
    return router


async def config(
    _: object, command: CommandObject, ctx: Context, checked_settings: LossCheckedSettings
) -> None:
    """The settings; `/config NAME` is one of them, `/config NAME value` sets it, `/config NAME default` takes that back."""
    changer = checked_settings.changer
    name, *rest = (command.args or "").strip().split(maxsplit=1) or [""]
    text = rest[0] if rest else ""
    await _no_more_typing(ctx)
    if not name:
        await ctx.chat.send(views.settings(ctx.t, changer, ConfigButton().page), alone=True)
        return
    setting = setting_named(name)
    text = text.removeprefix("=").strip()
    if not text:
        await ctx.chat.send(await _asked(ctx, changer.value(setting)), alone=True)
        return
    value = None if text.casefold() == _DEFAULT else text
    await ctx.chat.send(await _change(ctx, checked_settings, setting, value, is_sure=False), alone=True)


async def take_value(_: object, prompt: str, ctx: Context, checked_settings: LossCheckedSettings) -> None:
    """The value that was asked for. What is none is asked for again: no words become a request meanwhile."""
    setting = setting_named(await expected_setting(ctx.state) or "")
    text = prompt.strip()
    value = None if text.casefold() == _DEFAULT else text
    await ctx.chat.send(await _change(ctx, checked_settings, setting, value, is_sure=False), alone=True)


async def turn(
    _: CallbackQuery, callback_data: ConfigButton, ctx: Context, setting_changer: SettingChanger
) -> None:
    """The settings of another group; no value is typed any more."""
    await ctx.chat.answer_callback()
    await _no_more_typing(ctx)
    await ctx.chat.replace(views.settings(ctx.t, setting_changer, callback_data.page))


async def show(
    _: CallbackQuery, callback_data: SettingButton, ctx: Context, setting_changer: SettingChanger
) -> None:
    """One of them."""
    setting = setting_named(callback_data.what)
    await ctx.chat.answer_callback()
    await ctx.chat.replace(await _asked(ctx, setting_changer.value(setting)))


async def change(
    _: CallbackQuery, callback_data: SetSettingButton, ctx: Context, checked_settings: LossCheckedSettings
) -> None:
    """Set it."""
    setting = setting_named(callback_data.what)
    changed = await _change(ctx, checked_settings, setting, callback_data.value, is_sure=callback_data.sure)
    await ctx.chat.answer_callback()
    await ctx.chat.replace(changed)


async def _change(
    ctx: Context,
    settings: LossCheckedSettings,
    setting: RuntimeSetting[Any],
    text: str | None,
    *,
    is_sure: bool,
) -> Screen:
    """What it is then; a loss is shown before."""
    is_asked = await expected_setting(ctx.state) == setting.name
    try:
        changed = await settings.change(setting, text, by=ctx.person.id, is_sure=is_sure)
    except BadSettingValue as refused:
        value = settings.changer.value(setting)
        return views.setting(ctx.t, value, refused=refused, is_asked=is_asked)
    if is_asked:
        await clear_state(ctx.state)
    if isinstance(changed, SettingLoss):
        return views.loss_question(ctx.t, setting, changed, is_default=text is None)
    return views.setting(ctx.t, changed, is_changed=True)


async def _asked(ctx: Context, value: SettingValue) -> Screen:
    """A setting; in private the next words are its value, unless it is locked."""
    is_asked = not ctx.chat.in_group and value.source is not SettingSource.ENVIRONMENT
    if is_asked:
        await expect_setting(ctx.state, value.setting.name)
    return views.setting(ctx.t, value, is_asked=is_asked)


async def _no_more_typing(ctx: Context) -> None:
    if await expected_setting(ctx.state) is not None:
        await clear_state(ctx.state)
