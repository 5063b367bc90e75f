"""Chats, as far as their ids tell."""

from __future__ import annotations


def is_group(chat_id: int) -> bool:
    """Whether the id is a group's or supergroup's; else it is a private chat's, which is its person's id.

    Telegram gives out positive ids to people and negative ones to groups, supergroups and channels
    (https://core.telegram.org/api/bots/ids), and the Bot API has no other mark of it where only an id is at hand. This
    is the one place that reads a meaning from the sign.
    """
    return chat_id < 0
