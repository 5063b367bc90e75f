"""A Telegram that remembers what it was asked and answers as configured."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from datetime import UTC, datetime
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import SendMediaGroup, TelegramMethod
from aiogram.types import (
    Animation,
    Audio,
    Chat,
    Document,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    Message,
    PhotoSize,
    Video,
    Voice,
)

TOKEN = "42:a-secret-that-stays-here"
Answer = Exception | Callable[[TelegramMethod[Any]], Any]

_FILES: dict[str, Callable[[str], Any]] = {
    "photo": lambda id_: [
        PhotoSize(file_id="small", file_unique_id="s", width=1, height=1),
        PhotoSize(file_id=id_, file_unique_id="l", width=9, height=9),
    ],
    "video": lambda id_: Video(file_id=id_, file_unique_id="v", width=1, height=1, duration=1),
    "audio": lambda id_: Audio(file_id=id_, file_unique_id="a", duration=1),
    "voice": lambda id_: Voice(file_id=id_, file_unique_id="o", duration=1),
    "animation": lambda id_: Animation(file_id=id_, file_unique_id="g", width=1, height=1, duration=1),
    "document": lambda id_: Document(file_id=id_, file_unique_id="d"),
}
_ITEMS = {
    InputMediaPhoto: "photo",
    InputMediaVideo: "video",
    InputMediaAudio: "audio",
    InputMediaDocument: "document",
}


class RecordingSession(BaseSession):
    """Answers like Telegram would, unless an answer was prepared with `prepare`.

    Attributes:
        calls: everything asked for, in order.
        uploads: bytes of every file of a call, read the moment it was made.
    """

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[TelegramMethod[Any]] = []
        self.prepared: dict[str, list[Answer]] = {}
        self.files: dict[str, bytes | Exception] = {}
        self._ids = 100

    def prepare(self, name: str, *answers: Answer) -> None:
        """The next answers to the method `name`."""
        self.prepared.setdefault(name, []).extend(answers)

    def refuse(self, name: str, *descriptions: str) -> None:
        """The next calls of `name` are bad requests with these descriptions."""
        self.prepare(name, *(TelegramBadRequest(method=None, message=words) for words in descriptions))  # type: ignore[arg-type]  # no one reads it

    def named(self, name: str) -> list[Any]:
        """The calls of one method."""
        return [call for call in self.calls if call.__api_method__ == name]

    @property
    def names(self) -> list[str]:
        """Names of all calls in order."""
        return [call.__api_method__ for call in self.calls]

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ASYNC109 (aiogram's signature)
        self.calls.append(method)
        if answers := self.prepared.get(method.__api_method__):
            answer = answers.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer(method)
        if isinstance(method, SendMediaGroup):
            return [self.message(method.chat_id, _ITEMS[type(item)]) for item in method.media]
        if method.__api_method__ in {"deleteMessage", "sendChatAction", "answerCallbackQuery"}:
            return True
        field = method.__api_method__.removeprefix("send").lower()
        return self.message(getattr(method, "chat_id", 0), field if field in _FILES else "")

    def message(self, chat_id: Any, field: str = "", file_id: str = "") -> Message:
        """A message as Telegram returns it."""
        self._ids += 1
        content = {field: _FILES[field](file_id or f"{field}-{self._ids}")} if field else {"text": "text"}
        return Message(
            message_id=self._ids,
            date=datetime.now(UTC),
            chat=Chat(id=int(chat_id), type="private"),
            **content,
        )

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,  # noqa: ASYNC109 (aiogram's signature)
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        content = self.files[url]
        if isinstance(content, Exception):
            raise content
        yield content

    async def close(self) -> None:
        """Nothing is open."""


def telegram_bot(session: RecordingSession) -> Bot:
    """A bot that talks to a recording session."""
    return Bot(TOKEN, session=session)
