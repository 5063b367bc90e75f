"""A person's settings: the panel, its switches, and up to which price they are not asked."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.domain.person import Person
from handlers.account.views import forget as forgetting
from handlers.account.views import settings as views
from handlers.core.buttons.account import (
    AutoConfirmButton,
    FallBackButton,
    Page,
    PreferenceButton,
    SettingsButton,
    Switch,
)
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import HasWords, Private
from handlers.core.fsm_states import SettingsStates, clear_state
from handlers.core.views import quiet_hours
from handlers.core.views.screen import Screen

HIGHEST_THRESHOLD = 100_000
"""Credits; a typed number above is taken for a slip."""


def build() -> Router:
    """The router of /settings."""
    router = Router(name="settings")
    router.message.register(settings, AnyCaseCommand("settings"), Private())
    router.message.register(not_here, AnyCaseCommand("settings"))
    router.message.register(
        take_threshold, Private(), HasWords(), StateFilter(SettingsStates.auto_confirm_below)
    )
    router.callback_query.register(open_page, SettingsButton.filter())
    router.callback_query.register(switch, PreferenceButton.filter())
    router.callback_query.register(set_threshold, AutoConfirmButton.filter())
    router.callback_query.register(set_fall_back, FallBackButton.filter())
    return router


async def settings(_: object, ctx: Context) -> None:
    """What can be set."""
    await _no_more_typing(ctx.state)
    await ctx.chat.send(panel(ctx, ctx.person))


async def not_here(_: object, ctx: Context) -> None:
    """A group is no place for one's own settings."""
    await ctx.chat.send(Screen(ctx.t("settings-private")))


async def open_page(_: CallbackQuery, callback_data: SettingsButton, ctx: Context) -> None:
    """The panel, or the page behind one of its rows."""
    await ctx.chat.answer_callback()
    await _no_more_typing(ctx.state)
    if callback_data.page is Page.AUTO_CONFIRM_TYPED:
        await ctx.state.set_state(SettingsStates.auto_confirm_below)
    if _asks_for_zone(callback_data.page, ctx.person):
        await ctx.state.set_state(SettingsStates.time_zone)
    await ctx.chat.replace(_page(callback_data.page, ctx))


async def switch(_: CallbackQuery, callback_data: PreferenceButton, ctx: Context) -> None:
    """Turn something on or off."""
    person = ctx.person
    match callback_data.what:
        case Switch.ORIGINALS:
            person = replace(person, send_originals=not person.send_originals)
        case Switch.EFFECTS:
            person = replace(person, effects=not person.effects)
        case Switch.NEWS:
            person = replace(person, news=not person.news)
        case Switch.HINTS:
            person = replace(person, hints=not person.hints)
    await ctx.user.people.keep(person)
    await ctx.chat.answer_callback(ctx.t.plain("toast-saved"))
    await ctx.chat.replace(panel(ctx, person))


async def set_threshold(_: CallbackQuery, callback_data: AutoConfirmButton, ctx: Context) -> None:
    """From now on requests up to this price start at once; 0 = none does."""
    person = replace(ctx.person, auto_confirm_below=min(max(callback_data.credits, 0), HIGHEST_THRESHOLD))
    await ctx.user.people.keep(person)
    await ctx.chat.answer_callback(ctx.t.plain("toast-saved"))
    await ctx.chat.replace(panel(ctx, person))


async def set_fall_back(_: CallbackQuery, callback_data: FallBackButton, ctx: Context) -> None:
    """From now on the nearest model takes the place of one that fails, or the person is asked."""
    person = replace(ctx.person, falls_back=callback_data.on)
    await ctx.user.people.keep(person)
    await ctx.chat.answer_callback(ctx.t.plain("toast-saved"))
    await ctx.chat.replace(panel(ctx, person))


async def take_threshold(_: object, prompt: str, ctx: Context) -> None:
    """The number that was asked for; anything else is asked for again."""
    said = prompt.strip()
    if not (said.isascii() and said.isdigit() and int(said[:9]) <= HIGHEST_THRESHOLD):
        await ctx.chat.send(views.auto_confirm_typed(ctx.t))
        return
    await clear_state(ctx.state)
    person = replace(ctx.person, auto_confirm_below=int(said[:9]))
    await ctx.user.people.keep(person)
    await ctx.chat.send(panel(ctx, person))


def panel(ctx: Context, person: Person) -> Screen:
    """The panel of a person whose settings may just have changed."""
    own_keys = ctx.catalog.tariff.own_keys
    facts = views.PanelFacts(person=person, languages=ctx.user.texts.languages, own_keys=own_keys)
    return views.panel(ctx.t, facts)


def _page(page: Page, ctx: Context) -> Screen:
    t, person, now = ctx.t, ctx.person, ctx.clock.now()
    match page:
        case Page.PANEL:
            return panel(ctx, person)
        case Page.LANGUAGE:
            return views.languages(t, ctx.user.texts.languages, person.language)
        case Page.AUTO_CONFIRM:
            return views.auto_confirm(t, person)
        case Page.AUTO_CONFIRM_TYPED:
            return views.auto_confirm_typed(t)
        case Page.FALL_BACK:
            return views.fall_back(t, person)
        case Page.QUIET if not _asks_for_zone(page, person):
            return quiet_hours.hours(t, person, now)
        case Page.QUIET_OWN:
            return quiet_hours.start(t)
        case Page.QUIET | Page.CLOCK:
            return quiet_hours.cities(t, now, person.language or person.telegram_language)
        case Page.CLOCK_OTHER:
            return quiet_hours.offsets(t)
        case Page.FORGET:
            return forgetting.ask(t)


def _asks_for_zone(page: Page, person: Person) -> bool:
    """Whether the page asks where the person lives; the answer may be typed."""
    return page in {Page.CLOCK, Page.CLOCK_OTHER} or (page is Page.QUIET and person.utc_offset is None)


async def _no_more_typing(state: FSMContext) -> None:
    if await state.get_state() in SettingsStates.__all_states_names__:
        await clear_state(state)
