"""The one message that shows a draft: when another takes its place, the former has no buttons any more."""

from __future__ import annotations

from bot.domain.message_ref import MessageRef
from handlers.core.context import Context
from handlers.core.fsm_states import answer_of, set_answer


async def show_draft_at(ctx: Context, draft_id: int, message: MessageRef) -> None:
    """This message shows the current draft now, and none before it does."""
    former = await answer_of(ctx.state, draft_id)
    await set_answer(ctx.state, draft_id, message)
    await _retire(ctx, former, but=message)


async def retire_shown(ctx: Context, draft_id: int) -> None:
    """The draft is over: where it is shown beside the pressed message, its buttons go."""
    await _retire(ctx, await answer_of(ctx.state, draft_id), but=ctx.chat.message)


async def _retire(ctx: Context, former: MessageRef | None, *, but: MessageRef | None) -> None:
    if former is not None and former != but:
        await ctx.chat.retire(former)
