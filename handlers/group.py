"""/group: what a group has, for its members; what it allows, for its admins."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.generation.groups import Span
from bot.generation.office import GroupOffice
from bot.generation.people import People
from bot.i18n import Texts
from handlers.callbacks import GroupTap, SpendingTap
from handlers.desk import Desk
from handlers.filters import InGroup
from handlers.panel import CHANGES_SHOWN, page_of
from handlers.stage import Stage
from handlers.stewards import Stewards
from handlers.views import group as views
from handlers.views.screen import Screen

LARGEST_TOPUP = 1_000_000_000
"""Credits; more in one command is a slip of the finger."""


def build() -> Router:
    """The router of /group."""
    router = Router(name="group")
    router.message.register(group, Command("group"), InGroup())
    router.message.register(elsewhere, Command("group"))
    router.callback_query.register(open_page, GroupTap.filter())
    router.callback_query.register(spending, SpendingTap.filter())
    return router


async def elsewhere(_: object, desk: Desk, stage: Stage) -> None:
    """In private there is no group to speak of."""
    await stage.say(Screen(desk.words("group-only-there")))


async def group(
    message: Message,
    command: CommandObject,
    desk: Desk,
    stage: Stage,
    office: GroupOffice,
    stewards: Stewards,
) -> None:
    """The panel; or a gift to the purse: `/group topup 100`."""
    words = (command.args or "").split()
    if words and words[0].casefold() == "topup":
        await _top_up(message, words[1:], desk, stage, office)
        return
    chat_id = stage.place.chat_id
    is_admin = await stewards.is_admin(stage.bot, chat_id, desk.person.id, now=True)
    overview = await office.overview(chat_id, desk.person.id)
    await stage.say(views.panel(desk.words, overview, is_admin=is_admin))


async def open_page(
    _: CallbackQuery,
    callback_data: GroupTap,
    desk: Desk,
    stage: Stage,
    office: GroupOffice,
    stewards: Stewards,
    people: People,
    texts: Texts,
) -> None:
    """Another page of the panel. All but the table of spending are the admins'."""
    chat_id = stage.place.chat_id
    if not await stewards.is_admin(stage.bot, chat_id, desk.person.id, now=False):
        await stage.answer(desk.words.plain("toast-group-admins-only"), alert=True)
        return
    await stage.answer()
    overview = await office.overview(chat_id, desk.person.id)
    if callback_data.leaf == "changes":
        changes = await office.changes(chat_id, CHANGES_SHOWN)
        names = await _names(people, {change.person_id for change in changes})
        await stage.turn(views.changes(desk.words, changes, names))
        return
    await stage.turn(page_of(desk, overview, callback_data.leaf, callback_data.page, texts.languages))


async def spending(
    _: CallbackQuery,
    callback_data: SpendingTap,
    desk: Desk,
    stage: Stage,
    office: GroupOffice,
    people: People,
) -> None:
    """Who spent what of the purse; everybody who pays into it may look."""
    span = Span(callback_data.span)
    spent = await office.spending(stage.place.chat_id, span)
    names = await _names(people, {one.person_id for one in spent})
    titles = {slug: desk.shop.title(slug) for one in spent for slug in one.by_model}
    await stage.answer()
    await stage.turn(views.spending(desk.words, spent, span, names, titles))


async def _top_up(message: Message, words: list[str], desk: Desk, stage: Stage, office: GroupOffice) -> None:
    """Credits of one's own for the purse; the same message never gives twice."""
    amount = int(words[0]) if len(words) == 1 and words[0].isascii() and words[0].isdigit() else 0
    if not 0 < amount <= LARGEST_TOPUP:
        await stage.say(Screen(desk.words("group-topup-usage")))
        return
    key = f"topup:{message.chat.id}:{message.message_id}"
    given = await office.top_up(stage.place.chat_id, desk.person.id, amount, operation_key=key)
    await stage.say(views.topped_up(desk.words, given, amount))


async def _names(people: People, ids: set[int]) -> dict[int, str]:
    """First names as last seen; a number for who was forgotten."""
    known = {person_id: await people.person(person_id) for person_id in ids}
    return {
        person_id: person.name if person and person.name else str(person_id)
        for person_id, person in known.items()
    }
