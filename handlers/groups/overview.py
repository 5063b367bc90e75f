"""/group: what a group has, for its members; what it allows, for its admins."""

from __future__ import annotations

from collections.abc import Mapping

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from bot.groups.administration import GroupAdministration, Spending
from bot.ledger.entries import LARGEST_AMOUNT
from handlers.core.buttons.group import ChartButton, GroupButton, SpendingButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.deep_link import DeepLink, LinkTarget, LinkTo
from handlers.core.filters import InGroup
from handlers.core.first_names import first_names
from handlers.core.fsm_states import clear_state
from handlers.core.message_key import message_key
from handlers.core.refusals import CardNotYours
from handlers.core.views.screen import Screen
from handlers.groups.chart import drawn
from handlers.groups.panel_chat import panel_chat, panel_of
from handlers.groups.settings import CHANGES_SHOWN, page_of
from handlers.groups.views import overview as views
from handlers.groups.views.audit_trail import changes
from handlers.groups.views.spending import spending_chart, spending_table


def build() -> Router:
    """The router of /group."""
    router = Router(name="group")
    router.message.register(group, AnyCaseCommand("group"), InGroup())
    router.message.register(elsewhere, AnyCaseCommand("group"))
    router.message.register(by_link, AnyCaseCommand("start"), LinkTo(LinkTarget.GROUP))
    router.callback_query.register(open_page, GroupButton.filter())
    router.callback_query.register(spending, SpendingButton.filter())
    router.callback_query.register(chart, ChartButton.filter())
    return router


async def elsewhere(_: object, ctx: Context) -> None:
    """In private there is no group to speak of."""
    await ctx.chat.send(Screen(ctx.t("group-only-there")))


async def group(
    message: Message, command: CommandObject, ctx: Context, group_administration: GroupAdministration
) -> None:
    """The panel; or a top-up of the account: `/group topup 100`."""
    words = (command.args or "").split()
    if words and words[0].casefold() == "topup":
        await _top_up(message, words[1:], ctx, group_administration)
        return
    await _show_front(ctx.chat.topic.chat_id, ctx, group_administration)


async def by_link(
    _: Message, link: DeepLink, ctx: Context, group_administration: GroupAdministration
) -> None:
    """The panel in private, for who is in the group now; for others the link leads nowhere."""
    if not await group_administration.shows_panel(link.number, ctx.person.id, now=True):
        raise SkipHandler
    await clear_state(ctx.state)
    await _show_front(link.number, ctx, group_administration)


async def _show_front(chat_id: int, ctx: Context, group_administration: GroupAdministration) -> None:
    is_admin = await group_administration.is_admin(chat_id, ctx.person.id, now=True)
    await ctx.chat.send(await _front(chat_id, ctx, group_administration, is_admin=is_admin), alone=True)


async def open_page(
    query: CallbackQuery, callback_data: GroupButton, ctx: Context, group_administration: GroupAdministration
) -> None:
    """Another page of the panel. All but the first one and the table of spending are the admins'."""
    chat_id, leaf = panel_chat(callback_data, ctx), callback_data.leaf
    if leaf:
        await group_administration.require_admin(chat_id, ctx.person.id)
    is_admin = bool(leaf) or await group_administration.is_admin(chat_id, ctx.person.id)
    _require_own(query, ctx, is_admin=is_admin)
    await ctx.chat.answer_callback()
    overview = await group_administration.overview(chat_id, ctx.person.id)
    if not leaf:
        await ctx.chat.replace(await _front(chat_id, ctx, group_administration, is_admin=is_admin))
    elif leaf == "changes":
        lines = await group_administration.changes(chat_id, CHANGES_SHOWN)
        names = await first_names(ctx.user.people, {line.person_id for line in lines})
        titles = {model.slug: model.title for model in ctx.catalog.models}
        screen = changes(
            ctx.t,
            lines,
            names,
            titles=titles,
            languages=ctx.user.texts.languages,
            utc_offset=overview.group.rules.utc_offset,
        )
        await ctx.chat.replace(await panel_of(chat_id, screen, ctx))
    else:
        page = await page_of(ctx, overview, leaf, callback_data.page)
        await ctx.chat.replace(await panel_of(chat_id, page, ctx))


async def spending(
    query: CallbackQuery,
    callback_data: SpendingButton,
    ctx: Context,
    group_administration: GroupAdministration,
) -> None:
    """Who spent what of the account; everybody who pays into it may look."""
    chat_id, span = panel_chat(callback_data, ctx), callback_data.span
    await _require_mine(query, chat_id, ctx, group_administration)
    seen = await group_administration.spending(chat_id, span)
    names, titles = await _named(ctx, seen)
    await ctx.chat.answer_callback()
    await ctx.chat.replace(await panel_of(chat_id, spending_table(ctx.t, seen, span, names, titles), ctx))


async def chart(
    query: CallbackQuery, callback_data: ChartButton, ctx: Context, group_administration: GroupAdministration
) -> None:
    """The table as a picture, in a message of its own."""
    chat_id, span = panel_chat(callback_data, ctx), callback_data.span
    await _require_mine(query, chat_id, ctx, group_administration)
    seen = await group_administration.spending(chat_id, span)
    if not seen.spent:
        await ctx.chat.answer_callback(ctx.t.plain("toast-nothing-spent"))
        return
    await ctx.chat.answer_callback()
    names, titles = await _named(ctx, seen)
    picture = await drawn(spending_chart(ctx.t, seen, names, titles))
    await ctx.chat.send_photo(picture, ctx.t(f"group-spending-{span}", count=seen.credits))


async def _named(ctx: Context, seen: Spending) -> tuple[Mapping[int, str], Mapping[str, str]]:
    """Names of the members, and titles of the models, that a table speaks of."""
    names = await first_names(ctx.user.people, {one.person_id for one in seen.spent})
    return names, {slug: ctx.catalog.title(slug) for one in seen.spent for slug in one.by_model}


async def _front(
    chat_id: int, ctx: Context, group_administration: GroupAdministration, *, is_admin: bool
) -> Screen:
    overview = await group_administration.overview(chat_id, ctx.person.id)
    if is_admin:
        panel = await page_of(ctx, overview, "", 0)
    else:
        sells = bool(await ctx.user.packs.on_sale())
        panel = views.panel(ctx.t, overview, is_admin=False, sells=sells)
    return await panel_of(chat_id, panel, ctx)


async def _require_mine(
    query: CallbackQuery, chat_id: int, ctx: Context, group_administration: GroupAdministration
) -> None:
    """See `_require_own`, of a person who may be an admin."""
    is_admin = await group_administration.is_admin(chat_id, ctx.person.id)
    _require_own(query, ctx, is_admin=is_admin)


def _require_own(query: CallbackQuery, ctx: Context, *, is_admin: bool) -> None:
    """Panels answer the command that opened them, which tells whose they are; admins share theirs.

    Raises:
        CardNotYours: a member turns the pages of another person's.
    """
    message = query.message
    asked = message.reply_to_message if isinstance(message, Message) else None
    opener = asked.from_user if asked is not None else None
    if not is_admin and opener is not None and opener.id != ctx.person.id:
        raise CardNotYours


async def _top_up(
    message: Message, words: list[str], ctx: Context, group_administration: GroupAdministration
) -> None:
    """Move a member's credits to the group's account; the same message never does so twice."""
    amount = int(words[0]) if len(words) == 1 and words[0].isascii() and words[0].isdigit() else 0
    if not 0 < amount <= LARGEST_AMOUNT:
        await ctx.chat.send(Screen(ctx.t("group-topup-usage")))
        return
    key = f"topup:{message_key(ctx.chat.bot, message)}"
    given = await group_administration.top_up(
        ctx.chat.topic.chat_id, ctx.person.id, amount, operation_key=key
    )
    await ctx.chat.send(views.topped_up(ctx.t, given, amount))
