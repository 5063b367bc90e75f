"""What is done for a person from their page: by the use cases of the chat, once a form, with one line of the log each."""

from __future__ import annotations

import asyncio
import json
import re

import pytest

from bot.domain.staff import Act, ActQuery, Role, may
from bot.people.balance import Balances
from storage.operations.staff import SqliteActReader
from tests.support.application import ADMIN, shipped_context
from tests.support.store_setup import funded_account
from tests.unit.console.conftest import HELPERS, Browser, ConsoleUnderTest, Page

EVIL = "<script>alert(1)</script>"
PERSON = 77
PAGE = f"/console/people/{PERSON}"
FORMS = {
    "credits": (Act.GRANT, {"do": "give", "amount": "5", "reason": "r"}),
    "note": (Act.NOTE, {"words": "n"}),
    "message": (Act.MESSAGE, {"words": "m"}),
    "block": (Act.BLOCK, {"reason": "r"}),
    "unblock": (Act.BLOCK, {}),
    "data": (Act.DATA, {}),
}
KEY = "k" * 20


@pytest.fixture
async def person(console: ConsoleUnderTest) -> int:
    """A person with a hundred credits."""
    await console.repositories.people.see(PERSON, telegram_language="en", name="Mira", username="mira")
    await funded_account(console.repositories.store, PERSON, amount=100)
    return PERSON


async def log(console: ConsoleUnderTest) -> list[tuple[Act, int | None, str, str]]:
    """The lines about the person, the oldest first."""
    lines = await SqliteActReader(console.repositories.database).acts(ActQuery(person_id=PERSON), 50)
    return [(one.act, one.by_id, one.after, one.reason) for one in reversed(lines)]


async def filled(browser: Browser, name: str, /, **fields: str) -> dict[str, str]:
    """A form of the page as it is shown now, filled."""
    page = (await browser.get(PAGE)).text
    form = re.search(rf'action="{PAGE}/{name}".*?</form>', page, re.DOTALL)
    assert form is not None, name
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([\w-]+)"', form[0]))
    return {**hidden, **fields}


async def sent(browser: Browser, name: str, /, **fields: str) -> Page:
    """Fill a form of the page and send it."""
    return await browser.post(f"{PAGE}/{name}", **await filled(browser, name, **fields))


async def bought(console: ConsoleUnderTest) -> int:
    """Credits of the person that do not expire."""
    async with console.repositories.store.transaction() as tx:
        return (await tx.account_of_person(PERSON)).bought


async def test_credits(console: ConsoleUnderTest, person: int) -> None:
    """Given and taken with a reason, once a form whatever is clicked; never more than there is; the person reads both."""
    browser = await console.signed_in()
    form = await filled(browser, "credits", do="give", amount="50", reason="sorry")
    answers = await asyncio.gather(*(browser.post(f"{PAGE}/credits", **form) for _ in range(4)))
    assert {(one.status, one.headers.get("Location")) for one in answers} == {(303, f"{PAGE}?done=given")}
    assert await bought(console) == 150
    assert console.notifier.read == [("credits", person, "+50 250 sorry")]
    assert "Given." in (await browser.get(f"{PAGE}?done=given")).text
    other = await browser.post(f"{PAGE}/credits", **{**form, "amount": "51"})
    assert (other.status, "sent before" in other.text) == (409, True)
    assert (await sent(browser, "credits", do="take", amount="30", reason="twice")).status == 303
    assert await bought(console) == 120
    assert console.notifier.read[1:] == [("credits", person, "-30 220 twice")]
    more = await sent(browser, "credits", do="take", amount="221", reason="")
    assert more.status == 409
    assert await bought(console) == 120
    assert await log(console) == [(Act.GRANT, ADMIN, "150", "sorry"), (Act.GRANT, ADMIN, "120", "twice")]


async def test_many_credits_are_asked_about(console: ConsoleUnderTest, person: int) -> None:
    """What is more than the role gives freely takes a yes, which counts once."""
    helper = await console.person(HELPERS[Role.MONEY], Role.MONEY)
    browser = await console.signed_in(helper)
    form = await filled(browser, "credits", do="give", amount="1001", reason=EVIL)
    asked = await browser.post(f"{PAGE}/credits", **form)
    assert (asked.status, "1001" in asked.text, "<script" in asked.text) == (200, True, False)
    assert await bought(console) == 100
    for _ in range(2):
        assert (await browser.post(f"{PAGE}/credits", **form, sure="yes")).status == 303
    assert await bought(console) == 1101
    assert await log(console) == [(Act.GRANT, helper, "1101", EVIL)]


async def test_made_up_amounts(console: ConsoleUnderTest, person: int) -> None:
    """No number, none that counts, and no key: nothing is moved."""
    browser = await console.signed_in()
    for amount in ("", "0", "-5", "1.5", "x", "9" * 30, "1000000001", "²"):
        assert (await sent(browser, "credits", do="give", amount=amount)).status == 409, amount
    for odd in ({"do": "x"}, {"key": ""}, {"key": "short"}, {"key": "k" * 99}, {"key": "k:k:k:k:k:k:k:k:k"}):
        form = await filled(browser, "credits", do="give", amount="5")
        assert (await browser.post(f"{PAGE}/credits", **{**form, **odd})).status == 404, odd
    assert await bought(console) == 100
    assert await log(console) == []


async def test_a_note(console: ConsoleUnderTest, person: int) -> None:
    """Stands on the page with who wrote it, as text, once."""
    browser = await console.signed_in()
    form = await filled(browser, "note", words=f"{EVIL}\r\nline")
    for _ in range(3):
        assert (await browser.post(f"{PAGE}/note", **form)).headers["Location"] == f"{PAGE}?done=note"
    page = (await browser.get(PAGE)).text
    assert page.count("&lt;script&gt;") == 2, "the note and its line of the log"
    assert "<script" not in page
    assert (await sent(browser, "note", words="  ")).status == 409
    assert len(await log(console)) == 1


async def test_a_message(console: ConsoleUnderTest, person: int) -> None:
    """Looked at first, sent once, also by a double click while Telegram is slow."""
    browser = await console.signed_in()
    form = await filled(browser, "message", words=f"Hello {EVIL}\r\nyou")
    seen = await browser.post(f"{PAGE}/message", **form)
    assert "&lt;script&gt;" in seen.text
    assert console.notifier.read == []
    console.notifier.waiting = asyncio.Event()
    clicks = [asyncio.create_task(browser.post(f"{PAGE}/message", **form, sure="yes")) for _ in range(2)]
    console.notifier.waiting.set()
    assert {(await one).headers["Location"] for one in clicks} == {f"{PAGE}?done=message"}
    assert console.notifier.read == [("message", person, f"Hello {EVIL}\nyou")]
    assert [line[0] for line in await log(console)] == [Act.MESSAGE]


@pytest.mark.parametrize(("reaches", "words"), [(False, "blocked the bot"), (None, "may have arrived")])
async def test_a_message_that_is_not_taken(
    console: ConsoleUnderTest, person: int, reaches: bool | None, words: str
) -> None:
    """It is said what is known, and the same form does not try again."""
    browser = await console.signed_in()
    console.notifier.reaches = reaches
    form = {**await filled(browser, "message", words="m"), "sure": "yes"}
    assert words in (await browser.post(f"{PAGE}/message", **form)).text
    console.notifier.reaches = True
    assert words in (await browser.post(f"{PAGE}/message", **form)).text
    assert console.notifier.read == []
    assert await log(console) == []


async def test_blocking(console: ConsoleUnderTest, person: int) -> None:
    """After a question, with a reason that the person reads; and let in again, each once."""
    browser = await console.signed_in()
    form = await filled(browser, "block", reason=f"spam {EVIL}")
    asked = await browser.post(f"{PAGE}/block", **form)
    assert "Block Mira?" in asked.text
    assert "<script" not in asked.text
    for _ in range(2):
        assert (await browser.post(f"{PAGE}/block", **form, sure="yes")).status == 303
    assert "new requests are declined" in (await browser.get(PAGE)).text
    assert (await sent(browser, "unblock")).status == 303
    assert console.notifier.read == [("blocked", person, f"spam {EVIL}"), ("unblocked", person, "")]
    assert [line[1:] for line in await log(console)] == [
        (ADMIN, "blocked", f"spam {EVIL}"),
        (ADMIN, "open", ""),
    ]


async def test_who_has_a_role_is_not_blocked(console: ConsoleUnderTest, person: int) -> None:
    """Neither with nor without a question."""
    browser = await console.signed_in()
    form = await filled(browser, "block", reason="r")
    await console.repositories.staff.appoint(person, Role.VIEWER, by=ADMIN)
    for sure in ("yes", "no"):
        page = await browser.post(f"{PAGE}/block", **form, sure=sure)
        assert (page.status, "has a role" in page.text) == (409, True)
    assert console.notifier.read == []


async def test_all_data(console: ConsoleUnderTest, person: int) -> None:
    """One JSON file however much it is, each time a line of the log; so many an hour."""
    browser = await console.signed_in()
    page = await sent(browser, "data")
    assert page.headers["Content-Type"].startswith("application/json")
    assert page.headers["Content-Disposition"] == f'attachment; filename="data-{PERSON}.json"'
    assert page.headers["Cache-Control"] == "no-store"
    parts = json.loads(page.text)
    assert {part["person"] for part in (parts if isinstance(parts, list) else [parts])} == {person}
    assert [line[0] for line in await log(console)] == [Act.DATA]
    for _ in range(19):
        assert (await sent(browser, "data")).status == 200
    assert (await sent(browser, "data")).status == 409
    assert len(await log(console)) == 20


@pytest.mark.parametrize("role", list(Role))
async def test_each_form_and_each_role(console: ConsoleUnderTest, person: int, role: Role) -> None:
    """A form is on the page and at its address for the roles of its act; for the others neither, nor for a stranger."""
    browser = await console.signed_in(
        ADMIN if role is Role.OWNER else await console.person(HELPERS[role], role)
    )
    shown = (await browser.get(PAGE)).text
    token, stranger = await browser.csrf(), await console.browser()
    for do, (act, fields) in FORMS.items():
        if do != "unblock":
            assert (f'action="{PAGE}/{do}"' in shown) is may(role, act), do
        form = {**fields, "csrf": token, "key": f"{KEY}-{do}", "sure": "yes"}
        assert (await stranger.post(f"{PAGE}/{do}", **form)).status == 404
        assert (await browser.get(f"{PAGE}/{do}")).status == 404
        assert (await browser.post(f"{PAGE}/{do}", **{**form, "csrf": "0" * 64})).status == (
            403 if may(role, act) else 404
        )
        assert (await browser.post(f"{PAGE}/{do}", origin="https://evil.example", **form)).status in {
            403,
            404,
        }
        assert (await browser.post(f"/console/people/4711/{do}", **form)).status == 404
        before = len(await log(console))
        answer = await browser.post(f"{PAGE}/{do}", **form)
        assert (answer.status != 404) is may(role, act), do
        assert len(await log(console)) - before == int(may(role, act)), do


async def test_demoted_while_the_page_is_open(console: ConsoleUnderTest, person: int) -> None:
    """The forms that were shown before are none any more."""
    helper = await console.person(HELPERS[Role.MONEY], Role.MONEY)
    browser = await console.signed_in(helper)
    form = await filled(browser, "credits", do="give", amount="5", reason="")
    await console.repositories.staff.appoint(helper, Role.SUPPORT, by=ADMIN)
    assert (await browser.post(f"{PAGE}/credits", **form)).status == 404
    assert await bought(console) == 100


async def test_a_key_of_another_operator(console: ConsoleUnderTest, person: int) -> None:
    """The same key counts once for each: no one ends another's form."""
    form = {"key": KEY, "do": "give", "amount": "5", "reason": ""}
    for who in (ADMIN, await console.person(HELPERS[Role.MONEY], Role.MONEY)):
        browser = await console.signed_in(who)
        assert (await browser.send(f"{PAGE}/credits", **form)).status == 303
    assert await bought(console) == 110


async def test_a_form_that_is_sent_again_after_a_restart(console: ConsoleUnderTest, person: int) -> None:
    """What this process does not remember the ledger does: credits are given once, and it is said that they were."""
    browser = await console.signed_in()
    form = await filled(browser, "credits", do="give", amount="5", reason="")
    balances = Balances(
        console.repositories.store, console.repositories.people, console.clock, shipped_context().tariff
    )
    before = f"grant:console:{ADMIN}:{person}:{form['key']}"
    await balances.grant(person, 5, operation_key=before, granted_by=ADMIN)
    page = await browser.post(f"{PAGE}/credits", **form)
    assert (page.status, "sent before" in page.text) == (409, True)
    assert await bought(console) == 105
    assert console.notifier.read == []
