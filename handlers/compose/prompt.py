"""Words for a draft: asked for, sent, sent without being asked, and edited afterwards."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.filters import or_f
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Document, Message

from handlers.compose import song
from handlers.compose.auto_confirm import auto_confirm
from handlers.compose.long_text import answered, goes_on, heard, to_be_continued
from handlers.compose.screens import next_screen, prompt_screen
from handlers.compose.text_file import read_text
from handlers.core.callback_data import MoreReferencesButton, PromptButton, SongStep
from handlers.core.filters import ForBot, HasCaption, HasTextFile, HasWords, InDialogue, Private
from handlers.core.fsm_states import asked_by, expect_song_step, remember, song_step, touch
from handlers.core.ports import TextFiles
from handlers.core.responder import Stage
from handlers.core.suggested_models import suggested
from handlers.core.user_context import Desk
from handlers.core.views import model_lists as shelves
from handlers.core.views.screen import Screen

PROMPT_KEPT = 20_000
"""Characters of a text that a suggestion keeps; no model takes more."""


def build() -> Router:
    """The router of prompts."""
    router = Router(name="prompt")
    router.callback_query.register(ask, PromptButton.filter())
    router.callback_query.register(ask_for_more, MoreReferencesButton.filter())
    router.message.register(take, ForBot(), HasWords(), InDialogue())
    router.message.register(take_file, ForBot(), HasTextFile(), InDialogue())
    router.message.register(suggest, Private(), HasWords())
    router.message.register(suggest_file, Private(), HasTextFile())
    router.edited_message.register(correct, or_f(HasWords(), HasCaption()), InDialogue())
    return router


async def ask(
    _: CallbackQuery, callback_data: PromptButton, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """Ask for the prompt; in a group as a question that is answered by a reply."""
    draft = await desk.draft(callback_data.draft)
    await stage.answer()
    await touch(state, draft.id)
    await stage.question(desk, prompt_screen(desk, draft))


async def ask_for_more(
    _: CallbackQuery, callback_data: MoreReferencesButton, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """The next words go behind those that there are."""
    draft = await desk.draft(callback_data.draft)
    await stage.answer()
    await touch(state, draft.id)
    await to_be_continued(state, draft.prompt)
    room = desk.prompt_rule(draft).room - len(draft.prompt)
    await stage.question(desk, Screen(desk.t("ask-more-text", room=max(0, room))))


async def take(
    message: Message, prompt: str, draft_id: int, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """The prompt of the draft that was touched last; the pieces of a long text are put together."""
    draft = await desk.draft(draft_id)
    earlier, singing = await goes_on(state, message), await song_step(state)
    await touch(state, draft.id, asked=message.message_id)
    if singing:
        await expect_song_step(state, draft.id, SongStep.LYRICS, option=None)
    draft = await desk.with_prompt(draft, await heard(state, message, prompt, earlier))
    if singing:
        screen = await song.after_words(desk, draft, stage, state)
    else:
        screen = await next_screen(desk, draft, reply_to=message.message_id)
    if earlier is not None and earlier.answer is not None:
        shown = await stage.change(earlier.answer, screen)
    else:
        shown = await stage.say(screen)
    await answered(state, shown)
    await desk.keep(replace(draft, message_id=shown))
    await auto_confirm(desk, draft, stage, state, shown)


async def take_file(
    message: Message,
    document: Document,
    draft_id: int,
    desk: Desk,
    stage: Stage,
    state: FSMContext,
    text_files: TextFiles,
) -> None:
    """A text file is a long message."""
    await take(message, await read_text(document, text_files), draft_id, desk, stage, state)


async def suggest(message: Message, prompt: str, desk: Desk, stage: Stage, state: FSMContext) -> None:
    """Words out of the blue: offer to make something of them."""
    preferences = await desk.preferences()
    model = suggested(desk.shop, preferences)
    draft = await desk.open_as_before(stage.place, model, preferences, prompt=prompt[:PROMPT_KEPT])
    await remember(state, draft.id, asked=message.message_id)
    price = desk.shop.price(draft)
    await stage.say(shelves.offer_text(desk.t, model, draft=draft.id, prompt=prompt, price=price))


async def suggest_file(
    message: Message,
    document: Document,
    desk: Desk,
    stage: Stage,
    state: FSMContext,
    text_files: TextFiles,
) -> None:
    """The same with a text file."""
    await suggest(message, await read_text(document, text_files), desk, stage, state)


async def correct(
    message: Message, prompt: str, draft_id: int, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """The message with the prompt, or the caption, was edited: the open card follows; other edits mean nothing."""
    draft = await desk.draft(draft_id)
    answer = draft.message_id
    if await asked_by(state) != message.message_id or answer is None:
        return
    draft = await desk.with_prompt(draft, prompt)
    shown = await stage.change(answer, await next_screen(desk, draft, reply_to=message.message_id))
    await desk.keep(replace(draft, message_id=shown))
