"""Doing something with media or words: the best model for it is picked, and only what is missing is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from aiogram.fsm.context import FSMContext

from bot.catalog.choices import check_prompt
from bot.catalog.spec import Media, Model, Verb
from bot.domain.generation import Reference
from bot.domain.person import Draft
from handlers.compose.probe import ProbeContext, show_after_probe
from handlers.compose.screens import next_screen
from handlers.core.fsm_states import touch
from handlers.core.responder import Stage
from handlers.core.user_context import Desk, Missing
from handlers.core.views import verb_buttons as verbs
from handlers.core.views.screen import Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbRequest:
    """What somebody wants done.

    Attributes:
        verb: what.
        references: with what; empty for words.
        prompt: the words, possibly empty.
        asked: the message that the result answers: the person's, or the one with the media.
        album: the album whose first picture came with the command; the others follow.
    """

    verb: Verb
    references: tuple[Reference, ...] = ()
    prompt: str = ""
    asked: int | None = None
    album: str = ""

    @property
    def media(self) -> Media | None:
        """What it is done with; None = words."""
        return subject(self.verb, self.references)


def subject(verb: Verb, references: Sequence[Reference]) -> Media | None:
    """What a verb works on: the first reference; a photo while there is none; None = words."""
    if verb.on_words:
        return None
    return references[0].media if references else Media.PHOTO


async def do(
    verb_request: VerbRequest, desk: Desk, stage: Stage, state: FSMContext, probe_context: ProbeContext
) -> None:
    """Begin a draft of the best model for the deed, up to its price. Raises Refusal."""
    if verb_request.verb.on_words:
        verb_request = replace(verb_request, references=())
    model = picked(desk, verb_request)
    if model is None:
        await stage.say(await nobody(verb_request, desk, stage))
        return
    offer = desk.shop.offer(model)
    prompt = verb_request.prompt if offer.prompt.maximum_length else ""
    if prompt:
        prompt = check_prompt(model, offer, prompt)
    draft = await desk.open_with(stage.place, model, prompt=prompt, references=verb_request.references)
    await touch(state, draft.id, asked=verb_request.asked, album=verb_request.album)
    show = partial(verb_request_screen, desk, verb=verb_request.verb, reply_to=verb_request.asked)
    await show_after_probe(draft, probe_context, desk, stage, state, show)


def picked(desk: Desk, verb_request: VerbRequest) -> Model | None:
    """The best model; first those that take all of the media, and without words those that need none."""
    wordless = not verb_request.prompt and not verb_request.verb.on_words

    def lacks(model: Model) -> tuple[bool, bool]:
        offer = desk.shop.offer(model)
        room = {need.media: need.maximum for need in offer.references}
        given = [reference.media for reference in verb_request.references]
        overflows = any(given.count(media) > room.get(media, 0) for media in given)
        return overflows, wordless and offer.prompt.required

    return min(desk.shop.doers(verb_request.verb, verb_request.media), key=lacks, default=None)


async def verb_request_screen(desk: Desk, draft: Draft, *, verb: Verb, reply_to: int | None) -> Screen:
    """What the deed still lacks, or its price; with a way to the other models that do it. Raises Refusal."""
    if not verb.on_words and not draft.references:
        screen = verbs.ask_media(desk.t, verb, draft)
    elif desk.missing(draft) is Missing.PROMPT:
        screen = verbs.ask_words(desk.t, verb, draft)
    else:
        screen = await next_screen(desk, draft, reply_to=reply_to)
    if len(desk.shop.doers(verb, subject(verb, draft.references))) < 2:
        return screen
    return verbs.with_others(desk.t, screen, verb, draft)


async def nobody(verb_request: VerbRequest, desk: Desk, stage: Stage) -> Screen:
    """That no model here does it, and what else can be done with the same media."""
    if verb_request.media is None or not verb_request.references:
        return verbs.nobody(desk.t, verb_request.verb, verb_request.media, ())
    holder = desk.shop.roomiest(verb_request.media)
    draft = await desk.open(
        stage.place, holder.slug, prompt=verb_request.prompt, references=verb_request.references
    )
    others = verbs.on_draft(desk.t, desk.shop.verbs(verb_request.media), draft)
    return verbs.nobody(desk.t, verb_request.verb, verb_request.media, others)
