"""What the content of a file tells that a price depends on, and Telegram does not."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final

from bot.catalog.spec import Media, Per
from bot.domain.generation import Reference
from bot.domain.person import Draft
from bot.errors import Refusal, TaskRefused, UploadFailed
from handlers.core.context import Context
from handlers.core.refusals import FileUnreadable

_GLANCES_AT_ONCE: Final = 4
_GLANCE_SECONDS: Final = 20.0
"""What was not read by then counts as it was sent."""


def is_to_be_measured(ctx: Context, draft: Draft, reference: Reference) -> bool:
    """Whether the draft's price is by the length of this file, and it was not measured yet."""
    price = ctx.drafts.target(draft).offer.price
    counts = price is not None and price.per is Per.REFERENCE_SECOND and price.seconds_of is reference.media
    return counts and bool(reference.file_id) and not reference.is_measured


def is_unseen(reference: Reference) -> bool:
    """Whether Telegram gave its size in bytes but not its sides or length: it came as a file."""
    if not reference.size or reference.character:
        return (
            False  # of a character's picture nothing can be mended here; it is looked into before it is used
        )
    return not (reference.seconds if reference.media is Media.AUDIO else reference.width)


def needs_look(ctx: Context, draft: Draft, reference: Reference) -> bool:
    """Whether a file has to be looked into before there is a price: its facts are unknown, or its length is paid for."""
    return is_unseen(reference) or is_to_be_measured(ctx, draft, reference)


async def measured(draft: Draft, ctx: Context) -> Draft:
    """The draft with every length that its price is by; what came before its model was picked is measured now.

    Raises:
        Refusal: a file is no media, or longer or shorter than the model takes.
    """
    unknown = [reference for reference in draft.references if is_to_be_measured(ctx, draft, reference)]
    if not unknown:
        return draft
    draft, refusal = await with_facts(draft, await facts_of(unknown, ctx), ctx)
    if refusal is not None:
        raise refusal
    return draft


async def facts_of(unseen: Sequence[Reference], ctx: Context) -> Mapping[str, Reference | None]:
    """By file id: the reference with its facts, as it was when they cannot be had now, or None when it is no media."""
    return {reference.file_id: await _seen(reference, ctx.probe.media_probe.look) for reference in unseen}


async def kinds_of(unseen: Sequence[Reference], ctx: Context) -> Mapping[str, Reference | None]:
    """The same of many files, several at once, and of pictures by their beginnings alone: each is looked into as a whole
    before it is used.
    """
    turns, seen = asyncio.Semaphore(_GLANCES_AT_ONCE), dict[str, Reference | None]()

    async def glance(reference: Reference) -> None:
        async with turns:
            seen[reference.file_id] = await _seen(reference, ctx.probe.media_probe.glance)

    with suppress(TimeoutError):
        async with asyncio.timeout(_GLANCE_SECONDS), asyncio.TaskGroup() as group:
            for reference in unseen:
                group.create_task(glance(reference))
    return seen


async def with_facts(
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
    # A price that its person has seen meanwhile stands: it does not depend on sides, and none by a length is shown before
    # that was measured.
    looked_at = replace(draft, references=tuple(kept))
    return await ctx.drafts.save(looked_at, same_request=refusal is None), refusal


async def _seen(reference: Reference, probe: Callable[[Reference], Awaitable[Reference]]) -> Reference | None:
    """The reference with its facts, as it was when they cannot be had now, or None when it is no media."""
    try:
        return await probe(reference)
    except UploadFailed:
        # It is looked at again before it goes to KIE; nothing is lost but the early warning.
        return reference
    except TaskRefused:
        return None
