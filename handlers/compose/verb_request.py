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
from handlers.compose.probe import Lookout, show_after_look
from handlers.compose.screens import next_screen
from handlers.core.fsm_states import touch
from handlers.core.responder import Stage
from handlers.core.user_context import Desk, Missing
from handlers.core.views import verb_buttons as verbs
from handlers.core.views.screen import Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
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


async def do(deed: Deed, desk: Desk, stage: Stage, state: FSMContext, lookout: Lookout) -> None:
    """Begin a draft of the best model for the deed, up to its price. Raises Refusal."""
    if deed.verb.on_words:
        deed = replace(deed, references=())
    model = picked(desk, deed)
    if model is None:
        await stage.say(await nobody(deed, desk, stage))
        return
    offer = desk.shop.offer(model)
    prompt = deed.prompt if offer.prompt.maximum_length else ""
    if prompt:
        prompt = check_prompt(model, offer, prompt)
    draft = await desk.open_with(stage.place, model, prompt=prompt, references=deed.references)
    await touch(state, draft.id, asked=deed.asked, album=deed.album)
    show = partial(deed_screen, desk, verb=deed.verb, reply_to=deed.asked)
    await show_after_look(draft, lookout, desk, stage, state, show)


def picked(desk: Desk, deed: Deed) -> Model | None:
    """The best model; first those that take all of the media, and without words those that need none."""
    wordless = not deed.prompt and not deed.verb.on_words

    def lacks(model: Model) -> tuple[bool, bool]:
        offer = desk.shop.offer(model)
        room = {need.media: need.maximum for need in offer.references}
        given = [reference.media for reference in deed.references]
        overflows = any(given.count(media) > room.get(media, 0) for media in given)
        return overflows, wordless and offer.prompt.required

    return min(desk.shop.doers(deed.verb, deed.media), key=lacks, default=None)


async def deed_screen(desk: Desk, draft: Draft, *, verb: Verb, reply_to: int | None) -> Screen:
    """What the deed still lacks, or its price; with a way to the other models that do it. Raises Refusal."""
    if not verb.on_words and not draft.references:
        screen = verbs.ask_media(desk.words, verb, draft)
    elif desk.missing(draft) is Missing.PROMPT:
        screen = verbs.ask_words(desk.words, verb, draft)
    else:
        screen = await next_screen(desk, draft, reply_to=reply_to)
    if len(desk.shop.doers(verb, subject(verb, draft.references))) < 2:
        return screen
    return verbs.with_others(desk.words, screen, verb, draft)


async def nobody(deed: Deed, desk: Desk, stage: Stage) -> Screen:
    """That no model here does it, and what else can be done with the same media."""
    if deed.media is None or not deed.references:
        return verbs.nobody(desk.words, deed.verb, deed.media, ())
    holder = desk.shop.roomiest(deed.media)
    draft = await desk.open(stage.place, holder.slug, prompt=deed.prompt, references=deed.references)
    others = verbs.on_draft(desk.words, desk.shop.verbs(deed.media), draft)
    return verbs.nobody(desk.words, deed.verb, deed.media, others)
