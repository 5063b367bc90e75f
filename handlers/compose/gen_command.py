"""The one-line form, by itself or as a reply to media or words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import Message

from bot.catalog.choices import check_prompt, settle
from bot.catalog.spec import Model
from bot.domain.batch import copies_of
from bot.domain.generation import Reference
from bot.domain.person import Draft
from bot.errors import ModelUnavailable, PromptTooLong, UnknownModel
from handlers.compose.did_you_mean import longer_models, suggest_models, suggest_nearest
from handlers.compose.gen_parser import parse, split_slug
from handlers.compose.new_request import begin_request
from handlers.compose.probe import show_after_probe
from handlers.compose.screens import next_screen, unused_facts
from handlers.compose.views.edited_line import changed_options, with_note
from handlers.compose.views.unused import ask_about_options
from handlers.core.carried import lately_carried
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.fsm_states import (
    CommandLine,
    answer_of,
    current_draft,
    joined,
    note_line,
    note_words,
    noted_line,
    noted_words,
    reply_target,
    set_current_draft,
    suggest_draft,
)
from handlers.core.given_media import given_media
from handlers.core.reply_input import unique_ids_of, words_of_reply
from handlers.core.shown_draft import replaced, show_draft_at
from handlers.core.views.screen import Screen


def build() -> Router:
    """The router of /gen."""
    router = Router(name="gen")
    router.message.register(gen, AnyCaseCommand("gen"))
    router.edited_message.register(correct, AnyCaseCommand("gen"))
    return router


async def gen(message: Message, command: CommandObject, ctx: Context) -> None:
    """Answer with the quote of a whole request in one line, or with what it lacks."""
    lately = await lately_carried(ctx)
    former = await answer_of(ctx.state, lately.id) if lately is not None else None
    earlier = await begin_request(message, ctx)
    command = replace(command, args=ctx.catalog.with_slug(command.args or ""))
    slug, rest = split_slug(command.args or "")
    if not slug:
        await ctx.chat.send(Screen(ctx.t("gen-usage", slug=ctx.catalog.first().slug)))
        return
    own = await given_media(message, ctx)
    given = (*earlier.references, *own)
    heard = earlier.words or words_of_reply(message, ctx.chat.bot.id)
    before = replace(earlier, references=given, words=heard)
    try:
        model = ctx.catalog.model(slug)
        offer = ctx.catalog.offer(model)
    except UnknownModel as unknown:
        await suggest_models(unknown, command.args or "", before, message, ctx)
        return
    except ModelUnavailable as unavailable:
        await suggest_nearest(unavailable, command.args or "", before, message, ctx)
        return
    said = parse(rest, offer)
    prompt = said.prompt or heard
    if prompt or given:
        lately = None
    if lately is not None:  # what was said and sent just before the command, and perhaps not for it
        given, prompt, ctx = lately.media, lately.prompt, ctx.asking()
    try:
        prompt = _checked(ctx, model, said.choices, prompt)
    except PromptTooLong as refusal:
        draft = await ctx.drafts.open_with(
            ctx.chat.topic, model, prompt=prompt, references=given, choices=said.choices
        )
        await suggest_draft(ctx.state, draft.id, asked=message.message_id)
        await ctx.chat.send(await longer_models(ctx, draft, refusal))
        return
    draft = await ctx.drafts.open_with(
        ctx.chat.topic,
        model,
        prompt=prompt,
        references=given,
        choices={**said.unfit, **said.choices},
        several=copies_of(said.copies),
    )
    await set_current_draft(ctx.state, draft.id, asked=message.message_id, album=message.media_group_id or "")
    await note_words(ctx.state, {message.message_id: prompt})
    await note_line(ctx.state, replace(_line(message, command), files=_files(own)))
    if lately is not None:
        await replaced(ctx, lately, former)
    if draft.unused_choices:
        shown = await ctx.chat.send(ask_about_options(ctx.t, unused_facts(ctx, draft)))
        await show_draft_at(ctx, draft.id, shown)
        return
    show = partial(next_screen, ctx, reply_to=message.message_id)
    await show_after_probe(draft, ctx, show)


async def correct(message: Message, command: CommandObject, ctx: Context) -> None:
    """The line was edited: its answer follows, until something was begun or another request came.

    What the edit does not change stays as it is, chosen by buttons or not; of an edit that changes nothing of the line,
    which Telegram reports as well, nothing is seen.
    """
    command = replace(command, args=ctx.catalog.with_slug(command.args or ""))
    draft_id, before = await current_draft(ctx.state), await noted_line(ctx.state)
    line = _line(message, command)
    if draft_id is None or before is None or before == line or not split_slug(line.words)[0]:
        return
    answer = await answer_of(ctx.state, draft_id)
    if answer is None or await reply_target(ctx.state) != message.message_id:
        return
    draft = await ctx.drafts.get(draft_id)
    earlier = ctx.drafts.settled(draft)
    draft = await _followed(draft, before, message, command, ctx)
    screen = await next_screen(ctx, draft, reply_to=message.message_id)
    changed = changed_options(ctx.t, ctx.drafts.target(draft).offer, earlier, ctx.drafts.settled(draft))
    shown = await ctx.chat.replace_message(answer, with_note(screen, changed))
    await show_draft_at(ctx, draft.id, shown)


async def _followed(
    draft: Draft, before: CommandLine, message: Message, command: CommandObject, ctx: Context
) -> Draft:
    """The draft with what has changed in its line. Raises Refusal: it is not possible; the draft is as it was."""
    (old_slug, old_rest), (slug, rest) = split_slug(before.words), split_slug(command.args or "")
    if slug and slug != old_slug:
        draft = ctx.drafts.switched(draft, ctx.catalog.model(slug))
    model = ctx.catalog.model(draft.model)
    offer = ctx.catalog.offer(model)
    old, said = parse(old_rest, offer), parse(rest, offer)
    choices, unfit = dict(draft.choices), dict(said.unfit)
    for name in old.choices.keys() | said.choices.keys():
        if old.choices.get(name) == said.choices.get(name) and (slug == old_slug or name in choices):
            continue
        choices.pop(name, None)
        if name in said.choices:
            choices[name] = said.choices[name]
    words, prompt = await noted_words(ctx.state), draft.prompt
    if old.prompt != said.prompt:
        words[message.message_id] = said.prompt or words_of_reply(message, ctx.chat.bot.id)
        prompt = joined(words)
    line, references = replace(_line(message, command), files=before.files), draft.references
    if line.media != before.media:
        given = await given_media(message, ctx)
        line, references = replace(line, files=_files(given)), _exchanged(references, before.files, given)
    draft = replace(
        draft,
        choices=choices,
        unused_choices=unfit,
        prompt=_checked(ctx, model, choices, prompt),
        references=references,
    )
    await note_words(ctx.state, words)
    await note_line(ctx.state, line)
    return await ctx.drafts.save(draft)


def _checked(ctx: Context, model: Model, choices: Mapping[str, str], prompt: str) -> str:
    """The prompt as the model takes it. Raises Refusal: it takes neither these choices nor these words."""
    offer = ctx.catalog.offer(model)
    settled = settle(model, offer, choices)
    if prompt and offer.prompt_for(settled).maximum_length:
        return check_prompt(model, offer, prompt, settled)
    return prompt


def _exchanged(
    references: Sequence[Reference], old: Collection[str], new: Iterable[Reference]
) -> tuple[Reference, ...]:
    """The new media in place of the old ones; what came otherwise, such as with other items of an album, stays."""
    place = next((index for index, one in enumerate(references) if one.file_id in old), 0)
    kept = [one for one in references[place:] if one.file_id not in old]
    return (*references[:place], *new, *kept)


def _files(references: Iterable[Reference]) -> tuple[str, ...]:
    return tuple(one.file_id for one in references)


def _line(message: Message, command: CommandObject) -> CommandLine:
    return CommandLine(words=command.args or "", media=unique_ids_of(message))
