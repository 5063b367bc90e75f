"""The message that tells an operator of reports: sent, changed, gone, and what of it is tried again."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramForbiddenError, TelegramServerError
from aiogram.methods import GetMe

from bot.delivery.report_messenger import TelegramReportMessenger
from bot.domain.person import Person
from bot.errors import ChatGone, DeliveryPostponed


class _Bot:
    """Fails as it is asked to."""

    def __init__(self, error: AiogramError | None) -> None:
        self.error = error
        self.calls: list[str] = []

    async def __call__(self, method: Any, request_timeout: int | None = None) -> Any:
        """One call that sends."""
        return self._answer("send")

    async def edit_message_text(self, *_: Any, **__: Any) -> Any:
        """One call that changes."""
        return self._answer("edit")

    def _answer(self, call: str) -> Any:
        self.calls.append(call)
        if self.error is not None:
            raise self.error
        return SimpleNamespace(message_id=7)


class _People:
    async def person(self, person_id: int) -> None:
        """No one is known: an owner who never wrote."""


class _Templates:
    def waiting(self, operator: Person, count: int, newest_id: int) -> Any:
        """Words."""
        return SimpleNamespace(text=f"{count}", buttons=None)


async def _tell(error: AiogramError | None, message_id: int) -> tuple[int, list[str]]:
    bot = _Bot(error)
    messenger = TelegramReportMessenger(cast("Bot", bot), cast("Any", _People()), cast("Any", _Templates()))
    return await messenger.tell_operator(5, 2, 3, message_id), bot.calls


def _bad(words: str) -> AiogramError:
    return TelegramBadRequest(method=GetMe(), message=f"Bad Request: {words}")


@pytest.mark.parametrize(
    ("error", "message_id", "shown", "call"),
    [
        (None, 0, 7, "send"),
        (None, 6, 6, "edit"),
        (_bad("message is not modified"), 6, 6, "edit"),
        (_bad("message to edit not found"), 6, 0, "edit"),
    ],
)
async def test_the_message_that_says_it(
    error: AiogramError | None, message_id: int, shown: int, call: str
) -> None:
    """A new one or the one there was; one that is gone is said to be."""
    assert await _tell(error, message_id) == (shown, [call])


async def test_what_is_tried_again() -> None:
    """Telegram's trouble; who has blocked the bot is not."""
    with pytest.raises(DeliveryPostponed):
        await _tell(TelegramServerError(method=GetMe(), message="Bad Gateway"), 6)
    with pytest.raises(ChatGone):
        await _tell(TelegramForbiddenError(method=GetMe(), message="bot was blocked by the user"), 0)
