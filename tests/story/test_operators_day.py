"""A day of an owner and a helper in the chat: a role, the figures, credits with a reason, the log, and the end of the role."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sandbox.telegram import Message, Person
from tests.story.buying import answer
from tests.story.kiosk import kiosk_between, until

pytestmark = pytest.mark.story

WORDS = {
    "en": {
        "role": "Your role here is now money",
        "taken": "You no longer have a role here",
        "money": "Credits sold",
        "log": "Operators’ log",
        "reason": "“a late film”",
    },
    "ru": {
        "role": "Ваша роль здесь теперь — деньги",
        "taken": "У вас больше нет роли здесь",
        "money": "Кредитов продано",
        "log": "Журнал операторов",
        "reason": "«a late film»",
    },
}


async def _said(person: Person, command: str, words: str) -> Message:
    """Send it and wait for the answer that has the words: an update may be handled again after a kill."""
    sent = await person.send(command)
    return await person.private.wait(words, after=sent, timeout=20)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_role_from_its_beginning_to_its_end(folder: Path, language: str) -> None:
    """What the helper may is there at once and after a restart, each change stands in the log, and with the role all of it is
    gone, also by buttons from before.
    """
    words = WORDS[language]
    async with kiosk_between(folder, "live") as kiosk:
        owner, helper, customer = kiosk.admin, kiosk.alice, kiosk.telegram.person("Eve", language=language)
        for person in (owner, helper):
            person.user.language_code = language
        for person in (helper, customer):
            await answer(person, "/balance")
        stranger = await answer(helper, "/money 7d")
        assert words["money"] not in stranger.text
        last = helper.private.messages[-1]
        await answer(owner, f"/staff {helper.id} money")
        await helper.private.wait(words["role"], after=last, timeout=20)
        report = await _said(helper, "/money 7d", words["money"])
        last = helper.private.messages[-1]
        await helper.tap(report, "📄 CSV")
        await helper.private.wait(lambda message: message.media is not None, after=last, timeout=20)
        await kiosk.kill()
        await kiosk.start()
        await helper.send(f"/grant {customer.id} 25 a late film")
        await until(lambda: bool(kiosk.rows("SELECT id FROM operator_acts WHERE act = 'grant'")))
        for command in ("/log", "/log grant", f"/log {customer.id}"):
            log = await _said(owner, command, words["log"])
            assert "25" in log.text
            assert words["reason"] in log.text
        assert words["log"] not in (await answer(helper, "/log")).text  # it is the owner's
        last = helper.private.messages[-1]
        await answer(owner, f"/staff {helper.id} off")
        await helper.private.wait(words["taken"], after=last, timeout=20)
        files = [one for one in helper.private.messages if one.media is not None]
        await helper.tap(report, "📄 CSV")
        assert words["money"] not in (await answer(helper, "/money 7d")).text
        assert [one for one in helper.private.messages if one.media is not None] == files
        acts = kiosk.rows("SELECT act, by_id, person_id, after, reason FROM operator_acts ORDER BY id")
        assert [(row["act"], row["by_id"], row["person_id"]) for row in acts] == [
            ("staff", owner.id, helper.id),
            ("grant", helper.id, customer.id),
            ("staff", owner.id, helper.id),
        ]
        kiosk.require_exact_ledger()
