"""People in the console: found as `/users` finds them, each seen as `/user` shows them, and by no one else."""

from __future__ import annotations

import re

import pytest

from bot.domain.payment import FoundBy, Payment, PaymentState
from bot.domain.staff import Act, Role, may
from bot.staff.person_contacts import PersonContacts
from tests.support.application import ADMIN
from tests.support.store_setup import funded_account, waiting
from tests.unit.console.conftest import HELPERS, ConsoleUnderTest

EVIL = "<script>alert(1)</script>\"'><img src=x>"
TURNED = "\u202eannA\u200b\u2066"
PERSON = 77
PAGE = f"/console/people/{PERSON}"


async def known(console: ConsoleUnderTest, person_id: int, name: str = "", username: str = "") -> None:
    """A person who has written to the bot."""
    await console.repositories.people.see(
        person_id, telegram_language="en", name=name, username=username, source="ad_winter"
    )


def listed(page: str) -> list[int]:
    """Who stands in a list, in order."""
    return [int(one) for one in re.findall(r'href="/console/people/(\d+)"', page)]


async def test_finding_people(console: ConsoleUnderTest) -> None:
    """By id, @name and any word; the filters; each on one page, fifty on it."""
    for number in range(1, 61):
        await known(console, number, f"Person {number}", "ann" if number == 3 else "")
    store = console.repositories.store
    async with store.transaction() as tx:
        account = await tx.account_of_person(5)
        await tx.set_blocked(account.id, blocked=True)
        await tx.add_payment(
            Payment(
                charge_id="c",
                payer_id=9,
                account_id=account.id,
                stars=100,
                credits=150,
                state=PaymentState.CREDITED,
                found_by=FoundBy.UPDATE,
                paid_at=console.clock.now(),
                written_at=console.clock.now(),
            )
        )
    browser = await console.signed_in()

    async def page(query: str) -> list[int]:
        return listed((await browser.get(f"/console/people{query}")).text)

    assert await page("?q=7") == [7]
    assert await page("?q=%40ANN") == [3]
    assert await page("?q=ann") == [3]
    assert await page("?q=person+60") == [60]
    assert await page("?only=blocked") == [5]
    assert await page("?only=payers") == [9]
    assert await page("?only=idle") == []
    assert await page("?q=person+5&only=blocked") == [5]
    first = (await browser.get("/console/people")).text
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following is not None
    second = (await browser.get("/console/people" + following[1].replace("&amp;", "&"))).text
    assert sorted(listed(first) + listed(second)) == list(range(1, 61))
    assert len(listed(first)) == 50
    assert 'rel="next"' not in second
    console.clock.advance(days=40)
    browser = await console.signed_in()
    assert len(await page("?only=idle")) == 50


async def test_made_up_searches(console: ConsoleUnderTest) -> None:
    """No query is an error, and none is markup."""
    await known(console, 7, "Ann")
    browser = await console.signed_in()
    for query in (
        "q=%22%3E%3Cscript%3E",
        "q=" + "9" * 300,
        "q=%00%ff",
        "q=%25_",
        "q=-5",
        "only=x",
        "after=x&day=y",
        "after=-1&day=-1",
        "after=4611686018427387905&day=4611686018427387903",
        "q=a&after=99999",
    ):
        page = await browser.get(f"/console/people?{query}")
        assert page.status == 200, query
        assert "<script" not in page.text
    assert "No one fits" in (await browser.get("/console/people?q=***")).text


@pytest.mark.parametrize("name", [EVIL, TURNED, "", "א" * 300])
async def test_hostile_names(console: ConsoleUnderTest, name: str) -> None:
    """A name is text that stays among itself, and who shows none has a link all the same."""
    await known(console, PERSON, name, "cat")
    browser = await console.signed_in()
    for path in ("/console/people", PAGE, f"/console/people?q={PERSON}"):
        page = (await browser.get(path)).text
        assert "<script" not in page
        assert "<img" not in page
        assert not set(page) & set("\u202e\u200b\u2066")
        assert "@cat" in page
    assert listed((await browser.get("/console/people")).text) == [PERSON]


async def test_one_person(console: ConsoleUnderTest) -> None:
    """Balance in parts, entries, payments, generations, notes and acts; linked from lists and from a generation."""
    await known(console, PERSON, "Mira", "mira")
    repositories, now = console.repositories, console.clock.now()
    account = await funded_account(repositories.store, PERSON, amount=500)
    made = await waiting(repositories.store, account, "t", amount=10)
    contacts = PersonContacts(repositories.store, repositories.people, console.clock)
    await contacts.note(PERSON, EVIL, by=ADMIN)
    async with repositories.store.transaction() as tx:
        await tx.add_payment(
            Payment(
                charge_id="c",
                payer_id=PERSON,
                account_id=account,
                stars=4711,
                credits=150,
                state=PaymentState.CREDITED,
                found_by=FoundBy.UPDATE,
                paid_at=now,
                written_at=now,
            )
        )
    browser = await console.signed_in()
    page = (await browser.get(PAGE)).text
    for word in ("Mira", "@mira", ">490<", ">10<", "4711", "ad_winter", "&lt;script&gt;", "+500"):
        assert word in page, word
    assert "<script" not in page
    assert f'href="{PAGE}"' in (await browser.get("/console/payments")).text
    generation = (await browser.get(f"/console/generations/{made.id}")).text
    assert f'href="/console/people/{made.person_id}"' in generation
    support = await console.signed_in(await console.person(HELPERS[Role.SUPPORT], Role.SUPPORT))
    seen = (await support.get(PAGE)).text
    assert "Mira" in seen
    assert "4711" not in seen
    assert 'id="acts"' not in seen


@pytest.mark.parametrize("role", list(Role))
async def test_who_sees_a_person(console: ConsoleUnderTest, role: Role) -> None:
    """The roles of `/user`; to the others and to strangers the page of a person is that of no one."""
    await known(console, PERSON, "Mira")
    browser = await console.signed_in(
        ADMIN if role is Role.OWNER else await console.person(HELPERS[role], role)
    )
    assert ((await browser.get(PAGE)).status == 200) is may(role, Act.USER)
    assert (await (await console.browser()).get(PAGE)).status == 404


async def test_people_who_are_not_there(console: ConsoleUnderTest) -> None:
    """No one's id, ids of groups and ids that no database keeps."""
    browser = await console.signed_in()
    for odd in ("4711", "0", "-100123", "9" * 15, "9" * 30, "7x", "%37%00", "../7"):
        assert (await browser.get(f"/console/people/{odd}")).status == 404, odd
