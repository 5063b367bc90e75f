"""/report and /reports: from a member's reply to what operators decide, and who can do nothing of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from aiogram.methods import SendPhoto
from aiogram.types import Chat, Message, User

from bot.catalog.spec import Kind
from bot.domain.daily_report import AttentionKind
from bot.domain.generation import Asset, Generation
from bot.domain.report import ReportKind, ReportState
from bot.domain.staff import Role
from handlers.core.buttons.report import (
    DecideReportButton,
    ReportDecision,
    ReportedButton,
    ReportKindButton,
    ReportResultButton,
)
from handlers.core.buttons.result import ResultButton, ResultPage
from storage.core.database import Database
from tests.unit.handlers.conftest import ADMIN, BotUnderTest
from tests.unit.handlers.telegram import MOMENT, Person

HERE = Chat(id=-100, type="supergroup", title="Cats")
ELSEWHERE = Chat(id=-200, type="supergroup", title="Dogs")
MAKER, ANN, HELPER, SECOND = 7, 8, 50, 51
PICTURE = Asset(
    url="https://cdn.example/a.png",
    kind=Kind.IMAGE,
    file_id="sent",
    sent_as="photo",
    unique_id="u1",
    message_id=77,
)


def private(person_id: int) -> Chat:
    """Their private chat."""
    return Chat(id=person_id, type="private")


async def in_group(kiosk: BotUnderTest) -> Generation:
    """A result of the maker's that the group was shown."""
    return await kiosk.make(kiosk.person(MAKER, chat=HERE), "qwen-image a <b>cat", PICTURE)


def the_result(kiosk: BotUnderTest, chat: Chat = HERE, message_id: int = 77) -> Message:
    """The message that carries it."""
    bot = User(id=kiosk.bot.id, is_bot=True, first_name="Kiosk")
    return Message(message_id=message_id, date=MOMENT, chat=chat, from_user=bot, caption="a cat")


async def helper(kiosk: BotUnderTest, person_id: int = HELPER, **more: object) -> Person:
    """A helper with the role that it takes."""
    await kiosk.people.see(person_id, telegram_language="en", name="Helen", username="helen")
    await kiosk.dispatcher["staff"].appoint(person_id, Role.SUPPORT, by=ADMIN)
    return kiosk.person(person_id, chat=private(person_id), **more)


async def reported(kiosk: BotUnderTest) -> Generation:
    """A result that Ann has reported as illegal."""
    made = await in_group(kiosk)
    ann = kiosk.person(ANN, chat=HERE)
    await ann.say("/report so <bad>", reply_to_message=the_result(kiosk))
    await ann.tap("It is illegal")
    return made


async def state_of(database: Database) -> str:
    """What became of the one that was reported."""
    row = await database.row("SELECT state FROM reported_results")
    return str(row["state"]) if row is not None else ""


@pytest.mark.parametrize(
    ("language", "label"), [("en", "It shows a real person"), ("ru", "Реальный человек")]
)
async def test_a_member_reports_by_reply(
    kiosk: BotUnderTest, database: Database, language: str, label: str
) -> None:
    """The kind is asked for alone, the report counts with the tap, and may be answered."""
    kiosk.screen.ephemeral = True
    await in_group(kiosk)
    ann = kiosk.person(ANN, chat=HERE, language=language)
    await ann.say("/report help", reply_to_message=the_result(kiosk))
    assert kiosk.screen.last.ephemeral
    await ann.tap(label)
    rows = await database.rows("SELECT kind, words, person_id, chat_id FROM reports")
    assert [tuple(row) for row in rows] == [("person", "help", ANN, HERE.id)]
    await ann.tap("Tell me" if language == "en" else "Сообщите")
    assert [row["wants_answer"] for row in await database.rows("SELECT wants_answer FROM reports")] == [1]
    await ann.say("/report", reply_to_message=the_result(kiosk))
    assert ("already" if language == "en" else "уже") in kiosk.screen.last.text


async def test_a_member_reports_by_the_button(kiosk: BotUnderTest, database: Database) -> None:
    """It stands among what another member can do; the maker has no such button, and cannot report it."""
    made = await in_group(kiosk)
    ann, maker = kiosk.person(ANN, chat=HERE), kiosk.person(MAKER, chat=HERE)
    await ann.tap_data(ResultButton(generation=made.id, page=ResultPage.MORE).pack(), 77)
    assert "🚩 Report" in kiosk.screen.last.labels
    await ann.tap("🚩 Report")
    await ann.tap("Cancel")
    assert await state_of(database) == ""
    await ann.tap_data(ReportResultButton(generation=made.id).pack(), 77)
    await ann.tap("Spam")
    assert await state_of(database) == "open"
    await maker.tap_data(ReportResultButton(generation=made.id).pack(), 77)
    assert "your own result" in f"{kiosk.screen.last.text}{kiosk.screen.toasts[-1]}"


async def test_a_forwarded_result_in_private(kiosk: BotUnderTest, database: Database) -> None:
    """Telegram's name of the file says which result it is."""
    made = await kiosk.make(kiosk.person(), "qwen-image a cat", replace(PICTURE, unique_id="l"))
    ann = kiosk.person(ANN, chat=private(ANN))
    forwarded = ann.message(
        photo=[{"file_id": "x", "file_unique_id": "l", "width": 9, "height": 9}], message_id=31
    )
    await ann.say("/report", reply_to_message=forwarded)
    await ann.tap("Violence")
    rows = await database.rows("SELECT generation_id, kind FROM reports")
    assert [tuple(row) for row in rows] == [(made.id, "violence")]
    copies = await database.rows("SELECT chat_id, message_id FROM report_copies")
    assert [tuple(row) for row in copies] == [(ANN, 31)]


async def test_what_is_no_result(kiosk: BotUnderTest, database: Database) -> None:
    """Said alone it is explained; in reply to another message of a group it was meant for another bot."""
    await in_group(kiosk)
    ann = kiosk.person(ANN, chat=HERE)
    calls = len(kiosk.screen.calls)
    await ann.say("/report", reply_to_message=kiosk.person(9, chat=HERE).message(text="hi", message_id=5))
    assert len(kiosk.screen.calls) == calls
    await ann.say("/report")
    assert "Reply with /report" in kiosk.screen.last.text
    await kiosk.person(ANN, chat=private(ANN)).say("/report x")
    assert "Reply with /report" in kiosk.screen.last.text
    assert await database.rows("SELECT 1 FROM reports") == []


async def test_made_up_data(kiosk: BotUnderTest, database: Database) -> None:
    """From another chat, by another person, by strangers and lower roles: nothing changes."""
    made = await reported(kiosk)
    before = [dict(row) for row in await database.rows("SELECT * FROM reports")]
    stranger, bob = kiosk.person(60, chat=private(60)), kiosk.person(61, chat=HERE)
    elsewhere = kiosk.person(ANN, chat=ELSEWHERE)
    for person in (stranger, bob, elsewhere):
        await person.tap_data(ReportKindButton(report=1, kind=ReportKind.OTHER).pack(), 5)
    await stranger.tap_data(ReportResultButton(generation=made.id).pack(), 5)
    await kiosk.people.see(HELPER, telegram_language="en", name="H", username="")
    await kiosk.dispatcher["staff"].appoint(HELPER, Role.VIEWER, by=ADMIN)
    viewer = kiosk.person(HELPER, chat=private(HELPER))
    shown = len(kiosk.report_messenger.shown)
    for person in (stranger, bob, viewer):
        await person.say("/reports")
        await person.tap_data(ReportedButton(reported=1).pack(), 5)
        for decision in ReportDecision:
            data = DecideReportButton(reported=1, decision=decision, state=ReportState.OPEN, sure=True)
            await person.tap_data(data.pack(), 5)
        await person.say("because")
    assert [dict(row) for row in await database.rows("SELECT * FROM reports")] == before
    assert await state_of(database) == "open"
    assert len(kiosk.report_messenger.shown) == shown
    assert await database.rows("SELECT 1 FROM operator_acts WHERE act IN ('reports', 'block')") == []


async def test_the_queue_and_nothing_wrong(kiosk: BotUnderTest, database: Database) -> None:
    """The list, the card with what is needed, the media in the helper's private chat, and the decision."""
    await reported(kiosk)
    helen = await helper(kiosk)
    await helen.say("/reports")
    assert "illegal 1" in kiosk.screen.last.text
    await helen.tap("1.")
    assert kiosk.report_messenger.shown == [(HELPER, 1)]
    card = kiosk.screen.last
    assert "a &lt;b&gt;cat" in card.text
    assert "so &lt;bad&gt;" in card.text
    assert "Ann &lt;3" in card.text
    assert "<code>7</code>" in card.text
    await helen.tap("✓ Nothing wrong")
    assert await state_of(database) == "dismissed"
    assert "Nothing wrong" in kiosk.screen.last.text
    await helen.say("/reports")
    assert "Nothing here" in kiosk.screen.last.text
    await helen.tap("Decided")
    assert "illegal 1" in kiosk.screen.last.text
    await kiosk.person(ADMIN).say("/log")
    assert "nothing wrong" in kiosk.screen.last.text


async def test_the_daily_report_counts_open_ones(kiosk: BotUnderTest) -> None:
    """What no operator has decided about stands there, and what was decided does not."""
    await reported(kiosk)
    reports = kiosk.dispatcher["daily_reports"]

    async def waiting() -> list[int]:
        attention = (await reports.report()).attention
        return [one.count for one in attention if one.kind is AttentionKind.REPORTS]

    assert await waiting() == [1]
    admin = kiosk.person(ADMIN, chat=private(ADMIN), language="ru")
    await admin.say("/daily")
    captions = [call.caption for call in kiosk.screen.calls if isinstance(call, SendPhoto) and call.caption]
    assert "1 результат с жалобами: /reports" in captions[-1]
    await admin.say("/reports")
    await admin.tap("1.")
    await admin.tap("✓")
    assert await waiting() == []


async def test_two_helpers_at_once(kiosk: BotUnderTest, database: Database) -> None:
    """The first decision counts; the second tap shows it, and changes nothing."""
    await reported(kiosk)
    helen, second = await helper(kiosk), await helper(kiosk, SECOND)
    await helen.say("/reports")
    await helen.tap("1.")
    theirs = kiosk.screen.last
    await second.say("/reports")
    await second.tap("1.")
    await second.tap("✓ Nothing wrong")
    await helen.tap("🗑 Delete everywhere", theirs)
    assert "was faster" in (kiosk.screen.toasts[-1] or "")
    assert await state_of(database) == "dismissed"
    await helen.tap_data(
        DecideReportButton(
            reported=1, decision=ReportDecision.DELETE, state=ReportState.OPEN, sure=True
        ).pack(),
        theirs.id,
    )
    assert await state_of(database) == "dismissed"


async def test_demoted_at_the_tap(kiosk: BotUnderTest, database: Database) -> None:
    """Who has lost the role while the card, or the question for a reason, was open changes nothing."""
    await reported(kiosk)
    helen = await helper(kiosk)
    await helen.say("/reports")
    await helen.tap("1.")
    card = kiosk.screen.last
    await helen.tap("⛔ Block with a reason")
    await kiosk.dispatcher["staff"].dismiss(HELPER, by=ADMIN)
    await helen.say("because")
    await helen.tap_data(card.data("🗑 Delete everywhere"), card.id)
    await helen.tap_data(card.data("✓ Nothing wrong"), card.id)
    assert await state_of(database) == "open"
    async with kiosk.store.transaction() as tx:
        assert not (await tx.account_of_person(MAKER)).blocked


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_block_with_a_reason(kiosk: BotUnderTest, database: Database, language: str) -> None:
    """The reason is asked for, and read by the person; the result can be deleted afterwards, after a question."""
    made = await reported(kiosk)
    helen = await helper(kiosk, language=language)
    await helen.say("/reports")
    await helen.tap("1.")
    await helen.tap("⛔")
    await helen.say("nudity & more")
    told = [shown.text for shown in kiosk.screen.messages.values() if shown.chat_id == MAKER]
    assert "nudity &amp; more" in told[-1]
    assert await state_of(database) == "blocked"
    async with kiosk.store.transaction() as tx:
        assert (await tx.account_of_person(MAKER)).blocked
    await helen.tap("🗑")
    assert await state_of(database) == "blocked"
    await helen.tap("Yes" if language == "en" else "Да")
    assert await state_of(database) == "deleted"
    found = await kiosk.store.generation(made.id)
    assert found is not None
    assert found.deleted
    effects = await database.rows("SELECT kind FROM report_effects")
    assert {row["kind"] for row in effects} == {"message", "maker"}
