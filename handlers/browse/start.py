"""The first screen, and help."""

from __future__ import annotations

from typing import Protocol

from aiogram import Router

from handlers.browse.menu import buying_when_short, last_made, menu_screen
from handlers.browse.welcome_video import WelcomeVideo
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.fsm_states import clear_state
from handlers.core.suggested_models import first_picture
from handlers.core.views import model_lists as shelves
from handlers.core.views.screen import Screen


def build() -> Router:
    """The router of /start and /help."""
    router = Router(name="start")
    router.message.register(start, AnyCaseCommand("start"))
    router.message.register(show_help, AnyCaseCommand("help"))
    return router


class WelcomeExample(Protocol):
    """Shows a new person what a model makes."""

    async def show(self, ctx: Context, available: int | None) -> bool:
        """An example, one like which these credits cover; False when there is none."""
        ...


async def start(
    _: object, ctx: Context, welcome_video: WelcomeVideo, welcome_example: WelcomeExample
) -> None:
    """Welcome: an example, or the drawn clip, to who is new; what was made last to who is not; and the credits there are."""
    await clear_state(ctx.state)
    last = await last_made(ctx)
    name = ctx.person.name or "🙂"
    balance = await ctx.user.balance()
    if ctx.chat.in_group:
        await ctx.chat.send(await menu_screen(ctx))
        return
    examples = bool(await ctx.user.examples.kinds())
    buying = await buying_when_short(ctx, balance)
    if last is not None:
        await ctx.chat.send(
            shelves.menu(ctx.t, balance, name=name, last=last, examples=examples, buying=buying)
        )
        return
    available = None if balance.unlimited else balance.available
    first = first_picture(ctx.catalog, ctx.drafts.blank(ctx.chat.topic), available)
    screen = shelves.menu(ctx.t, balance, name=name, first=first, examples=examples, buying=buying)
    if examples and await welcome_example.show(ctx, available):
        await ctx.chat.send(screen)
        return
    await welcome_video.greet(ctx.chat, screen, ctx.t("start-examples"))


async def show_help(_: object, ctx: Context) -> None:
    """How it works, in a few lines."""
    slug = ctx.catalog.first().slug
    text = ctx.t("group-help" if ctx.chat.in_group else "help", slug=slug)
    await ctx.chat.send(Screen(text))
