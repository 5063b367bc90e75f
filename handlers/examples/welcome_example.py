"""An example that greets a new person, in place of the drawn clip: the same can be theirs with a tap."""

from __future__ import annotations

from typing import Final

from bot.catalog.spec import Kind
from handlers.core.context import Context
from handlers.examples import views
from handlers.examples.example_sender import ExampleSender
from handlers.examples.gallery import price_of

_KINDS: Final = (Kind.IMAGE, Kind.VIDEO)
"""What is seen at once, the cheaper kind first."""
_LOOKED_AT: Final = 20
"""Examples of a kind among which one is looked for that the credits cover."""


class WelcomeExample:
    """Shows one example.

    Args:
        example_sender: sends it.
    """

    def __init__(self, example_sender: ExampleSender) -> None:
        self._example_sender = example_sender

    async def show(self, ctx: Context, available: int | None) -> bool:
        """The newest picture, else clip, one like which `available` credits (None = without end) cover.

        Returns:
            False when there is none, or it cannot be sent now.
        """
        for kind in _KINDS:
            for example in await ctx.user.examples.page(kind, offset=0, limit=_LOOKED_AT):
                price = price_of(example, ctx)
                if price is None or (available is not None and price > available):
                    continue
                screen = views.example(ctx.t, ctx.catalog, example, price=price)
                return await self._example_sender.send(example, screen, ctx.chat)
        return False
