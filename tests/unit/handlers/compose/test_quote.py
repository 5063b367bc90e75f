"""What a quote says: one glance, nothing that goes without saying, and which credits pay."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.catalog.spec import Dialect
from bot.domain.generation import State
from bot.i18n import Texts
from bot.ledger.allowance import Allowance, Period
from bot.ports.history import DurationQuartiles
from handlers.core.views.duration_text import usually
from tests.support.samples import tariff
from tests.unit.handlers.conftest import BotUnderTest

pytestmark = pytest.mark.usefixtures("no_hints")

LINES_ON_A_PHONE = 6


async def asked(kiosk: BotUnderTest, line: str, *, language: str = "en") -> str:
    """What the quote of a `/gen` line says."""
    await kiosk.person(language=language).say(f"/gen {line}")
    return kiosk.screen.last.text


class TestInTheLiveDialect:
    """Prices as KIE asks today."""

    @pytest.fixture
    def dialect(self) -> Dialect:
        """What KIE requires today."""
        return Dialect.LIVE

    async def test_one_glance(self, kiosk: BotUnderTest) -> None:
        """Model, what was chosen, price, time, what there is and what is left, the prompt: in four lines."""
        text = await asked(kiosk, "kling-2.5-turbo 10s 9:16 a kite over the sea")
        assert text == (
            "<b>Kling 2.5 Turbo</b> · 10 s · 9:16\n<b>84 credits</b>, about 3\u202fmin.\n"
            "You have 200 free credits, 116 left after.\n"
            "<blockquote>a kite over the sea</blockquote>"
        )

    async def test_in_russian(self, kiosk: BotUnderTest) -> None:
        """The same in Russian, with the right plurals."""
        text = await asked(kiosk, "kling-2.5-turbo 10s 9:16 змей над морем", language="ru")
        assert text == (
            "<b>Kling 2.5 Turbo</b> · 10 с · 9:16\n<b>84 кредита</b>, около 3\u202fмин.\n"
            "У вас 200 бесплатных кредитов, останется 116.\n"
            "<blockquote>змей над морем</blockquote>"
        )

    async def test_what_is_bought_is_named_also_when_it_was_not_chosen(self, kiosk: BotUnderTest) -> None:
        """Length and format by default, a song's mode and tracks; what is at its default and brings nothing is left out."""
        plain = await asked(kiosk, "kling-2.5-turbo a kite")
        assert plain == await asked(kiosk, "kling-2.5-turbo 5s 16:9 a kite")
        assert plain.startswith("<b>Kling 2.5 Turbo</b> · 5 s · 16:9\n<b>42 credits</b>")
        text = await asked(kiosk, "suno-v5 mode=lyrics title=Rain instrumental=off la la la")
        assert text.startswith("<b>Suno V5</b> · custom · title “Rain” · 2 tracks\n<b>12 credits</b>")
        assert "instrumental · 2 tracks" in await asked(kiosk, "suno-v5 instrumental=on a lullaby")

    async def test_never_more_than_a_phone_shows(self, kiosk: BotUnderTest) -> None:
        """A prompt of thousands of characters is folded; references take a line for each kind."""
        ann = kiosk.person()
        await ann.say("/gen kling-2.5-turbo")
        await ann.photo("a very long story " * 100)
        text = kiosk.screen.last.text
        assert "<blockquote expandable>a very long story" in text
        assert "📎 1 photo" in text
        assert len(text.splitlines()) <= LINES_ON_A_PHONE


class TestBalances:
    """Which credits pay."""

    async def test_own_and_free_ones(self, kiosk: BotUnderTest) -> None:
        """Free ones first: alone while they suffice, then with one's own, which alone are called so."""
        await kiosk.balances.balance(7)  # they have written before
        await kiosk.balances.grant(7, 100, operation_key="gift", granted_by=1)
        assert "You have 300, 230 left after. Paid with free credits." in await asked(
            kiosk, "veo-3.1-fast a cat"
        )
        await kiosk.balances.grant(7, -100, operation_key="back", granted_by=1)
        await kiosk.balances.grant(7, -150, operation_key="more", granted_by=1)
        await kiosk.balances.grant(7, 100, operation_key="own", granted_by=1)
        text = await asked(kiosk, "veo-3.1-fast a cat")
        assert "You have 150, 80 left after. Paid with 50 free and 20 bought." in text
        text = await asked(kiosk, "veo-3.1-fast кот", language="ru")
        assert "У вас 150, останется 80. Спишется: бесплатных 50, купленных 20." in text

    async def test_only_own_ones(self, kiosk: BotUnderTest) -> None:
        """Without free credits the quote does not speak of them."""
        await kiosk.balances.balance(7)  # they have written before
        await kiosk.balances.grant(7, -200, operation_key="back", granted_by=1)
        await kiosk.balances.grant(7, 71, operation_key="own", granted_by=1)
        assert "You have 71 credits, 1 left after." in await asked(kiosk, "veo-3.1-fast a cat")


class TestUnlimited:
    """Where the operator gives everybody as much as they like."""

    @pytest.fixture
    def allowance(self) -> Allowance:
        """Without an end."""
        return Allowance(None, Period.MONTH)

    async def test_it_is_said_as_such(self, kiosk: BotUnderTest) -> None:
        """No figures that mean nothing: the price, and that credits are unlimited."""
        text = await asked(kiosk, "veo-3.1-fast a cat")
        assert "<b>70 credits</b>" in text
        assert "unlimited" in text
        assert "left after" not in text


async def test_the_usual_time_is_measured_here(kiosk: BotUnderTest) -> None:
    """After five deliveries the quote tells the range of half of them instead of the catalogue's figure."""
    await kiosk.balances.balance(7)  # they have written before
    await kiosk.balances.grant(7, 1000, operation_key="gift", granted_by=1)
    ann = kiosk.person()
    for minutes in (1, 2, 3, 4, 30):
        generation = await kiosk.make(ann, "veo-3.1-fast a cat")
        began = kiosk.clock.now() - timedelta(minutes=minutes)
        async with kiosk.store.transaction() as tx:
            now = replace(generation, submitted_at=began)
            await tx.save(now, expected=State.DELIVERED, at=kiosk.clock.now())
    assert "usually 2–4\u202fmin." in await asked(kiosk, "veo-3.1-fast a cat")
    assert "обычно 2–4\u202fмин." in await asked(kiosk, "veo-3.1-fast кот", language="ru")


@pytest.mark.parametrize(
    ("usual_duration", "said"),
    [
        (DurationQuartiles(1, 2, 3), "about 5\u202fs"),
        (DurationQuartiles(18, 25, 36), "usually 20–35\u202fs"),
        (DurationQuartiles(60, 80, 90), "usually 60–90\u202fs"),
        (DurationQuartiles(20, 80, 91), "usually 1–2\u202fmin"),
        (DurationQuartiles(100, 120, 130), "about 2\u202fmin"),
        (DurationQuartiles.about(180), "about 3\u202fmin"),
        (DurationQuartiles(130, 180, 250), "usually 2–4\u202fmin"),
    ],
)
def test_ranges_in_words(texts: Texts, usual_duration: DurationQuartiles, said: str) -> None:
    """Rounded as people do; one figure where both ends are the same; never nought."""
    assert usually(texts.speaking("en"), usual_duration) == said


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_terms_that_change_while_a_quote_is_open(kiosk: BotUnderTest, language: str) -> None:
    """Without a restart everything that is asked for from now on has the new price; what was quoted keeps its own."""
    ann = kiosk.person(language=language)
    said = {"en": "70 credits", "ru": "70 кредитов"}[language]
    assert said in await asked(kiosk, "veo-3.1-fast a cat", language=language)
    quoted = kiosk.screen.last
    terms = replace(tariff(200), dialect=kiosk.tariff.dialect, multiplier=Decimal(2))
    kiosk.tariff.replace(terms)
    dearer = {"en": "140 credits", "ru": "140 кредитов"}[language]
    assert dearer in await asked(kiosk, "veo-3.1-fast a cat", language=language)
    await ann.tap({"en": "Generate", "ru": "Создать"}[language], quoted)
    [generation] = await kiosk.history.open(7)
    assert generation.price == 70
