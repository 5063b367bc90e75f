"""/describe: prompts that would make something like a picture, each with its price.

The picture is kept in a draft, so that it can be asked about again after a death. A prompt that is picked begins a draft of its own:
the others can be picked, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.catalog.spec import Kind, Media
from bot.domain.generation import Generation, Reference
from bot.domain.message_ref import MessageRef
from bot.domain.person import Draft
from bot.domain.suggestion import Suggestion, SuggestionRepository
from bot.domain.writer import Ability, WriterPurpose
from bot.errors import (
    Refusal,
    SuggestionGone,
    TaskRefused,
    UploadFailed,
    WriterBusy,
    WriterRefused,
    WriterSlow,
    WriterUnavailable,
)
from bot.generation.result_reference import is_within_reach, media_of, reference_to
from bot.i18n import Html
from handlers.compose.screens import next_screen
from handlers.compose.suggestion import model_for_words
from handlers.compose.views import describe as views
from handlers.core.better_words import writer_user, writing_target
from handlers.core.buttons.draft import DescribeAgainButton, DescribedButton
from handlers.core.buttons.result import DescribeResultButton
from handlers.core.carried import lately_carried
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.describing import Describing
from handlers.core.fsm_states import set_current_draft
from handlers.core.incoming_media import check_downloadable, reference_of
from handlers.core.refusals import CannotSee, CardGone, FileUnreadable, PictureNeeded
from handlers.core.remix import is_own
from handlers.core.shown_draft import show_draft_at
from handlers.core.views.refusal_text import refusal_text
from handlers.core.views.screen import Screen

LONGEST: Final = 1000
"""Characters of one of three prompts: they are shown as a whole in one message."""


def build() -> Router:
    """The router of descriptions."""
    router = Router(name="describe")
    router.message.register(describe, AnyCaseCommand("describe"))
    router.callback_query.register(describe_result, DescribeResultButton.filter())
    router.callback_query.register(again, DescribeAgainButton.filter())
    router.callback_query.register(use, DescribedButton.filter())
    return router


async def describe(
    message: Message,
    ctx: Context,
    describing: Describing,
) -> None:
    """Describe the picture that the command came with, replies to, or follows.

    Raises:
        CannotSee, PictureNeeded, FileTooLarge, WriterBusy: nothing is asked.
    """
    await _require_seeing(ctx)
    await _describe(await _picture(message, ctx), ctx, describing)


async def describe_result(
    _: CallbackQuery,
    callback_data: DescribeResultButton,
    generation: Generation,
    ctx: Context,
    describing: Describing,
) -> None:
    """Describe a picture that was made, in a message of its own; of several, ask which one.

    Raises:
        CannotSee, WriterBusy, CardGone: nothing is asked.
    """
    await _require_seeing(ctx)
    pictures = [place for place, asset in enumerate(generation.assets) if media_of(asset) is Media.PHOTO]
    position = callback_data.position
    if position is None and len(pictures) == 1:
        position = pictures[0]
    if not pictures or (position is not None and position not in pictures):
        raise CardGone
    await ctx.chat.answer_callback()
    if position is None:
        which = views.which(ctx.t, generation, pictures)
        await ctx.chat.send(which, alone=not is_own(generation, ctx))
        return
    picture = reference_to(generation.assets[position], generation, ctx.clock.now())
    if not is_within_reach(picture, ctx.clock.now()):
        await ctx.chat.send(Screen(ctx.t("verb-no-copy")), alone=not is_own(generation, ctx))
        return
    await _describe(picture, ctx.below(), describing)


async def _describe(picture: Reference, ctx: Context, describing: Describing) -> None:
    model = await model_for_words(ctx, "", kind=Kind.IMAGE)
    draft = await ctx.drafts.open_with(ctx.chat.topic, model, prompt="", references=(picture,))
    shown = await ctx.chat.send(views.looking(ctx.t, draft.id))
    await _ask(draft, shown, ctx, describing)


async def again(
    _: CallbackQuery,
    draft: Draft,
    ctx: Context,
    describing: Describing,
) -> None:
    """Look once more. Raises CannotSee, WriterBusy, CardGone."""
    await _require_seeing(ctx)
    await ctx.chat.answer_callback()
    shown = await ctx.chat.replace(views.looking(ctx.t, draft.id))
    await _ask(draft, shown, ctx, describing)


async def use(
    _: CallbackQuery,
    callback_data: DescribedButton,
    draft: Draft,
    ctx: Context,
    suggestions: SuggestionRepository,
) -> None:
    """Show the price of one of the prompts, in a message of its own; nothing begins. Raises SuggestionGone."""
    suggested = await suggestions.get(callback_data.suggestion)
    if suggested is None or suggested.draft_id != draft.id or suggested.purpose is not WriterPurpose.DESCRIBE:
        raise SuggestionGone
    ctx = ctx.asking().below()
    await ctx.chat.answer_callback()
    model, preferences = ctx.catalog.model(draft.model), await ctx.user.preferences()
    opened = await ctx.drafts.open_as_before(ctx.chat.topic, model, preferences, prompt=suggested.words)
    asked = ctx.chat.message_id
    await set_current_draft(ctx.state, opened.id, asked=asked)
    shown = await ctx.chat.send(await next_screen(ctx, opened, reply_to=asked))
    await show_draft_at(ctx, opened.id, shown)


async def _require_seeing(ctx: Context) -> None:
    """Raises CannotSee, WriterBusy."""
    if not await ctx.user.writer.can(Ability.SEES):
        raise CannotSee
    if ctx.user.writer.is_asking(ctx.person.id):
        raise WriterBusy


async def _picture(message: Message, ctx: Context) -> Reference:
    """The picture that is meant. Raises PictureNeeded, FileTooLarge."""
    sources = (message, message.reply_to_message, message.external_reply)
    found = [reference for one in sources if one is not None and (reference := reference_of(one))]
    if not found and message.reply_to_message is None:
        before = await lately_carried(ctx)
        found = list(before.media) if before is not None else []
    picture = next((one for one in found if one.media is Media.PHOTO and one.file_id), None)
    if picture is None:
        raise PictureNeeded
    check_downloadable(picture)
    return picture


async def _ask(
    draft: Draft,
    shown: MessageRef,
    ctx: Context,
    describing: Describing,
) -> None:
    """Have the picture looked at beside the updates."""

    async def background_task() -> None:
        await _bring(draft, shown, ctx, describing)

    if not describing.tasks.send(background_task, only_of=ctx.person.id):
        why = ctx.t("describe-unseen")
        await ctx.chat.replace_message(shown, views.not_described(ctx.t, draft.id, why, again=True))


async def _bring(
    draft: Draft,
    answer: MessageRef,
    ctx: Context,
    describing: Describing,
) -> None:
    """Look at the picture, keep the prompts, and show them."""
    prompts: Sequence[str] = ()
    trouble: Refusal | UploadFailed | TaskRefused | None = None
    try:
        medium = await describing.pictures.read(draft.media[0])
        target = writing_target(ctx, draft)
        target = replace(target, longest=min(target.longest, LONGEST))
        prompts = await ctx.user.writer.describe(writer_user(ctx, draft), medium, target)
    except (Refusal, UploadFailed, TaskRefused) as no:
        trouble = no
    async with ctx.probe.turn:
        try:
            await ctx.drafts.get(draft.id)
        except CardGone:  # put away meanwhile, or all of the person's data is
            return
        if trouble is not None:
            screen = _no(ctx, draft, trouble)
        else:
            kept = [await describing.suggestions.add(_suggestion(draft, one, ctx)) for one in prompts]
            try:
                screen = views.described(ctx.t, kept, await _prices(ctx, draft, prompts))
            except Refusal as no:  # the group's rules have changed meanwhile
                screen = _no(ctx, draft, no)
        await ctx.chat.replace_message(answer, screen)


def _suggestion(draft: Draft, words: str, ctx: Context) -> Suggestion:
    return Suggestion(
        draft_id=draft.id,
        person_id=ctx.person.id,
        purpose=WriterPurpose.DESCRIBE,
        before="",
        words=words,
        created_at=ctx.clock.now(),
    )


async def _prices(ctx: Context, draft: Draft, prompts: Sequence[str]) -> Sequence[int | None]:
    """Credits of each prompt with the options that the person uses; None where there is no price in credits yet, or a key pays."""
    if await ctx.drafts.quoter.is_own_key_used(ctx.person.id, draft.chat_id):
        return [None for _ in prompts]
    model, preferences = ctx.catalog.model(draft.model), await ctx.user.preferences()
    return [
        ctx.catalog.price(ctx.drafts.as_before(ctx.chat.topic, model, preferences, prompt=one))
        for one in prompts
    ]


def _no(ctx: Context, draft: Draft, trouble: Refusal | UploadFailed | TaskRefused) -> Screen:
    """What was in the way, in words."""
    match trouble:
        case UploadFailed():
            return views.not_described(ctx.t, draft.id, ctx.t("describe-file-later"), again=True)
        case WriterSlow() | WriterUnavailable():
            return views.not_described(ctx.t, draft.id, ctx.t("describe-unseen"), again=True)
        case WriterRefused():
            return views.not_described(ctx.t, draft.id, ctx.t("describe-refused"), again=False)
        case TaskRefused():
            why = Html(refusal_text(ctx.t, FileUnreadable()))
            return views.not_described(ctx.t, draft.id, why, again=False)
        case _:
            why = Html(refusal_text(ctx.t, trouble))
            return views.not_described(ctx.t, draft.id, why, again=False)
