"""Whether the writer can suggest words for a draft, and what it is asked with."""

from __future__ import annotations

from typing import Final

from bot.catalog.song_options import is_word_for_word
from bot.domain.group import Payer
from bot.domain.person import Draft
from bot.domain.writer import Ability
from bot.errors import Refusal
from bot.writer.questions import WritingTarget
from bot.writer.service import WriterUser
from handlers.core.context import Context

LONGEST: Final = 1500
"""Characters of a suggestion: it is shown as a whole, beside the person's own words, in one message."""


async def can_suggest(ctx: Context, draft: Draft) -> bool:
    """Whether other words can be suggested: there are some, a model makes something of them, and the person may read all.

    What is spoken or sung word for word is no prompt.
    """
    if not draft.prompt.strip() or (draft.look is not None and draft.look.hides_words):
        return False
    return await _writes_for(ctx, draft)


async def has_ideas(ctx: Context, draft: Draft) -> bool:
    """Whether the writer can think of something for a draft: its model makes it of words alone, of any words."""
    if draft.references or draft.look is not None or draft.recipe is not None or draft.is_undecided:
        return False
    try:
        target = ctx.drafts.target(draft)
    except Refusal:
        return False
    if any(need.minimum for need in target.offer.references) or ctx.catalog.model(draft.model).ideas:
        return False
    return await _writes_for(ctx, draft)


async def _writes_for(ctx: Context, draft: Draft) -> bool:
    if draft.recipe is not None or draft.is_undecided:
        return False
    try:
        target, settled = ctx.drafts.target(draft), ctx.drafts.settled(draft)
        room = ctx.drafts.prompt_rule(draft).room
    except Refusal:
        return False
    if not room or is_word_for_word(target.kind, target.offer, settled):
        return False
    return await ctx.user.writer.can(Ability.WRITES)


def writer_user(ctx: Context, draft: Draft) -> WriterUser:
    """Who asks, and who pays for what is made there."""
    in_group = ctx.chat.in_group
    group_pays = ctx.group is not None and ctx.rules.paid_by is Payer.GROUP
    return WriterUser(
        person_id=ctx.person.id,
        group_id=ctx.chat.topic.chat_id if in_group else None,
        group_pays=group_pays or draft.party_id is not None,
    )


def writing_target(ctx: Context, draft: Draft) -> WritingTarget:
    """What good words for the draft's model are."""
    model, rule = ctx.catalog.model(draft.model), ctx.drafts.prompt_rule(draft)
    return WritingTarget(
        model=model.title,
        kind=str(model.kind),
        language=model.writer.language,
        hint=model.writer.hint,
        longest=min(rule.room, LONGEST),
        shortest=rule.minimum_length,
    )
