"""Doing something with media or words: the best model for it is picked, and only what is missing is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from aiogram.fsm.context import FSMContext

from bot.catalog.choices import check_prompt
from bot.catalog.spec import Media, Model, Verb
from bot.generation.people import Draft
from bot.generation.record import Reference
from handlers.desk import Desk, Missing
from handlers.flow import next_screen
from handlers.stage import Stage
from handlers.states import touch
from handlers.unasked import start_unasked
from handlers.views import verbs
from handlers.views.screen import Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What somebody wants done.

    Attributes:
        verb: what.
        references: with what; empty for words.
        prompt: the words, possibly empty.
        asked: the person's message that the result answers, None for a tap.
    """

    verb: Verb
    references: tuple[Reference, ...] = ()
    prompt: str = ""
    asked: int | None = None

    @property
    def media(self) -> Media | None:
        """What it is done with; None = words."""
        return subject(self.verb, self.references)


def subject(verb: Verb, references: Sequence[Reference]) -> Media | None:
    """What a verb works on: the first reference; a photo while there is none; None = words."""
    if verb.on_words:
        return None
    return references[0].media if references else Media.PHOTO


async def do(deed: Deed, desk: Desk, stage: Stage, state: FSMContext) -> None:
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
    draft = await desk.open(stage.place, model.slug, prompt=prompt, references=deed.references)
    await touch(state, draft.id, asked=deed.asked)
    screen = await deed_screen(desk, draft, deed.verb, reply_to=deed.asked)
    shown = await stage.say(screen)
    await desk.keep(replace(draft, message_id=shown))
    await start_unasked(desk, draft, stage, state, shown)


def picked(desk: Desk, deed: Deed) -> Model | None:
    """The best model; without words, one that can begin without them comes first."""
    models = desk.shop.doers(deed.verb, deed.media)
    if deed.prompt or deed.verb.on_words:
        return next(iter(models), None)
    return min(models, key=lambda model: desk.shop.offer(model).prompt.required, default=None)


async def deed_screen(desk: Desk, draft: Draft, verb: Verb, *, reply_to: int | None) -> Screen:
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
