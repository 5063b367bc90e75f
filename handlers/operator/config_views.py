"""What owners see of settings, and of the pause."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton

from bot.domain.runtime_setting import (
    RuntimeSetting,
    SettingGroup,
    SettingSource,
    SettingValue,
    settings_of,
)
from bot.i18n import Html, Translator
from bot.payments.setting_loss import SettingLoss
from bot.runtime_settings.change import SettingChanger
from bot.runtime_settings.refusals import BadSettingValue
from handlers.core.buttons.operator import ConfigButton, SetSettingButton, SettingButton
from handlers.core.keyboards import grid, inline_button, keyboard
from handlers.core.views.refusal_text import refusal_text
from handlers.core.views.screen import Screen, cut, paragraphs

_PACKS_SHOWN = 10
_MODELS_SHOWN = 10
_VALUE_SHOWN = 14
"""Characters of a value on a button, beside the name."""

_NOTHING = "–"


def settings(t: Translator, changer: SettingChanger, group: SettingGroup) -> Screen:
    """The settings of a group, with ways to the other groups."""
    values = [changer.value(one) for one in settings_of(group)]
    lines = [paragraphs(_about(t, one.setting), _stands(t, one)) for one in values]
    text = paragraphs(t("config-title", group=t(f"config-group-{group}")), *lines, gap="\n\n")
    buttons = [
        [
            inline_button(
                t.plain(
                    "button-setting-locked" if one.source is SettingSource.ENVIRONMENT else "button-setting",
                    name=one.setting.name,
                    value=cut(one.value or _NOTHING, _VALUE_SHOWN),
                ),
                SettingButton(what=one.setting.name),
            )
        ]
        for one in values
    ]
    others = [
        inline_button(t.plain(f"button-config-{other}"), ConfigButton(page=other))
        for other in SettingGroup
        if other is not group
    ]
    return Screen(text, keyboard([*buttons, *grid(others, 2)]))


def setting(
    t: Translator,
    value: SettingValue,
    *,
    is_changed: bool = False,
    is_asked: bool = False,
    refused: BadSettingValue | None = None,
) -> Screen:
    """One setting, with what it can be; `refused` says why it was not changed just now, `is_asked` that the next words are its
    value.
    """
    it = value.setting
    is_locked = value.source is SettingSource.ENVIRONMENT
    text = paragraphs(
        t("config-changed") if is_changed else None,
        Html(refusal_text(t, refused)) if refused is not None else None,
        paragraphs(_about(t, it), _stands(t, value)),
        t("config-locked", name=it.name) if is_locked else _how(t, it),
        t("config-asked") if is_asked else None,
        gap="\n\n",
    )
    rows: list[list[InlineKeyboardButton]] = []
    if not is_locked:
        choices = [
            inline_button(one, SetSettingButton(what=it.name, value=one), ButtonStyle.PRIMARY)
            for one in it.kind.choices
            if one != value.value
        ]
        rows += grid(choices, 2)
        if value.source is SettingSource.CHAT:
            default = t.plain("button-setting-default", value=cut(value.default or _NOTHING, _VALUE_SHOWN))
            rows.append([inline_button(default, SetSettingButton(what=it.name))])
    leave = t.plain("button-config-cancel" if is_asked else "button-config-back")
    back = inline_button(leave, ConfigButton(page=it.group))
    return Screen(text, keyboard([*rows, [back]]))


def loss_question(
    t: Translator,
    it: RuntimeSetting[Any],
    loss: SettingLoss,
    *,
    is_default: bool,
) -> Screen:
    """Whether to sell at a loss."""
    written = it.kind.write(loss.value)
    lines = [
        t(
            "config-loss-pack",
            stars=pack.stars,
            credits=pack.credits,
            cost=math.ceil(loss.terms.stars_at_cost(pack.credits)),
        )
        for pack in loss.packs[:_PACKS_SHOWN]
    ]
    packs = t("config-loss", name=it.name, value=written) if lines else None
    models = ", ".join(model.title for model in loss.models[:_MODELS_SHOWN])
    value = None if is_default else written
    yes = SetSettingButton(what=it.name, value=value, sure=True)
    return Screen(
        paragraphs(
            t("config-loss-free") if loss.is_free else packs,
            paragraphs(*lines) if lines else None,
            t("config-loss-models", name=it.name, value=written, models=models, count=len(loss.models))
            if models
            else None,
            gap="\n\n",
        ),
        keyboard(
            [
                [inline_button(t.plain("button-setting-loss"), yes, ButtonStyle.DANGER)],
                [inline_button(t.plain("button-setting-no-loss"), SettingButton(what=it.name))],
            ]
        ),
    )


def paused(t: Translator, words: str) -> Screen:
    """What people read from now on."""
    said = t("refusal-bot-paused-because", words=words) if words else t("refusal-bot-paused")
    return Screen(paragraphs(t("pause-done"), Html(f"<blockquote>{said}</blockquote>"), gap="\n\n"))


def paused_line(t: Translator, screen: Screen, words: str | None) -> Screen:
    """The screen, and on top that the bot is paused, if it is; None as words is that it is not."""
    if words is None:
        return screen
    return replace(screen, text=paragraphs(t("pause-stands"), screen.text, gap="\n\n"))


def _about(t: Translator, it: RuntimeSetting[Any]) -> Html:
    return t("config-about", name=it.name, about=t(f"setting-about-{it.field.replace('_', '-')}"))


def _stands(t: Translator, value: SettingValue) -> Html:
    return t(
        f"config-stands-{value.source}", value=value.value or _NOTHING, default=value.default or _NOTHING
    )


def _how(t: Translator, it: RuntimeSetting[Any]) -> Html:
    """How it is set by words, and what it may be."""
    least, most = it.kind.bounds
    about = t("config-bounds", least=least, most=most) if least else None
    word = getattr(it.kind, "word", "")
    also = t("config-word", word=word) if word else None
    return paragraphs(about, also, t("config-how", name=it.name))
