"""Methods about chats and the people in them."""

from __future__ import annotations

from typing import Final

from aiogram import methods

from bot.sandbox.telegram import wire
from bot.sandbox.telegram.calls import AnyMethod
from bot.sandbox.telegram.core import Core
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.methods_send import Method
from bot.sandbox.telegram.world import Chat, ChatKind, Json, Status, Topic

_PRESENT: Final = (Status.CREATOR, Status.ADMINISTRATOR, Status.MEMBER)


async def get_chat(core: Core, call: methods.GetChat) -> Json:
    """Everything about a chat."""
    return wire.full_chat_json(core.world, _readable(core, call.chat_id))


def _readable(core: Core, chat_id: int | str) -> Chat:
    chat = core.chat(chat_id)
    return chat if chat.is_private else core.writable_chat(chat_id)


def _group(core: Core, chat_id: int | str) -> Chat:
    chat = core.writable_chat(chat_id)
    if chat.is_private:
        raise bad_request("method is available only for groups, supergroups and channels")
    return chat


async def get_member(core: Core, call: methods.GetChatMember) -> Json:
    """One person's standing."""
    chat, user = _readable(core, call.chat_id), core.world.users.get(call.user_id)
    if user is None:
        raise bad_request("user not found")
    if chat.is_private:
        present = user.id in {chat.id, core.world.bot.id}
        return wire.member_json(user, Status.MEMBER if present else Status.LEFT)
    if user.id not in chat.members:
        raise bad_request("member not found")
    return wire.member_json(user, chat.members[user.id])


async def get_administrators(core: Core, call: methods.GetChatAdministrators) -> list[Json]:
    """Admins except other bots."""
    chat = core.writable_chat(call.chat_id)
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    return [
        wire.member_json(core.world.users[user_id], status)
        for user_id, status in chat.members.items()
        if status in {Status.CREATOR, Status.ADMINISTRATOR}
    ]


async def get_member_count(core: Core, call: methods.GetChatMemberCount) -> int:
    """How many are in the chat."""
    chat = _readable(core, call.chat_id)
    return 2 if chat.is_private else sum(status in _PRESENT for status in chat.members.values())


async def leave(core: Core, call: methods.LeaveChat) -> bool:
    """The bot goes."""
    chat, bot = _group(core, call.chat_id), core.world.bot
    core.world.post(chat, bot, service={"left_chat_member": wire.user_json(bot)})
    core.member_changed(chat, bot, bot, Status.LEFT)
    return True


async def get_profile_photos(core: Core, call: methods.GetUserProfilePhotos) -> Json:
    """No chat of the sandbox has a picture."""
    if call.user_id not in core.world.users:
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}


async def create_topic(core: Core, call: methods.CreateForumTopic) -> Json:
    """A new topic, announced by a service message whose id is the topic's."""
    chat = _group(core, call.chat_id)
    if chat.kind is not ChatKind.FORUM:
        raise bad_request("the chat is not a forum")
    if not core.world.bot_is_admin(chat):
        raise bad_request("not enough rights to create a topic")
    topic = open_topic(core, chat, call.name)
    return {"message_thread_id": topic.id, "name": topic.name, "icon_color": 7322096}


def open_topic(core: Core, chat: Chat, name: str) -> Topic:
    """Create a topic, for the Bot API and for people."""
    created = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
    message = core.world.post(chat, core.world.bot, service=created)
    message.topic_id = message.id
    topic = Topic(message.id, name)
    chat.topics[topic.id] = topic
    core.world.signal.beat()
    return topic


def _topic(core: Core, chat_id: int | str, thread_id: int) -> tuple[Chat, Topic]:
    chat = _group(core, chat_id)
    topic = chat.topics.get(thread_id)
    if topic is None:
        raise bad_request("message thread not found")
    return chat, topic


async def close_topic(core: Core, call: methods.CloseForumTopic) -> bool:
    """Only admins may write there from now on."""
    _, topic = _topic(core, call.chat_id, call.message_thread_id)
    if topic.closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = True
    return True


async def reopen_topic(core: Core, call: methods.ReopenForumTopic) -> bool:
    """Everyone may write again."""
    _, topic = _topic(core, call.chat_id, call.message_thread_id)
    if not topic.closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = False
    return True


async def edit_topic(core: Core, call: methods.EditForumTopic) -> bool:
    """Another name."""
    _, topic = _topic(core, call.chat_id, call.message_thread_id)
    topic.name = call.name or topic.name
    return True


async def delete_topic(core: Core, call: methods.DeleteForumTopic) -> bool:
    """The topic and what is in it."""
    chat, topic = _topic(core, call.chat_id, call.message_thread_id)
    remove_topic(core, chat, topic)
    return True


def remove_topic(core: Core, chat: Chat, topic: Topic) -> None:
    """Delete a topic with its messages, for the Bot API and for people."""
    del chat.topics[topic.id]
    for message in chat.messages:
        if message.topic_id == topic.id:
            core.world.delete(message)


METHODS: Final[dict[type[AnyMethod], Method]] = {
    methods.GetChat: get_chat,
    methods.GetChatMember: get_member,
    methods.GetChatAdministrators: get_administrators,
    methods.GetChatMemberCount: get_member_count,
    methods.LeaveChat: leave,
    methods.GetUserProfilePhotos: get_profile_photos,
    methods.CreateForumTopic: create_topic,
    methods.CloseForumTopic: close_topic,
    methods.ReopenForumTopic: reopen_topic,
    methods.EditForumTopic: edit_topic,
    methods.DeleteForumTopic: delete_topic,
}
