"""/each: the same with each of several files, at one price."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from aiogram import F, Router
from aiogram.filters import CommandObject, StateFilter
from aiogram.types import CallbackQuery, Message

from bot.catalog.spec import Media, Model, Verb
from bot.catalog.word_index import Fit
from bot.domain.batch import EACH, MOST_PARTS
from bot.domain.generation import Reference
from bot.domain.person import Draft
from bot.errors import Refusal
from handlers.compose.gen_parser import parse, split_slug
from handlers.compose.media_facts import is_unseen, kinds_of
from handlers.compose.new_request import begin_request
from handlers.compose.probe import show_after_probe
from handlers.compose.screens import next_screen
from handlers.compose.verb_request import VerbRequest, picked, start_verb
from handlers.compose.views.each import collecting
from handlers.compose.words_about_media import what_to_make
from handlers.core.buttons.draft import EachButton, EachReadyButton
from handlers.core.carried import lately_carried
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.draft_service import PROMPT_KEPT
from handlers.core.filters import ForBot, HasMedia, HasWords
from handlers.core.fsm_states import (
    DraftStates,
    answer_of,
    current_draft,
    note_file_name,
    note_left_out,
    noted_file_names,
    noted_left_out,
    noted_medium,
    reply_target,
    set_answer,
    set_current_draft,
)
from handlers.core.given_media import given_media, known_medium
from handlers.core.incoming_media import DOWNLOAD_LIMIT, own_caption
from handlers.core.refusals import CardGone
from handlers.core.shown_draft import replaced, show_draft_at
from handlers.core.views.screen import Screen, cut

_COLLECTING: Final = StateFilter(DraftStates.files)
_NAME_SHOWN: Final = 40
_WORDLESS: Final = frozenset({Verb.REMOVEBG, Verb.UPSCALE})
"""What is wanted is said by its name alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """What stands behind the command: what makes it, if that is said, and the words."""

    verb: Verb | None = None
    model: Model | None = None
    words: str = ""


def build() -> Router:
    """The router of /each; it comes before the media and words of other requests."""
    router = Router(name="each")
    router.message.register(by_command, AnyCaseCommand("each"))
    router.message.register(take, _COLLECTING, ForBot(), HasMedia())
    router.message.register(take_other, _COLLECTING, ForBot(), F.document)
    router.message.register(take_words, _COLLECTING, ForBot(), HasWords())
    router.callback_query.register(each_of_them, EachButton.filter())
    router.callback_query.register(go, EachReadyButton.filter())
    return router


async def by_command(message: Message, command: CommandObject, ctx: Context) -> None:
    """Begin to collect files: with what came with the command, what it replies to, and what was sent just before."""
    before = await lately_carried(ctx)
    former = await answer_of(ctx.state, before.id) if before is not None else None
    given = await given_media(message, ctx)
    replied = message.reply_to_message
    of_before = replied is not None and await noted_medium(ctx.state, replied.message_id) is not None
    earlier = await begin_request(message, ctx)
    found = (*earlier.references, *given)
    line = _read(command.args or "", ctx)
    words = line.words or earlier.words
    if before is not None and before.media and (of_before or not found):
        found, words = before.media, words or before.prompt
    else:
        before = None
    draft = await _opened(replace(line, words=words), found[:MOST_PARTS], ctx)
    await set_current_draft(
        ctx.state, draft.id, asked=message.message_id, album=message.media_group_id or "", files=True
    )
    if len(found) > MOST_PARTS:
        await note_left_out(ctx.state, "full")
    for _ in draft.unused_references:
        await note_left_out(ctx.state, "unfit")
    await show_draft_at(ctx, draft.id, await ctx.chat.send(await _screen(ctx, draft)))
    if before is not None:
        await replaced(ctx, before, former)
    if any(is_unseen(one) for one in draft.sent):
        _redraw(draft, ctx)


async def take(message: Message, reference: Reference, ctx: Context) -> None:
    """One more file. The card follows once for all that come together."""
    draft = await _current(ctx)
    why, name = "", _name_of(message)
    if reference.size > DOWNLOAD_LIMIT:
        why = "large"
    elif len(draft.sent) >= MOST_PARTS:
        why = "full"
    elif is_unseen(reference):  # what it is called says nothing yet
        known = await known_medium(message, reference, ctx)
        draft = await ctx.drafts.save(replace(draft, references=(*draft.sent, known)))
    elif not ctx.drafts.has_room(draft, reference.media):
        why = "unfit"
    else:
        try:
            draft = await ctx.drafts.with_reference(draft, await known_medium(message, reference, ctx))
        except Refusal:
            why = "unfit"
    if why:
        await note_left_out(ctx.state, why, name)
    elif name:
        await note_file_name(ctx.state, reference.file_id, name)
    if (caption := own_caption(message)) and not draft.prompt:
        await _with_words(draft, caption, ctx)
    _redraw(draft, ctx)


async def take_other(message: Message, ctx: Context) -> None:
    """A file that no model can use."""
    await note_left_out(ctx.state, "unreadable", _name_of(message))
    _redraw(await _current(ctx), ctx)


async def take_words(message: Message, prompt: str, ctx: Context) -> None:
    """Words for all of them; the card goes below."""
    draft = await _with_words(await _current(ctx), prompt, ctx)
    await show_draft_at(ctx, draft.id, await ctx.chat.send(await _screen(ctx, draft)))


async def each_of_them(_: CallbackQuery, callback_data: EachButton, draft: Draft, ctx: Context) -> None:
    """The same with each of the media that the draft has: its price, or first what is made of them, and more of them."""
    await ctx.chat.answer_callback()
    ctx = ctx.asking()
    several = replace(draft, several=EACH)
    if not draft.is_undecided:
        model = ctx.catalog.model(draft.model)
        draft = await ctx.drafts.save(ctx.drafts.switched(several, model))
        await _show_price(draft, ctx)
        return
    draft = await ctx.drafts.save(several)
    await set_current_draft(ctx.state, draft.id, asked=await reply_target(ctx.state), files=True)
    await show_draft_at(ctx, draft.id, await ctx.chat.replace(await _screen(ctx, draft)))


async def go(_: CallbackQuery, callback_data: EachReadyButton, draft: Draft, ctx: Context) -> None:
    """All files are there: what is made of each, or its price; without any they are asked for."""
    await ctx.chat.answer_callback()
    if not draft.sent:
        await ctx.chat.replace(await _screen(ctx, draft))
        return
    ctx = ctx.asking()
    if not draft.is_undecided:
        await _show_price(draft, ctx)
    elif draft.prompt and draft.sent[0].media is Media.PHOTO:
        verb_request = VerbRequest(
            verb=Verb.EDIT,
            references=draft.media,
            prompt=draft.prompt,
            asked=await reply_target(ctx.state),
            several=EACH,
        )
        await start_verb(verb_request, ctx)
    else:
        await show_draft_at(ctx, draft.id, await ctx.chat.replace(what_to_make(ctx, draft)))


async def _show_price(draft: Draft, ctx: Context) -> None:
    await set_current_draft(ctx.state, draft.id)
    await show_after_probe(draft, ctx, partial(next_screen, ctx, reply_to=await reply_target(ctx.state)))


def _read(line: str, ctx: Context) -> _Line:
    """What a line names: a verb by its command or in other words, a model, or nothing but words."""
    first, rest = split_slug(line)
    name = first.removeprefix("/").casefold()
    if name in set(Verb) and not Verb(name).on_words:
        return _Line(verb=Verb(name), words=rest)
    slug, words = split_slug(ctx.catalog.with_slug(line))
    if slug in ctx.catalog.models:
        return _Line(model=ctx.catalog.model(slug), words=words)
    line = line.strip()
    found = ctx.catalog.search(line) if line else None
    if found is not None and found.fit is Fit.SAME:
        verb = next((one for one in found.verbs if not one.on_words), None)
        if verb is not None:
            return _Line(verb=verb, words="" if verb in _WORDLESS else line)
    return _Line(words=line)


async def _opened(line: _Line, found: tuple[Reference, ...], ctx: Context) -> Draft:
    """The draft that collects. Raises ModelUnavailable."""
    model = line.model
    if line.verb is not None:
        wanted = VerbRequest(verb=line.verb, references=found, prompt=line.words, several=EACH)
        model = picked(ctx, wanted)
    if model is None:
        return await ctx.drafts.keep(ctx.chat.topic, prompt=line.words, references=found, several=EACH)
    said = parse(line.words, ctx.catalog.offer(model))
    return await ctx.drafts.open_with(
        ctx.chat.topic, model, prompt=said.prompt, references=found, choices=said.choices, several=EACH
    )


async def _current(ctx: Context) -> Draft:
    """The draft that collects files now. Raises CardGone."""
    draft_id = await current_draft(ctx.state)
    if draft_id is None:
        raise CardGone
    return await ctx.drafts.get(draft_id)


async def _with_words(draft: Draft, words: str, ctx: Context) -> Draft:
    if draft.is_undecided:
        return await ctx.drafts.save(replace(draft, prompt=words[:PROMPT_KEPT]))
    return await ctx.drafts.with_prompt(draft, words)


async def _screen(ctx: Context, draft: Draft) -> Screen:
    model = ctx.catalog.title(draft.model) if draft.model else None
    return collecting(ctx.t, draft, await noted_left_out(ctx.state), model=model, in_group=ctx.chat.in_group)


def _name_of(message: Message) -> str:
    return cut((message.document.file_name if message.document else None) or "", _NAME_SHOWN)


async def _by_content(draft: Draft, seen: Mapping[str, Reference | None], ctx: Context) -> Draft:
    """The draft with what its files are by their content, whatever they are called; what it cannot use is left out."""
    names = await noted_file_names(ctx.state)
    kept: list[Reference] = []
    for known in draft.sent:
        looked = seen.get(known.file_id, known)
        why = "" if looked is not None else "unreadable"
        if looked is not None and not draft.is_undecided:
            try:
                ctx.drafts.require_taken(draft, [looked])
            except Refusal:
                why = "unfit"
        if why or looked is None:
            await note_left_out(ctx.state, why, names.get(known.file_id, ""))
        else:
            kept.append(looked)
    if tuple(kept) == tuple(draft.sent):
        return draft
    return await ctx.drafts.save(
        replace(draft, references=tuple(kept)), same_request=len(kept) == len(draft.sent)
    )


def _redraw(draft: Draft, ctx: Context) -> None:
    """Bring the card up to date, once for all files that come together; in private below them, where a thumb reaches it.

    What came as a file is what it holds: its sender's app goes by its name.
    """

    async def draw() -> None:
        seen: Mapping[str, Reference | None] = {}
        with suppress(CardGone):
            came = (await ctx.drafts.get(draft.id)).sent
            seen = await kinds_of([one for one in came if is_unseen(one)], ctx)
        async with ctx.probe.turn:
            if await ctx.state.get_state() != DraftStates.files.state:
                return
            try:
                known = await ctx.drafts.get(draft.id)
            except CardGone:
                return
            known = await _by_content(known, seen, ctx)
            answer = await answer_of(ctx.state, known.id)
            if answer is None:
                return
            screen = await _screen(ctx, known)
            if ctx.chat.in_group:  # further files reply to it
                await show_draft_at(ctx, known.id, await ctx.chat.replace_message(answer, screen))
                return
            await set_answer(ctx.state, known.id, await ctx.chat.send(screen))
            await ctx.chat.delete([answer])

    ctx.probe.background_tasks.send_once(f"each:{draft.id}", draw)
