"""Doing something with media or words: the best model for it is picked, and only what is missing is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.catalog.choices import check_prompt
from bot.catalog.spec import Media, Model, Verb
from bot.domain.batch import Several
from bot.domain.generation import Reference
from bot.domain.person import Draft
from handlers.compose.probe import show_after_probe
from handlers.compose.screens import next_screen, unused_facts
from handlers.compose.views.unused import with_unused
from handlers.core.context import Context
from handlers.core.draft_service import Missing
from handlers.core.fsm_states import note_guess, note_words, set_current_draft
from handlers.core.views import verb_buttons as verbs
from handlers.core.views.screen import Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbRequest:
    """What a person wants done.

    Attributes:
        verb: what.
        references: with what; empty for words.
        prompt: the words, possibly empty.
        asked: the message that the result answers: the person's, or the one with the media.
        album: the album whose first picture came with the command; the others follow.
        several: whether it is to be done with each of them; None for once with all.
    """

    verb: Verb
    references: tuple[Reference, ...] = ()
    prompt: str = ""
    asked: int | None = None
    album: str = ""
    several: Several | None = None

    @property
    def media(self) -> Media | None:
        """What it is done with; None = words."""
        return subject(self.verb, self.references)


def subject(verb: Verb, references: Sequence[Reference]) -> Media | None:
    """What a verb works on: the first reference; what is asked for while there is none; None = words."""
    if verb.on_words or not references:
        return verb.begins_with
    return references[0].media


async def start_verb(verb_request: VerbRequest, ctx: Context, *, guess: bool = False) -> None:
    """Begin a draft of the best model for the verb, up to its price. Raises Refusal.

    `guess` says that the words may not be about the media: that something new was meant is one tap away.
    """
    given = verb_request.references
    if verb_request.verb.on_words:
        verb_request = replace(verb_request, references=())
    model = picked(ctx, verb_request)
    if model is None:
        await ctx.chat.send(await nobody(verb_request, ctx))
        return
    offer = ctx.catalog.offer(model)
    prompt = verb_request.prompt
    if prompt and offer.prompt.maximum_length:
        prompt = check_prompt(model, offer, prompt)
    draft = await ctx.drafts.open_with(
        ctx.chat.topic, model, prompt=prompt, references=given, several=verb_request.several
    )
    await set_current_draft(ctx.state, draft.id, asked=verb_request.asked, album=verb_request.album)
    if verb_request.album and verb_request.asked is not None:
        await note_words(ctx.state, {verb_request.asked: verb_request.prompt})
    if guess:
        await note_guess(ctx.state)
    show = partial(verb_request_screen, ctx, verb=verb_request.verb, reply_to=verb_request.asked)
    await show_after_probe(draft, ctx, show)


def picked(ctx: Context, verb_request: VerbRequest) -> Model | None:
    """The best model; first those that take all of the media, all of the words, and without words those that need none."""
    wordless = not verb_request.prompt and not verb_request.verb.on_words

    def lacks(model: Model) -> tuple[bool, bool, bool]:
        offer = ctx.catalog.offer(model)
        room = {need.media: need.maximum for need in offer.references}
        given = [reference.media for reference in verb_request.references]
        given = given[:1] if verb_request.several is not None else given
        overflows = any(given.count(media) > room.get(media, 0) for media in given)
        too_long = 0 < offer.prompt.room < len(verb_request.prompt)
        return overflows, too_long, wordless and offer.prompt.required

    doers = ctx.catalog.doers(verb_request.verb, verb_request.media, verb_request.references)
    return min(doers, key=lacks, default=None)


async def verb_request_screen(ctx: Context, draft: Draft, *, verb: Verb, reply_to: int | None) -> Screen:
    """What the request still lacks, or its price; with a way to the other models that do it. Raises Refusal."""
    if not verb.on_words and not draft.references:
        screen = with_unused(ctx.t, verbs.ask_media(ctx.t, verb, draft), unused_facts(ctx, draft))
    elif ctx.drafts.missing(draft) is Missing.PROMPT:
        screen = with_unused(ctx.t, verbs.ask_words(ctx.t, verb, draft), unused_facts(ctx, draft))
    else:
        screen = await next_screen(ctx, draft, reply_to=reply_to)
    if len(ctx.catalog.doers(verb, subject(verb, draft.references), draft.references)) < 2:
        return screen
    return verbs.with_others(ctx.t, screen, verb, draft)


async def nobody(verb_request: VerbRequest, ctx: Context) -> Screen:
    """That no model here does it, and what else can be done with the same media."""
    if verb_request.media is None or not verb_request.references:
        return verbs.nobody(ctx.t, verb_request.verb, verb_request.media, ())
    draft = await ctx.drafts.keep(
        ctx.chat.topic,
        prompt=verb_request.prompt,
        references=verb_request.references,
        several=verb_request.several,
    )
    others = verbs.on_draft(
        ctx.t, ctx.catalog.verbs(verb_request.media, verb_request.references[0].maker), draft
    )
    return verbs.nobody(ctx.t, verb_request.verb, verb_request.media, others)
