"""The bot is added to a group, or removed: it introduces itself once, and the operator decides."""

from __future__ import annotations

from contextlib import suppress

from aiogram import Bot, Router
from aiogram.enums import ChatMemberStatus, ChatType, ParseMode
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, ChatMemberUpdated

from bot.domain.group import AdmissionStatus, Group
from bot.domain.person import PersonRepository
from bot.domain.staff import Act
from bot.groups.admission import GroupAdmission
from bot.i18n import FALLBACK, Texts, Translator
from handlers.core.buttons.operator import AdmitButton
from handlers.core.context import Context
from handlers.core.deep_link import FROM_GROUP
from handlers.core.filters import MayAct, bot_of
from handlers.core.views.named_person import NamedPerson
from handlers.core.views.screen import Screen
from handlers.groups.views import membership as views

_GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}
_INSIDE = {ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.RESTRICTED}


class _MembershipChange(Filter):
    """Whether the bot came into a group, or went out of it."""

    def __init__(self, *, inside: bool) -> None:
        self._inside = inside

    async def __call__(self, event: ChatMemberUpdated) -> bool:
        was, is_now = (member.status in _INSIDE for member in (event.old_chat_member, event.new_chat_member))
        if event.chat.is_direct_messages:
            return False  # of a channel; no group
        return event.chat.type in _GROUPS and was is not is_now and is_now is self._inside


def membership() -> Router:
    """The router of the bot's own memberships. It needs no person behind the update."""
    router = Router(name="membership")
    router.my_chat_member.register(joined, _MembershipChange(inside=True))
    router.my_chat_member.register(left, _MembershipChange(inside=False))
    return router


def build() -> Router:
    """The router of the admins' answers."""
    router = Router(name="joining")
    router.callback_query.register(decide, AdmitButton.filter(), MayAct(Act.ADMIT))
    return router


async def joined(
    event: ChatMemberUpdated,
    group_admission: GroupAdmission,
    texts: Texts,
    people: PersonRepository,
    admin_ids: frozenset[int],
) -> None:
    """Say in one message what works here, who pays and how to start; ask the admins where they decide."""
    bot = bot_of(event)
    by = event.from_user
    group = await group_admission.joined(event.chat.id, event.chat.title or "", by.id)
    if group.admission is AdmissionStatus.ASKED and not admin_ids:
        group = await group_admission.decide(event.chat.id, AdmissionStatus.ADMITTED, admin_id=None) or group
    await people.see(
        by.id,
        telegram_language=by.language_code or "",
        name=by.first_name,
        username=by.username or "",
        source=FROM_GROUP,
    )
    t = await _of_group(texts, people, group)
    me = await bot.me()
    await _say(bot, group.chat_id, views.welcome(t, group, username=me.username or ""))
    if group.must_leave:
        await _leave(bot, group.chat_id)
    elif group.admission is AdmissionStatus.ASKED:
        asker = NamedPerson(by.id, by.full_name, by.username or "")
        for admin_id in admin_ids:
            await _say(bot, admin_id, views.question(texts.speaking(FALLBACK), group, asker))


async def left(event: ChatMemberUpdated, group_admission: GroupAdmission) -> None:
    """What waits in line there goes back; balance and rules are kept."""
    await group_admission.left(event.chat.id)


async def decide(
    _: CallbackQuery, callback_data: AdmitButton, ctx: Context, group_admission: GroupAdmission
) -> None:
    """Admit the group, or leave it; the first admin's answer counts."""
    group = await group_admission.decide(callback_data.chat, callback_data.admission, admin_id=ctx.person.id)
    await ctx.chat.answer_callback()
    if group is None:
        await ctx.chat.replace(Screen(ctx.t("group-unknown")))
        return
    await ctx.chat.replace(views.decided(ctx.t, group))
    if group.must_leave:
        await _leave(ctx.chat.bot, group.chat_id)
    else:
        t = await _of_group(ctx.user.texts, ctx.user.people, group)
        await _say(ctx.chat.bot, group.chat_id, Screen(t("group-admitted")))


async def _of_group(texts: Texts, people: PersonRepository, group: Group) -> Translator:
    """The words that a group is spoken to in: as its admins chose, else those of who added the bot."""
    by = await people.person(group.added_by) if group.added_by else None
    chosen = group.rules.language or (by.language if by else "")
    return texts.speaking(texts.pick(chosen, by.telegram_language if by else ""))


async def _say(bot: Bot, chat_id: int, screen: Screen) -> None:
    """A message that may fail: the chat may be gone again."""
    with suppress(TelegramAPIError):
        await bot.send_message(chat_id, screen.text, parse_mode=ParseMode.HTML, reply_markup=screen.buttons)


async def _leave(bot: Bot, chat_id: int) -> None:
    with suppress(TelegramAPIError):
        await bot.leave_chat(chat_id)
