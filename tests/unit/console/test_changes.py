"""What is changed from the console: by the use cases of the chat, after a question, with one line of the log each."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.broadcasts.edit import BroadcastEditor
from bot.domain.broadcast import LinkButton
from bot.domain.payment import FoundBy, Payment, PaymentState
from bot.domain.promo_code import PromoKind, PromoTerms
from bot.domain.segment import Segment
from bot.domain.staff import Act, ActQuery, Role
from bot.payments.packs import Packs
from bot.promo_codes.make import PromoCodeMaker
from storage.operations.staff import SqliteActReader
from storage.payments.packs import SqlitePackReader
from tests.support.application import ADMIN
from tests.support.broadcasts import confirmed
from tests.support.store_setup import funded_account
from tests.unit.console.conftest import HELPERS, ConsoleUnderTest

MODEL = "/console/models/flux-pro"


async def acts(console: ConsoleUnderTest) -> list[tuple[Act, int | None, str]]:
    """The log, the newest line first, but for roles."""
    lines = await SqliteActReader(console.repositories.database).acts(ActQuery(), 20)
    return [(line.act, line.by_id, line.after) for line in lines if line.act is not Act.STAFF]


async def test_a_model_is_switched(console: ConsoleUnderTest) -> None:
    """Off and on, each after a question; what was only asked changes nothing."""
    browser = await console.signed_in()
    assert "Switch off" in (await browser.get(MODEL)).text
    asked = await browser.send("/console/models/flux-pro/switch", on="no")
    assert "Are you sure?" in asked.text
    assert await acts(console) == []
    for on, off in (("no", ["flux-pro"]), ("yes", [])):
        done = await browser.send("/console/models/flux-pro/switch", on=on, sure="yes")
        assert (done.status, done.headers["Location"]) == (303, MODEL)
        assert await console.repositories.model_switches.disabled_models() == off
    assert [(act, by) for act, by, _ in await acts(console)] == [(Act.MODEL, ADMIN)] * 2
    for odd in ("x", ""):
        assert (await browser.send("/console/models/flux-pro/switch", on=odd, sure="yes")).status == 404
    for path in ("/console/models/none", "/console/models/Flux Pro", "/console/models/..%2f..%2f"):
        assert (await browser.get(path)).status == 404


async def test_what_is_sold_is_ended(console: ConsoleUnderTest) -> None:
    """A pack and a code, once each."""
    repositories = console.repositories
    packs = Packs(repositories.store, SqlitePackReader(repositories.database), console.clock)
    pack = await packs.add(stars=100, credits_=150, monthly=False, made_by=ADMIN)
    made = await PromoCodeMaker(repositories.store, console.clock).make(
        PromoTerms(
            name="SUMMER",
            kind=PromoKind.CREDITS,
            amount=100,
            made_by=ADMIN,
            made_for="m",
            made_at=console.clock.now(),
            ends_at=console.clock.now() + timedelta(days=1),
        )
    )
    browser = await console.signed_in()
    before = len(await acts(console))
    for number, (page, path, words) in enumerate(
        (
            ("/console/packs", f"/console/packs/{pack.id}/end", "150"),
            ("/console/codes", f"/console/codes/{made.terms.id}/end", "SUMMER"),
        ),
        1,
    ):
        assert words in (await browser.get(page)).text
        assert words in (await browser.send(path)).text
        assert len(await acts(console)) == before + number - 1
        assert (await browser.send(path, sure="yes")).status == 303
        assert (await browser.send(path, sure="yes")).status == 404
        assert len(await acts(console)) == before + number
    assert await packs.on_sale() == []


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.VIEWER])
async def test_a_lower_role_changes_nothing(console: ConsoleUnderTest, role: Role) -> None:
    """With a token of their own and an address that they were not shown."""
    browser = await console.signed_in(await console.person(HELPERS[role], role))
    for path in ("/console/models/flux-pro/switch", "/console/packs/1/end", "/console/codes/1/end"):
        assert (await browser.send(path, on="no", sure="yes")).status == 404
    assert await acts(console) == []


async def test_demoted_while_a_page_is_open(console: ConsoleUnderTest) -> None:
    """The form that was shown before is none any more."""
    helper = await console.person(HELPERS[Role.MONEY], Role.MONEY)
    browser = await console.signed_in(helper)
    token = await browser.csrf()
    await console.repositories.staff.appoint(helper, Role.VIEWER, by=ADMIN)
    page = await browser.post("/console/models/flux-pro/switch", csrf=token, on="no", sure="yes")
    assert page.status == 404
    assert await console.repositories.model_switches.disabled_models() == []


async def test_a_broadcast_is_held_up_and_given_up(console: ConsoleUnderTest) -> None:
    """Pause, go on, and, after a question, cancel, by one line of the log each; drafts are not there."""
    repositories, clock = console.repositories, console.clock
    editor = BroadcastEditor(repositories.store, clock)
    draft = await editor.open(by=ADMIN, chat_id=ADMIN, message_id=1)
    assert draft is not None
    one = await confirmed(
        repositories.store,
        clock,
        segment=Segment(language="ru", paid=False),
        links=(LinkButton(label="<b>Shop</b>", url="https://shop.example"),),
    )
    browser = await console.signed_in()
    page = f"/console/broadcasts/{one.id}"
    assert f'href="{page}"' in (await browser.get("/console/broadcasts")).text
    shown = (await browser.get(page)).text
    assert "Scheduled" in shown
    assert "&lt;b&gt;Shop" in shown
    lines = len(await acts(console))
    for do, state in (("pause", "paused"), ("pause", "paused"), ("go-on", "scheduled")):
        assert (await browser.send(f"{page}/{do}")).headers["Location"] == page
        found = await repositories.broadcasts.broadcast(one.id)
        assert found is not None
        assert found.state == state
    assert len(await acts(console)) == lines + 2
    assert "for good" in (await browser.send(f"{page}/cancel")).text
    assert len(await acts(console)) == lines + 2
    assert (await browser.send(f"{page}/cancel", sure="yes")).status == 303
    assert (await browser.send(f"{page}/pause")).status == 409, "it is over"
    assert len(await acts(console)) == lines + 3
    assert "Cancelled" in (await browser.get(page)).text
    for number in (draft.id, 4711):
        assert (await browser.get(f"/console/broadcasts/{number}")).status == 404
        assert (await browser.send(f"/console/broadcasts/{number}/cancel", sure="yes")).status == 404
    helper = await console.signed_in(await console.person(HELPERS[Role.MONEY], Role.MONEY))
    assert (await helper.send(f"{page}/go-on")).status == 404


async def test_payments(console: ConsoleUnderTest) -> None:
    """The newest first, by key, and what is open; a forgotten payer has no name."""
    store, now = console.repositories.store, console.clock.now()
    account = await funded_account(store)
    for number in range(55):
        is_open = number == 3
        async with store.transaction() as tx:
            await tx.add_payment(
                Payment(
                    charge_id=f"c{number}",
                    payer_id=None if number == 4 else 7,
                    account_id=None if is_open else account,
                    stars=100,
                    credits=0 if is_open else 150,
                    state=PaymentState.UNCLAIMED if is_open else PaymentState.CREDITED,
                    found_by=FoundBy.UPDATE,
                    paid_at=now,
                    written_at=now,
                )
            )
    browser = await console.signed_in()
    first, second = (
        (await browser.get("/console/payments")).text,
        (await browser.get("/console/payments?before=6")).text,
    )
    assert first.count('<th scope="row">') == 50
    assert "?before=6" in first
    assert second.count('<th scope="row">') == 5
    assert "forgotten" in second
    unclaimed = (await browser.get("/console/payments?state=unclaimed")).text
    assert unclaimed.count('<th scope="row">') == 1
    assert (await browser.get("/console/payments?state=credited")).text.count('<th scope="row">') == 50


async def test_the_group_list(console: ConsoleUnderTest) -> None:
    """Empty at first, at any page."""
    browser = await console.signed_in()
    for query in ("", "?before=-5", "?before=99999999999"):
        assert "Nothing here" in (await browser.get(f"/console/groups{query}")).text
