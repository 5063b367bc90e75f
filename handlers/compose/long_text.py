"""Texts that are longer than one message: Telegram's apps cut a pasted text into several, seconds apart at most."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from bot.domain.message_ref import MessageRef

FULL = 3000
"""Characters from which a message may have been cut: apps cut at 4,096, at the end of a line or word before that."""
_TOGETHER = 3.0
"""Seconds within which the pieces of one pasted text are sent."""
_LONGEST = 40_000
"""Characters that are kept for a text that goes on; no model takes as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPart:
    """The last words of a conversation.

    Attributes:
        text: all of it so far.
        length: characters of its last message.
        at: when that was sent, in Unix seconds; 0 = whatever comes next goes on with it.
        answer: the message that shows the text so far, or None.
    """

    text: str
    length: int
    at: float
    answer: MessageRef | None = None


async def heard(state: FSMContext, message: Message, words: str, earlier: TextPart | None) -> str:
    """The whole text: these words, behind the earlier ones that they go on with. It is remembered for the next."""
    whole = f"{earlier.text}\n{words}" if earlier else words
    piece = {
        "text": whole[:_LONGEST],
        "length": len(words),
        "at": message.date.timestamp(),
        "answer": earlier.answer.as_json() if earlier and earlier.answer else None,
    }
    await state.update_data(piece=piece)
    return whole


async def goes_on(state: FSMContext, message: Message) -> TextPart | None:
    """What this message goes on with: a full message a moment ago, or a text that was to be continued."""
    kept = (await state.get_data()).get("piece")
    if not kept:
        return None
    piece = TextPart(**{**kept, "answer": MessageRef.from_json(kept["answer"])})
    cut = piece.length >= FULL and 0 <= message.date.timestamp() - piece.at <= _TOGETHER
    return piece if cut or not piece.at else None


async def answered(state: FSMContext, message: MessageRef) -> None:
    """The text so far is shown by this message."""
    kept = (await state.get_data()).get("piece")
    if kept:
        await state.update_data(piece={**kept, "answer": message.as_json()})


async def to_be_continued(state: FSMContext, text: str) -> None:
    """The next words go behind this text."""
    await state.update_data(piece={"text": text, "length": 0, "at": 0, "answer": None})
