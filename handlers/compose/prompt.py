"""Words for a draft: asked for, sent, sent without being asked, and edited afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from aiogram import Router
from aiogram.filters import or_f
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Document, Message

from bot.domain.person import Draft
from bot.errors import PromptTooLong
from handlers.compose import song
from handlers.compose.auto_confirm import auto_confirm
from handlers.compose.did_you_mean import longer_models
from handlers.compose.long_text import FULL, TextPart, answered, goes_on, heard, to_be_continued
from handlers.compose.screens import next_screen, prompt_screen
from handlers.compose.suggestion import suggest_model
from handlers.compose.text_file import read_text
from handlers.compose.words_about_media import ask_about_media
from handlers.core.buttons.draft import MoreReferencesButton, PromptButton, SongStep
from handlers.core.carried import lately_carried
from handlers.core.context import Context
from handlers.core.filters import ForBot, HasCaption, HasDraft, HasTextFile, HasWords, Private
from handlers.core.fsm_states import (
    answer_of,
    draft_of_album,
    expect_song_step,
    forget_shelf,
    joined,
    note_shelf,
    note_words,
    noted_shelf,
    noted_words,
    reply_target,
    set_current_draft,
    song_step,
    suggest_draft,
)
from handlers.core.ports import TextFiles
from handlers.core.shown_draft import replaced, show_draft_at
from handlers.core.views.screen import Screen


def build() -> Router:
    """The router of prompts."""
    router = Router(name="prompt")
    router.callback_query.register(ask, PromptButton.filter())
    router.callback_query.register(ask_for_more, MoreReferencesButton.filter())
    router.message.register(take, ForBot(), HasWords(), HasDraft())
    router.message.register(take_file, ForBot(), HasTextFile(), HasDraft())
    router.message.register(suggest, Private(), HasWords())
    router.message.register(suggest_file, Private(), HasTextFile())
    router.edited_message.register(correct, or_f(HasWords(), HasCaption()), ~HasTextFile(), HasDraft())
    return router


async def ask(_: CallbackQuery, callback_data: PromptButton, draft: Draft, ctx: Context) -> None:
    """Ask for the prompt; in a group as a question that is answered by a reply."""
    await ctx.chat.answer_callback()
    await set_current_draft(ctx.state, draft.id)
    await ctx.chat.ask(await prompt_screen(ctx, draft))


async def ask_for_more(
    _: CallbackQuery, callback_data: MoreReferencesButton, draft: Draft, ctx: Context
) -> None:
    """The next words go behind those that there are."""
    await ctx.chat.answer_callback()
    await set_current_draft(ctx.state, draft.id)
    await to_be_continued(ctx.state, draft.prompt)
    room = ctx.drafts.prompt_rule(draft).room - len(draft.prompt)
    await ctx.chat.ask(Screen(ctx.t("ask-more-text", room=max(0, room))))


async def take(message: Message, prompt: str, draft_id: int, ctx: Context) -> None:
    """The prompt of the draft that was touched last; the pieces of a long text are put together."""
    draft = await ctx.drafts.get(draft_id)
    earlier, singing = await goes_on(ctx.state, message), await song_step(ctx.state)
    words = {**await _words_before(ctx.state, earlier), message.message_id: prompt}
    await set_current_draft(ctx.state, draft.id, asked=message.message_id)
    if singing:
        await expect_song_step(ctx.state, draft.id, SongStep.LYRICS, option=None)
    try:
        draft = await ctx.drafts.with_prompt(draft, await heard(ctx.state, message, prompt, earlier))
    except PromptTooLong as refusal:
        if draft.recipe is not None or draft.party_id is not None:
            raise
        kept = await ctx.drafts.keep(
            ctx.chat.topic, prompt=joined(words), references=draft.media, choices=draft.choices
        )
        asked_for = replace(kept, model=draft.model)
        await ctx.chat.send(await longer_models(ctx, asked_for, refusal, back=draft.id))
        return
    await note_words(ctx.state, words)
    if singing:
        screen = await song.after_words(ctx, draft)
    else:
        screen = await next_screen(ctx, draft, reply_to=message.message_id)
    if earlier is not None and earlier.answer is not None:
        shown = await ctx.chat.replace_message(earlier.answer, screen)
    else:
        shown = await ctx.chat.send(screen)
    await answered(ctx.state, shown)
    await show_draft_at(ctx, draft.id, shown)
    await auto_confirm(ctx, draft, shown)


async def take_file(
    message: Message, document: Document, draft_id: int, ctx: Context, text_files: TextFiles
) -> None:
    """A text file is a long message."""
    await take(message, await read_text(document, text_files), draft_id, ctx)


async def suggest(message: Message, prompt: str, ctx: Context) -> None:
    """Words out of the blue: they mean the picture that came just before; else offer to make something of them."""
    before = await lately_carried(ctx)
    undecided = before if before is not None and before.is_undecided else None
    if undecided is not None and undecided.references:
        former = await answer_of(ctx.state, undecided.id)
        await ask_about_media(undecided.references, prompt, message, ctx)
        await replaced(ctx, undecided, former)
        return
    earlier = await goes_on(ctx.state, message)
    words = {**await _words_before(ctx.state, earlier), message.message_id: prompt}
    whole = await heard(ctx.state, message, prompt, earlier)
    options = undecided.choices if undecided is not None and not undecided.prompt else {}
    draft = await ctx.drafts.keep(ctx.chat.topic, prompt=whole, choices=options)
    piece, shelf = (await ctx.state.get_data()).get("piece"), await noted_shelf(ctx.state)
    await suggest_draft(ctx.state, draft.id, asked=message.message_id)
    await note_words(ctx.state, words)
    await ctx.state.update_data(piece=piece)
    if shelf is not None:
        await note_shelf(ctx.state, shelf)
    shown = await suggest_model(
        draft, ctx, message.message_id, instead_of=earlier.answer if earlier is not None else None
    )
    if len(prompt) < FULL:  # no other piece of the text comes
        await forget_shelf(ctx.state)
    await answered(ctx.state, shown)


async def suggest_file(message: Message, document: Document, ctx: Context, text_files: TextFiles) -> None:
    """The same with a text file."""
    await suggest(message, await read_text(document, text_files), ctx)


async def correct(message: Message, prompt: str, draft_id: int, ctx: Context) -> None:
    """A message that the prompt is made from was edited: the open card follows; other edits mean nothing.

    Telegram reports edits of a message that changed nothing of what it says, too (Bot API, Update): these undo nothing.
    """
    draft, words = await ctx.drafts.get(draft_id), await noted_words(ctx.state)
    answer = await answer_of(ctx.state, draft.id)
    if answer is None or not await _belongs_to(message, draft, words, ctx):
        return
    if words.get(message.message_id, "") == prompt:
        return
    words[message.message_id] = prompt
    draft = await ctx.drafts.with_prompt(draft, joined(words))
    await note_words(ctx.state, words)
    shown = await ctx.chat.replace_message(answer, await next_screen(ctx, draft, reply_to=message.message_id))
    await show_draft_at(ctx, draft.id, shown)


async def _belongs_to(message: Message, draft: Draft, words: Mapping[int, str], ctx: Context) -> bool:
    """Whether the draft was made from this message: with others, or as one of an album."""
    if message.message_id in words or await reply_target(ctx.state) == message.message_id:
        return True
    return await draft_of_album(ctx.state, message.media_group_id) == draft.id


async def _words_before(state: FSMContext, earlier: TextPart | None) -> Mapping[int, str]:
    """The words that a message goes on with, by their messages; those that a button continues have none."""
    if earlier is None:
        return {}
    known = await noted_words(state) if earlier.at else {}
    return known or {0: earlier.text}
