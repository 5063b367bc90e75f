"""What costs more than a group's limit waits for an admin of the group: any of them, as it is when they tap."""

from __future__ import annotations

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.generation.confirm import Confirmer
from bot.generation.groups import Group
from bot.generation.people import People
from bot.i18n import Html, Texts, Words
from handlers.aloud import aloud
from handlers.callbacks import ApproveTap
from handlers.desk import Desk
from handlers.flow import show_progress
from handlers.refusals import NotGroupAdmin
from handlers.stage import Stage
from handlers.states import leave
from handlers.stewards import Stewards
from handlers.views import quote as views
from handlers.views.screen import Screen


def build() -> Router:
    """The router of the admins' answers."""
    router = Router(name="approval")
    router.callback_query.register(decide, ApproveTap.filter())
    return router


async def ask_admins(token: str, words: Words, desk: Desk, stage: Stage, state: FSMContext) -> None:
    """The asker accepts the price: the card becomes the question to the group's admins, in words for all of them."""
    priced = await desk.quoter.priced(token)
    await leave(state)
    await stage.answer()
    asker = _mention(words, desk.person.id, desk.person.name)
    await stage.turn(views.approval(words, priced, desk.shop.offer(priced.model), asker=asker))


async def decide(
    _: CallbackQuery,
    callback_data: ApproveTap,
    desk: Desk,
    stage: Stage,
    confirmer: Confirmer,
    stewards: Stewards,
    people: People,
    group: Group,
    texts: Texts,
) -> None:
    """An admin agrees: it is made for the asker, within the rules as they are now. Or does not: nothing was held."""
    if not await stewards.is_admin(stage.bot, stage.place.chat_id, desk.person.id, now=True):
        raise NotGroupAdmin
    quote = (await desk.quoter.priced(callback_data.token)).quote
    if callback_data.agree:
        confirmed = await confirmer.confirm(
            quote.token, quote.person_id, progress_message_id=stage.message_id, approved=True
        )
        await stage.answer(
            desk.words.plain("toast-already-started" if confirmed.repeated else "toast-started")
        )
        await show_progress(confirmed, desk, stage, stage.message_id)
        return
    await stage.answer()
    asker = await people.person(quote.person_id)
    words = aloud(desk, group, texts)
    name = _mention(words, quote.person_id, asker.name if asker else "")
    await stage.turn(Screen(words("approval-declined", name=name)))


def _mention(words: Words, person_id: int, name: str) -> Html:
    return words("mention", id=person_id, name=name or str(person_id))
