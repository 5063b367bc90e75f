"""The group admins' buttons: each changes one rule, after Telegram has said that they are admins now."""

from __future__ import annotations

from typing import Final

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.group import GroupRules
from bot.groups.administration import GroupAdministration, Overview
from bot.i18n import Texts
from handlers.core.callback_data import GroupSettingButton
from handlers.core.chat_admins import ChatAdmins
from handlers.core.filters import AwaitsRule, HasWords
from handlers.core.fsm_states import expect_rule, leave, rule_panel
from handlers.core.refusals import CardGone, NotGroupAdmin
from handlers.core.responder import Stage
from handlers.core.user_context import Desk
from handlers.core.views.screen import Screen
from handlers.groups.setting_values import TYPED_RULES, SettingContext, changed
from handlers.groups.views import overview as views
from handlers.groups.views import settings_pages as pages

CHANGES_SHOWN: Final = 15


def build() -> Router:
    """The router of the panel's buttons, and of what is typed for it."""
    router = Router(name="panel")
    router.callback_query.register(change, GroupSettingButton.filter())
    router.message.register(take, HasWords(), AwaitsRule())
    return router


async def change(
    _: CallbackQuery,
    callback_data: GroupSettingButton,
    desk: Desk,
    stage: Stage,
    state: FSMContext,
    group_administration: GroupAdministration,
    chat_admins: ChatAdmins,
    texts: Texts,
) -> None:
    """Change a rule, or ask for a value that is typed."""
    await require_admin(desk, stage, chat_admins)
    rule, value = callback_data.rule, callback_data.value
    if value == views.TYPED:
        if rule not in TYPED_RULES:
            raise CardGone
        await stage.answer()
        await _ask(rule, f"group-ask-{_asked_as(rule)}", stage.message_id, desk, stage, state)
        return
    chat_id = stage.place.chat_id
    overview = await group_administration.overview(chat_id, desk.person.id)
    try:
        changes = changed(overview.group.rules, rule, value, _known(desk, stage, texts))
    except ValueError:
        raise CardGone from None
    await group_administration.change(chat_id, desk.person.id, **changes)
    await stage.answer(desk.t.plain("toast-saved"))
    overview = await group_administration.overview(chat_id, desk.person.id)
    await stage.turn(page_of(desk, stage, overview, _PAGE_OF.get(rule, rule), callback_data.page, texts))


async def take(
    _: Message,
    prompt: str,
    rule: str,
    asked: int,
    desk: Desk,
    stage: Stage,
    state: FSMContext,
    group_administration: GroupAdministration,
    chat_admins: ChatAdmins,
    texts: Texts,
) -> None:
    """The value of a rule in words: a number, hours, or the banned words. The question goes when it is answered, and
    the panel comes to where the answer is."""
    await require_admin(desk, stage, chat_admins)
    chat_id, panel = stage.place.chat_id, await rule_panel(state)
    overview = await group_administration.overview(chat_id, desk.person.id)
    try:
        changes = changed(overview.group.rules, rule, prompt, _known(desk, stage, texts))
    except ValueError:
        await stage.take_away([asked])
        await _ask(rule, f"group-no-{_asked_as(rule)}", panel, desk, stage, state)
        return
    await leave(state)
    await stage.take_away([asked] if panel is None else [asked, panel])
    await group_administration.change(chat_id, desk.person.id, **changes)
    overview = await group_administration.overview(chat_id, desk.person.id)
    await stage.say(page_of(desk, stage, overview, _PAGE_OF.get(rule, rule), 0, texts))


def page_of(desk: Desk, stage: Stage, overview: Overview, leaf: str, page: int, texts: Texts) -> Screen:
    """A page of the panel; an unknown one is the first."""
    rules = overview.group.rules
    match leaf:
        case "caps":
            return pages.caps(desk.t, rules)
        case "generation" | "approval" | "open" | "cap-day" | "cap-week" | "cap-month":
            return pages.limit(desk.t, rules, leaf)
        case "kinds":
            return pages.kinds(desk.t, rules)
        case "models":
            made = [model for model in desk.shop.catalog if desk.shop.is_made(model)]
            return pages.models(desk.t, rules, made, page=page)
        case "words":
            return pages.banned(desk.t, rules)
        case "quiet":
            return pages.quiet(desk.t, rules, desk.clock.now())
        case "clock":
            return pages.clock(desk.t, rules, desk.clock.now(), other=page == 1)
        case "language":
            return pages.language(desk.t, rules, texts.languages)
        case _:
            return views.panel(desk.t, overview, is_admin=True, offers_topic=_offers_topic(rules, stage))


async def require_admin(desk: Desk, stage: Stage, chat_admins: ChatAdmins) -> None:
    """Raises NotGroupAdmin; Telegram is asked anew."""
    if not await chat_admins.is_admin(stage.bot, stage.place.chat_id, desk.person.id, now=True):
        raise NotGroupAdmin


async def _ask(
    rule: str, question: str, panel: int | None, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """Ask for a value, so that the answer arrives as a reply."""
    asked = await stage.question(desk, Screen(desk.t(question)))
    await expect_rule(state, rule, asked=asked, panel=panel)


def _asked_as(rule: str) -> str:
    """Which question a rule is asked by."""
    return rule if rule in {"words", "quiet"} else "number"


def _known(desk: Desk, stage: Stage, texts: Texts) -> SettingContext:
    slugs = {model.slug for model in desk.shop.catalog}
    return SettingContext(slugs=slugs, languages=texts.languages, topic_id=stage.place.thread_id)


def _offers_topic(rules: GroupRules, stage: Stage) -> bool:
    """Whether there is a topic to post in, or to post in no longer."""
    return rules.topic_id is not None or stage.place.thread_id is not None


_PAGE_OF: Final = {"payer": "", "spoiler": "", "topic": "", "clock": "quiet"}
"""The page that shows a rule, where it is not called like the rule."""
