"""What people do with Stars: the operator sells, people buy, pay and want it back. The bot may die meanwhile."""

from __future__ import annotations

from typing import Final

from bot.sandbox.telegram import ChatHandle, Checkout, Message, Payment, Person
from tests.chaos.stall import PATIENCE_SECONDS, Stall

STARS: Final = 100
CREDITS: Final = 150
_TRIES: Final = 5
"""How often a person presses Pay when the bot says nothing."""


async def sell(kiosk: Stall) -> None:
    """The operator puts a pack on sale."""
    await kiosk.admin.send(f"/packs {STARS} {CREDITS}")
    await kiosk.until(lambda: bool(kiosk.rows("SELECT 1 FROM packs")))
    await kiosk.settled()


async def invoice(
    kiosk: Stall, person: Person, *, room: ChatHandle | None = None, patience: float = PATIENCE_SECONDS
) -> Message:
    """A person looks at the packs and taps on one; agrees to the terms if they are asked. Returns the invoice."""
    there = room or person.private
    asked = await person.send("/buy", chat=room)
    packs = await there.wait(lambda message: _has(message, f"{STARS} ⭐"), after=asked, timeout=patience)
    await person.tap(packs, f"{STARS} ⭐", wait=False)
    shown = await there.wait(
        lambda message: message.kind == "invoice" or _has(message, "I agree"), after=asked, timeout=patience
    )
    if shown.kind == "invoice":
        return shown
    await person.tap(shown, "I agree", wait=False)
    return await there.wait(lambda message: message.kind == "invoice", after=asked, timeout=patience)


async def check_out(person: Person, bill: Message) -> Checkout:
    """A person presses Pay, and once more when the bot says nothing for ten seconds.

    Raises:
        AssertionError: it cannot be paid.
    """
    for _ in range(_TRIES):
        checkout = await person.check_out(bill)
        if checkout.error != "BOT_PRECHECKOUT_TIMEOUT":
            break
    assert not checkout.error, checkout.error
    return checkout


async def buy(
    kiosk: Stall, person: Person, *, room: ChatHandle | None = None, is_heard: bool = True
) -> Payment:
    """All of it."""
    checkout = await check_out(person, await invoice(kiosk, person, room=room))
    return person.settle(checkout, is_heard=is_heard)


def _has(message: Message, label: str) -> bool:
    return any(label in one for one in message.labels)


async def refund(kiosk: Stall, number: int, *, patience: float = PATIENCE_SECONDS) -> None:
    """The operator looks at a receipt and returns its payment."""
    asked = await kiosk.admin.send(f"/refund {number}")
    card = await kiosk.admin.private.wait(
        lambda message: _has(message, "Refund"), after=asked, timeout=patience
    )
    await kiosk.admin.tap(card, "Refund", wait=False)
