"""Stories beside the one of a generation: groups, parties, forgetting, the operator's messages, people's own keys."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from bot.sandbox.telegram import Button, ChatHandle, Message, Person
from handlers.core.buttons.cast import AgreeOnPicturesButton, CharacterKindButton
from handlers.core.buttons.operator import BroadcastButton
from tests.chaos.scenario import Scenario
from tests.chaos.stall import Stall
from tests.story.media import picture

_TOP_UP = 60
_BUDGET = 30
_OWN_KEY = "chaos-own-key-0123456789ABCD"
_PRESSES = 4
_PRESS_SECONDS = 5.0
_NEWS = "A new model is here"


async def _said(
    room: ChatHandle, wanted: str | Callable[[Message], bool], after: Message | int = 0
) -> Message:
    return await room.wait(wanted, after=after, timeout=30)


async def _group(kiosk: Stall, kind: str = "supergroup") -> ChatHandle:
    """A group of Alice, who administers it, and Boris, with credits of Alice's."""
    boris = kiosk.telegram.person("Boris")
    group = kiosk.telegram.group("Artists", [kiosk.alice, boris], kind=kind, bot_is_admin=True)
    await _said(group, "Hi everyone")
    asked = await kiosk.alice.send(f"/group topup {_TOP_UP}", chat=group)
    await kiosk.until(lambda: _given(kiosk) == _TOP_UP)
    await _said(group, lambda message: message.id > asked.id)
    return group


def _given(kiosk: Stall) -> int:
    (row,) = kiosk.rows(
        "SELECT coalesce(sum(e.amount), 0) AS n FROM ledger_entries e JOIN accounts a ON a.id = e.account_id"
        " WHERE a.owner_kind = 'group' AND e.kind = 'transfer' AND e.amount > 0"
    ) or ({"n": 0},)
    return int(row["n"])


async def _topped_up(kiosk: Stall) -> None:
    await _group(kiosk)
    await kiosk.settled()


def _check_top_up(kiosk: Stall) -> list[str]:
    given = _given(kiosk)
    return [] if given == _TOP_UP else [f"the group was given {given} of {_TOP_UP}"]


async def _group_pays(kiosk: Stall) -> None:
    group = await _group(kiosk)
    await kiosk.order("/gen flux-pro a lamp", room=group)
    await kiosk.settled()


async def _moved(kiosk: Stall) -> None:
    """The group becomes a supergroup while KIE works for it."""
    group = await _group(kiosk, "group")
    await kiosk.order("/gen flux-pro a lamp", room=group)
    task = await kiosk.kie.wait_task(timeout=30)
    group.migrate()  # type: ignore[attr-defined]  # a Group; the handle's type is the wider one
    task.finish()
    await kiosk.settled()


def _check_move(kiosk: Stall) -> list[str]:
    old = [chat.id for chat in kiosk.telegram.groups if chat.chat.migrated_to is not None]
    left = [
        f"{table} of the old chat"
        for table in ("generations", "quotes", "drafts")
        if kiosk.rows(f"SELECT 1 FROM {table} WHERE chat_id = ?", old[0])
    ]
    return _check_top_up(kiosk) + left


async def _party(kiosk: Stall) -> None:
    """Two entries, a vote, a winner; what is left of the budget goes back to the group."""
    group = await _group(kiosk)
    boris = next(person for person in kiosk.telegram.people.values() if person.user.first_name == "Boris")
    await kiosk.alice.send(f"/party cats {_BUDGET}", chat=group)
    invitation = await _said(group, "Party: cats")
    for person, prompt in ((kiosk.alice, "a cat on the moon"), (boris, "a cat on Mars")):
        await _enter(kiosk, person, group, invitation, prompt)
    await kiosk.until(lambda: len(_entries(kiosk, "delivered")) == 2)
    await kiosk.alice.tap(invitation, "Close and show", wait=False)
    await _said(group, "Vote: cats")
    await _pressed_until(kiosk, boris, group, "1", lambda: bool(kiosk.rows("SELECT 1 FROM party_votes")))
    await _pressed_until(kiosk, kiosk.alice, group, "End the vote", lambda: _party_state(kiosk) == "ended")
    await kiosk.settled()


async def _pressed_until(
    kiosk: Stall, person: Person, group: ChatHandle, label: str, holds: Callable[[], bool]
) -> None:
    """Press a button of the newest ballot, and once more when nothing comes of it for some seconds, as people do."""
    for _ in range(_PRESSES):
        ballots = [
            one
            for one in group.messages
            if "Vote: cats" in one.text and any(name.startswith(label) for name in one.labels)
        ]
        if ballots:
            await person.tap(ballots[-1], label, wait=False)
        with suppress(TimeoutError):
            await kiosk.until(holds, patience=_PRESS_SECONDS)
            return
    await kiosk.until(holds)


def _party_state(kiosk: Stall) -> str:
    return str(kiosk.rows("SELECT state FROM parties")[0]["state"])


async def _enter(kiosk: Stall, person: Person, group: ChatHandle, invitation: Message, prompt: str) -> None:
    before = group.last_id
    await person.tap(invitation, (0, 0), wait=False)
    question = await _said(group, lambda message: f"user?id={person.id}" in message.html, before)
    sent = await person.send(prompt, chat=group, reply_to=question)
    card = await _said(group, lambda message: any("Generate" in label for label in message.labels), sent)
    await person.tap(card, "Generate", wait=False)
    await kiosk.until(lambda: any(row["prompt"] == prompt for row in _entries(kiosk)))


def _entries(kiosk: Stall, *states: str) -> list[dict[str, object]]:
    return [
        row
        for row in kiosk.generations()
        if row["party_id"] is not None and (not states or row["state"] in states)
    ]


def _check_party(kiosk: Stall) -> list[str]:
    accounts = kiosk.rows("SELECT * FROM accounts WHERE owner_kind = 'party'")
    wrong = [
        f"the budget keeps {row['allowance'] + row['bought']}"
        for row in accounts
        if row["allowance"] + row["bought"]
    ]
    (spent,) = kiosk.rows(
        "SELECT coalesce(sum(captured), 0) AS n FROM generations WHERE party_id IS NOT NULL"
    )
    (group,) = kiosk.rows("SELECT * FROM accounts WHERE owner_kind = 'group'")
    if group["allowance"] + group["bought"] != _TOP_UP - spent["n"]:
        wrong.append(f"the group has {group['allowance'] + group['bought']} after {spent['n']} were spent")
    room = next(iter(kiosk.telegram.groups))
    wins = [message for message in room.messages if "wins" in message.text + (message.caption or "")]
    if not wins:
        wrong.append("no winner was announced")
    return wrong


async def ask_to_forget(kiosk: Stall, person: Person) -> None:
    """A person asks to be forgotten, and is."""
    asked = await person.send("/forget")
    question = await _said(person.private, lambda message: bool(message.buttons), asked)
    await person.tap(question, "Delete my data", wait=False)
    await kiosk.until(lambda: not kiosk.rows("SELECT 1 FROM people WHERE id = ?", person.id))


async def _forgotten(kiosk: Stall, model: str = "flux-pro") -> None:
    """Alice is forgotten while KIE works for her: it still comes, and nothing personal stays."""
    await kiosk.generate(f"{model} a secret lighthouse")
    task = await kiosk.kie.wait_task(timeout=30)
    await ask_to_forget(kiosk, kiosk.alice)
    task.finish()
    await kiosk.until(lambda: all(row["emptied"] for row in kiosk.generations()))
    await kiosk.settled()


def _check_forgotten(kiosk: Stall) -> list[str]:
    kept = [
        f"{table}.{column}"
        for table, column in (("generations", "prompt"), ("quotes", "steps"), ("drafts", "prompt"))
        if kiosk.rows(f"SELECT 1 FROM {table} WHERE instr({column}, 'lighthouse')")
    ]
    return [f"kept after /forget: {where}" for where in kept]


async def _forgotten_with_a_cast(kiosk: Stall) -> None:
    """Alice keeps a character, uses it, and is forgotten while KIE works for her."""
    photo = await kiosk.alice.send_photo(picture())
    asked = await kiosk.alice.send("/cast Lighthouse", reply_to=photo)
    for prefix in (AgreeOnPicturesButton.__prefix__, CharacterKindButton.__prefix__):
        shown = await _said(kiosk.alice.private, partial(_has_button, prefix=f"{prefix}:"), asked)
        data = next(one.data or "" for row in shown.buttons for one in row if _is_of(one.data, f"{prefix}:"))
        await kiosk.alice.press(shown, data)
    await kiosk.until(lambda: bool(kiosk.rows("SELECT 1 FROM characters WHERE kind <> ''")))
    await _forgotten(kiosk, "nano-banana-2")
    assert all(task.body["input"]["image_input"] for task in kiosk.kie.tasks.values()), (
        "made without its picture"
    )


def _has_button(message: Message, prefix: str) -> bool:
    return any(_is_of(one.data, prefix) for row in message.buttons for one in row)


def _is_of(data: str | None, prefix: str) -> bool:
    return (data or "").startswith(prefix)


def _check_forgotten_cast(kiosk: Stall) -> list[str]:
    alice = kiosk.alice.id
    kept = [
        *_check_forgotten(kiosk),
        *("a character" for _ in kiosk.rows("SELECT 1 FROM characters WHERE added_by = ?", alice)),
        *("a consent" for _ in kiosk.rows("SELECT 1 FROM consents WHERE person_id = ?", alice)),
    ]
    with_pictures = "SELECT 1 FROM generations WHERE instr(reference_list, 'file_id')"
    return [*kept, *("references" for _ in kiosk.rows(with_pictures))]


async def _broadcast(kiosk: Stall) -> None:
    """The operator writes to three people, schedules it, holds it up and changes it before; each hears it once at most."""
    people = [kiosk.alice, *(kiosk.telegram.person(name) for name in ("Boris", "Clara"))]
    for person in people:
        await person.start()
    await kiosk.until(lambda: len(kiosk.rows("SELECT 1 FROM people")) >= len(people))
    asked = await kiosk.admin.send(f"/broadcast {_NEWS}")
    card = await _said(kiosk.admin.private, lambda message: "Send to" in str(message.buttons), asked)
    # A death after a card has the update come again, and a second broadcast with a card of its own.
    number = next(_number(one) for row in card.buttons for one in row if _number(one))
    for label, holds in (
        ("When", _shows(kiosk, number, "Tomorrow")),
        ("Tomorrow", _has(kiosk, number, "starts_at IS NOT NULL")),
        ("Back", _shows(kiosk, number, "Schedule for")),
        ("Schedule for", _has(kiosk, number, "state = 'scheduled'")),
        ("Pause", _has(kiosk, number, "state = 'paused'")),
        ("Go on", _has(kiosk, number, "state = 'scheduled'")),
        ("Change", _has(kiosk, number, "state = 'draft'")),
        ("When", _shows(kiosk, number, "At once")),
        ("At once", _has(kiosk, number, "starts_at IS NULL")),
        ("Back", _shows(kiosk, number, "Send to")),
        ("Send to", _has(kiosk, number, "state = 'ended'")),
    ):
        await _pressed_by_operator(kiosk, number, label, holds)
    await kiosk.settled()


def _number(button: Button) -> int:
    """Which broadcast a button is of; 0 for others."""
    try:
        return BroadcastButton.unpack(button.data or "").broadcast
    except ValueError:
        return 0


def _with(kiosk: Stall, number: int, label: str) -> list[Message]:
    """The operator's messages with such a button of this broadcast."""
    return [
        message
        for message in kiosk.admin.private.messages
        if any(label in one.label and _number(one) == number for row in message.buttons for one in row)
    ]


def _shows(kiosk: Stall, number: int, label: str) -> Callable[[], bool]:
    return lambda: bool(_with(kiosk, number, label))


def _has(kiosk: Stall, number: int, condition: str) -> Callable[[], bool]:
    return lambda: bool(kiosk.rows(f"SELECT 1 FROM broadcasts WHERE id = ? AND {condition}", number))


async def _pressed_by_operator(kiosk: Stall, number: int, label: str, holds: Callable[[], bool]) -> None:
    """Press the newest button that says so, and once more when nothing comes of it for some seconds."""
    for _ in range(_PRESSES):
        shown = _with(kiosk, number, label)
        if shown:
            await kiosk.admin.tap(shown[-1], label, wait=False)
        with suppress(TimeoutError):
            await kiosk.until(holds, patience=_PRESS_SECONDS)
            return
    await kiosk.until(holds)


def _check_broadcast(kiosk: Stall) -> list[str]:
    heard = {
        person.user.first_name: sum(message.text == _NEWS for message in person.private.messages)
        for person in kiosk.telegram.people.values()
        if person is not kiosk.admin
    }
    twice = [f"{name} heard the news {count} times" for name, count in heard.items() if count > 1]
    missed = [name for name, count in heard.items() if not count]
    return twice + ([f"missed by {missed}"] if len(missed) > 1 else [])


async def _own_key(kiosk: Stall) -> None:
    """Alice brings a key of her own; what she makes is paid with it."""
    kiosk.kie.open_account("alice", _OWN_KEY, credits=100)
    await kiosk.alice.send(f"/key {_OWN_KEY}")
    await kiosk.until(lambda: bool(kiosk.rows("SELECT 1 FROM integrations WHERE owner <> 'operator'")))
    await kiosk.generate("flux-pro a key")
    await kiosk.settled()


def _check_own_key(kiosk: Stall) -> list[str]:
    others = [task.account for task in kiosk.kie.tasks.values() if task.account != "alice"]
    wrong = ["a task was paid with the operator's key"] if others else []
    if kiosk.rows("SELECT 1 FROM ledger_entries WHERE kind IN ('hold', 'capture') AND amount <> 0"):
        wrong.append("credits moved for what her own key pays")
    return wrong


MORE_SCENARIOS = (
    Scenario(
        name="top-up",
        about="Alice gives credits of hers to a group.",
        story=_topped_up,
        of=("topup", "TopUp", "top_up", "GroupAdmin", "commit", "getUpdates"),
        check=_check_top_up,
    ),
    Scenario(
        name="group",
        about="The group's account pays for what a member makes there.",
        story=_group_pays,
        of=("Confirmer", "Quoter", "Submitter", "StatusPoller", "Deliverer"),
        check=_check_top_up,
    ),
    Scenario(
        name="migration",
        about="A group becomes a supergroup while KIE works for it.",
        story=_moved,
        kie={"hold": True},
        of=("igrat", "Deliverer", "getUpdates"),
        check=_check_move,
    ),
    Scenario(
        name="party",
        about="A party with two entries, a vote and a winner; what is left goes back to the group.",
        story=_party,
        of=("party", "Party", "parties", "vote", "Confirmer", "Deliverer._delivered"),
        check=_check_party,
    ),
    Scenario(
        name="forget",
        about="Alice is forgotten while KIE works for her.",
        story=_forgotten,
        kie={"hold": True},
        of=("orget", "Deliverer", "StatusPoller"),
        check=_check_forgotten,
    ),
    Scenario(
        name="forget cast",
        about="Alice is forgotten while KIE makes a picture of one of her cast: nothing of it stays.",
        story=_forgotten_with_a_cast,
        kie={"hold": True},
        of=("orget", "Deliverer", "StatusPoller"),
        check=_check_forgotten_cast,
    ),
    Scenario(
        name="broadcast",
        about="The operator's message to three people: no one hears it twice.",
        story=_broadcast,
        of=("roadcast",),
        check=_check_broadcast,
    ),
    Scenario(
        name="own key",
        about="Alice's own KIE key pays; no credit of hers moves.",
        story=_own_key,
        of=("Key", "key", "Confirmer", "Submitter", "Deliverer._delivered"),
        check=_check_own_key,
    ),
)
