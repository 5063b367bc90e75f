"""What waits for a model stays in sight on every page that is turned to."""

from __future__ import annotations

from handlers.compose.views.unused import with_kept
from handlers.core.context import Context
from handlers.core.views.screen import Screen


async def below_what_waits(ctx: Context, screen: Screen, draft_id: int | None) -> Screen:
    """The screen below the words and media of a draft without a model yet; as it is with any other draft, and without one.

    Raises:
        CardGone, CardNotYours: the draft is not there, or another person's.
    """
    if not draft_id:
        return screen
    draft = await ctx.drafts.get(draft_id)
    return screen if draft.model or draft.recipe else with_kept(ctx.t, screen, draft)
