"""Chats as a test or the page sees them: what is there, waiting for what comes, and what a group's admins can do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from bot.sandbox.telegram import wire
from bot.sandbox.telegram.core import Core
from bot.sandbox.telegram.methods_chats import open_topic, remove_topic
from bot.sandbox.telegram.world import Chat, ChatKind, Message, Status, Topic, User

Wanted = str | Callable[[Message], bool]


class ChatHandle:
    """A chat: its visible messages and a way to wait for one."""

    def __init__(self, core: Core, chat: Chat) -> None:
        self._core = core
        self.chat = chat

    @property
    def id(self) -> int:
        """Telegram's chat id."""
        return self.chat.id

    @property
    def messages(self) -> list[Message]:
        """Visible messages, oldest first."""
        return self.chat.messages

    @property
    def last(self) -> Message:
        """The newest visible message."""
        return self.messages[-1]

    @property
    def last_id(self) -> int:
        """The id of the newest message, 0 in an empty chat: what `after=` takes."""
        return max(self.chat.store, default=0)

    async def wait(
        self,
        wanted: Wanted,
        *,
        timeout: float = 10,  # noqa: ASYNC109 - the promise is an AssertionError that shows the chat
        after: Message | int = 0,
        from_bot: bool = True,
    ) -> Message:
        """The first visible message that fits: by a test, or by a piece of its text, caption or a label.

        Looks at what is there, then at each new or edited message, among those newer than `after`. People's
        messages count only with `from_bot=False`. AssertionError with the chat's content after `timeout` seconds.
        """
        oldest = after.id if isinstance(after, Message) else after
        fits = _contains(wanted) if isinstance(wanted, str) else wanted
        try:
            async with asyncio.timeout(timeout):
                while True:
                    for message in self.messages:
                        if message.id > oldest and (message.sender.is_bot or not from_bot) and fits(message):
                            return message
                    await self._core.world.signal.wait()
        except TimeoutError:
            raise AssertionError(f"not seen within {timeout} s: {wanted!r}\n{self}") from None

    async def wait_until(
        self,
        holds: Callable[[], bool],
        *,
        timeout: float = 10,  # noqa: ASYNC109 - as above
    ) -> None:
        """Wait until something holds that changes with the chat (a deletion, an edit, a reaction)."""
        try:
            async with asyncio.timeout(timeout):
                while not holds():
                    await self._core.world.signal.wait()
        except TimeoutError:
            raise AssertionError(f"did not come true within {timeout} s\n{self}") from None

    def __str__(self) -> str:
        shown = "\n".join(f"  {message!r}" for message in self.messages) or "  (empty)"
        return f"{self.chat.kind} chat {self.id} {self.chat.title!r}:\n{shown}"


class Group(ChatHandle):
    """A group, supergroup or forum, with what its people can do to it."""

    @property
    def creator(self) -> User:
        """Who made it."""
        found = next(user_id for user_id, status in self.chat.members.items() if status is Status.CREATOR)
        return self._core.world.users[found]

    def add(self, user: User, *, by: User | None = None) -> None:
        """Let someone in, with Telegram's service message."""
        actor = by or self.creator
        self._core.member_changed(self.chat, actor, user, Status.MEMBER)
        self._announce(actor, {"new_chat_members": [wire.user_json(user)]})

    def remove(self, user: User, *, by: User | None = None) -> None:
        """Remove someone (or, `by` the same person, let them leave). The bot gets the update even when it is the bot."""
        actor = by or self.creator
        status = Status.LEFT if actor is user else Status.KICKED
        self._announce(actor, {"left_chat_member": wire.user_json(user)})
        self._core.member_changed(self.chat, actor, user, status)

    def add_bot(self) -> None:
        """Invite the bot."""
        self.add(self._core.world.bot)

    def kick_bot(self) -> None:
        """Remove the bot: calls answer 403 from now on."""
        self.remove(self._core.world.bot)

    def promote(self, user: User) -> None:
        """Make someone an administrator."""
        self._core.member_changed(self.chat, self.creator, user, Status.ADMINISTRATOR)

    def promote_bot(self) -> None:
        """Make the bot an administrator: privacy mode no longer hides messages from it."""
        self.promote(self._core.world.bot)

    def demote(self, user: User) -> None:
        """Make an administrator a plain member."""
        self._core.member_changed(self.chat, self.creator, user, Status.MEMBER)

    def open_topic(self, name: str) -> Topic:
        """Open a topic in a forum."""
        topic = open_topic(self._core, self.chat, name)
        self._core.announce(self.chat.store[topic.id])
        return topic

    def delete_topic(self, topic: Topic) -> None:
        """Delete a topic; the bot gets no update, as in Telegram."""
        remove_topic(self._core, self.chat, topic)

    def migrate(self, kind: ChatKind = ChatKind.SUPERGROUP) -> Group:
        """Turn a basic group into a supergroup with another id.

        Both chats get their service message; calls to the old id answer 400 with `migrate_to_chat_id`.
        """
        world = self._core.world
        grown = Group(self._core, world.add_group(self.chat.title, kind))
        grown.chat.members = dict(self.chat.members)
        self._announce(self.creator, {"migrate_to_chat_id": grown.id})
        self.chat.migrated_to = grown.id
        grown._announce(self.creator, {"migrate_from_chat_id": self.id})
        return grown

    def _announce(self, actor: User, service: dict[str, object]) -> None:
        message = self._core.world.post(self.chat, actor, service=service)
        self._core.announce(message)


def make_group(
    core: Core,
    title: str,
    kind: ChatKind,
    members: Iterable[User],
    admins: Iterable[User],
    *,
    bot_is_admin: bool,
) -> Group:
    """A group with its people and the bot in it; the first member created it."""
    group = Group(core, core.world.add_group(title, kind))
    people = list(members)
    if not people:
        message = "a group needs at least one person"
        raise ValueError(message)
    group.chat.members = dict.fromkeys((user.id for user in people), Status.MEMBER)
    group.chat.members |= dict.fromkeys((user.id for user in admins), Status.ADMINISTRATOR)
    group.chat.members[people[0].id] = Status.CREATOR
    group.add_bot()
    if bot_is_admin:
        group.promote_bot()
    return group


def _contains(piece: str) -> Callable[[Message], bool]:
    def fits(message: Message) -> bool:
        invoice = message.invoice
        texts = [
            message.body.text,
            *message.labels,
            *([invoice.title, invoice.description] if invoice else []),
        ]
        return any(piece in text for text in texts)

    return fits
