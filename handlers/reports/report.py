"""/report: a person says that a result breaks the rules, in reply to it or by its button."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from bot.domain.generation import Generation
from bot.domain.report import ReportState
from bot.reports.file_report import ReportFiler, is_reportable
from bot.reports.refusals import NothingToReport
from handlers.core.buttons import button_in
from handlers.core.buttons.report import ReportAnswerButton, ReportKindButton, ReportResultButton
from handlers.core.buttons.result import ResultButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.incoming_media import unique_id_of
from handlers.core.views.screen import Screen
from handlers.reports import views


def build() -> Router:
    """The router of the command and of the reporters' buttons."""
    router = Router(name="report")
    router.message.register(report, AnyCaseCommand("report"))
    router.callback_query.register(report_pressed, ReportResultButton.filter())
    router.callback_query.register(choose_kind, ReportKindButton.filter())
    router.callback_query.register(want_answer, ReportAnswerButton.filter())
    return router


async def report(
    message: Message, command: CommandObject, ctx: Context, bot: Bot, report_filer: ReportFiler
) -> None:
    """`/report words` in reply to a result, also to one that was forwarded or shared.

    Raises:
        NothingToReport, OwnResult, ReportedBefore, TooManyReports: it is not taken.
    """
    replied = message.reply_to_message
    generation = await _result_in(replied, ctx, bot) if replied is not None else None
    if generation is None or replied is None:
        if ctx.chat.in_group and replied is not None and not command.mention:
            return  # a command of other bots, too: it was meant for one of them
        raise NothingToReport
    begun = await report_filer.begin(
        generation.id,
        ctx.person.id,
        chat_id=ctx.chat.topic.chat_id,
        words=command.args or "",
        message_id=replied.message_id,
    )
    await ctx.chat.send(views.question(ctx.t, begun), alone=True)


async def report_pressed(
    _: CallbackQuery,
    callback_data: ReportResultButton,
    generation: Generation,
    ctx: Context,
    report_filer: ReportFiler,
) -> None:
    """The same by the button. Raises as above."""
    begun = await report_filer.begin(generation.id, ctx.person.id, chat_id=ctx.chat.topic.chat_id)
    await ctx.chat.answer_callback()
    await ctx.chat.send(views.question(ctx.t, begun), alone=True)


async def choose_kind(
    _: CallbackQuery, callback_data: ReportKindButton, ctx: Context, report_filer: ReportFiler
) -> None:
    """What is wrong with it: the report is made."""
    if callback_data.kind is None:
        await ctx.chat.answer_callback()
        if ctx.chat.message is not None:
            await ctx.chat.delete([ctx.chat.message])
        return
    filed = await report_filer.file(callback_data.report, ctx.person.id, callback_data.kind)
    message = ctx.chat.message
    if ctx.chat.in_group and message is not None and not message.ephemeral:
        # All would read it.
        await ctx.chat.delete([message])
        await ctx.chat.answer_callback(ctx.t.plain("toast-reported"), alert=True)
        return
    await ctx.chat.answer_callback()
    await ctx.chat.replace(views.thanks(ctx.t, filed))


async def want_answer(
    _: CallbackQuery, callback_data: ReportAnswerButton, ctx: Context, report_filer: ReportFiler
) -> None:
    """They are notified of the decision; where there is one, they read it at once."""
    state = await report_filer.want_answer(callback_data.report, ctx.person.id)
    await ctx.chat.answer_callback()
    is_open = state is ReportState.OPEN
    await ctx.chat.replace(
        Screen(ctx.t("report-answer-later") if is_open else ctx.t(f"report-state-{state}"))
    )


async def _result_in(replied: Message, ctx: Context, bot: Bot) -> Generation | None:
    """The result that a message carries: by its number, by its file, or as the card below an album.

    Telegram says all of this: a person can reply to what they see, and to nothing else.
    """
    chat_id = ctx.chat.topic.chat_id
    found = await ctx.user.store.generation_at(chat_id, replied.message_id)
    if found is not None:
        return found
    unique_id = unique_id_of(replied)
    if unique_id:
        for generation in await ctx.user.store.generations_with_file(unique_id):
            if is_reportable(generation):
                return generation
    if replied.from_user is None or replied.from_user.id != bot.id or replied.reply_markup is None:
        return None
    for row in replied.reply_markup.inline_keyboard:
        for shown in row:
            button = button_in(shown.callback_data or "")
            if isinstance(button, ResultButton):
                found = await ctx.user.store.generation(button.generation)
                if found is not None and found.destination.chat_id == chat_id:
                    return found
    return None
