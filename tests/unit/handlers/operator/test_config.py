"""/config, /pause and /resume."""

from __future__ import annotations

import pytest

from bot.domain.runtime_setting import RUNTIME_SETTINGS, SettingGroup
from bot.domain.staff import Role
from handlers.core.buttons.operator import ConfigButton, SetSettingButton, SettingButton
from handlers.core.buttons.payment import AddPackButton
from storage.core.database import Database
from tests.unit.handlers.conftest import ADMIN, BotUnderTest

STRANGER = 50


async def rows(database: Database) -> dict[str, str]:
    """What is set."""
    return {row["name"]: row["value"] for row in await database.rows("SELECT * FROM runtime_settings")}


async def test_each_setting_is_shown_and_set(kiosk: BotUnderTest, database: Database) -> None:
    """Every group has its page; every setting its card with default and bounds; a choice is one tap; the default comes back."""
    admin = kiosk.person(ADMIN)
    await admin.say("/config")
    for group in SettingGroup:
        await admin.tap_data(ConfigButton(page=group).pack(), 1)
        for name, setting in RUNTIME_SETTINGS.items():
            if setting.group is group:
                assert name in kiosk.screen.last.text
    for name, setting in RUNTIME_SETTINGS.items():
        await admin.say(f"/config {name.lower()}")
        assert setting.kind.write(setting.default) in kiosk.screen.last.text
        for choice in setting.kind.choices:
            await admin.tap_data(SetSettingButton(what=name, value=choice).pack(), 1)
            assert kiosk.dispatcher["setting_changer"].value(setting).value == choice
        await admin.say(f"/config {name} default")
    assert await rows(database) == {}


@pytest.mark.parametrize("value", ["1e309", "NaN", "-0", "1" + "0" * 30, "٣", "1001", "<b>", "x" * 400])
async def test_bounds_are_said(kiosk: BotUnderTest, database: Database, value: str) -> None:
    """What does not fit changes nothing, and the answer says what does."""
    admin = kiosk.person(ADMIN)
    await admin.say(f"/config PRICE_MULTIPLIER {value}")
    assert "cannot have this value" in kiosk.screen.last.text
    assert "From 0 to 1000" in kiosk.screen.last.text
    data = SetSettingButton(what="PRICE_MULTIPLIER", value=value[:20], sure=True)
    await admin.tap_data(data.pack(), 1)
    assert await rows(database) == {}


async def test_names_that_nothing_has(kiosk: BotUnderTest, database: Database) -> None:
    """A slip finds the nearest; made-up buttons of an owner's do nothing."""
    admin = kiosk.person(ADMIN)
    await admin.say("/config PRICE_MULTIPLER 2")
    assert "Did you mean PRICE_MULTIPLIER?" in kiosk.screen.last.text
    await admin.say("/config <b>zzz</b> 2")
    assert "&lt;b&gt;zzz&lt;/b&gt;" in kiosk.screen.last.text
    for data in (SettingButton(what="PAUSE"), SetSettingButton(what="BOT_TOKEN", value="1")):
        await admin.tap_data(data.pack(), 1)
    assert await rows(database) == {}


@pytest.mark.parametrize("role", [None, Role.VIEWER, Role.SUPPORT, Role.MONEY])
async def test_it_is_the_owners(kiosk: BotUnderTest, database: Database, role: Role | None) -> None:
    """Made-up buttons of a stranger and of every lower role change nothing."""
    person = kiosk.person(STRANGER)
    await person.say("/balance")
    if role is not None:
        await kiosk.dispatcher["staff"].appoint(STRANGER, role, by=ADMIN)
    for data in (
        ConfigButton(),
        SettingButton(what="SALES"),
        SetSettingButton(what="SALES", value="off", sure=True),
    ):
        await person.tap_data(data.pack(), 1)
    assert await rows(database) == {}


async def test_a_loss_is_asked_about(kiosk: BotUnderTest, database: Database) -> None:
    """Below break-even of a pack on sale, and for 0; one tap sets it, another leaves it, and the answer to an older question is as good."""
    admin = kiosk.person(ADMIN)
    await admin.say("/packs 100 200")
    await admin.say("/config PRICE_MULTIPLIER 0.5")
    assert "less than their credits cost" in kiosk.screen.last.text
    assert await rows(database) == {}
    await admin.tap_data(SetSettingButton(what="PRICE_MULTIPLIER", value="0.5", sure=True).pack(), 1)
    assert await rows(database) == {"PRICE_MULTIPLIER": "0.5"}
    await admin.say("/config PRICE_MULTIPLIER 0")
    assert "everything is free" in kiosk.screen.last.text
    await admin.say("/config PRICE_MULTIPLIER 2")
    assert await rows(database) == {"PRICE_MULTIPLIER": "2"}


@pytest.mark.parametrize(
    ("language", "losing"), [("en", "less than their credits cost"), ("ru", "меньше, чем их кредиты стоят")]
)
async def test_what_a_star_brings(
    kiosk: BotUnderTest, database: Database, language: str, losing: str
) -> None:
    """A Star that makes packs lose is asked about, also as the default; no button sets one beyond the bounds."""
    admin = kiosk.person(ADMIN, language=language)
    await admin.say("/packs 100 200")
    await admin.say("/config STAR_USD 0.009")
    assert losing in kiosk.screen.last.text
    assert "STAR_USD = 0.009" in kiosk.screen.last.text
    assert await rows(database) == {}
    for forged in ("0.0009", "0.2", "0", "-1", "NaN"):
        await admin.tap_data(SetSettingButton(what="STAR_USD", value=forged, sure=True).pack(), 1)
    assert await rows(database) == {}
    await admin.say("/config STAR_USD 0,026")
    assert await rows(database) == {"STAR_USD": "0.026"}
    await admin.tap_data(AddPackButton(stars=100, credits=300, monthly=False).pack(), 1)
    await admin.say("/config STAR_USD default")
    assert losing in kiosk.screen.last.text
    assert await rows(database) == {"STAR_USD": "0.026"}
    await admin.tap_data(SetSettingButton(what="STAR_USD", sure=True).pack(), 1)
    assert await rows(database) == {}


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_model_that_would_lose_is_asked_about(
    kiosk: BotUnderTest, database: Database, language: str
) -> None:
    """A model with a multiplier of its own that earns now is named; one that lost before is not asked about again."""
    admin = kiosk.person(ADMIN, language=language)
    await admin.say("/packs 100 100")
    await admin.say("/model flux-pro ×0.6")
    await admin.say("/config STAR_USD 0.007")
    assert "Flux" in kiosk.screen.last.text
    assert await rows(database) == {}
    await admin.tap_data(SetSettingButton(what="STAR_USD", value="0.007", sure=True).pack(), 1)
    assert await rows(database) == {"STAR_USD": "0.007"}
    await admin.say("/model flux-pro ×0.1")
    await admin.tap(kiosk.screen.last.markup.inline_keyboard[0][0].text)
    await admin.say("/config STAR_USD 0.0065")
    assert await rows(database) == {"STAR_USD": "0.0065"}


async def test_the_pause_in_words(kiosk: BotUnderTest, database: Database) -> None:
    """The operator's words arrive escaped, ours where there are none; /stats says so; what needs nothing new goes on."""
    admin, person = kiosk.person(ADMIN), kiosk.person()
    await person.say("/gen flux-pro a cat")
    await admin.say("/pause Back at <b>noon</b>")
    assert "&lt;b&gt;noon" in kiosk.screen.last.text
    await person.say("/gen flux-pro a dog")
    assert "Back at &lt;b&gt;noon&lt;/b&gt;" in kiosk.screen.last.text
    await admin.say("/pause")
    await person.say("/gen flux-pro a dog")
    assert "takes no new requests" in kiosk.screen.last.text
    await person.say("/redeem SUMMER")
    assert "takes no new requests" in kiosk.screen.last.text
    for words in ("/balance", "/history", "/help", "/privacy", "/terms", "/paysupport", "/forget", "/config"):
        await person.say(words)
        assert "takes no new requests" not in kiosk.screen.last.text, words
    await admin.say("/stats")
    assert "Paused" in kiosk.screen.last.text
    await admin.say("/resume")
    await person.say("/gen flux-pro a dog")
    assert "takes no new requests" not in kiosk.screen.last.text
    await admin.say("/pause " + "x" * 501)
    assert "PAUSE" not in await rows(database)


@pytest.mark.parametrize(("language", "asked"), [("en", "Send the new value"), ("ru", "Пришлите новое")])
async def test_the_value_is_asked_for(
    kiosk: BotUnderTest, database: Database, language: str, asked: str
) -> None:
    """`/config NAME` and a tap ask for it; words that do not fit are no request and asked for again, the value ends it."""
    admin = kiosk.person(ADMIN, language=language)
    await admin.say("/config OPEN_PER_ACCOUNT")
    assert asked in kiosk.screen.last.text
    await admin.say("a red fox in the snow")
    assert asked in kiosk.screen.last.text
    assert await rows(database) == {}
    assert await database.rows("SELECT id FROM drafts") == []
    await admin.say("7")
    assert asked not in kiosk.screen.last.text
    assert await rows(database) == {"OPEN_PER_ACCOUNT": "7"}
    await admin.say("a red fox in the snow")
    assert len(await database.rows("SELECT id FROM drafts")) == 1
    await admin.tap_data(SettingButton(what="PRICE_MULTIPLIER").pack(), 1)
    await admin.say("0")
    assert "PRICE_MULTIPLIER" not in await rows(database)  # a loss is asked about
    await admin.say("9")
    assert "PRICE_MULTIPLIER" not in await rows(database)  # that was no answer to it


@pytest.mark.parametrize("leave", ["/cancel", "/config", "tap", "choose"])
async def test_leaving_the_question(kiosk: BotUnderTest, database: Database, leave: str) -> None:
    """Whatever ends it, the words after it are a request again."""
    admin = kiosk.person(ADMIN)
    await admin.say("/config WRITER")
    if leave == "tap":
        await admin.tap_data(ConfigButton().pack(), 1)
    elif leave == "choose":
        await admin.tap_data(SetSettingButton(what="WRITER", value="off").pack(), 1)
    else:
        await admin.say(leave)
    await admin.say("auto")
    assert await rows(database) == ({"WRITER": "off"} if leave == "choose" else {})
