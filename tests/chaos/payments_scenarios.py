"""Stories of Stars: bought for oneself and for a group, found in Telegram's list, and returned from all sides."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from tests.chaos.buyers import CREDITS, buy, check_out, invoice, refund, self_refund, sell
from tests.chaos.reconciled import LATER
from tests.chaos.scenario import Scenario
from tests.chaos.stall import PATIENCE_SECONDS, Stall

_GIFT_LINK: Final = re.compile(r"start=(p_[A-Za-z0-9_-]+)")
_FEW: Final = 10
"""So often Telegram refuses what it is asked for: more than a story asks."""
_BUYING: Final = (
    *("buy", "pack_tap", "OrderPlacer", "onsent", "sendInvoice", "answerPreCheckoutQuery", "PaymentReceiver"),
    *("_celebrate", "_said", "remove_invoice", "SqlitePendingUpdates", "getUpdates"),
)
_FINDING: Final = ("Auditor", "PaymentReceiver", "ReceiptSender")
_RETURNING: Final = (*("efund", "Stars", "PaymentCards"), "getUpdates")


async def _paid(kiosk: Stall) -> None:
    await sell(kiosk)
    await kiosk.rebirth()
    await buy(kiosk.alice)
    await kiosk.until(lambda: _states(kiosk) == ["credited"])
    await kiosk.settled()


async def _paid_in_a_group(kiosk: Stall) -> None:
    """Boris pays for the account of a group."""
    await sell(kiosk)
    boris = kiosk.telegram.person("Boris")
    group = kiosk.telegram.group("Artists", [kiosk.alice, boris], bot_is_admin=True)
    await group.wait("Hi everyone", timeout=30)
    await kiosk.settled()
    await kiosk.rebirth()
    await buy(boris, room=group)
    await kiosk.until(lambda: _states(kiosk) == ["credited"])
    await kiosk.settled()


async def _found(kiosk: Stall) -> None:
    """No update tells of the payment."""
    await sell(kiosk)
    await buy(kiosk.alice, is_heard=False)
    await kiosk.settled()
    await kiosk.rebirth(ahead=LATER)
    await kiosk.until(lambda: _states(kiosk) == ["credited"])
    await kiosk.settled()


async def _bought(kiosk: Stall) -> None:
    """Alice has bought credits, and that is over."""
    await sell(kiosk)
    await buy(kiosk.alice)
    await kiosk.until(lambda: _states(kiosk) == ["credited"])
    await kiosk.settled()


async def _refunded(kiosk: Stall) -> None:
    """The operator returns a payment."""
    await _bought(kiosk)
    await kiosk.rebirth()
    await refund(kiosk, 1)
    await kiosk.until(lambda: _states(kiosk) == ["refunded"])
    await kiosk.settled()


async def _self_refunded(kiosk: Stall) -> None:
    """Alice returns it herself."""
    await _bought(kiosk)
    await kiosk.rebirth()
    await self_refund(kiosk.alice, 1)
    await kiosk.until(lambda: _states(kiosk) == ["refunded"])
    await kiosk.settled()


async def _refused(kiosk: Stall) -> None:
    """Telegram refuses to return it: the credits are there again."""
    await _bought(kiosk)
    kiosk.telegram.faults.fail("refundStarPayment", 400, "Bad Request: BALANCE_TOO_LOW", times=_FEW)
    await kiosk.rebirth()
    await refund(kiosk, 1)
    await kiosk.until(
        lambda: bool(kiosk.rows("SELECT 1 FROM payments WHERE state = 'credited' AND refund_attempts > 0"))
    )
    await kiosk.settled()


async def _returned_elsewhere(kiosk: Stall) -> None:
    """Other software on the same token returns it, and Telegram tells of that."""
    await _bought(kiosk)
    await kiosk.rebirth()
    kiosk.telegram.refund(next(iter(kiosk.telegram.stars.charges)))
    await kiosk.until(lambda: _states(kiosk) == ["refunded"])
    await kiosk.settled()


async def _renewed(kiosk: Stall) -> None:
    """Alice subscribes to a pack; a month later Telegram takes the next payment by itself."""
    await sell(kiosk, monthly=True)
    checkout = await check_out(kiosk.alice, await invoice(kiosk.alice))
    assert kiosk.alice.settle(checkout).paid
    await kiosk.until(lambda: _states(kiosk) == ["credited"])
    await kiosk.settled()
    await kiosk.rebirth()
    assert kiosk.telegram.renew(kiosk.alice).paid
    await kiosk.until(lambda: _states(kiosk) == ["credited", "credited"])
    await kiosk.settled()


async def _gift_card(kiosk: Stall) -> None:
    """Alice buys a gift, and Boris opens its link."""
    await sell(kiosk)
    bill = await invoice(kiosk.alice, as_gift=True)
    await kiosk.settled()
    await kiosk.rebirth()
    assert kiosk.alice.settle(await check_out(kiosk.alice, bill)).paid
    card = await kiosk.alice.private.wait(
        lambda message: _GIFT_LINK.search(message.text) is not None, after=bill, timeout=PATIENCE_SECONDS
    )
    link = _GIFT_LINK.search(card.text)
    assert link is not None
    await kiosk.telegram.person("Boris").start(link[1])
    await kiosk.until(lambda: bool(kiosk.rows("SELECT 1 FROM gifts WHERE state <> 'open'")))
    await kiosk.settled()


def _check_gift(kiosk: Stall) -> list[str]:
    rows = kiosk.rows("SELECT bought FROM accounts WHERE owner_kind = 'person' ORDER BY id")
    has = sorted(row["bought"] for row in rows if row["bought"])
    gifts = kiosk.rows("SELECT state FROM gifts")
    wrong = [] if has == [CREDITS] else [f"persons have {has} bought credits"]
    return wrong if len(gifts) == 1 else [*wrong, f"{len(gifts)} gifts for one payment"]


def _states(kiosk: Stall) -> list[str]:
    return [row["state"] for row in kiosk.rows("SELECT state FROM payments ORDER BY number")]


def _has(kind: str, credits_: int) -> Callable[[Stall], list[str]]:
    """The first account of this kind has so many bought credits at the end."""

    def check(kiosk: Stall) -> list[str]:
        accounts = kiosk.rows(
            "SELECT bought FROM accounts WHERE owner_kind = ? AND (bought > 0 OR ? = 0)", kind, credits_
        )
        has = [account["bought"] for account in accounts]
        return [] if set(has) <= {credits_} and has else [f"{kind}s have {has} instead of {credits_} credits"]

    return check


PAYMENTS_SCENARIOS = (
    Scenario(
        name="pay",
        about="Alice buys a pack of credits with Stars.",
        story=_paid,
        before=("",),
        of=_BUYING,
        check=_has("person", CREDITS),
    ),
    Scenario(
        name="pay group",
        about="Boris buys credits for a group's account.",
        story=_paid_in_a_group,
        before=("",),
        of=_BUYING,
        check=_has("group", CREDITS),
    ),
    Scenario(
        name="found payment",
        about="No update tells of a payment: the process that finds it in Telegram's list.",
        story=_found,
        before=("",),
        of=_FINDING,
        check=_has("person", CREDITS),
    ),
    Scenario(
        name="refund",
        about="The operator returns a payment.",
        story=_refunded,
        before=("",),
        of=_RETURNING,
        check=_has("person", 0),
    ),
    Scenario(
        name="refused refund",
        about="Telegram refuses to return a payment: its credits are there again.",
        story=_refused,
        before=("",),
        of=_RETURNING,
        check=_has("person", CREDITS),
    ),
    Scenario(
        name="refund elsewhere",
        about="Other software returns a payment.",
        story=_returned_elsewhere,
        before=("",),
        of=_RETURNING,
        check=_has("person", 0),
    ),
    Scenario(
        name="self refund",
        about="Alice returns a payment of which nothing is spent.",
        story=_self_refunded,
        before=("",),
        of=(*_RETURNING, "support", "PayersHelp"),
        check=_has("person", 0),
    ),
    Scenario(
        name="renewal",
        about="Telegram renews a subscription.",
        story=_renewed,
        before=("",),
        of=_BUYING,
        check=_has("person", 2 * CREDITS),
    ),
    Scenario(
        name="gift card",
        about="Alice buys a gift card, and Boris opens it.",
        story=_gift_card,
        before=("",),
        of=(*_BUYING, "ift"),
        check=_check_gift,
    ),
)
