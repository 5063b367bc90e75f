"""The group admins' buttons: each changes one rule, after Telegram has said that they are admins now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.catalog.spec import Kind
from bot.generation.groups import GroupRules, Payer, Span
from bot.generation.office import GroupOffice, Overview
from bot.generation.quiet import QuietHours
from bot.i18n import Texts
from handlers.callbacks import GroupSetTap
from handlers.desk import Desk
from handlers.filters import AwaitsRule, ForBot, HasWords
from handlers.refusals import CardGone, NotGroupAdmin
from handlers.stage import Stage
from handlers.states import await_rule, leave
from handlers.stewards import Stewards
from handlers.views import group as views
from handlers.views import group_pages as pages
from handlers.views.screen import Screen

CHANGES_SHOWN: Final = 15
LONGEST_BANNED: Final = 1000
"""Characters of a list of banned words."""
LARGEST_NUMBER: Final = 1_000_000

Change = Callable[[GroupRules, str, Stage], Mapping[str, Any]]
"""What a button's value makes of the rules: the fields that change."""


def build() -> Router:
    """The router of the panel's buttons, and of what is typed for it."""
    router = Router(name="panel")
    router.callback_query.register(change, GroupSetTap.filter())
    router.message.register(take, ForBot(), HasWords(), AwaitsRule())
    return router


async def change(
    _: CallbackQuery,
    callback_data: GroupSetTap,
    desk: Desk,
    stage: Stage,
    state: FSMContext,
    office: GroupOffice,
    stewards: Stewards,
    texts: Texts,
) -> None:
    """Change a rule, or ask for a value that is typed."""
    await _require_admin(desk, stage, stewards)
    rule, value = callback_data.rule, callback_data.value
    if value == views.TYPED:
        await stage.answer()
        await await_rule(state, rule)
        asking = desk.words("group-ask-words" if rule == "words" else "group-ask-number")
        named = desk.words("ask-prompt-group", id=desk.person.id, name=desk.person.name, asking=asking)
        await stage.ask(named)
        return
    chat_id = stage.place.chat_id
    overview = await office.overview(chat_id, desk.person.id)
    await office.change(chat_id, desk.person.id, **_changed(overview.group.rules, rule, value, stage))
    await stage.answer(desk.words.plain("toast-saved"))
    overview = await office.overview(chat_id, desk.person.id)
    await stage.turn(page_of(desk, overview, _PAGE_OF.get(rule, rule), callback_data.page, texts.languages))


async def take(
    _: Message,
    prompt: str,
    rule: str,
    desk: Desk,
    stage: Stage,
    state: FSMContext,
    office: GroupOffice,
    stewards: Stewards,
    texts: Texts,
) -> None:
    """The value of a rule in words: a number, or the banned ones."""
    await _require_admin(desk, stage, stewards)
    value = prompt.strip()
    if rule != "words" and not (value.isascii() and value.isdigit() and int(value) <= LARGEST_NUMBER):
        await stage.say(Screen(desk.words("group-not-a-number")))
        return
    await leave(state)
    chat_id = stage.place.chat_id
    overview = await office.overview(chat_id, desk.person.id)
    await office.change(chat_id, desk.person.id, **_changed(overview.group.rules, rule, value, stage))
    overview = await office.overview(chat_id, desk.person.id)
    await stage.say(page_of(desk, overview, _PAGE_OF.get(rule, rule), 0, texts.languages))


def page_of(desk: Desk, overview: Overview, leaf: str, page: int, languages: Mapping[str, str]) -> Screen:
    """A page of the panel; an unknown one is the first."""
    rules = overview.group.rules
    match leaf:
        case "caps":
            return pages.caps(desk.words, rules)
        case "generation" | "approval" | "open" | "cap-day" | "cap-week" | "cap-month":
            return pages.limit(desk.words, rules, leaf)
        case "kinds":
            return pages.kinds(desk.words, rules)
        case "models":
            sold = [model for model in desk.shop.catalog if desk.shop.is_sold(model)]
            return pages.models(desk.words, rules, sold, page=page)
        case "words":
            return pages.banned(desk.words, rules)
        case "quiet":
            return pages.quiet(desk.words, rules)
        case "language":
            return pages.language(desk.words, rules, languages)
        case _:
            return views.panel(desk.words, overview, is_admin=True)


async def _require_admin(desk: Desk, stage: Stage, stewards: Stewards) -> None:
    """Raises NotGroupAdmin."""
    if not await stewards.is_admin(stage.bot, stage.place.chat_id, desk.person.id, now=True):
        raise NotGroupAdmin


def _changed(rules: GroupRules, rule: str, value: str, stage: Stage) -> Mapping[str, Any]:
    """The fields that a value changes. Raises CardGone when the button is none of ours, or of another version."""
    try:
        return _CHANGES[rule](rules, value, stage)
    except (KeyError, ValueError):
        raise CardGone from None


def _number(value: str) -> int | None:
    """A limit; nothing and zero mean none."""
    return int(value) if value.isdigit() and int(value) else None


def _cap(span: Span) -> Change:
    def capped(rules: GroupRules, value: str, _: Stage) -> Mapping[str, Any]:
        others = {known: cap for known, cap in rules.caps.items() if known is not span}
        number = _number(value)
        return {"caps": others if number is None else others | {span: number}}

    return capped


def _kinds(rules: GroupRules, value: str, _: Stage) -> Mapping[str, Any]:
    """A tap takes a kind out or in; the last one stays, since a group that may make nothing has no use for the bot."""
    kinds = rules.kinds ^ {Kind(value)}
    return {"kinds": kinds or rules.kinds}


def _models(rules: GroupRules, value: str, _: Stage) -> Mapping[str, Any]:
    return {"models_off": rules.models_off ^ {value}}


def _words(_: GroupRules, value: str, __: Stage) -> Mapping[str, Any]:
    listed = (word.strip().casefold() for word in value[:LONGEST_BANNED].split(","))
    return {"banned_words": tuple(dict.fromkeys(word for word in listed if word))}


def _quiet(rules: GroupRules, value: str, _: Stage) -> Mapping[str, Any]:
    if value.startswith("utc"):
        return {"utc_offset": int(value.removeprefix("utc"))}
    if not value:
        return {"quiet": None}
    start, until = map(int, value.split("-"))
    return {"quiet": QuietHours(start, until)}


_CHANGES: Final[Mapping[str, Change]] = {
    "payer": lambda rules, value, stage: {"payer": Payer(value)},
    **{f"cap-{span}": _cap(span) for span in Span},
    "generation": lambda rules, value, stage: {"cap_generation": _number(value)},
    "approval": lambda rules, value, stage: {"approval_above": int(value) if value.isdigit() else None},
    "open": lambda rules, value, stage: {"open_maximum": _number(value)},
    "kinds": _kinds,
    "models": _models,
    "words": _words,
    "spoiler": lambda rules, value, stage: {"spoiler": value == "on"},
    "topic": lambda rules, value, stage: {"topic_id": stage.place.thread_id if value == "here" else None},
    "language": lambda rules, value, stage: {"language": value},
    "quiet": _quiet,
}

_PAGE_OF: Final = {
    "payer": "",
    "spoiler": "",
    "topic": "",
}
"""The page that shows a rule, where it is not called like the rule."""
