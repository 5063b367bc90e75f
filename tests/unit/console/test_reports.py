"""Reported results in the console: seen and decided as in `/reports`, once, by who may."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace

import pytest

from bot.domain.generation import Destination, State
from bot.domain.report import Report, ReportedResult, ReportKind, ReportState
from bot.domain.staff import Act, ActQuery, Role, may
from storage.operations.staff import SqliteActReader
from storage.reports.reports import SqliteReportReader
from tests.support.application import ADMIN
from tests.support.samples import held
from tests.unit.console.conftest import HELPERS, Browser, ConsoleUnderTest, Page

EVIL = "<script>alert(1)</script>\"'><img src=https://evil.example/x>"
MAKER = 77
KEY = "k" * 20


async def reported(console: ConsoleUnderTest, name: str = "Mira", token: str = "t") -> int:
    """A result that two people have reported; its report's number."""
    await console.repositories.people.see(MAKER, telegram_language="en", name=name, username="mira")
    store, now = console.repositories.store, console.clock.now()
    async with store.transaction() as tx:
        account = (await tx.account_of_person(MAKER)).id
        made = await tx.add_generation(
            replace(
                held(account, token),
                person_id=MAKER,
                prompt=EVIL,
                user_prompt=EVIL,
                state=State.DELIVERED,
                completed_at=now,
                destination=Destination(chat_id=MAKER),
            )
        )
        for person_id, kind in ((21, ReportKind.OTHER), (22, ReportKind.ILLEGAL)):
            await tx.add_report(
                Report(
                    generation_id=made.id,
                    person_id=person_id,
                    chat_id=person_id,
                    kind=kind,
                    words=f"look {EVIL} {person_id}",
                    at=now,
                )
            )
        return (await tx.add_reported(ReportedResult(generation_id=made.id, at=now))).id


async def state(console: ConsoleUnderTest, number: int) -> ReportState:
    """What has become of it."""
    found = await SqliteReportReader(console.repositories.database).reported_result(number)
    assert found is not None
    return found.state


async def log(console: ConsoleUnderTest) -> list[tuple[Act, int | None, str, str]]:
    """The lines about the maker, the oldest first."""
    lines = await SqliteActReader(console.repositories.database).acts(ActQuery(person_id=MAKER), 50)
    return [(one.act, one.by_id, one.after, one.reason) for one in reversed(lines)]


async def filled(browser: Browser, number: int, name: str, /, **fields: str) -> dict[str, str]:
    """A form of the page as it is shown now, filled."""
    page = (await browser.get(f"/console/reports/{number}")).text
    form = re.search(rf'action="/console/reports/{number}/{name}".*?</form>', page, re.DOTALL)
    assert form is not None, name
    return {**dict(re.findall(r'type="hidden" name="(\w+)" value="([\w-]+)"', form[0])), **fields}


async def clicked(browser: Browser, number: int, name: str, form: dict[str, str]) -> Page:
    """Send it."""
    return await browser.post(f"/console/reports/{number}/{name}", **form)


async def test_the_queue_and_one_of_it(console: ConsoleUnderTest) -> None:
    """What waits and what was decided; all words are text, and nothing is fetched from anywhere."""
    number = await reported(console, EVIL)
    browser = await console.signed_in()
    for path in ("/console/reports", f"/console/reports/{number}"):
        page = await browser.get(path)
        assert page.status == 200
        for markup in ("<script", "<img", 'href="http', 'src="'):
            assert markup not in page.text, (path, markup)
        assert "illegal 1, other 1" in page.text
        assert f'href="/console/people/{MAKER}"' in page.text
    page = await browser.get(f"/console/reports/{number}")
    assert page.text.count("look &lt;script") == 2
    assert "img-src 'self'" in page.headers["Content-Security-Policy"]
    assert f'href="/console/reports/{number}"' in (await browser.get("/console/reports")).text
    form = await filled(browser, number, "dismiss")
    answers = await asyncio.gather(*(clicked(browser, number, "dismiss", form) for _ in range(3)))
    assert {(one.status, one.headers["Location"]) for one in answers} == {
        (303, f"/console/reports/{number}?done=dismissed")
    }
    assert await state(console, number) is ReportState.DISMISSED
    assert await log(console) == [(Act.REPORTS, ADMIN, "dismissed", "")]
    assert "/reports/1" not in (await browser.get("/console/reports")).text
    assert "Nothing wrong" in (await browser.get("/console/reports?decided=yes")).text


async def test_pages_by_key(console: ConsoleUnderTest) -> None:
    """Fifty on a page, each on one."""
    numbers = [await reported(console, token=f"t{number}") for number in range(55)]
    browser = await console.signed_in()
    first = (await browser.get("/console/reports")).text
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following is not None
    second = (await browser.get(f"/console/reports{following[1]}")).text
    found = [int(one) for one in re.findall(r'href="/console/reports/(\d+)"', first + second)]
    assert found == numbers[::-1]


async def test_delete_everywhere(console: ConsoleUnderTest) -> None:
    """After a question; the result is gone from its generation, and credits stay spent."""
    number = await reported(console)
    browser = await console.signed_in()
    form = await filled(browser, number, "delete")
    assert "can’t be undone" in (await clicked(browser, number, "delete", form)).text
    assert await state(console, number) is ReportState.OPEN
    for _ in range(2):
        done = await clicked(browser, number, "delete", {**form, "sure": "yes"})
        assert done.headers["Location"] == f"/console/reports/{number}?done=deleted"
    assert await state(console, number) is ReportState.DELETED
    assert len(await log(console)) == 1
    assert f"/reports/{number}/delete" not in (await browser.get(f"/console/reports/{number}")).text


async def test_block_with_a_reason(console: ConsoleUnderTest) -> None:
    """The author reads it once; without a reason nothing is done, and who has a role stays."""
    number = await reported(console)
    browser = await console.signed_in()
    form = await filled(browser, number, "block", reason=f"spam {EVIL}")
    assert (await clicked(browser, number, "block", {**form, "reason": " "})).status == 409
    for _ in range(2):
        assert (await clicked(browser, number, "block", form)).status == 303
    assert console.notifier.read == [("blocked", MAKER, f"spam {EVIL}")]
    assert [line[:3] for line in await log(console)] == [
        (Act.REPORTS, ADMIN, "blocked"),
        (Act.BLOCK, ADMIN, "blocked"),
    ]
    page = (await browser.get(f"/console/reports/{number}")).text
    assert "⛔" in page
    assert f'/{number}/block"' not in page
    assert "/delete" in page
    second = await reported(console, token="u")
    async with console.repositories.store.transaction() as tx:
        account = await tx.account_of_person(MAKER)
        await tx.set_blocked(account.id, blocked=False)
    form = await filled(browser, second, "block", reason="r")
    await console.repositories.staff.appoint(MAKER, Role.VIEWER, by=ADMIN)
    assert "has a role" in (await clicked(browser, second, "block", form)).text
    assert await state(console, second) is ReportState.OPEN


async def test_the_first_decision_counts(console: ConsoleUnderTest) -> None:
    """Two helpers look at the same page: the second one sees what was decided."""
    number = await reported(console)
    owner = await console.signed_in()
    helper = await console.signed_in(await console.person(HELPERS[Role.SUPPORT], Role.SUPPORT))
    forms = {do: await filled(helper, number, do) for do in ("dismiss", "delete")}
    block = await filled(helper, number, "block", reason="r")
    dismissed = await filled(owner, number, "dismiss")
    assert (await clicked(owner, number, "dismiss", dismissed)).status == 303
    for do, form in (
        ("delete", {**forms["delete"], "sure": "yes"}),
        ("dismiss", forms["dismiss"]),
        ("block", block),
    ):
        late = await clicked(helper, number, do, form)
        assert late.status == 409
        assert "faster" in late.text
    assert await state(console, number) is ReportState.DISMISSED
    assert console.notifier.read == []
    assert len(await log(console)) == 1


async def test_media_goes_to_the_operators_chat(console: ConsoleUnderTest) -> None:
    """Once a form, to no one else's; where there is nothing it is said."""
    number = await reported(console)
    browser = await console.signed_in()
    page = (await browser.get(f"/console/reports/{number}")).text
    assert "/media" not in page, "this one has no files"
    form = {"key": KEY, "state": "open"}
    assert (
        (await browser.send(f"/console/reports/{number}/media", **form))
        .headers["Location"]
        .endswith("done=not-shown")
    )
    assert console.report_messenger.shown == []


@pytest.mark.parametrize("role", [*Role, None])
async def test_each_form_and_each_role(console: ConsoleUnderTest, role: Role | None) -> None:
    """For the roles of `/reports`; for the others, strangers, other pages and made-up data nothing is there."""
    number = await reported(console)
    page = f"/console/reports/{number}"
    if role is None:
        browser, token = await console.browser(), "0" * 64
    else:
        browser = await console.signed_in(
            ADMIN if role is Role.OWNER else await console.person(HELPERS[role], role)
        )
        token = await browser.csrf()
    allowed = may(role, Act.REPORTS)
    assert ((await browser.get(page)).status == 200) is allowed
    for do in ("delete", "block", "media", "dismiss"):
        form = {"csrf": token, "key": f"{KEY}-{do}", "state": "open", "sure": "yes", "reason": "r"}
        assert (await browser.get(f"{page}/{do}")).status == 404
        for odd in ({"csrf": "0" * 64}, {"state": "x"}, {"key": "x"}):
            answer = await browser.post(f"{page}/{do}", **{**form, **odd})
            assert answer.status in {403, 404}, odd
        for other in ("4711", "0", "9" * 18, "9" * 40, "-1", "x"):
            assert (await browser.post(f"/console/reports/{other}/{do}", **form)).status == 404
        forged = await browser.post(f"{page}/{do}", origin="https://evil.example", **form)
        assert forged.status in {403, 404}
    assert await state(console, number) is ReportState.OPEN
    dismiss = {"csrf": token, "key": KEY, "state": "open"}
    assert ((await browser.post(f"{page}/dismiss", **dismiss)).status == 303) is allowed
    assert (await state(console, number) is ReportState.DISMISSED) is allowed


async def test_an_author_who_was_forgotten(console: ConsoleUnderTest) -> None:
    """No one is to be blocked, and nothing of theirs is shown."""
    number = await reported(console)
    found = await SqliteReportReader(console.repositories.database).reported_result(number)
    assert found is not None
    async with console.repositories.database.transaction() as connection:
        await connection.execute(
            "UPDATE generations SET person_id = NULL, emptied = 1, forgotten_as = 1 WHERE id = ?",
            (found.generation_id,),
        )
    browser = await console.signed_in()
    page = (await browser.get(f"/console/reports/{number}")).text
    assert "forgotten" in page
    assert f'/{number}/block"' not in page
    form = {"key": KEY, "state": "open", "reason": "r"}
    assert (await browser.send(f"/console/reports/{number}/block", **form)).status == 409
    assert console.notifier.read == []
