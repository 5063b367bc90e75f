"""Looking into a file before it has a price: Telegram tells neither the sides of pictures sent as files nor lengths."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.catalog.spec import Media, Per
from bot.domain.generation import Reference
from bot.domain.message_ref import MessageRef
from bot.domain.person import Draft
from bot.errors import Refusal, TaskRefused, UploadFailed
from handlers.compose.auto_confirm import auto_confirm
from handlers.core.context import Context
from handlers.core.fsm_states import answer_of, set_answer
from handlers.core.ports import MediaProbe
from handlers.core.refusal_screen import refusal_screen
from handlers.core.refusals import CardGone, FileUnreadable
from handlers.core.views.screen import Screen

Show = Callable[[Draft], Awaitable[Screen]]
"""What comes after the look. Raises Refusal."""


def is_unseen(reference: Reference) -> bool:
    """Whether Telegram gave its size in bytes but not its sides or length: it came as a file."""
    if not reference.size:
        return False
    return not (reference.seconds if reference.media is Media.AUDIO else reference.width)


def needs_look(ctx: Context, draft: Draft, reference: Reference) -> bool:
    """Whether a file has to be looked into before there is a price: its facts are unknown, or its length is paid for."""
    if is_unseen(reference):
        return True
    price = ctx.drafts.target(draft).offer.price
    counts = price is not None and price.per is Per.REFERENCE_SECOND and price.seconds_of is reference.media
    return counts and bool(reference.file_id) and not reference.is_measured


async def show_after_probe(draft: Draft, ctx: Context, show: Show) -> None:
    """Answer with what comes next; when a file has to be looked into first, say so and bring the answer up to date.

    A request within the auto-confirm limit begins at once, unless there was a file to probe.

    Raises:
        Refusal: what comes next is not possible.
    """
    if not any(needs_look(ctx, draft, reference) for reference in draft.references):
        shown = await ctx.chat.replace(await show(draft))
        await set_answer(ctx.state, draft.id, shown)
        await auto_confirm(ctx, draft, shown)
        return
    shown = await ctx.chat.replace(Screen(ctx.t("file-being-checked")))
    await set_answer(ctx.state, draft.id, shown)
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
    seen = {reference.file_id: await _seen(reference, ctx.probe.media_probe) for reference in unseen}
    async with ctx.probe.turn:
        try:
            draft, refusal = await _with_facts(await ctx.drafts.get(waiting.id), seen, ctx)
        except CardGone:
            return
        if await answer_of(ctx.state, draft.id) not in (answer, None):
            # Another screen of the draft took its place; that a file was left out, and a price is over, is said beside it.
            if refusal is not None:
                await ctx.chat.send(refusal_screen(ctx, refusal, draft.id))
            return
        shown = await ctx.chat.replace_message(answer, await _next(draft, refusal, ctx, show))
        await set_answer(ctx.state, draft.id, shown)


async def _next(draft: Draft, refusal: Refusal | None, ctx: Context, show: Show) -> Screen:
    try:
        if refusal is not None:
            raise refusal
        return await show(draft)
    except Refusal as no:
        return refusal_screen(ctx, no, draft.id)


async def _with_facts(
    draft: Draft, seen: Mapping[str, Reference | None], ctx: Context
) -> tuple[Draft, Refusal | None]:
    """The draft with what was seen of its files, without those that its model does not take, and why not."""
    kept: list[Reference] = []
    refusal: Refusal | None = None
    for known in draft.references:
        looked = seen.get(known.file_id, known)
        try:
            if looked is None:
                raise FileUnreadable
            ctx.drafts.require_taken(draft, [*kept, looked])
        except Refusal as no:
            refusal = no
        else:
            kept.append(looked)
    # A price that its person has seen meanwhile stands: it does not depend on sides and lengths.
    looked_at = replace(draft, references=tuple(kept))
    return await ctx.drafts.save(looked_at, same_request=refusal is None), refusal


async def _seen(reference: Reference, media_probe: MediaProbe) -> Reference | None:
    """The reference with its facts, as it was when they cannot be had now, or None when it is no media."""
    try:
        return await media_probe.look(reference)
    except UploadFailed:
        # It is looked at again before it goes to KIE; nothing is lost but the early warning.
        return reference
    except TaskRefused:
        return None
