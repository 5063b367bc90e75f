"""The command menu that a person's client shows, and what it makes of a command."""

from __future__ import annotations

from bot.sandbox.telegram.core import Core
from bot.sandbox.telegram.entities import Formatted
from bot.sandbox.telegram.methods_bot import commands_key
from bot.sandbox.telegram.world import Chat, Json, Message, Status, User


def commands_for(core: Core, user: User, chat: Chat) -> list[Json]:
    """The command menu: the narrowest scope that has a list, in the person's language or in none."""
    scopes: list[Json]
    if chat.is_private:
        scopes = [{"type": "chat", "chat_id": chat.id}, {"type": "all_private_chats"}]
    else:
        scopes = [{"type": "chat_member", "chat_id": chat.id, "user_id": user.id}]
        if core.world.standing(chat, user.id) in {Status.CREATOR, Status.ADMINISTRATOR}:
            scopes += [{"type": "chat_administrators", "chat_id": chat.id}]
            scopes += [{"type": "chat", "chat_id": chat.id}, {"type": "all_chat_administrators"}]
        else:
            scopes += [{"type": "chat", "chat_id": chat.id}]
        scopes += [{"type": "all_group_chats"}]
    for scope in [*scopes, {"type": "default"}]:
        for language in (user.language_code or "", ""):
            found = core.profile.commands.get(commands_key(scope, language))
            if found:
                return found
    return []


def is_ephemeral(
    core: Core, user: User, chat: Chat, reply_to: Message | None, body: Formatted | None
) -> bool:
    """Whether the client sends this so that only the bot sees it: in answer to an ephemeral message, or as a command that is
    declared ephemeral (Bot API, BotCommand).
    """
    if reply_to is not None and reply_to.visible_to is not None:
        return True
    if chat.is_private or body is None or not body.text.startswith("/"):
        return False
    command, _, addressee = body.text.split(maxsplit=1)[0].removeprefix("/").partition("@")
    if addressee and addressee.lower() != (core.world.bot.username or "").lower():
        return False
    known = {one["command"]: one for one in commands_for(core, user, chat)}
    return bool(known.get(command, {}).get("is_ephemeral"))
