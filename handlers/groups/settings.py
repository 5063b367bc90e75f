"""The group admins' buttons: each changes one rule, after Telegram has said that they are admins now."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.group import GroupRules
from bot.groups.administration import GroupAdministration, Overview
from handlers.core.buttons.group import GroupSettingButton
from handlers.core.context import Context
from handlers.core.filters import AwaitsRule, HasWords
from handlers.core.fsm_states import ExpectedRule, clear_state, expect_rule
from handlers.core.refusals import CardGone
from handlers.core.responder import Responder
from handlers.core.views.screen import Screen
from handlers.groups.panel_chat import panel_chat, panel_of
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
    ctx: Context,
    group_administration: GroupAdministration,
) -> None:
    """Change a rule, or ask for a value that is typed."""
    chat_id, rule, value = panel_chat(callback_data, ctx), callback_data.rule, callback_data.value
    await group_administration.require_admin(chat_id, ctx.person.id)
    if value == views.TYPED:
        if rule not in TYPED_RULES:
            raise CardGone
        await ctx.chat.answer_callback()
        expected = ExpectedRule(rule=rule, chat=chat_id, panel=ctx.chat.message)
        await _ask(expected, f"group-ask-{_asked_as(rule)}", ctx)
        return
    overview = await group_administration.overview(chat_id, ctx.person.id)
    try:
        changes = changed(overview.group.rules, rule, value, _known(ctx))
    except ValueError:
        raise CardGone from None
    await group_administration.change(chat_id, ctx.person.id, **changes)
    await ctx.chat.answer_callback(ctx.t.plain("toast-saved"))
    overview = await group_administration.overview(chat_id, ctx.person.id)
    page = await page_of(ctx, overview, _PAGE_OF.get(rule, rule), callback_data.page)
    await ctx.chat.replace(await panel_of(chat_id, page, ctx))


async def take(
    _: Message,
    prompt: str,
    expected: ExpectedRule,
    ctx: Context,
    group_administration: GroupAdministration,
) -> None:
    """The value of a rule in words: a number, hours, or the banned words. The question goes when it is answered, and
    the panel comes to where the answer is."""
    rule, chat_id, panel = expected.rule, expected.chat, expected.panel
    asked = [expected.question] if expected.question is not None else []
    await group_administration.require_admin(chat_id, ctx.person.id)
    overview = await group_administration.overview(chat_id, ctx.person.id)
    try:
        changes = changed(overview.group.rules, rule, prompt, _known(ctx))
    except ValueError:
        await ctx.chat.delete(asked)
        await _ask(expected, f"group-no-{_asked_as(rule)}", ctx)
        return
    await clear_state(ctx.state)
    await ctx.chat.delete(asked if panel is None else [*asked, panel])
    await group_administration.change(chat_id, ctx.person.id, **changes)
    overview = await group_administration.overview(chat_id, ctx.person.id)
    page = await page_of(ctx, overview, _PAGE_OF.get(rule, rule), 0)
    await ctx.chat.send(await panel_of(chat_id, page, ctx), alone=True)


async def page_of(ctx: Context, overview: Overview, leaf: str, page: int) -> Screen:
    """A page of the panel; an unknown one is the first."""
    rules = overview.group.rules
    match leaf:
        case "caps":
            return pages.caps(ctx.t, rules)
        case "generation" | "approval" | "open" | "cap-day" | "cap-week" | "cap-month":
            return pages.limit(ctx.t, rules, leaf)
        case "kinds":
            return pages.kinds(ctx.t, rules)
        case "models":
            made = [model for model in ctx.catalog.models if ctx.catalog.is_made(model)]
            return pages.models(ctx.t, rules, made, page=page)
        case "words":
            return pages.banned(ctx.t, rules)
        case "quiet":
            return pages.quiet(ctx.t, rules, ctx.clock.now())
        case "clock":
            return pages.clock(ctx.t, rules, ctx.clock.now(), other=page == 1)
        case "failing":
            return pages.failing(ctx.t, rules)
        case "language":
            return pages.language(ctx.t, rules, ctx.user.texts.languages)
        case _:
            return views.panel(
                ctx.t,
                overview,
                is_admin=True,
                sells=bool(await ctx.user.packs.on_sale()),
                offers_topic=_offers_topic(rules, ctx.chat),
            )


async def _ask(expected: ExpectedRule, question: str, ctx: Context) -> None:
    """Ask for a value, in a group so that the answer arrives as a reply."""
    asked = await ctx.chat.ask(Screen(ctx.t(question)))
    await expect_rule(ctx.state, replace(expected, question=asked))


def _asked_as(rule: str) -> str:
    """Which question a rule is asked by."""
    return rule if rule in {"words", "quiet"} else "number"


def _known(ctx: Context) -> SettingContext:
    slugs = {model.slug for model in ctx.catalog.models}
    return SettingContext(slugs=slugs, languages=ctx.user.texts.languages, topic_id=ctx.chat.topic.thread_id)


def _offers_topic(rules: GroupRules, chat: Responder) -> bool:
    """Whether there is a topic to post in, or to post in no longer."""
    return rules.topic_id is not None or chat.topic.thread_id is not None


_PAGE_OF: Final = {"payer": "", "choosing": "", "spoiler": "", "topic": "", "clock": "quiet"}
"""The page that shows a rule, where it is not called like the rule."""
