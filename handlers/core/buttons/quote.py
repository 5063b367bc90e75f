"""A price that waits for a confirmation."""

from __future__ import annotations

from handlers.core.buttons.base import Button, Owner


class GenerateButton(Button, prefix="go", owner=Owner.QUOTE):
    """Accept a quote; the draft it came from ends its conversation."""

    token: str
    draft: int | None = None


class AgeGenerateButton(Button, prefix="ay", owner=Owner.QUOTE):
    """Say to be `age` or older, and accept the quote as `GenerateButton` does."""

    token: str
    draft: int | None = None
    age: int


class AgeDeclineButton(Button, prefix="an", owner=Owner.QUOTE):
    """Do not say so: the quote stays as it is."""

    token: str
    draft: int | None = None


class ApproveButton(Button, prefix="ap", owner=Owner.GROUP_QUOTE):
    """An admin of the group agrees to a quote above the group's limit, or does not."""

    token: str
    agree: bool
