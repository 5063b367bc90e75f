"""Several KIE keys of the operator's: their limits add up, one takes over from another, and each task keeps its own."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

import pytest

from bot.sandbox.kie import KieSimulator
from tests.story.kiosk import kiosk_between, until
from tests.story.supplier import require_one_delivery

pytestmark = pytest.mark.story

SECOND, THIRD = "second-account-key-0123456789-SCND", "third-account-key-0123456789-THRD"
PEOPLE, EACH = 9, 4
"""More together than one key may create in ten seconds."""


def _submissions(kie: KieSimulator) -> int:
    return sum(request.method == "POST" and request.path.endswith("/createTask") for request in kie.requests)


async def test_limits_add_up(folder: Path) -> None:
    """More than one key may create at once leave together, spread evenly, and KIE refuses none of them."""
    async with kiosk_between(
        folder, "live", kie={"limits": True, "hold": True}, KIE_API_KEYS=f"{SECOND}, {THIRD}"
    ) as kiosk:
        for name, key in (("second", SECOND), ("third", THIRD)):
            kiosk.kie.open_account(name, key)
        people = [kiosk.telegram.person(f"Person {number}") for number in range(PEOPLE)]
        cards = [
            (person, await kiosk.quote(person, f"nano-banana {number}"))
            for person in people
            for number in range(EACH)
        ]
        await asyncio.gather(*(person.tap(card, (0, 0), timeout=30) for person, card in cards))
        await until(lambda: len(kiosk.kie.tasks) == len(cards), seconds=40)
        spread = Counter(task.account for task in kiosk.kie.tasks.values())
        assert spread == dict.fromkeys(("main", "second", "third"), PEOPLE * EACH // 3)
        assert _submissions(kiosk.kie) == len(cards)


async def test_an_empty_key(folder: Path) -> None:
    """The other key makes what the first one cannot, the person notices nothing, and the admin is notified once, of that key."""
    async with kiosk_between(folder, "live", KIE_API_KEYS=SECOND) as kiosk:
        await kiosk.admin.start()
        kiosk.kie.open_account("second", SECOND)
        kiosk.kie.credits = 0
        card = await kiosk.generate(kiosk.alice, "nano-banana a lamp")
        await require_one_delivery(kiosk, kiosk.alice, card)
        alert = await kiosk.admin.private.wait("One KIE key is out of credits", timeout=20)
        assert kiosk.environment["KIE_API_KEY"][-4:] in alert.text
        assert kiosk.environment["KIE_API_KEY"] not in alert.text
        for words in ("a chair", "a table"):
            theirs = await kiosk.generate(kiosk.boris, f"nano-banana {words}")
            await kiosk.media(kiosk.boris.private, after=theirs)
            await kiosk.concluded(theirs)
        assert Counter(task.account for task in kiosk.kie.tasks.values()) == {"second": 3}
        texts = [message.text for message in kiosk.admin.private.messages]
        assert sum("One KIE key is out of credits" in text for text in texts) == 1
        assert not any("Requests are queued" in text for text in texts)
        kiosk.require_exact_ledger()


async def test_a_task_keeps_its_key_over_a_restart(folder: Path) -> None:
    """What runs with the second key is asked for with it by the next process, whatever order the keys have there."""
    async with kiosk_between(folder, "live", kie={"hold": True}, KIE_API_KEYS=SECOND) as kiosk:
        kiosk.kie.open_account("second", SECOND)
        cards = [await kiosk.generate(kiosk.alice, f"nano-banana picture {number}") for number in range(2)]
        await until(lambda: len(kiosk.kie.tasks) == 2, seconds=30)
        accounts = {task.id: task.account for task in kiosk.kie.tasks.values()}
        assert Counter(accounts.values()) == {"main": 1, "second": 1}
        first = kiosk.environment["KIE_API_KEY"]
        await kiosk.kill()
        await kiosk.start(KIE_API_KEY=SECOND, KIE_API_KEYS=first)
        for task in kiosk.kie.tasks.values():
            task.finish()
        await kiosk.concluded(cards[0])
        await kiosk.concluded(cards[1])
        asked = {
            (request.query["taskId"], request.account)
            for request in kiosk.kie.requests
            if "taskId" in request.query
        }
        assert asked == set(accounts.items())
        assert Counter(task.account for task in kiosk.kie.tasks.values()) == {"main": 1, "second": 1}
        kiosk.require_exact_ledger()
