"""Examples of what models make."""

from __future__ import annotations

from enum import StrEnum

from bot.catalog.spec import Kind
from handlers.core.buttons.base import Button, Owner


class ExamplesButton(Button, prefix="el", owner=Owner.MENU):
    """The gallery of examples: its kinds, or a page of one kind."""

    kind: Kind | None = None
    page: int = 0


class ShowExampleButton(Button, prefix="es", owner=Owner.MENU):
    """Send an example."""

    example: int


class LikeExampleButton(Button, prefix="em", owner=Owner.MEMBER):
    """The example's words and options as a request of who presses, at their cost."""

    example: int


class RecordButton(Button, prefix="er", owner=Owner.OPERATOR):
    """Record an example of a draft's model; asked once, and again when it is another one, or has another price, by then.

    Attributes:
        priced: the recording that the yes is to (`Recording.priced_as`); empty = ask.
    """

    draft: int
    priced: str = ""


class ProposeButton(Button, prefix="ep", owner=Owner.GENERATION):
    """Let a result be an example; asked once."""

    generation: int
    sure: bool = False


class ProposalButton(Button, prefix="eo", owner=Owner.OPERATOR):
    """Look at a proposal; None = the one that has waited longest."""

    example: int | None = None


class Decision(StrEnum):
    """What becomes of a proposal."""

    TAKE = "t"
    DECLINE = "d"


class DecideButton(Button, prefix="ec", owner=Owner.OPERATOR):
    """Take a proposal, or decline it."""

    example: int
    decision: Decision
