"""/examples: what models make, by kind; one of them, and one like it at one's own cost."""

from __future__ import annotations

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery

from bot.domain.example import Example, ExampleState
from bot.domain.paging import OpenPage, limit
from bot.errors import ExampleGone
from handlers.compose.screens import next_screen
from handlers.core.buttons.example import ExamplesButton, LikeExampleButton, ShowExampleButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.deep_link import DeepLink, LinkTarget, LinkTo
from handlers.core.fsm_states import clear_state, set_answer, set_current_draft
from handlers.core.views.screen import Screen
from handlers.examples import views
from handlers.examples.example_sender import ExampleSender


def build() -> Router:
    """The router of /examples and of its buttons."""
    router = Router(name="examples")
    router.message.register(examples, AnyCaseCommand("examples"))
    router.message.register(open_by_link, AnyCaseCommand("start"), LinkTo(LinkTarget.EXAMPLE))
    router.callback_query.register(turn, ExamplesButton.filter())
    router.callback_query.register(show, ShowExampleButton.filter())
    router.callback_query.register(like, LikeExampleButton.filter())
    return router


async def examples(_: object, ctx: Context) -> None:
    """The kinds that have examples."""
    await ctx.chat.send(await _gallery(ctx))


async def turn(_: CallbackQuery, callback_data: ExamplesButton, ctx: Context) -> None:
    """A page of one kind, or the kinds again."""
    await ctx.chat.answer_callback()
    kind, number = callback_data.kind, max(0, callback_data.page)
    if kind is None:
        await ctx.chat.replace(await _gallery(ctx))
        return
    found = await ctx.user.examples.page(kind, offset=number * views.PAGE, limit=limit(views.PAGE))
    if not found:
        await ctx.chat.replace(await _gallery(ctx))
        return
    await ctx.chat.replace(
        views.page(ctx.t, ctx.catalog, views.GalleryPage(kind, OpenPage.of(found, views.PAGE), number))
    )


async def show(
    _: CallbackQuery, callback_data: ShowExampleButton, ctx: Context, example_sender: ExampleSender
) -> None:
    """One example, with its words and options."""
    example = await _shown(callback_data.example, ctx)
    await ctx.chat.answer_callback()
    await _send(example, ctx, example_sender)


async def open_by_link(_: object, link: DeepLink, ctx: Context, example_sender: ExampleSender) -> None:
    """One example, by a link."""
    try:
        example = await _shown(link.number, ctx)
    except ExampleGone:
        raise SkipHandler from None
    await clear_state(ctx.state)
    await _send(example, ctx, example_sender)


async def like(_: CallbackQuery, callback_data: LikeExampleButton, ctx: Context) -> None:
    """The same words and options, priced for the person who presses; in a group too. Raises Refusal."""
    example = await _shown(callback_data.example, ctx)
    model = ctx.catalog.model(example.model)
    ctx.catalog.offer(model)
    ctx.catalog.require_allowed(model)
    await ctx.chat.answer_callback()
    draft = await ctx.drafts.open_copy(ctx.chat.topic, model, choices=example.choices, prompt=example.prompt)
    asked = ctx.chat.message_id
    await set_current_draft(ctx.state, draft.id, asked=asked)
    shown = await ctx.chat.send(await next_screen(ctx, draft, reply_to=asked))
    await set_answer(ctx.state, draft.id, shown)


async def _gallery(ctx: Context) -> Screen:
    operates = ctx.user.is_operator and not ctx.chat.in_group
    return views.gallery(ctx.t, await ctx.user.examples.kinds(), is_operator=operates)


async def _shown(example_id: int, ctx: Context) -> Example:
    """An example that everybody may see. Raises ExampleGone."""
    example = await ctx.user.examples.find(example_id)
    if example is None or example.state is not ExampleState.SHOWN:
        raise ExampleGone
    return example


async def _send(example: Example, ctx: Context, example_sender: ExampleSender) -> None:
    screen = views.example(ctx.t, ctx.catalog, example, price=price_of(example, ctx))
    if not await example_sender.send(example, screen, ctx.chat):
        await ctx.chat.send(Screen(ctx.t("example-not-now")))


def price_of(example: Example, ctx: Context) -> int | None:
    """What one like it costs now; None when it cannot be had here, or that depends on what is still to come."""
    if example.model not in ctx.catalog.models:
        return None
    model = ctx.catalog.model(example.model)
    if not ctx.catalog.is_sold(model):
        return None
    return ctx.catalog.price(
        ctx.drafts.copied(ctx.chat.topic, model, choices=example.choices, prompt=example.prompt)
    )
