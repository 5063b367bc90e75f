"""The progress message: seldom, never twice the same, never in anyone's way. In virtual time."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from aiogram.exceptions import TelegramBadRequest, TelegramRetryAfter
from aiogram.methods import GetMe

from bot.delivery.progress_message import ProgressMessages
from bot.domain.generation import Destination, Generation
from bot.generation.progress_estimate import ProgressEstimate
from bot.telegram.send import MessageSender
from tests.unit.delivery.telegram import RecordingSession, telegram_bot
from tests.unit.delivery.test_generation_messenger import PlainCards, Room, a_generation
from tests.unit.delivery.virtual import run


class Board:
    """A progress board on a recording Telegram."""

    def __init__(self) -> None:
        self.session = RecordingSession()
        self.room = Room()
        bot = telegram_bot(self.session)
        self.board = ProgressMessages(bot, MessageSender(bot), PlainCards(), self.room)

    async def show(self, generation: Generation, progress: float) -> int | None:
        """Show a generation that has come so far."""
        return await self.board.show(replace(generation, progress=progress), ProgressEstimate())

    def texts(self) -> list[str]:
        """What was shown."""
        return [call.text for call in self.session.calls if hasattr(call, "text")]


def test_one_message_is_sent_and_then_edited() -> None:
    """The first showing sends a silent reply and tells its id; the next ones edit it, even before the id is stored."""

    async def main() -> tuple[int | None, int | None, Board]:
        board = Board()
        first = await board.show(a_generation(), 0.1)
        await asyncio.sleep(3)
        return first, await board.show(a_generation(), 0.2), board

    first, second, board = run(main())
    assert second is None
    sent, edited = board.session.calls
    assert (sent.__api_method__, edited.__api_method__) == ("sendMessage", "editMessageText")
    assert board.session.named("editMessageText")[0].message_id == first
    assert board.session.named("sendMessage")[0].disable_notification is True


def test_the_same_words_are_not_sent_twice() -> None:
    """Unchanged text costs no call."""

    async def main() -> Board:
        board = Board()
        for _ in range(3):
            await board.show(a_generation(progress_message_id=5), 0.1)
            await asyncio.sleep(60)
        return board

    assert len(run(main()).session.calls) == 1


def test_edits_keep_their_distance() -> None:
    """One edit per three seconds in private, one per ten in a group, with the newest words."""

    async def main(chat_id: int) -> list[str]:
        board = Board()
        generation = a_generation(progress_message_id=5, destination=Destination(chat_id=chat_id))
        for second in range(21):
            await board.show(generation, second)
            await asyncio.sleep(1)
        return board.texts()

    assert run(main(1)) == [f"ready {second} 0" for second in range(0, 21, 3)]
    assert run(main(-1)) == [f"ready {second} 0" for second in (0, 10, 20)]


def test_nothing_is_shown_where_there_is_no_room() -> None:
    """With the chat's budget short, progress is dropped and shown again later."""

    async def main() -> list[int]:
        board = Board()
        board.room.free = False
        await board.show(a_generation(), 0.1)
        before = len(board.session.calls)
        board.room.free = True
        await board.show(a_generation(), 0.1)
        return [before, len(board.session.calls)]

    assert run(main()) == [0, 1]


def test_a_deleted_message_is_not_sent_anew() -> None:
    """Who deletes the progress message has peace."""

    async def main() -> Board:
        board = Board()
        gone = TelegramBadRequest(method=GetMe(), message="Bad Request: message to edit not found")
        board.session.prepare("editMessageText", gone)
        for second in range(5):
            assert await board.show(a_generation(progress_message_id=5), second) is None
            await asyncio.sleep(10)
        return board

    assert [call.__api_method__ for call in run(main()).session.calls] == ["editMessageText"]


def test_not_modified_and_flood_control_are_no_end() -> None:
    """An edit that changed nothing, or came too often, is followed by the next one."""

    async def main() -> Board:
        board = Board()
        board.session.prepare(
            "editMessageText",
            TelegramBadRequest(method=GetMe(), message="Bad Request: message is not modified: …"),
            TelegramRetryAfter(method=GetMe(), message="slow", retry_after=5),
        )
        for second in range(3):
            await board.show(a_generation(progress_message_id=5), second)
            await asyncio.sleep(10)
        return board

    assert len(run(main()).session.calls) == 3


def test_a_first_message_that_failed_is_tried_again() -> None:
    """When the first showing is held up by flood control, the same words are shown later."""

    async def main() -> list[int | None]:
        board = Board()
        board.session.prepare(
            "sendMessage", TelegramRetryAfter(method=GetMe(), message="slow", retry_after=5)
        )
        first = await board.show(a_generation(), 0.1)
        await asyncio.sleep(10)
        return [first, await board.show(a_generation(), 0.1)]

    first, second = run(main())
    assert first is None
    assert second is not None
