"""/mydata: a person gets everything that is stored about them, as files."""

from __future__ import annotations

from aiogram import Router

from bot.people.person_data import PersonData
from handlers.account.settings import not_here
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.data_files import send_data
from handlers.core.filters import Private
from handlers.core.ports import BackgroundTasks


def build() -> Router:
    """The router of /mydata."""
    router = Router(name="my_data")
    router.message.register(my_data, AnyCaseCommand("mydata"), Private())
    router.message.register(not_here, AnyCaseCommand("mydata"))
    return router


async def my_data(
    _: object, ctx: Context, person_data: PersonData, background_tasks: BackgroundTasks
) -> None:
    """Their own, once an hour."""
    await send_data(ctx, person_data, background_tasks, ctx.person.id, with_payments=True)
