"""What costs more than a group's limit waits for an admin of the group: any of them, as it is when they tap."""

from __future__ import annotations

from contextlib import suppress

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.errors import AccountBlocked, AgeNotStated, QuoteOver, QuoteUnknown, Refusal
from bot.groups.administration import GroupAdministration
from bot.groups.refusals import (
    KindNotAllowed,
    MembershipUnknown,
    ModelNotAllowed,
    NotGroupAdmin,
    NotMember,
    TooDearForGroup,
    WordBanned,
)
from bot.i18n import Html, Translator
from bot.ports import Quote
from handlers.compose.screens import quote_facts, show_progress
from handlers.compose.views import quote as views
from handlers.compose.views.age import answers as age_answers
from handlers.core.buttons.quote import ApproveButton, GenerateButton
from handlers.core.context import Context
from handlers.core.fsm_states import clear_state
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.refusal_text import refusal_text
from handlers.core.views.screen import Screen


def build() -> Router:
    """The router of the admins' answers."""
    router = Router(name="approval")
    router.callback_query.register(decide, ApproveButton.filter())
    return router


async def ask_admins(token: str, t: Translator, ctx: Context) -> None:
    """The asker accepts the price: the card becomes the question to the group's admins, in words for all of them."""
    priced = await ctx.drafts.quoter.priced(token)
    await clear_state(ctx.state)
    await ctx.chat.answer_callback()
    asker = _mention(t, ctx.person.id, ctx.person.name)
    shown = await ctx.chat.publish(views.approval(t, await quote_facts(ctx, priced), asker=asker))
    await ctx.chat.delete_menus(but=shown)


async def decide(
    _: CallbackQuery, callback_data: ApproveButton, ctx: Context, group_administration: GroupAdministration
) -> None:
    """An admin agrees: it is made for the asker, within the rules as they are now. Or does not: nothing was held.

    The first admin's answer counts. The person who asked may take the request back.
    """
    admin_id = ctx.person.id
    quote = (await ctx.drafts.quoter.priced(callback_data.token)).quote
    # The card goes on in the group's language, or that of who asked; only toasts are the admin's.
    toasts, ctx = ctx.t, ctx.in_language(quote.language)
    asker = await _asker(ctx, quote)
    if callback_data.agree:
        await _agree(quote, ctx, group_administration, toasts, asker)
    elif await ctx.drafts.withdrawer.withdraw(quote.token, admin_id):
        await ctx.chat.answer_callback()
        takes_back = quote.person_id == admin_id
        said = ctx.t("approval-withdrawn" if takes_back else "approval-declined", name=asker)
        await ctx.chat.replace(Screen(said))
    else:
        await ctx.chat.answer_callback(toasts.plain("toast-already-started"))


async def _agree(
    quote: Quote,
    ctx: Context,
    group_administration: GroupAdministration,
    toasts: Translator,
    asker: Html,
) -> None:
    try:
        confirmed = await ctx.drafts.confirmer.confirm(
            quote.token,
            quote.person_id,
            progress_message_id=ctx.chat.message_id,
            approved_by=ctx.person.id,
        )
    except (NotGroupAdmin, MembershipUnknown, QuoteOver):
        raise  # said to who pressed: the card stays as it is
    except Refusal as refusal:
        await ctx.chat.answer_callback()
        if isinstance(refusal, _FINAL):
            with suppress(QuoteOver):  # another admin has declined it at this moment
                await ctx.drafts.withdrawer.withdraw(quote.token, quote.person_id)
        await ctx.chat.replace(_refused(ctx.t, quote, refusal, asker))
        return
    if confirmed.repeated:
        await ctx.chat.answer_callback(toasts.plain("toast-already-started"))
        return
    await group_administration.note_approval(quote.chat_id, ctx.person.id, quote.price)
    await ctx.chat.answer_callback(toasts.plain("toast-started"))
    await show_progress(confirmed, ctx, ctx.chat.public_message)


def _refused(t: Translator, quote: Quote, refusal: Refusal, asker: Html) -> Screen:
    """Why it is not made although an admin agreed, said to who asked; what may still become possible stays open."""
    if isinstance(refusal, QuoteUnknown):
        again = inline_button(t.plain("button-ask-again"), GenerateButton(token=quote.token))
        why = t("approval-outdated")
        return Screen(t("approval-not-any-more", name=asker, why=why), keyboard([[again]]))
    if isinstance(refusal, NotMember):
        return Screen(t("approval-asker-gone", name=asker))
    why = Html(refusal_text(t, refusal))
    if isinstance(refusal, _FINAL):
        return Screen(t("approval-not-any-more", name=asker, why=why))
    if isinstance(refusal, AgeNotStated):
        # The age was raised meanwhile: the asker answers, and an admin is asked again.
        buttons = keyboard(age_answers(t, refusal, quote.token))
        return Screen(t("approval-not-now", name=asker, why=why), buttons)
    return Screen(t("approval-not-now", name=asker, why=why), views.approval_buttons(t, quote))


async def _asker(ctx: Context, quote: Quote) -> Html:
    """Who asked, as a mention."""
    asker = await ctx.user.people.person(quote.person_id)
    return _mention(ctx.t, quote.person_id, asker.name if asker else "")


def _mention(t: Translator, person_id: int, name: str) -> Html:
    return t("mention", id=person_id, name=name or str(person_id))


_FINAL = (AccountBlocked, KindNotAllowed, ModelNotAllowed, NotMember, TooDearForGroup, WordBanned)
"""Refusals that no second try changes."""
