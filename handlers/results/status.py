"""What is going on now, and stopping it."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram import Router

from bot.domain.generation import Generation, State
from bot.generation.choose_picture import PictureChooser
from bot.generation.selection_watch import newest_pictures
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.fsm_states import clear_state, current_draft
from handlers.core.keyboards import keyboard
from handlers.core.shown_draft import retire_shown
from handlers.core.views import progress_text as waiting
from handlers.core.views.recipe_text import recipe_title
from handlers.core.views.screen import Screen, paragraphs
from handlers.results.views.selection import waiting_button, waiting_line


def build() -> Router:
    """The router of /status and /cancel."""
    router = Router(name="status")
    router.message.register(status, AnyCaseCommand("status"))
    router.message.register(cancel, AnyCaseCommand("cancel"))
    return router


async def status(_: object, ctx: Context, picture_chooser: PictureChooser) -> None:
    """Every open generation and where it is, and what waits for a choice here."""
    open_ones = await ctx.catalog.history.open(ctx.person.id)
    listed = await _listed(ctx, open_ones)
    waiting_here = await _to_choose(ctx, picture_chooser)
    if not waiting_here:
        await ctx.chat.send(listed)
        return
    lines = paragraphs(*(waiting_line(ctx.t, title) for title, _ in waiting_here))
    rows = [[waiting_button(ctx.t, picture)] for _, picture in waiting_here]
    if not open_ones:
        await ctx.chat.send(Screen(lines, keyboard(rows)))
        return
    above = listed.buttons.inline_keyboard if listed.buttons is not None else []
    await ctx.chat.send(Screen(paragraphs(listed.text, lines, gap="\n\n"), keyboard([*above, *rows])))


async def cancel(_: object, ctx: Context, picture_chooser: PictureChooser) -> None:
    """End the conversation, and what waits for a choice here; what waits in line can be cancelled with a button."""
    draft_id = await current_draft(ctx.state)
    if draft_id is not None:
        await ctx.drafts.withdrawer.close(draft_id)
        await retire_shown(ctx, draft_id)
    await clear_state(ctx.state)
    open_ones = await ctx.catalog.history.open(ctx.person.id)
    listed = await _listed(ctx, open_ones)
    stopped = await picture_chooser.stop_all(ctx.person.id, ctx.chat.topic.chat_id)
    ended = ctx.t("cancel-conversation") if draft_id is not None else None
    if stopped:
        ended = ctx.t("selection-stopped")
    if not open_ones:
        await ctx.chat.send(Screen(ended) if ended else listed)
        return
    too_late = None if listed.buttons else ctx.t("wait-no-cancel")
    await ctx.chat.send(Screen(paragraphs(ended, listed.text, too_late, gap="\n\n"), listed.buttons))


async def _to_choose(ctx: Context, picture_chooser: PictureChooser) -> Sequence[tuple[str, Generation]]:
    """What waits for the person's choice in this chat: the recipe's title, and a picture of it."""
    found: list[tuple[str, Generation]] = []
    for waiting_one in await picture_chooser.waiting(ctx.person.id):
        pictures = newest_pictures(waiting_one.pictures)
        there = next((one for one in pictures if one.state is State.DELIVERED and not one.deleted), None)
        if there is None or waiting_one.selection.chat_id != ctx.chat.topic.chat_id:
            continue
        quote = await ctx.user.store.quote_by_id(waiting_one.selection.quote_id)
        title = recipe_title(ctx.t, quote.recipe) if quote is not None and quote.recipe else ""
        found.append((title, there))
    return found


async def _listed(ctx: Context, generations: Sequence[Generation]) -> Screen:
    lines = [
        (
            generation,
            ctx.catalog.title(generation.model),
            await ctx.user.estimator.of(generation, await ctx.user.store.queue_position(generation.id)),
        )
        for generation in generations
    ]
    return waiting.open_ones(ctx.t, lines)
