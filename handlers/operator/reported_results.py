"""/reports: operators look at what was reported, and decide. To everybody else it does not exist."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery

from bot.domain.paging import OpenPage, limit
from bot.domain.report import ReportedResult, ReportReader, ReportState
from bot.domain.staff import LONGEST_REASON, Act
from bot.reports.decide import ReportDecider
from bot.reports.refusals import ReportDecided, ReportGone
from bot.reports.show import ReportedMedia
from handlers.core.buttons.report import DecideReportButton, ReportDecision, ReportedButton, ReportsButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import HasWords, MayAct, Private
from handlers.core.fsm_states import ReportStates, clear_state, expect_block_reason, expected_block
from handlers.core.views.named_person import NamedPerson
from handlers.core.views.screen import Screen, cut, paragraphs
from handlers.operator import person_messages
from handlers.operator import report_views as views
from handlers.operator.private_answer import answer_alone
from handlers.operator.tell_person import tell_person

_WORDS = 3
"""Reporters whose words are shown."""


def build() -> Router:
    """The router of the command and its buttons."""
    router = Router(name="reports")
    router.message.filter(MayAct(Act.REPORTS))
    router.callback_query.filter(MayAct(Act.REPORTS))
    router.message.register(reports, AnyCaseCommand("reports"))
    router.message.register(take_reason, Private(), HasWords(), StateFilter(ReportStates.reason))
    router.callback_query.register(turn, ReportsButton.filter())
    router.callback_query.register(look, ReportedButton.filter())
    router.callback_query.register(decide, DecideReportButton.filter())
    return router


async def reports(_: object, ctx: Context, report_reader: ReportReader) -> None:
    """What waits, newest first."""
    await answer_alone(ctx, await _list(ctx, report_reader, ReportsButton()))


async def turn(
    _: CallbackQuery, callback_data: ReportsButton, ctx: Context, report_reader: ReportReader
) -> None:
    """Another page."""
    await ctx.chat.answer_callback()
    await ctx.chat.replace(await _list(ctx, report_reader, callback_data))


async def look(
    _: CallbackQuery,
    callback_data: ReportedButton,
    ctx: Context,
    report_reader: ReportReader,
    reported_media: ReportedMedia,
) -> None:
    """One of them: its media, covered, and below it who, where, why, and what can be decided. Raises ReportGone."""
    found = await _found(callback_data.reported, report_reader)
    await ctx.chat.answer_callback()
    await clear_state(ctx.state)
    private = ctx.chat.in_private(ctx.person.id)
    generation = await ctx.user.store.generation(found.generation_id)
    if generation is not None:
        await reported_media.show(generation, private.topic.chat_id)
    await private.send(await _card(ctx, found, report_reader))


async def decide(
    _: CallbackQuery,
    callback_data: DecideReportButton,
    ctx: Context,
    report_reader: ReportReader,
    report_decider: ReportDecider,
) -> None:
    """Nothing is wrong, it is deleted everywhere, or its maker is blocked. The first decision counts."""
    found = await _found(callback_data.reported, report_reader)
    await clear_state(ctx.state)
    if found.state is not callback_data.state:
        await _show_as_it_is(ctx, report_reader, found.id)
        return
    match callback_data.decision:
        case ReportDecision.BLOCK:
            await ctx.chat.answer_callback()
            await expect_block_reason(ctx.state, found.id, found.state)
            await ctx.chat.send(views.reason_question(ctx.t, found, await _maker(ctx, found)))
            return
        case ReportDecision.DELETE if not callback_data.sure:
            await ctx.chat.answer_callback()
            await ctx.chat.replace(views.delete_question(ctx.t, found))
            return
    try:
        if callback_data.decision is ReportDecision.DELETE:
            await report_decider.delete_everywhere(found.id, seen=callback_data.state, by=ctx.person.id)
        else:
            await report_decider.dismiss(found.id, seen=callback_data.state, by=ctx.person.id)
    except ReportDecided:
        await _show_as_it_is(ctx, report_reader, found.id)
        return
    await ctx.chat.answer_callback(ctx.t.plain(f"toast-report-{callback_data.decision}"))
    await ctx.chat.replace(await _card(ctx, await _found(found.id, report_reader), report_reader))


async def take_reason(
    _: object, prompt: str, ctx: Context, report_reader: ReportReader, report_decider: ReportDecider
) -> None:
    """Why the maker is blocked; they read it. Raises HasRole, MakerForgotten, ReportGone, ReportDecided."""
    reported_id, seen = await expected_block(ctx.state)
    await clear_state(ctx.state)
    found = await _found(reported_id, report_reader)
    maker = await _maker(ctx, found)
    reason = cut(" ".join(prompt.split()), LONGEST_REASON)
    _decided, stopped = await report_decider.block(
        reported_id, seen=ReportState(seen), by=ctx.person.id, reason=reason
    )
    ending = ctx.t("block-subscriptions", count=stopped) if stopped else None
    await ctx.chat.send(Screen(paragraphs(ctx.t("block-done", person=maker.shown(ctx.t)), ending)))
    await tell_person(
        ctx,
        maker.id or 0,
        lambda t: person_messages.blocked(t, reason),
    )
    await ctx.chat.send(await _card(ctx, await _found(reported_id, report_reader), report_reader))


async def _show_as_it_is(ctx: Context, report_reader: ReportReader, reported_id: int) -> None:
    """Another operator was first."""
    await ctx.chat.answer_callback(ctx.t.plain("refusal-report-decided"), alert=True)
    await ctx.chat.replace(await _card(ctx, await _found(reported_id, report_reader), report_reader))


async def _found(reported_id: int, report_reader: ReportReader) -> ReportedResult:
    found = await report_reader.reported_result(reported_id)
    if found is None:
        raise ReportGone
    return found


async def _maker(ctx: Context, found: ReportedResult) -> NamedPerson:
    generation = await ctx.user.store.generation(found.generation_id)
    return await NamedPerson.of(generation.person_id if generation is not None else None, ctx.user.people)


async def _list(ctx: Context, report_reader: ReportReader, asked: ReportsButton) -> Screen:
    found = await report_reader.reported_results(
        is_open=not asked.decided, before_id=asked.before or None, limit=limit(views.PAGE)
    )
    page = OpenPage.of(found, views.PAGE)
    lines = []
    for one in page.lines:
        generation = await ctx.user.store.generation(one.generation_id)
        title = ctx.catalog.title(generation.model) if generation is not None else ""
        lines.append(views.ReportLine(one, title, await _maker(ctx, one)))
    return views.reports(ctx.t, lines, asked, has_more=page.has_more)


async def _card(ctx: Context, found: ReportedResult, report_reader: ReportReader) -> Screen:
    generation = await ctx.user.store.generation(found.generation_id)
    if generation is None:
        raise ReportGone
    chat_id = generation.destination.chat_id
    async with ctx.user.store.transaction() as tx:
        group = await tx.group(chat_id) if chat_id < 0 else None
        account = (
            await tx.known_account_of_person(generation.person_id)
            if generation.person_id is not None
            else None
        )
    return views.card(
        ctx.t,
        views.ReportCard(
            reported=found,
            generation=generation,
            title=ctx.catalog.title(generation.model),
            maker=await NamedPerson.of(generation.person_id, ctx.user.people),
            is_blocked=account is not None and account.blocked,
            group_title=group.title if group is not None else "",
            words=await report_reader.words_of(generation.id, _WORDS),
            decided_by=await NamedPerson.of(found.decided_by, ctx.user.people),
        ),
    )
