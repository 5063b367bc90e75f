"""Ideas for a draft: examples that fit its model, its media and what is set, and a surprise."""

from __future__ import annotations

from bot.catalog.choices import settle
from bot.catalog.ideas import genre_of
from bot.domain.gallery import GalleryQuery, GalleryReader
from bot.domain.person import Draft
from bot.writer.refusals import is_forbidden
from handlers.core.context import Context

_LOOKED_AT = 10
"""Newest results among which the last words are looked for."""

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


async def last_words(ctx: Context, draft: Draft, gallery: GalleryReader) -> str:
    """The person's own words that they have last made something of this kind with, in a group in this group; empty where
    there are none. Words that are hidden from them, another person's, and what no other words make right are left out.
    """
    kind = ctx.catalog.model(draft.model).kind
    here = ctx.chat.topic.chat_id if ctx.chat.in_group else None
    query = GalleryQuery(person_id=ctx.person.id, chat_id=here)
    for made in await gallery.page(query, offset=0, limit=_LOOKED_AT):
        words = made.shown_prompt.strip()
        is_theirs = words and not (made.hides_words or made.borrowed_words or is_forbidden(words))
        if is_theirs and any(asset.kind is kind for asset in made.assets):
            return words
    return ""


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
