"""The one message that shows a draft: when another takes its place, the former has no buttons any more."""

from __future__ import annotations

from bot.domain.message_ref import MessageRef
from bot.domain.person import Draft
from handlers.core.context import Context
from handlers.core.fsm_states import answer_of, set_answer


async def show_draft_at(ctx: Context, draft_id: int, message: MessageRef) -> None:
    """This message shows the current draft now, and none before it does."""
    former = await answer_of(ctx.state, draft_id)
    await set_answer(ctx.state, draft_id, message)
    await retire(ctx, former, but=message)


async def retire_shown(ctx: Context, draft_id: int) -> None:
    """The draft is over: where it is shown beside the pressed message, its buttons go."""
    await retire(ctx, await answer_of(ctx.state, draft_id), but=ctx.chat.message)


async def show_again_at(ctx: Context, draft_id: int, message: MessageRef) -> None:
    """The draft goes on in another message, where its model is picked: its former one has no buttons and no price."""
    await ctx.drafts.withdrawer.cancel_price(draft_id)
    await show_draft_at(ctx, draft_id, message)


async def replaced(ctx: Context, draft: Draft, former: MessageRef | None) -> None:
    """Another draft goes on with what this one kept: it is over, and its buttons go.

    Args:
        ctx: the update.
        draft: what was said or sent before.
        former: the message that showed it (`answer_of` while the conversation was about it); None when none did.
    """
    await ctx.drafts.withdrawer.close(draft.id)
    await retire(ctx, former, but=ctx.chat.message)


async def retire(ctx: Context, former: MessageRef | None, *, but: MessageRef | None) -> None:
    """A message that showed a draft before has no buttons any more."""
    if former is not None and former != but:
        await ctx.chat.retire(former)
