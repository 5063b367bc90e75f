"""What pages say to whom, and what they never say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.app.console import build_console
from bot.console.charts import HEIGHT, bars
from bot.console.theme import packed_theme, theme_css
from bot.domain.generation import State
from bot.domain.staff import Act, Role, may
from bot.domain.support import SupportKind, SupportMessage, SupportPurpose, SupportSide
from storage.console.lists import SqliteConsoleLists
from tests.support.application import ADMIN, shipped_context
from tests.support.samples import held, quote
from tests.support.store_setup import funded_account, moved, waiting
from tests.unit.console.conftest import HELPERS, ConsoleUnderTest

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
LISTS = {
    "/console/": Act.STATS,
    "/console/people": Act.USER,
    "/console/generations": Act.JOB,
    "/console/models": Act.MODEL,
    "/console/packs": Act.PACKS,
    "/console/codes": Act.CODES,
    "/console/broadcasts": Act.BROADCAST,
    "/console/payments": Act.STARS,
    "/console/groups": Act.GROUPS,
    "/console/reports": Act.REPORTS,
    "/console/support": Act.SUPPORT,
    "/console/money": Act.STATS,
    "/console/settings": Act.CONFIG,
    "/console/log": Act.LOG,
}


@pytest.mark.parametrize("role", list(Role))
async def test_every_page_of_every_role(console: ConsoleUnderTest, role: Role) -> None:
    """A page is there for the roles of its act; for the others it is not, nor in their navigation."""
    person = ADMIN if role is Role.OWNER else await console.person(HELPERS[role], role)
    browser = await console.signed_in(person)
    overview = (await browser.get("/console/")).text
    for path, act in LISTS.items():
        page = await browser.get(path)
        assert (page.status == 200) is may(role, act), path
        assert (f'href="{path}"' in overview) is may(role, act), path


async def test_the_language_of_who_looks(console: ConsoleUnderTest) -> None:
    """Russian for who speaks it, English for everyone else."""
    browser = await console.signed_in(await console.person(HELPERS[Role.VIEWER], Role.VIEWER, "ru"))
    page = (await browser.get("/console/")).text
    assert '<html lang="ru">' in page
    assert "Обзор" in page


async def test_nothing_of_people_is_markup(console: ConsoleUnderTest) -> None:
    """Names, words, models and details are text, wherever they stand."""
    await console.repositories.people.see(7, telegram_language="en", name=EVIL, username=EVIL, source="")
    store = console.repositories.store
    account = await funded_account(store)
    async with store.transaction() as tx:
        made = await tx.add_generation(
            replace(held(account, "t"), person_id=7, prompt=EVIL, user_prompt=EVIL, model=EVIL)
        )
    browser = await console.signed_in()
    for path in ("/console/generations", f"/console/generations/{made.id}"):
        page = await browser.get(path)
        assert page.status == 200
        assert "<script" not in page.text
        assert "<img" not in page.text
        assert "&lt;script&gt;" in page.text
    assert (
        EVIL not in (await browser.get(f"/console/generations?model={EVIL}&state={EVIL}&person={EVIL}")).text
    )


async def test_words_that_are_hidden(console: ConsoleUnderTest) -> None:
    """Of a look with hidden words the person's own are shown; of a forgotten person nothing is."""
    store = console.repositories.store
    account = await funded_account(store)
    async with store.transaction() as tx:
        hidden = await tx.add_generation(
            replace(held(account, "h"), prompt="SECRET around cat", user_prompt="cat", hides_words=True)
        )
    browser = await console.signed_in()
    page = (await browser.get(f"/console/generations/{hidden.id}")).text
    assert "SECRET" not in page
    assert "cat" in page


async def test_filters_and_pages_by_key(console: ConsoleUnderTest) -> None:
    """A state, a model, a person; fifty on a page, and each generation on one of them."""
    store = console.repositories.store
    account = await funded_account(store, amount=1000)
    made = [await waiting(store, account, f"t{number}", amount=1) for number in range(60)]
    await moved(store, made[0], State.SUBMITTING, State.RUNNING)
    browser = await console.signed_in()
    first = (await browser.get("/console/generations")).text
    assert first.count('<th scope="row">') == 50
    assert f"?before={made[10].id}" in first
    second = (await browser.get(f"/console/generations?before={made[10].id}")).text
    assert second.count('<th scope="row">') == 10
    running = (await browser.get("/console/generations?state=running")).text
    assert running.count('<th scope="row">') == 1
    of_model = (await browser.get(f"/console/generations?state=held&model={made[0].model}")).text
    assert of_model.count('<th scope="row">') == 50
    of_person = (await browser.get(f"/console/generations?person={made[0].person_id}&before=3")).text
    assert of_person.count('<th scope="row">') == 2
    assert (await browser.get("/console/generations?person=9")).text.count('<th scope="row">') == 0
    for odd in (
        "?before=x",
        "?before=99999999999999999999",
        "?before=%F0%9D%9F%98",
        "?state=x&model=x",
        "?before=²",
    ):
        assert (await browser.get(f"/console/generations{odd}")).status == 200, odd
    found = await browser.get(f"/console/generation?id=%23{made[3].id}")
    assert (found.status, found.headers["Location"]) == (303, f"/console/generations/{made[3].id}")
    assert (await browser.get("/console/generation?id=//evil.example")).status == 404
    assert (await browser.get("/console/generations/999999")).status == 404


async def test_one_with_its_entries(console: ConsoleUnderTest) -> None:
    """Its steps and how credits moved for it."""
    store = console.repositories.store
    made = await waiting(store, await funded_account(store))
    assert [
        entry.amount for entry in await SqliteConsoleLists(console.repositories.database).entries_of(made.id)
    ] == [-10]
    page = (await (await console.signed_in()).get(f"/console/generations/{made.id}")).text
    assert "-10" in page
    assert "in the queue" in page


async def test_the_log(console: ConsoleUnderTest) -> None:
    """Who did what, by kind and by person."""
    await console.person(HELPERS[Role.VIEWER], Role.VIEWER)
    browser = await console.signed_in()
    assert "<td>Role</td>" in (await browser.get("/console/log?act=staff")).text
    assert "<tbody>" not in (await browser.get("/console/log?act=grant")).text
    assert "<td>Role</td>" in (await browser.get(f"/console/log?person={HELPERS[Role.VIEWER]}")).text


def test_off_by_default() -> None:
    """Without a setting there is no console, and no route."""
    context = shipped_context()
    assert context.settings.console == "off"
    assert build_console(context, *[None] * 3) is None  # type: ignore[arg-type]  # nothing of them is looked at


def test_bars() -> None:
    """The highest fills the drawing; what is not zero is seen, and zero is not."""
    drawn = bars([("a", 1000), ("b", 1), ("c", 0)])
    assert [bar.height for bar in drawn] == [HEIGHT, 2.0, 0.0]
    assert bars([]) == []
    assert [bar.height for bar in bars([("a", 0)])] == [0.0]


def test_colours() -> None:
    """Colours of Telegram's are taken as colours, and nothing else is."""
    packed = packed_theme('{"bg_color": "#A0b1C2", "text_color": "url(x)", "other": "#000000"}')
    assert theme_css(packed) == ":root{--tg-theme-bg-color:#A0b1C2}\n"
    for odd in ("", "x", "[]", "[" * 5000, '{"bg_color": 7}', "{" + " " * 9000 + "}"):
        assert packed_theme(odd) == ""
    assert theme_css("}x{.000000;x") == ""


async def test_the_days_count_what_ended_and_what_came_in(console: ConsoleUnderTest) -> None:
    """A result and a failure of today are on today's line, and on no other."""
    store, now = console.repositories.store, console.clock.now()
    account = await funded_account(store)
    async with store.transaction() as tx:
        for token, state in (("a", State.DELIVERED), ("b", State.DELIVERED), ("c", State.FAILED)):
            quoted = await tx.add_quote(quote(token, account))
            ended = replace(held(account, token), quote_id=quoted.id, state=state, completed_at=now)
            await tx.add_generation(ended)
    *earlier, today = await SqliteConsoleLists(console.repositories.database).days(now.date(), 14)
    assert (today.day, today.made, today.failed, today.success) == (now.date(), 2, 1, 66)
    assert [one.made + one.failed for one in earlier] == [0] * 13


async def test_support_threads(console: ConsoleUnderTest) -> None:
    """Open threads by key, each on one page, names as text; one thread says who wrote when, and no word of it."""
    store, now = console.repositories.store, console.clock.now()
    await console.repositories.people.see(1001, telegram_language="en", name=EVIL, username="mira")
    async with store.transaction() as tx:
        threads = [await tx.open_support_thread(1000 + one, 0, now) for one in range(60)]
        await tx.close_support_thread(threads[2].id, now)
        message = SupportMessage(
            thread_id=threads[1].id,
            side=SupportSide.PERSON,
            author_id=1001,
            kind=SupportKind.TEXT,
            chat_id=1001,
            message_id=5,
            words="secret words",
            at=now,
        )
        await tx.add_support_message(message, [(ADMIN, SupportPurpose.LETTER)], now)
    browser = await console.signed_in()
    first = (await browser.get("/console/support")).text
    last = threads[60 - 50].id
    second = (await browser.get(f"/console/support?before={last}")).text
    shown = [[one.id for one in threads if f'/console/support/{one.id}"' in page] for page in (first, second)]
    assert shown == [
        [one.id for one in threads[10:]],
        [one.id for one in threads[:10] if one is not threads[2]],
    ]
    assert EVIL not in second
    page = await browser.get(f"/console/support/{threads[1].id}")
    assert "1001" in page.text
    assert "secret" not in page.text
    assert (await browser.get("/console/support/999999")).status == 404
