"""Calls whose answers are left as JSON: records of members and chats are what Telegram changes most often.

aiogram refuses such a record for a field that a newer or older Bot API does not have; who is a member, which reactions
a chat has, or what was paid must not depend on that.
"""

from __future__ import annotations

from typing import Any, ClassVar

from aiogram.methods import GetChat, GetChatMember, GetStarTransactions


class GetUntypedChatMember(GetChatMember):
    """`getChatMember` with a ChatMember as JSON."""

    __returning__: ClassVar[type] = dict[str, Any]  # type: ignore[assignment]  # aiogram reads it by its name


class GetUntypedChat(GetChat):
    """`getChat` with a ChatFullInfo as JSON."""

    __returning__: ClassVar[type] = dict[str, Any]  # type: ignore[assignment]  # aiogram reads it by its name


class GetUntypedStarTransactions(GetStarTransactions):
    """`getStarTransactions` with StarTransactions as JSON: one line that cannot be read must not hide the others."""

    __returning__: ClassVar[type] = dict[str, Any]  # type: ignore[assignment]  # aiogram reads it by its name
