"""Messages that no other handler took: a short answer that helps in private, none in groups."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from handlers.compose import prompt as words
from handlers.compose.screens import media_needed
from handlers.core.buttons.draft import CardButton
from handlers.core.context import Context
from handlers.core.draft_service import Missing
from handlers.core.filters import ForBot, HasCaption, HasDraft, Private
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.refusals import CardGone
from handlers.core.service_notes import SERVICE_NOTES
from handlers.core.views.screen import Screen, paragraphs


class _Speaks(Filter):
    """A message that says or shows something, in contrast to Telegram's own notes."""

    async def __call__(self, message: Message) -> bool:
        return message.content_type not in SERVICE_NOTES


class _IsCommand(Filter):
    """Text that looks like a command."""

    async def __call__(self, message: Message) -> bool:
        return bool(message.text and message.text.startswith("/"))


def build() -> Router:
    """The router that comes last."""
    router = Router(name="fallback")
    router.message.register(unknown_command, Private(), _IsCommand())
    router.message.register(take_caption, ForBot(), _Speaks(), HasCaption(), HasDraft())
    router.message.register(suggest_caption, Private(), _Speaks(), HasCaption())
    router.message.register(awaits_prompt, ForBot(), _Speaks(), HasDraft())
    router.message.register(lost, Private(), _Speaks())
    router.callback_query.register(unknown_tap)
    return router


async def unknown_command(_: object, ctx: Context) -> None:
    """A command that does not exist (for this person)."""
    await ctx.chat.send(Screen(ctx.t("fallback-command")))


async def take_caption(message: Message, prompt: str, draft_id: int, ctx: Context) -> None:
    """The words below a file of no use are for the draft, at a price that is asked first: the file is not used."""
    await ctx.chat.send(Screen(ctx.t("fallback-words-only")))
    await words.take(message, prompt, draft_id, ctx.asking())


async def suggest_caption(message: Message, prompt: str, ctx: Context) -> None:
    """The same out of the blue."""
    await ctx.chat.send(Screen(ctx.t("fallback-words-only")))
    await words.suggest(message, prompt, ctx.asking())


async def awaits_prompt(_: object, draft_id: int, ctx: Context) -> None:
    """A sticker, a place, a die or a file of no use in the middle of a conversation: say what is awaited."""
    draft = await ctx.drafts.get(draft_id)
    if ctx.drafts.missing(draft) is Missing.REFERENCE:
        awaited = media_needed(ctx, draft)
    else:
        awaited = ctx.t("fallback-awaits-prompt")
    back = inline_button(ctx.t.plain("button-card"), CardButton(draft=draft.id))
    await ctx.chat.send(
        Screen(paragraphs(ctx.t("fallback-not-usable"), awaited, gap=" "), keyboard([[back]]))
    )


async def lost(_: object, ctx: Context) -> None:
    """Anything else in private."""
    await ctx.chat.send(Screen(ctx.t("fallback-lost")))


async def unknown_tap(_: CallbackQuery) -> None:
    """A button of another version of the bot, older or newer."""
    raise CardGone
