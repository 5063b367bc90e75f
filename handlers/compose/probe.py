"""Looking into a file before it has a price: Telegram tells neither the sides of pictures sent as files nor lengths."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.domain.message_ref import MessageRef
from bot.domain.person import Draft
from bot.errors import Refusal
from handlers.compose.auto_confirm import auto_confirm
from handlers.compose.media_facts import facts_of, kinds_of, needs_look, with_facts
from handlers.core.context import Context
from handlers.core.fsm_states import answer_of
from handlers.core.refusal_screen import refusal_screen
from handlers.core.refusals import CardGone
from handlers.core.shown_draft import show_draft_at
from handlers.core.views.screen import Screen

Show = Callable[[Draft], Awaitable[Screen]]
"""What comes after the look. Raises Refusal."""


async def show_after_probe(draft: Draft, ctx: Context, show: Show) -> None:
    """Answer with what comes next; when a file has to be looked into first, say so and bring the answer up to date.

    A request within the auto-confirm limit begins at once, unless there was a file to probe.

    Raises:
        Refusal: what comes next is not possible.
    """
    if not any(needs_look(ctx, draft, reference) for reference in draft.references):
        shown = await ctx.chat.replace(await show(draft))
        await show_draft_at(ctx, draft.id, shown)
        await auto_confirm(ctx, draft, shown)
        return
    shown = await ctx.chat.replace(Screen(ctx.t("file-being-checked")))
    await show_draft_at(ctx, draft.id, shown)
    if not probe_in_background(draft, shown, ctx, show):
        await ctx.chat.replace_message(shown, await show(draft))


def probe_in_background(waiting: Draft, answer: MessageRef, ctx: Context, show: Show) -> bool:
    """Look into the draft's files; its answer is brought up to date afterwards. False when too many wait already."""

    async def background_task() -> None:
        await _look(waiting, answer, ctx, show)

    return ctx.probe.background_tasks.send(background_task)


async def _look(waiting: Draft, answer: MessageRef, ctx: Context, show: Show) -> None:
    """Look at each file, write down what was seen, and show what comes next, if the answer is still awaited."""
    unseen = [reference for reference in waiting.references if needs_look(ctx, waiting, reference)]
    seen = await (kinds_of if waiting.is_each else facts_of)(unseen, ctx)
    async with ctx.probe.turn:
        try:
            draft, refusal = await with_facts(await ctx.drafts.get(waiting.id), seen, ctx)
        except CardGone:
            return
        if await answer_of(ctx.state, draft.id) not in (answer, None):
            # Another screen of the draft took its place; that a file was left out, and a price is over, is said beside it.
            if refusal is not None:
                await ctx.chat.send(await refusal_screen(ctx, refusal, draft.id))
            return
        if refusal is not None and draft.is_each and draft.sent:  # the others are made all the same
            await ctx.chat.send(await refusal_screen(ctx, refusal, draft.id))
            refusal = None
        shown = await ctx.chat.replace_message(answer, await _next(draft, refusal, ctx, show))
        await show_draft_at(ctx, draft.id, shown)


async def _next(draft: Draft, refusal: Refusal | None, ctx: Context, show: Show) -> Screen:
    try:
        if refusal is not None:
            raise refusal
        return await show(draft)
    except Refusal as no:
        return await refusal_screen(ctx, no, draft.id)
