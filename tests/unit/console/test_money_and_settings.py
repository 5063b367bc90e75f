"""The console's pages of money and of settings: the use cases of the chat, with their bounds and questions."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.runtime_setting import (
    FREE_CREDITS,
    OPEN_PER_ACCOUNT,
    PRICE_MULTIPLIER,
    PROFILE_DESCRIPTION,
    SALES,
    STAR_USD,
)
from bot.domain.staff import Role
from bot.payments.packs import Packs
from storage.payments.packs import SqlitePackReader
from tests.support.application import ADMIN
from tests.support.samples import held
from tests.support.store_setup import funded_account
from tests.unit.console.conftest import HELPERS, ConsoleUnderTest


async def test_money_of_spans(console: ConsoleUnderTest) -> None:
    """Sums, charts and a table of the span; a span that is none, or too long, is the usual one, and has no file."""
    store = console.repositories.store
    account = await funded_account(store)
    async with store.transaction() as tx:
        made = await tx.add_generation(replace(held(account, "t"), model="=evil()"))
    yesterday = int((console.clock.now() - timedelta(days=1)).timestamp()) * 1_000_000
    async with console.repositories.database.transaction() as connection:
        await connection.execute(
            "UPDATE generations SET state = 'failed', due_at = NULL, completed_at = ? WHERE id = ?",
            (yesterday, made.id),
        )
        await connection.execute(
            "INSERT INTO payments (charge_id, account_id, stars, credits, state, found_by, paid_at, written_at)"
            " VALUES ('c', ?, 1234, 1, 'credited', 'update', ?, 1)",
            (account, yesterday),
        )
    viewer = await console.signed_in(await console.person(HELPERS[Role.VIEWER], Role.VIEWER))
    page = await viewer.get("/console/money?span=yesterday")
    assert "1234 ⭐" in page.text
    assert page.text.count("<svg") == 2
    assert "=evil()" in page.text
    file = await viewer.get("/console/money.csv?span=yesterday")
    assert file.headers["Content-Type"].startswith("text/csv")
    assert file.headers["Content-Disposition"].startswith('attachment; filename="money-')
    rows = {row["name"]: row for row in csv.DictReader(io.StringIO(file.text))}
    assert rows["payments"]["stars"] == "1234"
    assert rows["'=evil()"]["failed"] == "1"
    for odd in ("93d", "x", "9999-99", "7d" + "0" * 500, "<script>", "2026-13-40"):
        page = await viewer.get(f"/console/money?span={odd}")
        assert page.status == 200
        assert 'value="30d"' in page.text
        assert "<script" not in page.text
        assert (await viewer.get(f"/console/money.csv?span={odd}")).status == 404


async def test_a_setting_is_changed(console: ConsoleUnderTest) -> None:
    """It holds at once, with one line of the log; what does not fit changes nothing and says so; the default takes it back."""
    changer = console.repositories.setting_changer
    browser = await console.signed_in()
    assert "OPEN_PER_ACCOUNT" in (await browser.get("/console/settings")).text
    page = (await browser.get("/console/settings/OPEN_PER_ACCOUNT")).text
    assert "From 1 to 1000." in page
    done = await browser.send("/console/settings/OPEN_PER_ACCOUNT", value=" 7 ")
    assert (done.status, done.headers["Location"]) == (303, "/console/settings")
    assert changer.value(OPEN_PER_ACCOUNT).value == "7"
    for odd in ("0", "1001", "x", "", "7" * 90):
        refused = await browser.send("/console/settings/OPEN_PER_ACCOUNT", value=odd)
        assert "cannot have this value" in refused.text
    await browser.send("/console/settings/OPEN_PER_ACCOUNT", default="yes")
    assert changer.value(OPEN_PER_ACCOUNT).value == "5"
    assert (await browser.send("/console/settings/OPEN_PER_ACCOUNT")).status == 404
    for name in ("BOT_TOKEN", "PAUSE", "open_per_account"):
        assert (await browser.get(f"/console/settings/{name}")).status == 404
        assert (await browser.send(f"/console/settings/{name}", value="1")).status == 404
    lines = await console.repositories.database.rows("SELECT * FROM operator_acts WHERE act = 'config'")
    assert [(line["by_id"], line["before"], line["after"]) for line in lines] == [
        (ADMIN, "5", "7"),
        (ADMIN, "7", "5"),
    ]


async def test_a_loss_is_asked_about(console: ConsoleUnderTest) -> None:
    """A multiplier or a Star with which packs lose is set after a question, and so is giving everything away."""
    repositories, changer = console.repositories, console.repositories.setting_changer
    packs = Packs(repositories.store, SqlitePackReader(repositories.database), console.clock)
    await packs.add(stars=100, credits_=150, monthly=False, made_by=ADMIN)
    browser = await console.signed_in()
    for name, value, said in (
        ("PRICE_MULTIPLIER", "0.1", "packs: 1"),
        ("PRICE_MULTIPLIER", "0", "everything is free"),
        ("STAR_USD", "0.005", "packs: 1"),
    ):
        asked = await browser.send(f"/console/settings/{name}", value=value)
        assert said in asked.text
        assert changer.value(PRICE_MULTIPLIER).value == "1"
        assert changer.value(STAR_USD).value == "0.013"
    done = await browser.send("/console/settings/PRICE_MULTIPLIER", value="0.1", sure="yes")
    assert done.status == 303
    assert changer.value(PRICE_MULTIPLIER).value == "0.1"
    await changer.change(PRICE_MULTIPLIER, None, by=ADMIN)
    assert "42%" in (await browser.get("/console/packs")).text.replace(" ", "").replace("\u202f", "").replace(
        "\xa0", ""
    )
    assert (await browser.send("/console/settings/STAR_USD", value="0.026")).status == 303
    assert "71%" in (await browser.get("/console/packs")).text.replace(" ", "").replace("\u202f", "").replace(
        "\xa0", ""
    )
    await changer.change(STAR_USD, None, by=ADMIN)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_every_setting_has_a_page(console: ConsoleUnderTest, language: str) -> None:
    """Each is shown with a form for its kind, also a text with lines, and with markup of a person's as text."""
    changer = console.repositories.setting_changer
    await console.person(ADMIN, language=language)
    browser = await console.signed_in()
    await browser.send("/console/settings/PROFILE_DESCRIPTION", value="A <b>\r\nB")
    assert changer.value(PROFILE_DESCRIPTION).value == "A <b>\nB"
    listed = (await browser.get("/console/settings")).text
    assert "A &lt;b&gt;" in listed
    for name in (SALES.name, FREE_CREDITS.name, PROFILE_DESCRIPTION.name, "FREE_GATE", "REPORT_HOUR"):
        page = await browser.get(f"/console/settings/{name}")
        assert page.status == 200
        assert "<code>" not in page.text
        assert "&lt;code&gt;" not in page.text
    await changer.change(PROFILE_DESCRIPTION, None, by=ADMIN)


@pytest.mark.parametrize("role", list(HELPERS))
async def test_settings_are_the_owners(console: ConsoleUnderTest, role: Role) -> None:
    """For every lower role they are not there, and no form of theirs changes one."""
    browser = await console.signed_in(await console.person(HELPERS[role], role))
    assert (await browser.get("/console/settings/SALES")).status == 404
    assert (await browser.send("/console/settings/SALES", value="off", sure="yes")).status == 404
    assert console.repositories.setting_changer.value(SALES).value == "on"
