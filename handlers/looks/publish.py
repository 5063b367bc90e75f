"""The operator publishes looks for everybody, names them in each language, and switches them on and off."""

from __future__ import annotations

from aiogram.types import CallbackQuery

from bot.domain.look import Look
from bot.errors import LookGone
from bot.looks.publish import LookPublisher
from handlers.core.buttons.look import (
    LooksButton,
    PublishedLookButton,
    PublishLookButton,
    SwitchLookButton,
    TitleLookButton,
    UnpublishLookButton,
)
from handlers.core.context import Context
from handlers.core.fsm_states import LookStates, clear_state, expect_look_text, expected_look
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.screen import Screen
from handlers.looks import views


async def publish(
    _: CallbackQuery, callback_data: PublishLookButton, ctx: Context, look_publisher: LookPublisher
) -> None:
    """A copy of a look of the operator's own; no one sees it before it is switched on."""
    look = await look_publisher.publish(callback_data.look, ctx.person.id, hides_words=callback_data.hides)
    await ctx.chat.answer_callback()
    await ctx.chat.replace(_card(ctx, look))


async def show(_: CallbackQuery, callback_data: PublishedLookButton, ctx: Context) -> None:
    """The card of a published look."""
    look = await _published(callback_data.look, ctx)
    await ctx.chat.answer_callback()
    await ctx.chat.replace(_card(ctx, look))


async def switch(
    _: CallbackQuery, callback_data: SwitchLookButton, ctx: Context, look_publisher: LookPublisher
) -> None:
    """Show it to everybody, or no longer."""
    look = await look_publisher.switch(callback_data.look, is_on=callback_data.on, by=ctx.person.id)
    await ctx.chat.answer_callback(ctx.t.plain("toast-saved"))
    await ctx.chat.replace(_card(ctx, look))


async def ask_title(_: CallbackQuery, callback_data: TitleLookButton, ctx: Context) -> None:
    """Its name in a language."""
    look = await _published(callback_data.look, ctx)
    if callback_data.language not in ctx.user.texts.languages:
        raise LookGone
    await ctx.chat.answer_callback()
    await expect_look_text(ctx.state, LookStates.title, look.id, language=callback_data.language)
    await ctx.chat.ask(Screen(ctx.t("look-ask-title", language=callback_data.language), asks=True))


async def take_title(_: object, prompt: str, ctx: Context, look_publisher: LookPublisher) -> None:
    """The same, typed. Raises LookNameWrong."""
    number, language = await expected_look(ctx.state)
    look = await look_publisher.name(number, language, prompt, by=ctx.person.id)
    await clear_state(ctx.state)
    await ctx.chat.send(_card(ctx, look))


async def unpublish(
    _: CallbackQuery, callback_data: UnpublishLookButton, ctx: Context, look_publisher: LookPublisher
) -> None:
    """Delete it for everybody; it is asked for once."""
    look = await _published(callback_data.look, ctx)
    await ctx.chat.answer_callback()
    if not callback_data.sure:
        await ctx.chat.replace(views.unpublish_sure(ctx.t, look))
        return
    await look_publisher.delete(look.id, by=ctx.person.id)
    back = inline_button(ctx.t.plain("button-looks-back"), LooksButton(manages=True))
    await ctx.chat.replace(Screen(ctx.t("look-deleted", name=look.name), keyboard([[back]])))


async def _published(look_id: int, ctx: Context) -> Look:
    look = await ctx.user.looks.look(look_id)
    if look is None or not look.is_published:
        raise LookGone
    return look


def _card(ctx: Context, look: Look) -> Screen:
    languages = ctx.user.texts.finished
    return views.published(ctx.t, look, tuple(languages), model=ctx.catalog.title(look.model))
