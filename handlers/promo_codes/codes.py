"""/codes: the operator's promo codes."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from bot.domain.paging import PageNumber
from bot.domain.promo_code import PromoCodeReader, PromoTerms
from bot.domain.staff import Act
from bot.promo_codes.make import MadeCodes, PromoCodeMaker
from handlers.core.buttons.promo_code import EndPromoCodeButton, PromoCodeButton, PromoCodesButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.deep_link import DeepLink, LinkTarget
from handlers.core.filters import MayAct, Private
from handlers.core.message_key import message_key
from handlers.core.views.screen import Screen, paragraphs
from handlers.promo_codes import views
from handlers.promo_codes.codes_fault import codes_fault
from handlers.promo_codes.codes_line import CodesLine, codes_line
from handlers.promo_codes.csv_file import can_be_linked, codes_csv


def build() -> Router:
    """The router of /codes and its buttons."""
    router = Router(name="codes")
    router.message.register(codes, AnyCaseCommand("codes"), MayAct(Act.CODES), Private())
    router.callback_query.register(turn, PromoCodesButton.filter(), MayAct(Act.CODES))
    router.callback_query.register(show, PromoCodeButton.filter(), MayAct(Act.CODES))
    router.callback_query.register(end, EndPromoCodeButton.filter(), MayAct(Act.CODES))
    return router


async def codes(
    message: Message,
    command: CommandObject,
    ctx: Context,
    promo_codes: PromoCodeReader,
    promo_code_maker: PromoCodeMaker,
) -> None:
    """The list; with terms, a new code, or a series as a file."""
    if not command.args:
        await ctx.chat.send(await _page(ctx, promo_codes, 0))
        return
    now = ctx.clock.now()
    line = codes_line(command.args, now)
    if line is None:
        fault = codes_fault(ctx.t, command.args, now)
        await ctx.chat.send(Screen(paragraphs(fault, ctx.t("codes-usage"), gap="\n\n")))
        return
    made = await promo_code_maker.make(_terms(line, ctx, message_key(ctx.chat.bot, message)))
    if line.name:
        await ctx.chat.send(views.code(ctx.t, made.terms, page=0, now=now, link=await _link(line.name, ctx)))
    else:
        await _send_series(made, ctx)


async def turn(
    _: CallbackQuery, callback_data: PromoCodesButton, ctx: Context, promo_codes: PromoCodeReader
) -> None:
    """Another page."""
    await ctx.chat.answer_callback()
    await ctx.chat.replace(await _page(ctx, promo_codes, callback_data.page))


async def show(
    _: CallbackQuery, callback_data: PromoCodeButton, ctx: Context, promo_codes: PromoCodeReader
) -> None:
    """One code or series."""
    await ctx.chat.answer_callback()
    await _show(callback_data.terms, callback_data.page, ctx, promo_codes)


async def end(
    _: CallbackQuery,
    callback_data: EndPromoCodeButton,
    ctx: Context,
    promo_codes: PromoCodeReader,
    promo_code_maker: PromoCodeMaker,
) -> None:
    """Switch it off; what people have got stays theirs."""
    await promo_code_maker.end(callback_data.terms, by=ctx.person.id)
    await ctx.chat.answer_callback()
    await _show(callback_data.terms, callback_data.page, ctx, promo_codes)


async def _show(terms_id: int, page: int, ctx: Context, promo_codes: PromoCodeReader) -> None:
    terms = await promo_codes.promo_terms(terms_id)
    if terms is None:
        await ctx.chat.replace(await _page(ctx, promo_codes, page))
        return
    link = await _link(terms.name, ctx)
    await ctx.chat.replace(views.code(ctx.t, terms, page=page, now=ctx.clock.now(), link=link))


async def _page(ctx: Context, promo_codes: PromoCodeReader, page: int) -> Screen:
    count = await promo_codes.promo_terms_count()
    place = PageNumber.near(page, total=count, size=views.PAGE)
    lines = await promo_codes.promo_terms_page(place.offset, place.size)
    return views.codes(ctx.t, lines, place, count=count, now=ctx.clock.now())


def _terms(line: CodesLine, ctx: Context, made_for: str) -> PromoTerms:
    return PromoTerms(
        name=line.name,
        kind=line.kind,
        amount=line.amount,
        size=line.size,
        most_uses=line.most_uses if line.name else line.size,
        new_people_only=line.new_people_only,
        first_purchase_only=line.first_purchase_only,
        ends_at=line.ends_at,
        campaign=line.campaign,
        made_by=ctx.person.id,
        made_for=made_for,
        made_at=ctx.clock.now(),
    )


async def _link(name: str, ctx: Context) -> str:
    """The link with the code; empty where a link cannot carry it."""
    code = name.casefold()
    if not code or not can_be_linked(code):
        return ""
    return DeepLink(LinkTarget.PROMO, code).url((await ctx.chat.bot.me()).username or "")


async def _send_series(made: MadeCodes, ctx: Context) -> None:
    me = await ctx.chat.bot.me()
    caption = views.code(ctx.t, made.terms, page=0, now=ctx.clock.now())
    await ctx.chat.bot.send_document(
        ctx.chat.topic.chat_id,
        BufferedInputFile(codes_csv(made, me.username or ""), f"codes-{made.terms.id}.csv"),
        message_thread_id=ctx.chat.topic.thread_id,
        caption=caption.text,
        parse_mode="HTML",
    )
