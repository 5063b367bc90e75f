"""A person's settings: the panel, its switches, and up to which price they are not asked."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.filters import Command, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.domain.person import Person, PersonRepository
from bot.i18n import Texts
from handlers.account.views import forget as forgetting
from handlers.account.views import settings as views
from handlers.core.callback_data import AutoConfirmButton, Page, PreferenceButton, SettingsButton, Switch
from handlers.core.filters import HasWords, Private
from handlers.core.fsm_states import SettingsStates, leave
from handlers.core.responder import Stage
from handlers.core.user_context import Desk
from handlers.core.views import quiet_hours
from handlers.core.views.screen import Screen

HIGHEST_THRESHOLD = 100_000
"""Credits; a typed number above is taken for a slip."""


def build() -> Router:
    """The router of /settings."""
    router = Router(name="settings")
    router.message.register(settings, Command("settings"), Private())
    router.message.register(not_here, Command("settings"))
    router.message.register(
        take_threshold, Private(), HasWords(), StateFilter(SettingsStates.auto_confirm_below)
    )
    router.callback_query.register(open_page, SettingsButton.filter())
    router.callback_query.register(switch, PreferenceButton.filter())
    router.callback_query.register(set_threshold, AutoConfirmButton.filter())
    return router


async def settings(_: object, desk: Desk, stage: Stage, texts: Texts, state: FSMContext) -> None:
    """What can be set."""
    await _no_more_typing(state)
    await stage.say(panel(desk, desk.person, texts))


async def not_here(_: object, desk: Desk, stage: Stage) -> None:
    """A group is no place for one's own settings."""
    await stage.say(Screen(desk.t("settings-private")))


async def open_page(
    _: CallbackQuery, callback_data: SettingsButton, desk: Desk, stage: Stage, texts: Texts, state: FSMContext
) -> None:
    """The panel, or the page behind one of its rows."""
    await stage.answer()
    await _no_more_typing(state)
    if callback_data.page is Page.UNASKED_TYPED:
        await state.set_state(SettingsStates.auto_confirm_below)
    await stage.turn(_page(callback_data.page, desk, texts))


async def switch(
    _: CallbackQuery,
    callback_data: PreferenceButton,
    desk: Desk,
    stage: Stage,
    people: PersonRepository,
    texts: Texts,
) -> None:
    """Turn something on or off."""
    person = desk.person
    match callback_data.what:
        case Switch.ORIGINALS:
            person = replace(person, send_originals=not person.send_originals)
        case Switch.EFFECTS:
            person = replace(person, effects=not person.effects)
    await people.keep(person)
    await stage.answer(desk.t.plain("toast-saved"))
    await stage.turn(panel(desk, person, texts))


async def set_threshold(
    _: CallbackQuery,
    callback_data: AutoConfirmButton,
    desk: Desk,
    stage: Stage,
    people: PersonRepository,
    texts: Texts,
) -> None:
    """From now on wishes up to this price start at once; 0 = none does."""
    person = replace(desk.person, auto_confirm_below=min(max(callback_data.credits, 0), HIGHEST_THRESHOLD))
    await people.keep(person)
    await stage.answer(desk.t.plain("toast-saved"))
    await stage.turn(panel(desk, person, texts))


async def take_threshold(
    _: object,
    prompt: str,
    desk: Desk,
    stage: Stage,
    people: PersonRepository,
    texts: Texts,
    state: FSMContext,
) -> None:
    """The number that was asked for; anything else is asked for again."""
    said = prompt.strip()
    if not (said.isascii() and said.isdigit() and int(said[:9]) <= HIGHEST_THRESHOLD):
        await stage.say(views.auto_confirm_typed(desk.t))
        return
    await leave(state)
    person = replace(desk.person, auto_confirm_below=int(said[:9]))
    await people.keep(person)
    await stage.say(panel(desk, person, texts))


def panel(desk: Desk, person: Person, texts: Texts) -> Screen:
    """The panel of a person whose settings may just have changed."""
    own_keys = desk.shop.tariff.own_keys
    facts = views.PanelFacts(person=person, languages=texts.languages, own_keys=own_keys)
    return views.panel(desk.t, facts)


def _page(page: Page, desk: Desk, texts: Texts) -> Screen:
    t, person, now = desk.t, desk.person, desk.clock.now()
    match page:
        case Page.PANEL:
            return panel(desk, person, texts)
        case Page.LANGUAGE:
            return views.languages(t, texts.languages, person.language)
        case Page.UNASKED:
            return views.auto_confirm(t, person)
        case Page.UNASKED_TYPED:
            return views.auto_confirm_typed(t)
        case Page.QUIET if person.utc_offset is not None:
            return quiet_hours.hours(t, person, now)
        case Page.QUIET_OWN:
            return quiet_hours.start(t)
        case Page.QUIET | Page.CLOCK:
            return quiet_hours.clock(t, now, other=False)
        case Page.CLOCK_OTHER:
            return quiet_hours.clock(t, now, other=True)
        case Page.FORGET:
            return forgetting.ask(t)


async def _no_more_typing(state: FSMContext) -> None:
    if await state.get_state() == SettingsStates.auto_confirm_below.state:
        await leave(state)
