"""The member of a group whom an answer is for, and the menus that are theirs there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.types import ForceReply, InlineKeyboardMarkup

from bot.domain.group_menu import Menu, MenuRepository
from bot.domain.message_ref import MessageRef
from bot.domain.person import Person
from bot.i18n import Html, Translator
from bot.ports import Clock
from handlers.core.buttons import draft_of_menu, is_menu
from handlers.core.chat_topic import ChatTopic
from handlers.core.ephemeral import EphemeralSupport

Markup = InlineKeyboardMarkup | ForceReply | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMember:
    """Whom an update in a group serves."""

    person: Person
    t: Translator
    menus: MenuRepository
    ephemeral_support: EphemeralSupport
    clock: Clock

    def asked(self, asking: Html) -> Html:
        """A question that names the person: a selective reply is opened only for who is named, or answered."""
        return self.t("ask-prompt-group", id=self.person.id, name=self.person.name, asking=asking)

    def addressed(self) -> Html:
        """Whom an answer is for that all see, as its first line."""
        return self.t("group-addressed", id=self.person.id, name=self.person.name)

    async def note(self, topic: ChatTopic, message: MessageRef, markup: Markup) -> None:
        """Write down that a message is a menu of this person's, or that it is none any more."""
        if not isinstance(markup, ForceReply) and not is_menu(markup):
            await self.menus.drop(topic.chat_id, message)
            return
        menu = Menu(
            chat_id=topic.chat_id,
            message=message,
            thread_id=topic.thread_id,
            person_id=self.person.id,
            draft_id=None if isinstance(markup, ForceReply) else draft_of_menu(markup),
        )
        await self.menus.keep(menu, self.clock.now())

    async def done_with(self, topic: ChatTopic, draft_id: int | None) -> Sequence[MessageRef]:
        """The messages that this person needs no more; they are not written down any more."""
        done = await self.menus.take_done(topic.chat_id, topic.thread_id, self.person.id, draft_id)
        return [menu.message for menu in done]
