"""/cast: characters that are pictured again: keeping them, looking at them, changing them."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import CommandObject, StateFilter
from aiogram.types import CallbackQuery, Message

from bot.cast.editor import CastEditor, Proposal
from bot.cast.names import LONGEST
from bot.cast.refusals import CharacterWithoutPicture
from bot.catalog.spec import Kind
from bot.domain.cast import Character, NoCast
from bot.domain.generation import Asset, Generation, Reference
from bot.generation.result_reference import reference_to
from bot.generation.versions import is_shown_in
from handlers.cast import picking, views
from handlers.core.buttons.cast import (
    AddPhotoButton,
    AgreeOnPicturesButton,
    CastPageButton,
    CharacterButton,
    CharacterKindButton,
    DeleteCharacterButton,
    ForgetProposalButton,
    KeepCharacterButton,
    PickCastButton,
    RenameCharacterButton,
    SwitchCharacterButton,
)
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import ForBot, HasMedia, HasWords
from handlers.core.fsm_states import (
    CastQuestion,
    CastStates,
    cast_question,
    clear_state,
    draft_of_album,
    expect_of_cast,
)
from handlers.core.incoming_media import check_downloadable, reference_of
from handlers.core.ports import AlbumSender
from handlers.core.refusals import CardGone
from handlers.core.views.screen import Screen


def build() -> Router:
    """The router of the cast."""
    router = Router(name="cast")
    router.message.register(cast, AnyCaseCommand("cast"))
    router.message.register(take_name, ForBot(), HasWords(), StateFilter(CastStates.name))
    router.message.register(take_new_name, ForBot(), HasWords(), StateFilter(CastStates.new_name))
    router.message.register(take_photo, ForBot(), HasMedia(), StateFilter(CastStates.photo))
    router.callback_query.register(page, CastPageButton.filter())
    router.callback_query.register(show, CharacterButton.filter())
    router.callback_query.register(agree, AgreeOnPicturesButton.filter())
    router.callback_query.register(keep, CharacterKindButton.filter())
    router.callback_query.register(forget, ForgetProposalButton.filter())
    router.callback_query.register(rename, RenameCharacterButton.filter())
    router.callback_query.register(add_photo, AddPhotoButton.filter())
    router.callback_query.register(delete, DeleteCharacterButton.filter())
    router.callback_query.register(keep_result, KeepCharacterButton.filter())
    router.callback_query.register(picking.pick, PickCastButton.filter())
    router.callback_query.register(picking.switch, SwitchCharacterButton.filter())
    return router


async def cast(
    message: Message, command: CommandObject, ctx: Context, cast_editor: CastEditor, album_sender: AlbumSender
) -> None:
    """`/cast Anna` as a reply to a photo or an album keeps Anna; alone it is the list, with pictures."""
    if isinstance(ctx.drafts.cast, NoCast):
        await ctx.chat.send(Screen(ctx.t("cast-off")))
        return
    name = (command.args or "").strip()
    pictures = await _pictures(message, ctx)
    if name and pictures:
        proposal = await cast_editor.propose(ctx.chat.topic.chat_id, ctx.person.id, name, pictures)
        await ctx.chat.send(views.proposed(ctx.t, proposal))
        return
    known = await ctx.drafts.cast.cast_of(ctx.chat.topic.chat_id)
    if name and name.casefold() != "list":
        raise CharacterWithoutPicture
    await _show_pictures(known[: views.ON_PAGE], ctx, album_sender)
    await ctx.chat.send(views.cast_list(ctx.t, known, page=0))


async def _show_pictures(shown: Sequence[Character], ctx: Context, album_sender: AlbumSender) -> None:
    """Each character's first picture in an album; not in groups, where all would get it."""
    if ctx.chat.in_group:
        return
    items = [
        (
            Asset(url="", kind=Kind.IMAGE, file_id=one.photos[0].file_id, sent_as="photo"),
            ctx.t("cast-caption", name=one.name),
        )
        for one in shown
    ]
    topic = ctx.chat.topic
    await album_sender.send(items, chat_id=topic.chat_id, thread_id=topic.thread_id)


async def _pictures(message: Message, ctx: Context) -> tuple[Reference, ...]:
    """The photos that the command came with or replies to: of an album all that are known of it."""
    replied = message.reply_to_message
    if message.photo:
        return _of(message)
    if replied is None or not replied.photo:
        return ()
    if replied.from_user is not None and replied.from_user.id == ctx.chat.bot.id:
        async with ctx.user.store.transaction() as tx:
            made = await tx.generation_at(replied.chat.id, replied.message_id)
        if made is not None and not made.deleted:
            return _of_result(made, ctx) or _of(replied)
    draft_id = await draft_of_album(ctx.state, replied.media_group_id)
    if draft_id is not None:
        try:
            return (await ctx.drafts.get(draft_id)).media
        except CardGone:
            return _of(replied)
    return _of(replied)


def _of(message: Message) -> tuple[Reference, ...]:
    reference = reference_of(message)
    if reference is None:
        return ()
    check_downloadable(reference)
    return (reference,)


def _of_result(generation: Generation, ctx: Context) -> tuple[Reference, ...]:
    """The pictures of a result."""
    now = ctx.clock.now()
    return tuple(
        reference_to(asset, generation, now) for asset in generation.assets if asset.sent_as == "photo"
    )


async def page(_: CallbackQuery, callback_data: CastPageButton, ctx: Context) -> None:
    """A page of the list."""
    await ctx.chat.answer_callback()
    known = await ctx.drafts.cast.cast_of(ctx.chat.topic.chat_id)
    await ctx.chat.replace(views.cast_list(ctx.t, known, page=callback_data.page))


async def show(_: CallbackQuery, character: Character, ctx: Context, cast_editor: CastEditor) -> None:
    """One of the cast."""
    found = await cast_editor.find(character.id, ctx.chat.topic.chat_id)
    await ctx.chat.answer_callback()
    await ctx.chat.replace(views.one(ctx.t, found))


async def agree(_: CallbackQuery, character: Character, ctx: Context, cast_editor: CastEditor) -> None:
    """The pictures may be used; what it is comes next."""
    agreed = await cast_editor.agree(character.id, ctx.chat.topic.chat_id, ctx.person.id)
    await ctx.chat.answer_callback()
    await ctx.chat.replace(views.proposed(ctx.t, Proposal(agreed, is_agreed=True)))


async def keep(
    _: CallbackQuery, callback_data: CharacterKindButton, ctx: Context, cast_editor: CastEditor
) -> None:
    """It is in the cast."""
    kept = await cast_editor.keep(
        callback_data.character, ctx.chat.topic.chat_id, ctx.person.id, callback_data.kind
    )
    await ctx.chat.answer_callback()
    await ctx.chat.replace(views.kept(ctx.t, kept))


async def forget(_: CallbackQuery, character: Character, ctx: Context, cast_editor: CastEditor) -> None:
    """Nothing is kept after all."""
    await cast_editor.decline(character.id, ctx.chat.topic.chat_id, ctx.person.id)
    await clear_state(ctx.state)
    await ctx.chat.answer_callback()
    await ctx.chat.replace(Screen(ctx.t("cast-not-kept")))


async def rename(_: CallbackQuery, character: Character, ctx: Context) -> None:
    """The next words are its name."""
    await ctx.chat.answer_callback()
    await expect_of_cast(ctx.state, CastStates.new_name, CastQuestion(character=character.id))
    await ctx.chat.ask(Screen(ctx.t("cast-ask-name"), asks=True))


async def add_photo(_: CallbackQuery, character: Character, ctx: Context) -> None:
    """The next photo is one of it."""
    await ctx.chat.answer_callback()
    await expect_of_cast(ctx.state, CastStates.photo, CastQuestion(character=character.id))
    await ctx.chat.ask(Screen(ctx.t("cast-ask-photo", name=character.name), asks=True))


async def delete(
    _: CallbackQuery,
    callback_data: DeleteCharacterButton,
    character: Character,
    ctx: Context,
    cast_editor: CastEditor,
) -> None:
    """Delete it, after a question."""
    chat_id = ctx.chat.topic.chat_id
    if not callback_data.sure:
        await ctx.chat.answer_callback()
        await ctx.chat.replace(views.sure(ctx.t, character))
        return
    await cast_editor.delete(character.id, chat_id, ctx.person.id)
    await ctx.chat.answer_callback()
    await ctx.chat.replace(views.cast_list(ctx.t, await ctx.drafts.cast.cast_of(chat_id), page=0))


async def keep_result(_: CallbackQuery, generation: Generation, ctx: Context) -> None:
    """The pictures of a result: the next words are the name."""
    if isinstance(ctx.drafts.cast, NoCast):
        await ctx.chat.answer_callback(ctx.t.plain("cast-off"))
        return
    if not _of_result(generation, ctx):
        raise CharacterWithoutPicture
    await ctx.chat.answer_callback()
    await expect_of_cast(ctx.state, CastStates.name, CastQuestion(generation=generation.id))
    await ctx.chat.ask(Screen(ctx.t("cast-ask-name"), asks=True))


async def take_name(_: Message, prompt: str, ctx: Context, cast_editor: CastEditor) -> None:
    """The name for a result's pictures."""
    asked = await cast_question(ctx.state)
    await _require_like_a_name(prompt, ctx)
    generation = await ctx.user.store.generation(asked.generation or 0)
    here = ctx.chat.topic.chat_id
    if generation is None or generation.deleted:
        raise CardGone
    if generation.person_id != ctx.person.id and not is_shown_in(generation, here):
        raise CardGone
    pictures = _of_result(generation, ctx)
    proposal = await cast_editor.propose(here, ctx.person.id, prompt, pictures)
    await clear_state(ctx.state)
    await ctx.chat.send(views.proposed(ctx.t, proposal))


async def take_new_name(_: Message, prompt: str, ctx: Context, cast_editor: CastEditor) -> None:
    """The new name of a character."""
    asked = await cast_question(ctx.state)
    await _require_like_a_name(prompt, ctx)
    chat_id = ctx.chat.topic.chat_id
    renamed = await cast_editor.rename(asked.character or 0, chat_id, ctx.person.id, prompt)
    await clear_state(ctx.state)
    await ctx.chat.send(views.one(ctx.t, renamed))


async def _require_like_a_name(said: str, ctx: Context) -> None:
    """What is much too long for a name is for what the bot makes: nothing waits for a name any more."""
    if len(said) > 2 * LONGEST:
        await clear_state(ctx.state)
        raise SkipHandler


async def take_photo(message: Message, ctx: Context, cast_editor: CastEditor) -> None:
    """One more picture; the other items of its album are, too."""
    asked = await cast_question(ctx.state)
    album = message.media_group_id or ""
    if asked.answer is not None and (not album or album != asked.album):
        await clear_state(ctx.state)
        raise SkipHandler
    pictures = _of(message) if message.photo else ()
    chat_id = ctx.chat.topic.chat_id
    grown = await cast_editor.add_photos(asked.character or 0, chat_id, ctx.person.id, pictures)
    if asked.answer is not None:
        await ctx.chat.replace_message(asked.answer, views.one(ctx.t, grown))
        return
    sent = await ctx.chat.send(views.one(ctx.t, grown))
    if not album:
        await clear_state(ctx.state)
        return
    question = CastQuestion(character=grown.id, album=album, answer=sent)
    await expect_of_cast(ctx.state, CastStates.photo, question)
