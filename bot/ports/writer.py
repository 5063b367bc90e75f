"""The port of the writer: a language model that answers with words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class WriterQuestion:
    """What the writer is asked.

    Attributes:
        instructions: ours: what is to be done with the data, and how the answer looks.
        data: what people have said, as JSON.
    """

    instructions: str
    data: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WriterMedium:
    """A picture or a recording that goes with a question.

    Attributes:
        content: its bytes.
        mime: its type, such as `image/jpeg` or `audio/ogg`.
    """

    content: bytes
    mime: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WriterAnswer:
    """What the writer answered.

    Attributes:
        text: as it came, of a bounded length: nothing in it can be trusted.
        credits: what it has cost at KIE.
        estimated: whether that is an estimate.
    """

    text: str
    credits: Decimal
    estimated: bool


class Writer(Protocol):
    """Asks the language model, once. Every method ends within `SECONDS`, and raises:

    WriterSlow: no answer in time.
    WriterUnavailable: no answer that counts; the same may work later.
    WriterRefused: it will not answer this.
    """

    async def write(self, question: WriterQuestion, own_key: str = "") -> WriterAnswer:
        """Ask with words alone; `own_key` names the key that pays, the operator's when empty."""
        ...

    async def see(self, question: WriterQuestion, picture: WriterMedium, own_key: str = "") -> WriterAnswer:
        """Ask about a picture. WriterUnavailable also when the picture was dropped on the way."""
        ...

    async def hear(self, question: WriterQuestion, sound: WriterMedium, own_key: str = "") -> WriterAnswer:
        """Ask about a recording. WriterUnavailable also when it was dropped on the way."""
        ...


SECONDS = 30.0
"""How long an answer may take as a whole."""
