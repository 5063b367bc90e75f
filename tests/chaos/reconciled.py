"""Time passes until the bot has compared Telegram's list of Star transactions with what it knows, and all is settled."""

from __future__ import annotations

from collections import Counter
from typing import Final

from tests.chaos.stall import PATIENCE_SECONDS, Stall

LATER: Final = 120.0
"""By so many seconds the clock of the next process is ahead: nothing is left to its update any more."""


async def reconciled(kiosk: Stall, *, patience: float = PATIENCE_SECONDS) -> None:
    """Kill the bot, and let the next process settle every payment. Nothing where no Stars have moved.

    Raises:
        TimeoutError: it was not in time; its words say what is left.
    """
    if not kiosk.telegram.stars.charges:
        return
    await kiosk.rebirth(ahead=LATER)
    try:
        await kiosk.settled(patience=patience)
        while left(kiosk):
            await kiosk.until(lambda: not left(kiosk), patience=patience)
            await kiosk.settled(patience=patience)  # what is handled now may begin something
    except TimeoutError as late:
        message = f"left to settle: {left(kiosk)} {late}"
        raise TimeoutError(message) from None


def left(kiosk: Stall) -> Counter[str]:
    """What is not settled yet, counted by kind."""
    stars, rows = kiosk.telegram.stars, kiosk.rows("SELECT * FROM payments")
    states = {row["charge_id"]: row["state"] for row in rows}
    return +Counter(
        {
            "payments not known": len(stars.charges.keys() - states.keys()),
            "refunds under way": sum(state == "refunding" for state in states.values()),
            "refunds not known": sum(
                charge.is_refunded and states.get(charge.id) != "refunded"
                for charge in stars.charges.values()
            ),
            "payers who have not read": sum(not row["notified"] for row in rows),
            "lines not read": len(stars.listed()) - len(kiosk.rows("SELECT 1 FROM star_moves")),
        }
    )
