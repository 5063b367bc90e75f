"""What people do with Stars: the operator sells, people buy, pay and want it back. The bot may die meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bot.sandbox.telegram import ChatHandle, Checkout, Message, Payment, Person
from tests.chaos.stall import PATIENCE_SECONDS, Stall

STARS: Final = 100
CREDITS: Final = 150
_PACK: Final = f"{STARS} ⭐"
_AGREE: Final = "I agree"
_TRIES: Final = 5
"""How often a person presses Pay when the bot says nothing."""


async def sell(kiosk: Stall, *, monthly: bool = False) -> None:
    """The operator puts a pack on sale."""
    await kiosk.admin.send(f"/packs {STARS} {CREDITS}{' month' if monthly else ''}")
    await kiosk.until(lambda: bool(kiosk.rows("SELECT 1 FROM packs")))
    await kiosk.settled()


async def invoice(
    person: Person,
    *,
    room: ChatHandle | None = None,
    as_gift: bool = False,
    patience: float = PATIENCE_SECONDS,
) -> Message:
    """A person looks at the packs and taps on one; agrees to the terms if they are asked.

    Returns the invoice; of a monthly pack the message whose button is a link to one.
    """
    there = room or person.private
    asked = await person.send("/buy", chat=room)

    async def shown(wanted: Callable[[Message], bool]) -> Message:
        return await there.wait(wanted, after=asked, timeout=patience)

    packs = await shown(lambda message: _has(message, _PACK))
    if as_gift:
        await person.tap(packs, "Buy as a gift", wait=False)
        packs = await shown(lambda message: _has(message, _PACK) and "🎁" in message.text)
    await person.tap(packs, _PACK, wait=False)
    answer = await shown(lambda message: _is_payable(message) or _has(message, _AGREE))
    if _is_payable(answer):
        return answer
    await person.tap(answer, _AGREE, wait=False)
    return await shown(_is_payable)


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


async def buy(person: Person, *, room: ChatHandle | None = None, is_heard: bool = True) -> Payment:
    """All of it."""
    checkout = await check_out(person, await invoice(person, room=room))
    return person.settle(checkout, is_heard=is_heard)


def _is_payable(message: Message) -> bool:
    return message.kind == "invoice" or _has(message, "Subscribe")


def _has(message: Message, label: str) -> bool:
    return any(label in one for one in message.labels)


async def refund(kiosk: Stall, number: int, *, patience: float = PATIENCE_SECONDS) -> None:
    """The operator looks at a receipt and returns its payment."""
    asked = await kiosk.admin.send(f"/refund {number}")
    card = await kiosk.admin.private.wait(
        lambda message: _has(message, "Refund"), after=asked, timeout=patience
    )
    await kiosk.admin.tap(card, "Refund", wait=False)


async def self_refund(person: Person, number: int, *, patience: float = PATIENCE_SECONDS) -> None:
    """A person looks at a payment of theirs and wants it back."""
    asked = await person.send(f"/paysupport {number}")
    shown = await person.private.wait(lambda message: _has(message, "Refund"), after=asked, timeout=patience)
    await person.tap(shown, "Refund", wait=False)
