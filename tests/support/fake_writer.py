"""A writer that answers what a test says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from decimal import Decimal

from bot.errors import KioskError
from bot.ports.writer import WriterAnswer, WriterMedium, WriterQuestion

Told = str | KioskError


class FakeWriter:
    """Implements `ports.writer.Writer`.

    Attributes:
        answers: what comes next; then `otherwise`.
        asked: the questions, each with the name of the key that paid.
        asked_another: set by each question.
        gate: waited for before an answer; open unless a test closes it.
    """

    def __init__(
        self, otherwise: Callable[[WriterQuestion], Told] = lambda _: '{"prompt": "a better cat"}'
    ) -> None:
        self.answers: list[Told] = []
        self.asked: list[tuple[WriterQuestion, str]] = []
        self.asked_another = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()
        self._otherwise = otherwise

    async def write(self, question: WriterQuestion, own_key: str = "") -> WriterAnswer:
        """See `Writer.write`."""
        self.asked.append((question, own_key))
        self.asked_another.set()
        await self.gate.wait()
        told = self.answers.pop(0) if self.answers else self._otherwise(question)
        if isinstance(told, KioskError):
            raise told
        return WriterAnswer(text=told, credits=Decimal("0.04"), estimated=False)

    async def see(self, question: WriterQuestion, picture: WriterMedium, own_key: str = "") -> WriterAnswer:
        """See `Writer.see`."""
        return await self.write(question, own_key)

    async def hear(self, question: WriterQuestion, sound: WriterMedium, own_key: str = "") -> WriterAnswer:
        """See `Writer.hear`."""
        return await self.write(question, own_key)
