"""Everything that is stored about a person, sent to the private chat of who asks."""

from __future__ import annotations

from aiogram.types import BufferedInputFile

from bot.domain.person_data import DataPlace
from bot.people.person_data import PersonData
from handlers.core.context import Context
from handlers.core.ports import BackgroundTasks
from handlers.core.views.screen import Screen


async def send_data(
    ctx: Context,
    person_data: PersonData,
    background_tasks: BackgroundTasks,
    person_id: int,
    *,
    with_payments: bool,
) -> None:
    """Have the data of a person sent to this private chat, part after part, beside the updates."""
    if not person_data.may_ask(ctx.person.id, of=person_id):
        await ctx.chat.send(Screen(ctx.t("my-data-later")))
        return
    chat_id, bot = ctx.person.id, ctx.chat.bot
    caption, busy = ctx.t.plain("my-data-file"), Screen(ctx.t("my-data-busy"))

    async def send(number: int, place: DataPlace) -> None:
        part = await person_data.part(person_id, number=number, place=place, with_payments=with_payments)
        name = f"data-{person_id}-{number}.json" if number > 1 or part.next else f"data-{person_id}.json"
        await bot.send_document(chat_id, BufferedInputFile(part.content, name), caption=caption)
        if (following := part.next) is not None and not background_tasks.send(
            lambda: send(number + 1, following)
        ):
            await ctx.chat.send(busy)

    if background_tasks.send(lambda: send(1, DataPlace()), only_of=ctx.person.id):
        person_data.count(ctx.person.id, of=person_id)
        await ctx.chat.send(Screen(ctx.t("my-data-begun")))
    else:
        await ctx.chat.send(busy)
