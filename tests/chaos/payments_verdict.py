"""What became of the Stars, judged from outside: what Telegram has moved, and what the database and the chats make of it.

Telegram's own accounts are the truth: who paid what, what was returned, and what the bot has.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any, Final

from bot.ledger.purchases import unspent_of_each
from tests.chaos.stall import Stall
from tests.support.recount import kept_and_recounted

_NANOS: Final = 1_000_000_000
_RECEIPT: Final = re.compile(r"Receipt #(\d+)")
_SAYS: Final = re.compile("added|is paid")
_TO_THE_GROUP: Final = "The group has"


def judge_payments(kiosk: Stall) -> tuple[Counter[str], list[str]]:
    """How each payment ended, and the promises that were broken."""
    outcomes: Counter[str] = Counter()
    broken: list[str] = []
    rows = kiosk.rows("SELECT * FROM payments ORDER BY number")
    by_charge = Counter(row["charge_id"] for row in rows)
    for charge_id in kiosk.telegram.stars.charges:
        if by_charge[charge_id] != 1:
            broken.append(f"payment {charge_id[:12]} has {by_charge[charge_id]} rows")
    said = _said(kiosk)
    for row in rows:
        broken += [f"payment {row['number']}: {words}" for words in _judge_payment(kiosk, row)]
        outcomes[_outcome(row, said[row["number"]])] += 1
        broken += _judge_words(kiosk, row, said[row["number"]])
    broken += [*_judge_groups_words(kiosk), *_judge_returns(kiosk), *_judge_sums(kiosk)]
    return outcomes, broken


def _judge_payment(kiosk: Stall, row: dict[str, Any]) -> list[str]:
    """One row against its charge at Telegram, its order and its entries."""
    charge = kiosk.telegram.stars.charges.get(row["charge_id"])
    if charge is None:
        return ["Telegram knows no such payment"]
    broken = []
    order = next(iter(kiosk.rows("SELECT * FROM orders WHERE token = ?", charge.invoice.payload)), None)
    if row["stars"] != charge.amount:
        broken.append(f"has {row['stars']} Stars instead of {charge.amount}")
    if (row["state"] == "refunded") != charge.is_refunded:
        broken.append(
            f"is {row['state']}, and Telegram has {'' if charge.is_refunded else 'not '}returned it"
        )
    if row["state"] not in {"credited", "unclaimed", "refunded"}:
        broken.append(f"ended nowhere: {row['state']}")
    if not row["notified"]:
        broken.append("its payer has not read of it")
    entries = kiosk.rows(
        "SELECT * FROM ledger_entries WHERE operation_key = ?", f"purchase:{row['charge_id']}"
    )
    bought = [(entry["account_id"], entry["amount"]) for entry in entries]
    due = [] if order is None else [(order["account_id"], order["credits"])]
    if bought != due and not (order is not None and order["kind"] == "gift"):
        broken.append(f"was credited as {bought} instead of {due}")
    taken = row["taken_back"] + row["uncollected"]
    if row["state"] == "refunded" and row["account_id"] is not None and taken != row["credits"]:
        broken.append(f"took back {row['taken_back']} and left {row['uncollected']} of {row['credits']}")
    return broken


def _judge_words(kiosk: Stall, row: dict[str, Any], times: int) -> list[str]:
    """Whose credits came read of it: once, or once more for a process that died between saying and writing it down."""
    if not _is_private(kiosk, row):
        return []
    if not times and row["state"] == "credited":
        return [f"payment {row['number']}: nothing was said"]
    if times > 1 + kiosk.killed:
        return [f"payment {row['number']}: was announced {times} times in {kiosk.killed} deaths"]
    return []


def _judge_groups_words(kiosk: Stall) -> list[str]:
    """What is said in groups carries no receipt's number: there must be as many words as payments."""
    paid = [
        row
        for row in kiosk.rows("SELECT * FROM payments WHERE state = 'credited'")
        if not _is_private(kiosk, row)
    ]
    said = sum(
        _TO_THE_GROUP in message.text
        for room in (*kiosk.telegram.groups, *(one.private for one in kiosk.telegram.people.values()))
        for message in room.messages
    )
    return [f"{len(paid)} payments for groups, {said} were announced"] if said < len(paid) else []


def _is_private(kiosk: Stall, row: dict[str, Any]) -> bool:
    orders = kiosk.rows("SELECT kind FROM orders WHERE token = ?", row["order_token"])
    return not orders or orders[0]["kind"] != "group"


def _said(kiosk: Stall) -> Counter[int]:
    """How many messages of the bot's to a payer have a receipt's number and say what arrived."""
    said: Counter[int] = Counter()
    for person in kiosk.telegram.people.values():
        for message in person.private.messages:
            found = _RECEIPT.search(message.text)
            if found and message.sender.is_bot and _SAYS.search(message.text):
                said[int(found[1])] += 1
    return said


def _judge_returns(kiosk: Stall) -> list[str]:
    """No payment is returned twice, and every person has the Stars that they did not spend."""
    returned = Counter(line["id"] for line in kiosk.telegram.stars.listed() if "receiver" in line)
    return [
        f"payment {charge_id[:12]} was returned {times} times"
        for charge_id, times in returned.items()
        if times > 1
    ]


def _judge_sums(kiosk: Stall) -> list[str]:
    """What accounts have is what their entries say, what is left of what was paid is counted right, the list is the balance."""
    broken = []
    kept, counted = kept_and_recounted(Path(kiosk.environment["DATABASE_URL"].removeprefix("sqlite:///")))
    if kept != counted:
        broken.append(f"totals: {_differences(kept, counted)}")
    left = 0
    for account in kiosk.rows("SELECT * FROM accounts"):
        standing = kiosk.rows(
            "SELECT credits FROM payments WHERE account_id = ? AND state = 'credited' ORDER BY number",
            account["id"],
        )
        purchases = [row["credits"] for row in standing]
        unspent = sum(unspent_of_each(account["bought"], purchases))
        if unspent != min(account["bought"], account["purchased"]):
            broken.append(f"account {account['id']}: {unspent} unspent, has {account['bought']} bought")
        if sum(purchases) != account["purchased"]:
            broken.append(f"account {account['id']}: {account['purchased']} purchased, {sum(purchases)} paid")
        left += unspent
    if left != kept.get("paid_left", 0):
        broken.append(f"{left} paid credits are left, the total says {kept.get('paid_left', 0)}")
    (moved,) = kiosk.rows(
        f"SELECT coalesce(sum((2 * incoming - 1) * (stars * {_NANOS} + nanos)), 0) AS nanos FROM star_moves"
    )
    if moved["nanos"] != kiosk.telegram.stars.bot_balance * _NANOS:
        broken.append(
            f"the list leaves {moved['nanos'] / _NANOS:g} Stars, the bot has {kiosk.telegram.stars.bot_balance}"
        )
    return broken


def _differences(kept: Any, counted: Any) -> dict[str, tuple[int, int]]:
    return {
        name: (kept.get(name, 0), counted.get(name, 0))
        for name in {*kept, *counted}
        if kept.get(name, 0) != counted.get(name, 0)
    }


def _outcome(row: dict[str, Any], times: int) -> str:
    found = ", found in the list" if row["found_by"] == "reconciliation" else ""
    again = f", said {times} times" if times > 1 else ""
    elsewhere = " elsewhere" if row["state"] == "refunded" and row["refund_asked_by"] is None else ""
    return f"{row['state']}{elsewhere}{found}{again}"
