"""What is going on now, and stopping it."""

from __future__ import annotations

from aiogram import Router

from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.fsm_states import clear_state, current_draft
from handlers.core.shown_draft import retire_shown
from handlers.core.views import progress_text as waiting
from handlers.core.views.screen import Screen, paragraphs


def build() -> Router:
    """The router of /status and /cancel."""
    router = Router(name="status")
    router.message.register(status, AnyCaseCommand("status"))
    router.message.register(cancel, AnyCaseCommand("cancel"))
    return router


async def status(_: object, ctx: Context) -> None:
    """Every open generation and where it is."""
    await ctx.chat.send(await _open_ones(ctx))


async def cancel(_: object, ctx: Context) -> None:
    """End the conversation; what waits in line can be cancelled with a button."""
    draft_id = await current_draft(ctx.state)
    if draft_id is not None:
        await ctx.drafts.withdrawer.close(draft_id)
        await retire_shown(ctx, draft_id)
    await clear_state(ctx.state)
    listed = await _open_ones(ctx)
    something = await ctx.catalog.history.open(ctx.person.id)
    ended = ctx.t("cancel-conversation") if draft_id is not None else None
    if not something:
        await ctx.chat.send(Screen(ended) if ended else listed)
        return
    too_late = None if listed.buttons else ctx.t("wait-no-cancel")
    await ctx.chat.send(Screen(paragraphs(ended, listed.text, too_late, gap="\n\n"), listed.buttons))


async def _open_ones(ctx: Context) -> Screen:
    generations = await ctx.catalog.history.open(ctx.person.id)
    lines = [
        (
            generation,
            ctx.catalog.title(generation.model),
            await ctx.user.estimator.of(generation, await ctx.user.store.queue_position(generation.id)),
        )
        for generation in generations
    ]
    return waiting.open_ones(ctx.t, lines)
