"""The daily report: once a day to each operator, with the numbers of /money."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from aiogram.methods import SendPhoto
from aiogram.types import InlineKeyboardMarkup
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.domain.daily_report import Attention, AttentionKind
from bot.domain.person import Person
from bot.domain.runtime_setting import REPORT_HOUR
from bot.domain.staff import Role
from bot.errors import DeliveryPostponed, StorageError
from bot.payments.daily_report import DailyReport, DailyReports, due, lasts
from handlers.core.buttons.operator import DailyReportButton
from handlers.operator import daily_views
from handlers.operator.day_chart import WIDTH, draw
from handlers.operator.money_views import stars_lines
from storage.core.database import Database
from tests.support.fake_daily_reports import FakeDailyReportSender
from tests.unit.handlers.conftest import ADMIN, BotUnderTest

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


class Days:
    """The reports of a bot under test, and what they have brought."""

    def __init__(self, kiosk: BotUnderTest) -> None:
        self.kiosk = kiosk
        self.reports: DailyReports = kiosk.dispatcher["daily_reports"]
        sender = self.reports._sender
        assert isinstance(sender, FakeDailyReportSender)
        self.sender = sender

    @property
    def sent(self) -> list[tuple[int, date]]:
        """To whom, and of which day."""
        return [(person, report.day) for person, report in self.sender.sent]

    async def at(self, moment: datetime) -> None:
        """One look at a moment."""
        self.kiosk.clock.moment = moment
        await self.reports.send_due()


@pytest.fixture
async def days(kiosk: BotUnderTest) -> Days:
    """A bot with something to report, and a viewer beside the owner."""
    viewer = kiosk.person(50)
    await kiosk.make(kiosk.person(), "qwen-image a cat")
    await viewer.say("/balance")
    await kiosk.dispatcher["staff"].appoint(50, Role.VIEWER, by=ADMIN)
    return Days(kiosk)


async def test_once_a_day_to_each(days: Days) -> None:
    """Not before the hour, once after it, and again on the next day; a new process knows who has had it."""
    today = days.kiosk.clock.now().replace(hour=8, minute=59)
    tomorrow = today + timedelta(days=1)
    await days.at(tomorrow)
    assert days.sent == []
    for minutes in (1, 2, 600):
        await days.at(tomorrow + timedelta(minutes=minutes))
        days.reports._had.clear()  # as a new process
    assert sorted(days.sent) == sorted([(ADMIN, today.date()), (50, today.date())])
    await days.at(tomorrow + timedelta(days=1, minutes=1))
    assert len(days.sent) == 4


async def test_a_clock_that_steps(days: Days) -> None:
    """A clock that is set back, or ahead and back, brings no report a second time."""
    day = days.kiosk.clock.now().replace(hour=10) + timedelta(days=1)
    for step in (0, 24, 0, -3, 24 * 40, 24, 48, 0):
        await days.at(day + timedelta(hours=step))
        days.reports._had.clear()
    of_viewer = [on for person, on in days.sent if person == 50]
    assert len(of_viewer) == len(set(of_viewer))


async def test_one_who_cannot_be_reached(days: Days) -> None:
    """What Telegram has not taken is sent later; no one waits for another one, and what may have arrived is not sent twice."""
    day = days.kiosk.clock.now().replace(hour=10) + timedelta(days=1)
    days.sender.failing[ADMIN] = DeliveryPostponed("later", 10)
    await days.at(day)
    assert [person for person, _ in days.sent] == [50]
    days.sender.failing.clear()
    await days.at(day)
    assert [person for person, _ in days.sent] == [50, ADMIN]
    days.sender.failing[50] = RuntimeError("odd")
    await days.at(day + timedelta(days=1))
    days.sender.failing.clear()
    await days.at(day + timedelta(days=1))
    assert [person for person, _ in days.sent].count(50) == 1


async def test_the_database_fails(days: Days, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be read is sent when it can be."""
    day = days.kiosk.clock.now().replace(hour=10) + timedelta(days=1)

    async def fails(*_: object, **__: object) -> DailyReport:
        raise StorageError("away")

    with monkeypatch.context() as broken:
        broken.setattr(days.reports, "report", fails)
        await days.at(day)
    assert days.sent == []
    await days.at(day)
    assert len(days.sent) == 2


async def test_off_and_before_the_first_day(days: Days, database: Database) -> None:
    """Where it is off no one gets any; who is no operator any more gets none; a bot without a past sends none."""
    changer, day = days.kiosk.dispatcher["setting_changer"], days.kiosk.clock.now().replace(hour=10)
    await days.at(day)
    assert days.sent == []  # of the day before the first one
    await changer.change(REPORT_HOUR, "off", by=ADMIN)
    await days.at(day + timedelta(days=1))
    assert days.sent == []
    await changer.change(REPORT_HOUR, "0", by=ADMIN)
    await days.kiosk.dispatcher["staff"].dismiss(50, by=ADMIN)
    await days.at(day + timedelta(days=1))
    assert [person for person, _ in days.sent] == [ADMIN]


async def test_each_says_whether_it_comes(days: Days) -> None:
    """The button below the report, or below /daily, stops it for its presser alone, and brings it again from the next hour on;
    a new process knows it, and what a group is shown has no switch.
    """
    kiosk = days.kiosk
    day = kiosk.clock.now().replace(hour=10) + timedelta(days=1)
    viewer, admin = kiosk.person(50, language="ru"), kiosk.person(ADMIN)
    await days.at(day - timedelta(hours=2))
    await viewer.say("/daily")
    markup = kiosk.screen.photos[-1].reply_markup
    assert isinstance(markup, InlineKeyboardMarkup)
    stop = markup.inline_keyboard[0][0]
    assert stop.text == "🔕 Не присылать каждый день"
    await viewer.tap_data(stop.callback_data or "", 1)
    assert "больше не придёт" in (kiosk.screen.toasts[-1] or "")
    await days.at(day)
    assert [person for person, _ in days.sent] == [ADMIN]
    await viewer.tap("🔔 Присылать", on=kiosk.screen.messages[1])
    await days.at(day + timedelta(minutes=1))
    assert [person for person, _ in days.sent] == [ADMIN]  # the hour of that day was past
    days.reports._had.clear()
    await days.at(day + timedelta(days=1))
    assert sorted(person for person, _ in days.sent) == [50, ADMIN, ADMIN]
    for _ in range(2):
        await admin.tap_data(DailyReportButton(on=False).pack(), 1)
    await days.at(day + timedelta(days=2))
    assert sorted(person for person, _ in days.sent) == [50, 50, ADMIN, ADMIN]


async def test_whose_role_is_gone_has_no_switch(days: Days) -> None:
    """A button that stands still does nothing for who is no operator any more, and for strangers."""
    kiosk = days.kiosk
    viewer = kiosk.person(50)
    await kiosk.dispatcher["staff"].dismiss(50, by=ADMIN)
    for person in (viewer, kiosk.person(12345)):
        await person.tap_data(DailyReportButton(on=False).pack(), 1)
        seen = await kiosk.dispatcher["people"].person(person.chat.id)
        assert seen is None or seen.daily_report
    assert "/config" not in daily_views.foot(
        kiosk.texts.speaking("en"), await days.reports.report(), sets_hour=False
    )


@pytest.mark.parametrize(("language", "made"), [("en", "Made: 1, failed: 0"), ("ru", "Создано: 1")])
async def test_the_same_as_money(days: Days, language: str, made: str) -> None:
    """/daily has the sums of `/money yesterday`, and the people of the day; strangers get nothing."""
    kiosk = days.kiosk
    kiosk.clock.advance(days=1)
    viewer = kiosk.person(50, language=language)
    await viewer.say("/daily")
    text = [call.caption for call in kiosk.screen.calls if isinstance(call, SendPhoto) and call.caption][-1]
    assert made in text
    report = await days.reports.report()
    money = await kiosk.dispatcher["money_reports"].report("yesterday")
    assert report.money.money == money.money
    assert (report.people.new, report.people.active) == (2, 2)
    assert report.fortnight.days[-1].sold == money.money.made == 1
    for line in stars_lines(kiosk.texts.speaking(language), money):
        assert line in text
    stranger, calls = kiosk.person(12345), len(kiosk.screen.calls)
    await stranger.say("/daily")
    assert not [call for call in kiosk.screen.calls[calls:] if isinstance(call, SendPhoto)]


async def test_people_of_days(days: Days, database: Database) -> None:
    """Each person counts once on each day on which they did something, and stays counted when they are forgotten."""
    kiosk = days.kiosk
    today = kiosk.clock.now().date()
    for _ in range(3):
        await kiosk.person(50).say("/balance")
    kiosk.clock.advance(days=1)
    for _ in range(3):
        await kiosk.person(50).say("/balance")
    async with database.transaction() as connection:
        await connection.execute("DELETE FROM people WHERE id = 50")
    read = days.reports._people_days.people_day
    first, second = await read(today), await read(today + timedelta(days=1))
    assert (first.new, first.active) == (2, 2)
    assert (second.new, second.active) == (0, 1)


async def test_what_needs_a_hand(days: Days) -> None:
    """A pause and a model that keeps failing stand there; a part that fails is left out; however much there is, it is a caption."""
    kiosk = days.kiosk
    await kiosk.dispatcher["setting_changer"].pause("", by=ADMIN)

    async def broken() -> list[Attention]:
        raise RuntimeError("no")

    days.reports._attention = [broken, *days.reports._attention]
    report = await days.reports.report()
    assert [one.kind for one in report.attention] == [AttentionKind.PAUSED]
    many = replace(report, attention=[Attention(AttentionKind.MODELS, 5, "<b>" * 40)] * 40, lasts=0)
    for language in ("en", "ru"):
        t = kiosk.texts.speaking(language)
        text = daily_views.report(
            t, many, lambda slug: "x" * 90, foot=daily_views.foot(t, many, sets_hour=True)
        )
        assert daily_views._length(text) <= 1024
        assert "40" not in text
        assert daily_views.report(t, report, str).count("/resume") == 1
        unknown = replace(report, attention=[Attention(AttentionKind.ALERT, detail="odd")])
        assert "odd" not in daily_views.report(t, unknown, str)


@given(
    hour=st.integers(0, 23),
    offset=st.integers(-56, 56).map(lambda quarter: quarter * 15),
    minutes=st.lists(st.integers(0, 3 * 24 * 60), min_size=1, max_size=50),
)
def test_each_day_of_a_clock_has_one_report(hour: int, offset: int, minutes: list[int]) -> None:
    """Wherever an operator's clock stands: on each of its days one day is reported, and days follow each other without a gap."""
    person = Person(id=1, utc_offset=offset)
    reported: dict[date, date] = {}
    for minute in sorted(minutes):
        now = NOON + timedelta(minutes=minute)
        on, begun = due(person, now, hour)
        if begun is None:
            assert (now + timedelta(minutes=offset)).hour < hour
            continue
        assert begun <= now
        day = begun.date() - timedelta(days=1)
        assert reported.setdefault(on, day) == day
        assert (
            timedelta(days=1) <= begun - datetime.combine(day, datetime.min.time(), UTC) < timedelta(days=2)
        )
    for on, day in reported.items():
        if (before := reported.get(on - timedelta(days=1))) is not None:
            assert day - before == timedelta(days=1)


async def test_how_long_the_balance_lasts(days: Days) -> None:
    """At the pace since the first day on which anything was spent."""
    report = await days.reports.report(days.kiosk.clock.now().date())
    spent = report.fortnight
    assert lasts(None, spent) is None
    assert spent.kie > 0
    assert lasts(spent.kie * Decimal("2.5"), spent) == 2
    assert lasts(Decimal(0), spent) == 0
    assert lasts(Decimal(5), replace(spent, models=[])) is None


async def test_the_chart(days: Days) -> None:
    """Three panels below each other."""
    report = await days.reports.report()
    picture = Image.open(io.BytesIO(draw(daily_views.chart(days.kiosk.texts.speaking("en"), report))))
    assert picture.width == WIDTH
    assert picture.height > WIDTH
