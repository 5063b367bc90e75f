"""The one object that every handler of an update works with."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from bot.domain.group import Group, GroupRules
from bot.domain.person import Person
from bot.domain.suggestion import SuggestionRepository
from bot.i18n import Translator
from bot.ledger.entries import Balance
from bot.ports import ChatMembers, Clock
from handlers.core.conversation_state import ConversationState
from handlers.core.draft_service import DraftService
from handlers.core.ports import BackgroundTasks, MediaProbe
from handlers.core.priced_catalog import PricedCatalog
from handlers.core.responder import Responder
from handlers.core.user_context import UserContext


@dataclass(frozen=True, slots=True)
class ProbeContext:
    """What probes files of this update, and how.

    Attributes:
        media_probe: reads the size and length of a file.
        background_tasks: a probe takes seconds, and other updates go on.
        turn: held while a draft is changed, as by every update of this person.
    """

    media_probe: MediaProbe
    background_tasks: BackgroundTasks
    turn: asyncio.Lock


@dataclass(frozen=True, slots=True)
class SuggestionContext:
    """Where words that the writer suggests are kept, and what waits for them.

    Attributes:
        suggestions: what was suggested before.
        background_tasks: the writer takes seconds, and other updates go on.
    """

    suggestions: SuggestionRepository
    background_tasks: BackgroundTasks


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One update: who sent it, where answers go, and what the conversation is about.

    Attributes:
        user: the person: language, catalogue, balance, preferences.
        drafts: the person's drafts.
        chat: sends and edits the answers.
        state: what the person's next message in this chat is for.
        members: who is in a group, and who administers it.
        group: the group that the update comes from, None in private.
        probe: probes files before they have a price.
        suggesting: keeps and awaits words that the writer suggests.
    """

    user: UserContext
    drafts: DraftService
    chat: Responder
    state: ConversationState
    members: ChatMembers
    probe: ProbeContext
    suggesting: SuggestionContext
    group: Group | None = None

    @property
    def person(self) -> Person:
        """Who sent the update."""
        return self.user.person

    @property
    def t(self) -> Translator:
        """Translator into the person's language."""
        return self.user.t

    @property
    def catalog(self) -> PricedCatalog:
        """The models that the person can choose from here."""
        return self.user.catalog

    @property
    def rules(self) -> GroupRules:
        """The rules of the group that the update comes from; in private those that allow everything."""
        return self.group.rules if self.group is not None else GroupRules()

    @property
    def clock(self) -> Clock:
        """The time."""
        return self.user.clock

    async def paying_balance(self) -> Balance:
        """What a request of the person's is paid from here."""
        return await self.user.balances.paying(self.group, self.person.id)

    def in_language(self, language: str) -> Context:
        """The same, answering in another language."""
        user = replace(self.user, t=self.user.texts.speaking(language))
        return replace(self, user=user, drafts=replace(self.drafts, user=user))

    def asking(self) -> Context:
        """The same, where nothing starts without a question: what was meant is a guess, or its price was not seen."""
        return replace(self, user=replace(self.user, update_key=""))

    def below(self) -> Context:
        """The same, answering with new messages instead of changing the one whose button was pressed."""
        return replace(self, chat=replace(self.chat, apart=True))
