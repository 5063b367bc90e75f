"""Who gets into the console: one person by one link or one proof of Telegram's, and no one else finds anything there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.console import IDLE_LIFE, LAUNCH_LIFE, LINK_LIFE, MOST_TRIES, SESSION_LIFE, Entrance
from bot.domain.staff import Role
from tests.support.application import ADMIN
from tests.unit.console.conftest import HELPERS, ConsoleUnderTest

PATHS = (
    *(
        "/console",
        "/console/",
        "/console/generations",
        "/console/generations/1",
        "/console/log",
        "/console/x",
    ),
    *("/console/static/console.css", "/console/theme.css", "/console/static/../../../.env"),
    *("/console/enter", "/console/enter/", "/console/enter/none", "/console/enter/none/enter.js"),
    *("/console/static/%2e%2e%2fsite.py", "/console/static/..%2f..%2fsettings.py", "/console/enter/a%2fb"),
)


async def test_a_stranger_finds_nothing(console: ConsoleUnderTest) -> None:
    """Without a session every address is one at which there is nothing, as anywhere else on this server."""
    stranger = await console.browser()
    nothing = await stranger.get("/nothing")
    assert nothing.status == 404
    for path in PATHS:
        page = await stranger.get(path)
        assert (page.status, page.text) == (404, nothing.text), path
        assert "Content-Security-Policy" not in page.headers
        assert (await stranger.post(path, csrf="x")).status == 404, path


async def test_a_link_counts_once(console: ConsoleUnderTest) -> None:
    """Looking at it does not use it up; its secret does, and then there is nothing at its address."""
    link = await console.access.invite(ADMIN, Entrance.LINK)
    browser, other = await console.browser(), await console.browser()
    for _ in range(2):
        shown = await browser.get(f"/console/enter/{link.id}")
        assert shown.status == 200
        assert link.secret not in shown.text
    assert (await browser.get(f"/console/enter/{link.id}/enter.js")).status == 200
    entered = await browser.post(f"/console/enter/{link.id}", secret=link.secret)
    assert entered.status == 303
    cookie = entered.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/console" in cookie
    assert link.secret not in cookie
    assert (await browser.get("/console/")).status == 200
    assert (await other.post(f"/console/enter/{link.id}", secret=link.secret)).status == 404
    assert (await other.get(f"/console/enter/{link.id}")).status == 404
    assert (await other.get("/console/")).status == 404


async def test_nothing_secret_is_kept(console: ConsoleUnderTest) -> None:
    """The database has digests, of the link's secret as of the cookie's value."""
    link = await console.access.invite(ADMIN, Entrance.LINK)
    browser = await console.signed_in()
    await console.access.invite(ADMIN, Entrance.LINK)
    cookies = [cookie.value for cookie in browser.client.cookie_jar]
    database = console.repositories.database
    kept = [
        str(tuple(row))
        for table in ("console_links", "console_sessions", "console_launches")
        for row in await database.rows(f"SELECT * FROM {table}")
    ]
    assert kept
    assert not [secret for secret in (link.secret, *cookies) if any(secret in row for row in kept)]


async def test_a_link_ends_and_takes_few_tries(console: ConsoleUnderTest) -> None:
    """After two minutes, after five wrong secrets, or when a newer one was given."""
    browser = await console.browser()
    late = await console.access.invite(ADMIN, Entrance.LINK)
    console.clock.advance(LINK_LIFE)
    assert (await browser.post(f"/console/enter/{late.id}", secret=late.secret)).status == 404
    tried = await console.access.invite(ADMIN, Entrance.LINK)
    for _ in range(MOST_TRIES):
        assert (await browser.post(f"/console/enter/{tried.id}", secret="wrong")).status == 403
    assert (await browser.post(f"/console/enter/{tried.id}", secret=tried.secret)).status == 404
    older = await console.access.invite(ADMIN, Entrance.LINK)
    await console.access.invite(ADMIN, Entrance.LINK)
    assert (await browser.post(f"/console/enter/{older.id}", secret=older.secret)).status == 404


async def test_another_page_cannot_sign_a_person_in(console: ConsoleUnderTest) -> None:
    """The form comes from our own page, or from none."""
    link = await console.access.invite(ADMIN, Entrance.LINK)
    browser = await console.browser()
    for origin in ("https://evil.example", "null", f"{console.address}0"):
        page = await browser.post(f"/console/enter/{link.id}", origin=origin, secret=link.secret)
        assert page.status == 403
    assert (await browser.get("/console/")).status == 404


async def test_telegrams_proof(console: ConsoleUnderTest) -> None:
    """It opens the console for its person, once, in a cookie that Telegram's page in a browser may send."""
    app = await console.access.invite(ADMIN, Entrance.APP)
    browser, other = await console.browser(), await console.browser()
    shown = await browser.get(f"/console/enter/{app.id}")
    assert "frame-ancestors https://web.telegram.org" in shown.headers["Content-Security-Policy"]
    launch = console.launch()
    entered = await browser.post(
        f"/console/enter/{app.id}", launch=launch, theme='{"bg_color":"#101010","text_color":"red;}"}'
    )
    assert entered.status == 303
    cookies = entered.headers.getall("Set-Cookie")  # type: ignore[attr-defined]  # aiohttp's own mapping
    assert all("SameSite=None; Secure; Partitioned" in cookie for cookie in cookies)
    assert "kiosk_console_theme=101010......." in cookies[1]
    assert (await other.post(f"/console/enter/{app.id}", launch=launch)).status == 403
    again = "&".join(reversed(launch.split("&")))
    assert (await other.post(f"/console/enter/{app.id}", launch=again)).status == 403
    assert (await other.post(f"/console/enter/{app.id}", launch=console.launch(query_id="r"))).status == 303


@pytest.mark.parametrize("age", [LAUNCH_LIFE.total_seconds() + 1, 86_400, -120])
async def test_an_old_proof(console: ConsoleUnderTest, age: float) -> None:
    """Telegram's signature never grows old by itself: its date must be of the last five minutes, and not to come."""
    app = await console.access.invite(ADMIN, Entrance.APP)
    browser = await console.browser()
    page = await browser.post(f"/console/enter/{app.id}", launch=console.launch(age=age))
    assert page.status == 403


@pytest.mark.parametrize(
    "forged",
    [
        lambda console: console.launch(token="43:TEST"),
        lambda console: console.launch(person_id=7),
        lambda console: console.launch().replace("P99", "P98") + "0",
        lambda console: console.launch() + "&user=%7B%22id%22%3A99%7D",
        lambda console: console.launch(user='{"id":"x"}'),
        lambda console: console.launch(user="[1]"),
        lambda console: "x" * 20,
        lambda console: "",
        lambda console: "hash=" + "0" * 64,
    ],
)
async def test_a_forged_proof(console: ConsoleUnderTest, forged: object) -> None:
    """Of another bot, of another person, changed, doubled, or nonsense."""
    app = await console.access.invite(ADMIN, Entrance.APP)
    browser = await console.browser()
    assert callable(forged)
    page = await browser.post(f"/console/enter/{app.id}", launch=forged(console))
    assert page.status == 403
    assert (await browser.get("/console/")).status == 404


async def test_a_proof_opens_no_link_and_a_secret_no_button(console: ConsoleUnderTest) -> None:
    """Each address opens in its own way: the empty secret of a button is none."""
    link = await console.access.invite(ADMIN, Entrance.LINK)
    app = await console.access.invite(ADMIN, Entrance.APP)
    browser = await console.browser()
    assert (await browser.post(f"/console/enter/{link.id}", launch=console.launch())).status == 403
    assert (await browser.post(f"/console/enter/{app.id}", secret="", launch="")).status == 403


async def test_a_session_ends(console: ConsoleUnderTest) -> None:
    """An hour after the last request, or twelve hours after the first."""
    browser = await console.signed_in()
    console.clock.advance(IDLE_LIFE - timedelta(seconds=1))
    assert (await browser.get("/console/")).status == 200
    console.clock.advance(IDLE_LIFE)
    assert (await browser.get("/console/")).status == 404
    busy = await console.signed_in()
    for _ in range(SESSION_LIFE // timedelta(minutes=50)):
        console.clock.advance(timedelta(minutes=50))
        assert (await busy.get("/console/")).status == 200
    console.clock.advance(timedelta(minutes=50))
    assert (await busy.get("/console/")).status == 404


async def test_a_person_who_is_dismissed(console: ConsoleUnderTest) -> None:
    """They are out at the next request, and a role that they get again opens no old session."""
    helper = await console.person(HELPERS[Role.MONEY], Role.MONEY)
    browser = await console.signed_in(helper)
    waiting = await console.access.invite(helper, Entrance.LINK)
    assert (await browser.get("/console/")).status == 200
    await console.repositories.staff.dismiss(helper, by=ADMIN)
    assert (await browser.get("/console/")).status == 404
    await console.repositories.staff.appoint(helper, Role.MONEY, by=ADMIN)
    assert (await browser.get("/console/")).status == 404
    assert (await browser.post(f"/console/enter/{waiting.id}", secret=waiting.secret)).status == 404


async def test_signing_out(console: ConsoleUnderTest) -> None:
    """Here, or everywhere."""
    one, two, three = [await console.signed_in() for _ in range(3)]
    assert (await one.send("/console/sign-out")).status == 200
    assert (await one.get("/console/")).status == 404
    assert (await two.get("/console/")).status == 200
    assert (await two.send("/console/sign-out-everywhere")).status == 200
    assert (await two.get("/console/")).status == 404
    assert (await three.get("/console/")).status == 404


async def test_a_form_of_another_session_or_page(console: ConsoleUnderTest) -> None:
    """A form counts with this session's token, from our own page."""
    browser, other = await console.signed_in(), await console.signed_in()
    foreign = await other.csrf()
    for token in ("", "x", foreign):
        assert (await browser.post("/console/sign-out", csrf=token)).status == 403
    assert (await browser.post("/console/sign-out")).status == 403
    own = await browser.csrf()
    for origin in ("https://evil.example", "null"):
        assert (await browser.post("/console/sign-out", origin=origin, csrf=own)).status == 403
    assert (await browser.get("/console/sign-out")).status == 404
    assert (await browser.get("/console/")).status == 200


async def test_large_bodies(console: ConsoleUnderTest) -> None:
    """Ten megabytes are refused, and so is whatever is longer than a form."""
    browser = await console.signed_in()
    for size in (20_000, 10_000_000):
        page = await browser.post("/console/sign-out", csrf="x" * size)
        assert page.status == 413
    many = {f"f{number}": "x" for number in range(100)}
    assert (await browser.post("/console/sign-out", **many)).status == 400
    assert (await browser.get("/console/")).status == 200


async def test_from_elsewhere(console: ConsoleUnderTest) -> None:
    """A console of this machine answers neither through a proxy nor by another name."""
    browser = await console.signed_in()
    assert (await browser.get("/console/", **{"X-Forwarded-For": "1.2.3.4"})).status == 404
    assert (await browser.get("/console/", Host="evil.example")).status == 404


async def test_headers_of_every_page(console: ConsoleUnderTest) -> None:
    """No script, no frame, no guessing of types, nothing kept, no address for other pages."""
    browser = await console.signed_in()
    for path in ("/console/", "/console/generations", "/console/log", "/console/theme.css", "/console"):
        headers = (await browser.get(path)).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "script-src" not in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"
    assert (await browser.get("/console/static/site.py")).status == 404
    assert (await browser.get("/console/static/..%2f..%2fsite.py")).status == 404
    assert (await browser.get("/console/static/console.css")).status == 200
