"""What became of it all, judged from outside: the database on disk, KIE's tasks, the chats.

Nothing here asks the bot. A person got what the chat shows, KIE made what its list shows, and the credits must fit both.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.sandbox.kie import SimTask, State
from bot.sandbox.telegram import ChatHandle, Message
from tests.chaos.payments_verdict import judge_payments
from tests.chaos.stall import Boundary, Stall

OPENING_CREDITS = 1000
"""The allowance that `stall` sets."""
GRANTED = "Given: "
"""Words of the answer to `/grant`."""
_MEDIA = frozenset({"photo", "video", "audio", "voice", "document", "animation"})
RECORDED = frozenset(
    {
        "after commit · postpone ‹ Deliverer._keep_sent",
        "after commit · Deliverer._delivered.write",
        "after commit · AlbumDeliverer._write",
    }
)
SENDING = (
    "Telegram sendPhoto ·",
    "Telegram sendVideo ·",
    "Telegram sendAudio ·",
    "Telegram sendDocument ·",
    "Telegram sendMediaGroup ·",
)


@dataclass(slots=True)
class Verdict:
    """What one case came to.

    Attributes:
        outcomes: how each generation, grant or cancellation ended, counted.
        violations: promises that were broken; empty when all is well.
        lost: credits that are neither in the account nor paid for media that arrived (negative: given away).
        repeated: media that a chat shows more than once.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    lost: int = 0
    repeated: int = 0

    @property
    def words(self) -> str:
        """The outcomes in one line."""
        return "; ".join(
            outcome if count == 1 else f"{count} × {outcome}"
            for outcome, count in sorted(self.outcomes.items())
        )


def judge(stall: Stall, *, grants: int = 0, granted: int = 0, opening: int = OPENING_CREDITS) -> Verdict:
    """Judge a settled stall.

    Args:
        stall: what to look at.
        grants: how many different `/grant` messages for Alice the admin has sent.
        granted: credits of all of them together.
        opening: every person's allowance.
    """
    verdict = Verdict()
    if stall.fault:
        verdict.violations.append(stall.fault)
    rooms: dict[int, ChatHandle] = {
        **{person.id: person.private for person in stall.telegram.people.values()},
        **{group.id: group for group in stall.telegram.groups},
    }
    for row in stall.generations():
        if row["emptied"]:
            _judge_emptied(stall, row, verdict)
        else:
            _judge_generation(stall, row, rooms[row["chat_id"]], verdict)
    _judge_batches(stall, rooms, verdict)
    _judge_grants(stall, grants, verdict)
    _judge_ledger(stall, opening, granted, verdict)
    outcomes, broken = judge_payments(stall)
    verdict.outcomes += outcomes
    verdict.violations += broken
    return verdict


def _judge_generation(stall: Stall, row: dict[str, Any], room: ChatHandle, verdict: Verdict) -> None:
    number, state = row["id"], row["state"]
    tasks = [task for task in stall.kie.tasks.values() if _is_of(stall, task, row)]
    assets = stall.rows("SELECT * FROM assets WHERE generation_id = ?", number)
    has_twin = _has_twin(stall, row)
    in_batch = row["batch_id"] is not None  # parts share words, request and album
    if in_batch:
        media = [
            message for asset in assets if (message := room.chat.store.get(asset["message_id"])) is not None
        ]
    else:
        media = [message for message in _answers(room, row, by_number=has_twin) if message.kind in _MEDIA]
    was_doubted = bool(
        stall.rows(
            "SELECT 1 FROM generation_transitions WHERE generation_id = ? AND state = 'in_doubt'", number
        )
    )
    complain = _complainer(verdict, f"generation {number}")

    if len(tasks) > 1:
        complain(f"{len(tasks)} submissions reached KIE")
    if was_doubted and not _was_told_of(stall, number):
        complain("was in doubt and no admin was told")
    extra = max(0, len(media) - len(assets)) if media else 0
    if extra > 0:
        verdict.repeated += extra
        if row["delivery_attempts"] < 2:
            complain("media came twice, and nothing shows that delivery was tried before")
        if extra > len(assets) * _deaths_in_the_window(stall):
            complain(f"{extra} media too many, and no death in the open window explains them")
    _judge_end(row, tasks, media, len(assets), complain)
    _judge_hold(stall, row, complain)
    was_replaced = has_twin and row["instead_of"] is None  # what took its place says so
    told = _was_told_the_end(room, number) or (in_batch and _was_told_of_parts(room))
    if state == "failed" and not was_replaced and not told:
        complain("its person was not told")
    with_another = row["chain_position"] > 0  # what its step before says is said for it, too
    unanswered = state == "cancelled" and not with_another and not _was_told_of_the_return(room, number)
    ended = _outcome(
        row,
        was_doubted=was_doubted,
        times=1 + extra // max(1, len(assets)),
        tasks=tasks,
    )
    verdict.outcomes[f"{ended}, not answered" if unanswered else ended] += 1


def _judge_batches(stall: Stall, rooms: dict[int, ChatHandle], verdict: Verdict) -> None:
    """Of all parts together no more media are in the chat than were made, but for deaths in the open window."""
    for batch in stall.rows(
        "SELECT DISTINCT batch_id, chat_id, reply_to FROM generations WHERE batch_id > 0"
    ):
        parts = [row for row in stall.generations() if row["batch_id"] == batch["batch_id"]]
        made = sum(
            len(stall.rows("SELECT 1 FROM assets WHERE generation_id = ?", row["id"])) for row in parts
        )
        there = [
            message
            for message in _answers(rooms[batch["chat_id"]], parts[0], by_number=False)
            if message.kind in _MEDIA
        ]
        extra = max(0, len(there) - made)
        verdict.repeated += extra
        complain = _complainer(verdict, f"batch {batch['batch_id']}")
        if extra and not any(row["delivery_attempts"] > 1 for row in parts):
            complain("media came twice, and nothing shows that delivery was tried before")
        if extra > made * _deaths_in_the_window(stall):
            complain(f"{extra} media too many, and no death in the open window explains them")


def _has_twin(stall: Stall, row: dict[str, Any]) -> bool:
    """Whether it took the place of a failed one, or another one took its place: they share words and chat."""
    return row["instead_of"] is not None or bool(
        stall.rows("SELECT 1 FROM generations WHERE instead_of = ?", row["id"])
    )


def _is_of(stall: Stall, task: SimTask, row: dict[str, Any]) -> bool:
    if task.callback_url is not None:
        return f"/{row['id']}.{row['token']}." in task.callback_url
    if _has_twin(stall, row):
        return task.id in {row["external_task_id"], row["hinted_task_id"]}
    return bool(task.prompt == row["prompt"])


def _judge_emptied(stall: Stall, row: dict[str, Any], verdict: Verdict) -> None:
    """Of a forgotten person's generation amounts are left: what they say must fit."""
    complain = _complainer(verdict, f"generation {row['id']}")
    if row["state"] not in {"delivered", "stored", "failed", "cancelled"}:
        complain(f"ended nowhere: {row['state']}")
    _judge_hold(stall, row, complain)
    verdict.outcomes[f"{row['state']}, emptied"] += 1


def _judge_end(
    row: dict[str, Any], tasks: list[SimTask], media: list[Message], assets: int, complain: Any
) -> None:
    """Delivered or released: never both, never neither."""
    match row["state"]:
        case "delivered":
            if len(media) < assets or not assets:
                complain(f"delivered, but {len(media)} of {assets} media are in the chat")
            if len(tasks) != 1:
                complain(f"delivered from {len(tasks)} tasks")
        case "failed" | "cancelled":
            if media:
                complain("released, and the media arrived as well")
            if row["state"] == "cancelled" and tasks:
                complain("cancelled, and KIE got it as well")
        case state:
            complain(f"ended nowhere: {state}")


def _judge_hold(stall: Stall, row: dict[str, Any], complain: Any) -> None:
    holds = stall.rows("SELECT * FROM holds WHERE generation_id = ?", row["id"])
    if len(holds) != 1 or holds[0]["ended_at"] is None:
        complain("its hold did not end")
        return
    due = row["price"] if row["state"] == "delivered" and not row["free_late_delivery"] else 0
    if holds[0]["captured"] != due:
        complain(f"captured {holds[0]['captured']} instead of {due}")
    kinds = Counter(
        entry["kind"]
        for entry in stall.rows("SELECT kind FROM ledger_entries WHERE generation_id = ?", row["id"])
    )
    released = kinds["release"] > 0
    if row["price"] and ((kinds["capture"] > 0) == released or kinds["capture"] > 1):
        complain(f"its hold ended as {dict(kinds)}")


def _judge_grants(stall: Stall, grants: int, verdict: Verdict) -> None:
    counted = stall.rows("SELECT * FROM ledger_entries WHERE operation_key LIKE 'grant:%'")
    if len(counted) != grants:
        verdict.violations.append(f"{len(counted)} of {grants} grants counted")
    answers = [message for message in stall.admin.private.messages if GRANTED in message.text]
    for position in range(len(counted)):
        verdict.outcomes["granted once" if position < len(answers) else "granted once, not answered"] += 1


def _judge_ledger(stall: Stall, opening: int, granted: int, verdict: Verdict) -> None:
    """Every account is the sum of its entries, and has what came to it, less what expired and what media cost.

    A deadline may lie in the next period of the allowance: then a second allowance comes and the first expires.
    """
    for account in stall.rows("SELECT * FROM accounts"):
        entries = stall.rows("SELECT * FROM ledger_entries WHERE account_id = ?", account["id"])
        complain = _complainer(verdict, f"account {account['id']}")
        has = account["allowance"] + account["bought"]
        total = sum(entry["amount"] for entry in entries)
        if has != total:
            complain(f"has {has}, its entries say {total}")
        grants = [entry for entry in entries if entry["kind"] == "grant"]
        allowances = [entry["amount"] for entry in grants if entry["bucket"] == "allowance"]
        if any(amount != opening for amount in allowances):
            complain(f"allowances of {allowances} instead of {opening}")
        is_alices = (account["owner_kind"], account["owner_id"]) == ("person", stall.alice.id)
        months = {
            datetime.fromtimestamp(entry["at"] / 1e6, UTC).strftime("%Y-%m")
            for entry in grants
            if entry["bucket"] == "allowance"
        }
        if len(allowances) > len(months):
            complain(f"{len(allowances)} allowances in {len(months)} months")
        moved = sum(entry["amount"] for entry in entries if entry["kind"] == "transfer")
        given = sum(entry["amount"] for entry in grants if entry["operation_key"].startswith("grant:"))
        if given != (granted if is_alices else 0):
            complain(f"was given {given}")
        bought = _bought(stall, account["id"])
        paid = stall.rows(
            "SELECT coalesce(sum(price), 0) AS paid FROM generations"
            " WHERE account_id = ? AND state = 'delivered' AND NOT free_late_delivery",
            account["id"],
        )[0]["paid"]
        expired = sum(entry["amount"] for entry in entries if entry["kind"] == "expire")
        moved_in = sum(
            entry["amount"] for entry in entries if entry["kind"] == "transfer" and entry["amount"] > 0
        )
        if -expired > sum(allowances[:-1]) + moved_in:
            complain(f"{-expired} credits expired, and earlier allowances brought {sum(allowances[:-1])}")
        lost = sum(allowances) + given + bought + moved + expired - paid - has
        verdict.lost += lost
        if lost:
            complain(f"{lost} credits are missing")
    (moved,) = stall.rows("SELECT coalesce(sum(amount), 0) AS n FROM ledger_entries WHERE kind = 'transfer'")
    if moved["n"]:
        verdict.violations.append(f"transfers add up to {moved['n']}")


def _bought(stall: Stall, account_id: int) -> int:
    """Credits that Telegram's charges have brought to an account, without those that refunds took back."""
    orders = {
        row["token"]: row["credits"] + row["bonus"]
        for row in stall.rows("SELECT * FROM orders WHERE account_id = ?", account_id)
    }
    paid = [charge.invoice.payload for charge in stall.telegram.stars.charges.values()]
    came: int = sum(orders.get(payload, 0) for payload in paid)
    (back,) = stall.rows(
        "SELECT coalesce(sum(taken_back + bonus_taken_back), 0) AS n FROM payments WHERE account_id = ?",
        account_id,
    )
    return came - int(back["n"])


def _answers(room: ChatHandle, row: dict[str, Any], *, by_number: bool) -> list[Message]:
    """What the bot sent in reply to the message that asked for this generation, deleted messages included.

    The steps of a chain reply to the same message, and in a group that moved there is nothing to reply to: captions
    tell them apart; so they do (`by_number`) where one has taken another's place.
    """
    by_number = by_number or bool(row["chain_step"]) or row["reply_to"] is None
    return [
        message
        for message in room.chat.store.values()
        if message.sender.is_bot
        and (
            row["reply_to"] is None
            or (message.reply_to is not None and message.reply_to.id == row["reply_to"])
        )
        and (not by_number or f"#{row['id']}" in (message.caption or message.text))
    ]


def _was_told_the_end(room: ChatHandle, number: int) -> bool:
    """Whether a message of the bot's says that it did not work out."""
    return any(f"#{number}: failed" in message.text for message in room.messages)


def _was_told_of_parts(room: ChatHandle) -> bool:
    """Whether a message about several at once says that not all of them came."""
    return any("could not be made" in message.text for message in room.messages)


def _was_told_of_the_return(room: ChatHandle, number: int) -> bool:
    return any(f"Cancelled #{number}" in message.text for message in room.messages)


def _was_told_of(stall: Stall, number: int) -> bool:
    """By a message of its own, or by the one that says that more of the kind are only in the log, where it is then."""
    said = [message.text for message in stall.admin.private.messages]
    if any(f"#{number} is in doubt" in text for text in said):
        return True
    held_back = any("muted" in text and "in-doubt" in text for text in said)
    return held_back and re.search(rf"alert in-doubt, generation {number}\b", stall.log) is not None


def _deaths_in_the_window(stall: Stall) -> int:
    """How many processes ended between the moment a medium left for Telegram and the commit that says so."""
    return sum(died_in_the_window(stall.boundaries(number)) for number in range(len(stall.processes)))


def died_in_the_window(boundaries: list[Boundary]) -> bool:
    """Whether this process's last sending of media was not written down."""
    for boundary in reversed(boundaries):
        if boundary.label in RECORDED:
            return False
        if any(name in boundary.name for name in SENDING):
            return True
    return False


def _complainer(verdict: Verdict, subject: str) -> Any:
    def complain(words: str) -> None:
        verdict.violations.append(f"{subject}: {words}")

    return complain


def _outcome(row: dict[str, Any], *, was_doubted: bool, times: int, tasks: list[SimTask]) -> str:
    doubt = "in doubt, " if was_doubted else ""
    match row["state"]:
        case "delivered":
            how = "delivered" if times == 1 else f"delivered {times} times"
            gift = " free" if row["free_late_delivery"] else ""
            rescue = (
                f"rescued by its callback{' only at its deadline' if row['completed_at'] > row['deadline_at'] else ''}, "
                if was_doubted
                else ""
            )
            return f"{doubt}{rescue}{how}{gift}"
        case "failed" if was_doubted:
            there = any(task.state is State.SUCCESS for task in tasks)
            return f"in doubt, admin told, released at its deadline{' (KIE made it)' if there else ''}"
        case "failed":
            return f"released ({row['failure']})"
        case state:
            return f"{doubt}{state}"
