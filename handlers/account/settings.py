"""A person's settings: the panel, its switches, and up to which price they are not asked."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.filters import Command, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.domain.person import People, Person
from bot.i18n import Texts
from handlers.account.views import forget as forgetting
from handlers.account.views import settings as views
from handlers.core.callback_data import Page, PreferTap, SettingsTap, Switch, UnaskedTap
from handlers.core.filters import HasWords, Private
from handlers.core.fsm_states import Setting, leave
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
    router.message.register(take_threshold, Private(), HasWords(), StateFilter(Setting.unasked))
    router.callback_query.register(open_page, SettingsTap.filter())
    router.callback_query.register(switch, PreferTap.filter())
    router.callback_query.register(set_threshold, UnaskedTap.filter())
    return router


async def settings(_: object, desk: Desk, stage: Stage, texts: Texts, state: FSMContext) -> None:
    """What can be set."""
    await _no_more_typing(state)
    await stage.say(panel(desk, desk.person, texts))


async def not_here(_: object, desk: Desk, stage: Stage) -> None:
    """A group is no place for one's own settings."""
    await stage.say(Screen(desk.words("settings-private")))


async def open_page(
    _: CallbackQuery, callback_data: SettingsTap, desk: Desk, stage: Stage, texts: Texts, state: FSMContext
) -> None:
    """The panel, or the page behind one of its rows."""
    await stage.answer()
    await _no_more_typing(state)
    if callback_data.page is Page.UNASKED_TYPED:
        await state.set_state(Setting.unasked)
    await stage.turn(_page(callback_data.page, desk, texts))


async def switch(
    _: CallbackQuery, callback_data: PreferTap, desk: Desk, stage: Stage, people: People, texts: Texts
) -> None:
    """Turn something on or off."""
    person = desk.person
    match callback_data.what:
        case Switch.ORIGINALS:
            person = replace(person, originals=not person.originals)
        case Switch.EFFECTS:
            person = replace(person, effects=not person.effects)
    await people.keep(person)
    await stage.answer(desk.words.plain("toast-saved"))
    await stage.turn(panel(desk, person, texts))


async def set_threshold(
    _: CallbackQuery, callback_data: UnaskedTap, desk: Desk, stage: Stage, people: People, texts: Texts
) -> None:
    """From now on wishes up to this price start at once; 0 = none does."""
    person = replace(desk.person, unasked=min(max(callback_data.credits, 0), HIGHEST_THRESHOLD))
    await people.keep(person)
    await stage.answer(desk.words.plain("toast-saved"))
    await stage.turn(panel(desk, person, texts))


async def take_threshold(
    _: object, prompt: str, desk: Desk, stage: Stage, people: People, texts: Texts, state: FSMContext
) -> None:
    """The number that was asked for; anything else is asked for again."""
    said = prompt.strip()
    if not (said.isascii() and said.isdigit() and int(said[:9]) <= HIGHEST_THRESHOLD):
        await stage.say(views.unasked_typed(desk.words))
        return
    await leave(state)
    person = replace(desk.person, unasked=int(said[:9]))
    await people.keep(person)
    await stage.say(panel(desk, person, texts))


def panel(desk: Desk, person: Person, texts: Texts) -> Screen:
    """The panel of a person whose settings may just have changed."""
    own_keys = desk.shop.tariff.own_keys
    facts = views.PanelFacts(person=person, languages=texts.languages, own_keys=own_keys)
    return views.panel(desk.words, facts)


def _page(page: Page, desk: Desk, texts: Texts) -> Screen:
    words, person, now = desk.words, desk.person, desk.clock.now()
    match page:
        case Page.PANEL:
            return panel(desk, person, texts)
        case Page.LANGUAGE:
            return views.languages(words, texts.languages, person.language)
        case Page.UNASKED:
            return views.unasked(words, person)
        case Page.UNASKED_TYPED:
            return views.unasked_typed(words)
        case Page.QUIET if person.utc_offset is not None:
            return quiet_hours.hours(words, person, now)
        case Page.QUIET_OWN:
            return quiet_hours.start(words)
        case Page.QUIET | Page.CLOCK:
            return quiet_hours.clock(words, now, other=False)
        case Page.CLOCK_OTHER:
            return quiet_hours.clock(words, now, other=True)
        case Page.FORGET:
            return forgetting.ask(words)


async def _no_more_typing(state: FSMContext) -> None:
    if await state.get_state() == Setting.unasked.state:
        await leave(state)
