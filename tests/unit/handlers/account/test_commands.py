"""Credits, settings, help: the commands that answer with one screen."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from aiogram.methods import SetMyCommands
from aiogram.types import BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from bot.domain.staff import Role
from bot.i18n import FALLBACK, LOCALES, Texts
from bot.ledger.allowance import Allowance, Period
from handlers.commands import MENU, PRIVATE, setup_commands
from tests.unit.handlers.conftest import ADMIN, BotUnderTest

SCOPES = (
    BotCommandScopeAllPrivateChats(),
    BotCommandScopeAllGroupChats(),
    BotCommandScopeChat(chat_id=ADMIN),
)


async def test_balance_takes_holds_off(kiosk: BotUnderTest) -> None:
    """/balance says what is available now and what is set aside."""
    ann = kiosk.person()
    await ann.say("/gen veo-3.1-fast a cat")
    await ann.tap("Generate")
    await ann.say("/balance")
    assert "<b>130</b>" in kiosk.screen.last.text
    assert "70 credits are reserved" in kiosk.screen.last.text


@pytest.mark.parametrize(
    ("allowance", "rule"),
    [
        (Allowance(200, Period.MONTH), "200 free credits a month"),
        (Allowance(1, Period.DAY), "1 free credit a day"),
        (Allowance(5, Period.ONCE), "5 free credits, once"),
        (Allowance(0, Period.MONTH), "no free credits"),
        (Allowance(None, Period.MONTH), "unlimited"),
    ],
)
async def test_quota_says_the_rule(kiosk: BotUnderTest, rule: str) -> None:
    """/quota prints which account pays and when it refills; 0 means none, and unlimited is its own word."""
    await kiosk.person().say("/quota")
    assert rule in kiosk.screen.last.text
    assert ("Feb 1, 2026" in kiosk.screen.last.text) == ("month" in rule)


@pytest.mark.parametrize("allowance", [Allowance(None, Period.MONTH)])
async def test_unlimited_credits_quote(kiosk: BotUnderTest) -> None:
    """With unlimited credits a quote shows the price and can always be confirmed."""
    ann = kiosk.person()
    await ann.say("/gen veo-3.1-fast a cat")
    assert "unlimited" in kiosk.screen.last.text
    await ann.tap("Generate")
    assert len(await kiosk.history.open(7)) == 1


async def test_language(kiosk: BotUnderTest) -> None:
    """A language is chosen by its own name, spoken at once, and kept; Telegram's can be followed again."""
    ann = kiosk.person()
    await ann.say("/language")
    await ann.tap("Русский")
    assert "Язык" in kiosk.screen.last.text
    assert "✓ Русский" in kiosk.screen.last.labels
    await ann.say("/help")
    assert "Как это работает" in kiosk.screen.last.text
    await ann.say("/language")
    await ann.tap("Как в Telegram")
    assert "Language" in kiosk.screen.last.text


async def test_help_names_a_model_that_is_sold(kiosk: BotUnderTest) -> None:
    """The example in /help works as it stands."""
    ann = kiosk.person()
    await ann.say("/help")
    example = kiosk.screen.last.text.partition("<code>")[2].partition("</code>")[0]
    await ann.say(example)
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")


async def test_command_lists(kiosk: BotUnderTest) -> None:
    """Every scope gets its list in every finished language; admins find theirs in their own chat."""
    await setup_commands(kiosk.bot, kiosk.texts, {ADMIN: Role.OWNER})
    calls = [call for call in kiosk.screen.calls if isinstance(call, SetMyCommands)]
    languages = {None if code == FALLBACK else code for code in kiosk.texts.finished}
    assert len(languages) >= 2
    by_scope = [{call.language_code for call in calls if call.scope == scope} for scope in SCOPES]
    assert by_scope == [languages] * len(SCOPES)
    assert len(calls) == len(SCOPES) * len(languages)
    for call in calls:
        names = {command.command for command in call.commands}
        if call.scope == BotCommandScopeAllPrivateChats():
            assert len(names) == 8
        assert ("job" in names) == isinstance(call.scope, BotCommandScopeChat)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_help_names_what_the_list_leaves_out(kiosk: BotUnderTest, language: str) -> None:
    """Every command of a private chat is in Telegram's list or in /help."""
    await kiosk.person(language=language).say("/help")
    named = set(re.findall(r"/([a-z]+)", kiosk.screen.last.text))
    assert set(PRIVATE) - set(MENU) <= named


class TestDraftLanguage:
    """A language that lacks most keys."""

    @pytest.fixture
    def texts(self, tmp_path: Path) -> Texts:
        """English, and three keys of German."""
        shutil.copytree(LOCALES / FALLBACK, tmp_path / FALLBACK)
        (tmp_path / "de").mkdir()
        (tmp_path / "de" / "language.ftl").write_text(
            "language-name = Deutsch\nlanguage-draft = Entwurf\nlanguage-choose = Sprache?\n",
            encoding="utf-8",
        )
        return Texts.load(tmp_path)

    async def test_it_is_chosen_by_hand_and_completed_in_english(self, kiosk: BotUnderTest) -> None:
        """It is not spoken because Telegram is; chosen in /language, it falls back to English key by key."""
        ann = kiosk.person(language="de")
        await ann.say("/language")
        assert "Language" in kiosk.screen.last.text
        await ann.tap("Deutsch (Entwurf)")
        assert kiosk.screen.last.text == "Sprache?"
        await ann.say("/help")
        assert "How it works" in kiosk.screen.last.text

    async def test_it_has_no_command_lists(self, kiosk: BotUnderTest) -> None:
        """People whose Telegram is German keep the complete English list."""
        await setup_commands(kiosk.bot, kiosk.texts)
        lists = [call for call in kiosk.screen.calls if isinstance(call, SetMyCommands)]
        assert {call.language_code for call in lists} == {None}


async def test_command_lists_are_a_convenience(kiosk: BotUnderTest) -> None:
    """When Telegram refuses the lists the bot starts all the same."""
    kiosk.screen.refuse = SetMyCommands
    await setup_commands(kiosk.bot, kiosk.texts)
