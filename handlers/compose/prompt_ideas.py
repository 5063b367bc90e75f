"""Ideas for a draft: examples that fit its model, its media and what is set, and a surprise."""

from __future__ import annotations

from bot.catalog.choices import settle
from bot.catalog.ideas import genre_of
from bot.domain.person import Draft
from handlers.core.context import Context

_TRIES = 20
"""Surprises that are drawn until one fits the model and is another one than before."""


def genre(ctx: Context, draft: Draft) -> str:
    """What sort of words the draft's prompt is: a scene, a text to read aloud, lyrics …"""
    model = ctx.catalog.model(draft.model)
    offer = ctx.catalog.offer(model)
    media = [reference.media for reference in draft.references]
    return genre_of(model, offer, media=media, choices=settle(model, offer, draft.choices))


def examples(ctx: Context, draft: Draft, *, count: int) -> list[tuple[int, str]]:
    """Up to `count` examples with their places in the list; each draft begins at another one."""
    fitting = _all_examples(ctx, draft)
    return [fitting[(draft.id + turn) % len(fitting)] for turn in range(min(count, len(fitting)))]


def example(ctx: Context, draft: Draft, place: int) -> str | None:
    """The example at this place of the list, or None when the list is another one by now."""
    return dict(_all_examples(ctx, draft)).get(place)


def surprise(ctx: Context, draft: Draft, *, turn: int) -> str:
    """A prompt made up at random; draft and turn decide which, and it is another one than the draft has."""
    model = ctx.catalog.model(draft.model)
    offer = ctx.catalog.offer(model)
    made = ""
    for attempt in range(_TRIES):
        made = ctx.catalog.ideas.surprise(
            ctx.t.language,
            model,
            offer,
            media=[reference.media for reference in draft.references],
            choices=settle(model, offer, draft.choices),
            seed=f"{draft.id}:{turn}:{attempt}",
        )
        if made != draft.prompt and _fits(ctx, draft, made):
            break
    return made


def _all_examples(ctx: Context, draft: Draft) -> list[tuple[int, str]]:
    model = ctx.catalog.model(draft.model)
    offer = ctx.catalog.offer(model)
    written = ctx.catalog.ideas.examples(
        ctx.t.language,
        model,
        offer,
        media=[reference.media for reference in draft.references],
        choices=settle(model, offer, draft.choices),
    )
    return [(place, text) for place, text in enumerate(written) if _fits(ctx, draft, text)]


def _fits(ctx: Context, draft: Draft, text: str) -> bool:
    rule = ctx.drafts.prompt_rule(draft)
    return rule.minimum_length <= len(text) <= rule.room
