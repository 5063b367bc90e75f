"""Who may press which button where: the one place that compares a press with the row that its data names.

Callback data can be anything, sent by any client from any chat. The effect of a button belongs to the chat and the person
of its row, so a press from elsewhere is refused before a handler sees it.
"""

from __future__ import annotations

from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, TelegramObject

from bot.archives.service import ArchiveService
from bot.domain.archive import Archive
from bot.domain.cast import Character
from bot.domain.chat import is_group
from bot.domain.gallery import GalleryPageRepository
from bot.domain.generation import Generation
from bot.domain.gift import GiftReader
from bot.domain.group_menu import MenuRepository
from bot.domain.join import Join
from bot.domain.look import Look
from bot.domain.order import OrderReader
from bot.domain.payment import PaymentReader
from bot.domain.quote import Quote, quote_of
from bot.domain.staff import Act
from bot.domain.support import SupportThread
from bot.errors import GenerationUnknown, LookGone, PaymentUnknown, QuoteNotYours, QuoteOver, QuoteUnknown
from bot.generation.versions import is_shown_in
from bot.groups.administration import GroupAdministration
from bot.groups.membership import require_inside, standing_in
from bot.joins.service import JoinService
from bot.staff.staff import Staff
from bot.support.service import SupportService
from handlers.core.buttons import Button, button_in
from handlers.core.buttons.base import Owner
from handlers.core.context import Context
from handlers.core.filters import Handler
from handlers.core.refusals import CardGone, CardNotYours


class ButtonAuthorityMiddleware(BaseMiddleware):
    """Lets a press through when it comes from the person and the chat of its row, and from a member of that chat.

    Handlers of draft buttons get that `draft`, handlers of buttons of generations and results that `generation`, and those of buttons
    that follow up on a quote that `quote`; those of characters that `character`, those of films that `join`, those of archives that `archive`,
    those of looks that `look`, those of support threads that `support_thread`.
    """

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Check the press.

        Raises:
            CardGone: the row is gone, is over, or belongs to another chat.
            CardNotYours, QuoteNotYours: it is another person's.
            GenerationUnknown, QuoteUnknown: it is not there (any more).
            QuoteOver: it was put away or replaced.
            NotMember: it is pressed in a group by a person who has left it.
        """
        button = button_in(event.data or "") if isinstance(event, CallbackQuery) else None
        if button is not None:
            await _check(button, data)
        return await handler(event, data)


async def _check(button: Button, data: dict[str, Any]) -> None:
    ctx: Context = data["ctx"]
    match button.owner:
        case Owner.OPERATOR | Owner.ANYBODY:
            return
        case Owner.MEMBER:
            pass
        case Owner.MENU:
            await _require_own_menu(ctx, data["menus"])
            if draft := getattr(button, "draft", None):
                await ctx.drafts.get(draft)
        case Owner.DRAFT:
            data["draft"] = await ctx.drafts.get(_number(button, "draft"))
        case Owner.QUOTE:
            await _require_quote(getattr(button, "token", ""), ctx)
            if (draft := getattr(button, "draft", None)) is not None:
                await ctx.drafts.get(draft)
        case Owner.GROUP_QUOTE:
            await _require_quote(getattr(button, "token", ""), ctx, own=False)
        case Owner.FOLLOW_UP:
            data["quote"] = await _quote_of_follow_up(_number(button, "quote"), ctx)
        case Owner.GENERATION:
            data["generation"] = await ctx.user.generation(_number(button, "generation"))
            _require_here(data["generation"].destination.chat_id, ctx, in_private=True)
        case Owner.RESULT:
            data["generation"] = await _result(_number(button, "generation"), ctx)
        case Owner.CHAT_GENERATION:
            generation = await ctx.user.store.generation(_number(button, "generation"))
            if generation is None:
                raise GenerationUnknown  # what is deleted is the use case's to refuse, in words of its own
            _require_here(generation.destination.chat_id, ctx)
            data["generation"] = generation
        case Owner.CHARACTER:
            await _require_own_menu(ctx, data["menus"])
            data["character"] = await _character(_number(button, "character"), ctx)
        case Owner.GIVER:
            await _require_giver(_number(button, "gift"), ctx, data["gifts"])
        case Owner.LOOK:
            data["look"] = await _require_look(_number(button, "look"), ctx)
            await _require_own_menu(ctx, data["menus"])
            if draft := getattr(button, "draft", None):
                await ctx.drafts.get(draft)
        case Owner.REPORTER:
            await _require_reporter(_number(button, "report"), ctx)
        case Owner.JOIN:
            data["join"] = await _require_join(_number(button, "join"), ctx, data["joins"])
        case Owner.ARCHIVE:
            data["archive"] = await _require_archive(_number(button, "archive"), ctx, data["archives"])
        case Owner.GALLERY:
            await _require_gallery(_number(button, "gallery"), ctx, data["gallery_pages"])
        case Owner.ORDER:
            await _require_order(getattr(button, "order", ""), ctx, data["orders"])
        case Owner.PAYER:
            await _require_payer(getattr(button, "receipt", 0), ctx, data["payments"])
        case Owner.SUPPORT:
            data["support_thread"] = await _require_thread(
                _number(button, "thread"), ctx, data["support_service"], data["staff"]
            )
        case Owner.GROUP:
            await _require_group(getattr(button, "chat", None), ctx, data["group_administration"])
    await _require_member(ctx)


async def _require_member(ctx: Context) -> None:
    """Where Telegram does not say, a press goes on: what a group pays for is refused then by the use case."""
    require_inside(await standing_in(ctx.members, ctx.chat.topic.chat_id, ctx.person.id), certainly=False)


def _number(button: Button, field: str) -> int:
    value: int = getattr(button, field)
    return value


def _require_here(chat_id: int, ctx: Context, *, in_private: bool = False) -> None:
    """The chat of the row is the chat of the press, or the person's private chat where that is harmless."""
    here = ctx.chat.topic.chat_id
    if here != chat_id and not (in_private and here == ctx.person.id):
        raise CardGone


async def _require_group(
    chat_id: int | None, ctx: Context, group_administration: GroupAdministration
) -> None:
    """The group is that of the press, or, in private, one that the person is in."""
    here = ctx.chat.topic.chat_id
    if chat_id is None or chat_id == here:
        if not is_group(here):
            raise CardGone
    elif here != ctx.person.id or not await group_administration.shows_panel(chat_id, here):
        raise CardGone


async def _result(generation_id: int, ctx: Context) -> Generation:
    """A generation of the person's own; or another person's that the group of the press was shown."""
    generation = await ctx.user.store.generation(generation_id)
    if generation is None or generation.deleted:
        raise GenerationUnknown
    if generation.person_id == ctx.person.id:
        _require_here(generation.destination.chat_id, ctx, in_private=True)
        return generation
    if not is_shown_in(generation, ctx.chat.topic.chat_id):
        raise CardNotYours
    return generation


async def _require_quote(token: str, ctx: Context, *, own: bool = True) -> None:
    quote = await ctx.user.store.quote(token)
    if quote is None:
        raise QuoteUnknown
    if own and quote.person_id != ctx.person.id:
        raise QuoteNotYours
    _require_here(quote.chat_id, ctx)
    if quote.cancelled_at is not None:
        raise QuoteOver


async def _quote_of_follow_up(quote_id: int, ctx: Context) -> Quote:
    quote = quote_of(ctx.person.id, await ctx.user.store.quote_by_id(quote_id))
    _require_here(quote.chat_id, ctx, in_private=True)
    async with ctx.user.store.transaction() as tx:
        steps = await tx.generations_of_quote(quote.id)
    if steps and all(step.deleted for step in steps):
        raise GenerationUnknown
    return quote


async def _character(character_id: int, ctx: Context) -> Character:
    async with ctx.user.store.transaction() as tx:
        character = await tx.character(character_id)
    if character is None:
        raise CardGone
    _require_here(character.chat_id, ctx)
    return character


async def _require_reporter(report_id: int, ctx: Context) -> None:
    async with ctx.user.store.transaction() as tx:
        report = await tx.report(report_id)
    if report is None:
        raise CardGone
    if report.person_id != ctx.person.id:
        raise CardNotYours
    _require_here(report.chat_id, ctx, in_private=True)


async def _require_giver(gift_id: int, ctx: Context, gifts: GiftReader) -> None:
    gift = await gifts.gift(gift_id)
    if gift is None:
        raise CardGone
    if gift.giver_id != ctx.person.id:
        raise CardNotYours
    _require_here(gift.chat_id, ctx, in_private=True)


async def _require_look(look_id: int, ctx: Context) -> Look:
    look = await ctx.user.looks.look(look_id)
    if look is None or (look.is_published and not look.is_on):
        raise LookGone
    if not look.is_published and look.person_id != ctx.person.id:
        raise CardNotYours
    return look


async def _require_join(join_id: int, ctx: Context, joins: JoinService) -> Join:
    join = await joins.find(join_id)
    if join is None:
        raise CardGone
    if join.person_id != ctx.person.id:
        raise CardNotYours
    _require_here(join.chat_id, ctx)
    return join


async def _require_archive(archive_id: int, ctx: Context, archives: ArchiveService) -> Archive:
    archive = await archives.find(archive_id)
    if archive is None:
        raise CardGone
    if archive.person_id != ctx.person.id:
        raise CardNotYours
    _require_here(archive.chat_id, ctx)
    return archive


async def _require_gallery(page_id: int, ctx: Context, pages: GalleryPageRepository) -> None:
    page = await pages.get(page_id)
    if page is None:
        raise CardGone
    if page.person_id != ctx.person.id:
        raise CardNotYours
    _require_here(page.chat_id, ctx)


async def _require_order(token: str, ctx: Context, orders: OrderReader) -> None:
    order = await orders.order(token)
    if order is None:
        raise CardGone
    if order.buyer_id != ctx.person.id:
        raise CardNotYours
    _require_here(order.chat_id, ctx)


async def _require_payer(receipt: int, ctx: Context, payments: PaymentReader) -> None:
    _require_here(ctx.person.id, ctx)
    if not receipt:
        return
    payment = await payments.payment_with_number(receipt)
    if payment is None or payment.payer_id != ctx.person.id:
        raise PaymentUnknown  # another person's is as unknown as none


async def _require_thread(
    thread_id: int, ctx: Context, support_service: SupportService, staff: Staff
) -> SupportThread:
    """To everybody else there is no such thread."""
    thread = await support_service.thread(thread_id) if staff.may(ctx.person.id, Act.SUPPORT) else None
    if thread is None:
        raise CardGone
    here = ctx.chat.topic.chat_id
    if here != ctx.person.id and here not in {thread.chat_id, support_service.forum}:
        raise CardGone
    return thread


async def _require_own_menu(ctx: Context, menus: MenuRepository) -> None:
    """In private every menu is the person's; so is an ephemeral message."""
    message_id = ctx.chat.message_id
    if ctx.chat.member is None or message_id is None:
        return
    owner = await menus.owner(ctx.chat.topic.chat_id, message_id)
    if owner is None:
        raise CardGone
    if owner != ctx.person.id:
        raise CardNotYours
