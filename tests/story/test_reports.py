"""Reports from the first tap: a member reports, an operator deletes everywhere, and the group's message is gone."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator
from typing import Final

import pytest
import pytest_asyncio

from bot.sandbox.telegram import Person
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.supplier import labels

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

WORDS: Final = {
    "en": {
        "go": "Generate", "ask": "What is wrong", "kind": "It is illegal", "thanks": "will look at it",
        "answer": "Tell me the outcome", "later": "private chat", "told": "has deleted your result",
        "outcome": "has deleted it", "wrong": "nothing wrong",
    },
    "ru": {
        "go": "Создать", "ask": "Что не так", "kind": "Это незаконно", "thanks": "Оператор посмотрит",
        "answer": "Сообщите мне", "later": "личный чат", "told": "Оператор удалил ваш результат",
        "outcome": "оператор его удалил", "wrong": "не нашёл нарушений",
    },
}  # fmt: skip
"""Parts of what is read."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot in the live dialect, whose admin is here."""
    async with kiosk_between(tmp_path_factory.mktemp("reports"), "live", FREE_CREDITS="1000") as started:
        yield started
        started.require_exact_ledger()


def newcomer(kiosk: BotUnderTest, language: str, name: str) -> Person:
    """A person of their own for each test."""
    return kiosk.telegram.person(f"{name} {language}", language=language)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_members_report_and_deleting_everywhere(kiosk: BotUnderTest, language: str) -> None:
    """A member reports alone and asks for the outcome; the operator sees who, what and where, and deletes: also after a kill
    in the middle the group's message goes, the author and the reporter read it, and the credits stay spent.
    """
    said = WORDS[language]
    alice, boris = newcomer(kiosk, language, "Alice"), newcomer(kiosk, language, "Boris")
    await boris.start()
    await kiosk.admin.start()
    group = kiosk.telegram.group("Cats", [alice, boris, kiosk.admin], "supergroup")
    card = await kiosk.quote(alice, "flux-pro a red kite", room=group)
    await alice.tap(card, (0, 0))
    result = await kiosk.media(group, after=card)
    await group.wait_until(lambda: "🤍" in result.labels)
    await until(
        lambda: bool(
            kiosk.rows("SELECT 1 FROM generations WHERE state = 'delivered' AND person_id = ?", alice.id)
        )
    )
    spent = await kiosk.available(alice)
    asked = await boris.send("/report <b>oh", chat=group, reply_to=result)
    question = await group.wait(said["ask"], after=asked, timeout=20)
    assert question.visible_to is boris.user
    await boris.tap(question, said["kind"])
    await group.wait_until(lambda: said["thanks"] in question.text)
    await boris.tap(question, said["answer"])
    await group.wait_until(lambda: said["later"] in question.text)

    newest = "(SELECT max(id) FROM reported_results)"
    await until(
        lambda: bool(kiosk.rows(f"SELECT 1 FROM report_notices WHERE shown_id = {newest}")), seconds=40
    )
    alert = await kiosk.admin.private.wait("1 reported result waits")
    since = kiosk.admin.private.last_id
    await kiosk.admin.tap(alert, "Look")
    shown = await kiosk.admin.private.wait("illegal 1", after=since, timeout=20)
    for part in ("a red kite", f"Alice {language}", str(alice.id), "Cats", "<b>oh"):
        assert part in shown.text
    media = [one for one in kiosk.admin.private.messages if one.id > since and one.media]
    assert len(media) == 1
    await kiosk.admin.tap(shown, "Delete everywhere")
    await kiosk.admin.private.wait_until(lambda: "Yes" in labels(shown))
    await kiosk.admin.tap(shown, "Yes")
    await kiosk.kill()
    await kiosk.start()
    await until(lambda: result.deleted and all(one.deleted for one in media), seconds=40)
    told = await alice.private.wait(said["told"], timeout=40)
    assert re.search(r"#\d+", told.text)
    await boris.private.wait(said["outcome"], timeout=40)
    assert await kiosk.available(alice) == spent
    (row,) = kiosk.rows("SELECT deleted FROM generations WHERE person_id = ?", alice.id)
    assert row["deleted"] == 1
    acts = kiosk.rows("SELECT after FROM operator_acts WHERE act = 'reports' AND person_id = ?", alice.id)
    assert [act["after"] for act in acts] == ["deleted"]


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_forwarded_result_and_nothing_wrong(kiosk: BotUnderTest, language: str) -> None:
    """In private a forwarded result is reported; the operator finds nothing wrong, it stays, and the reporter reads that."""
    said = WORDS[language]
    alice, boris = newcomer(kiosk, language, "Anna"), newcomer(kiosk, language, "Bill")
    await boris.start()
    card = await kiosk.generate(alice, "flux-pro a blue vase")
    result = await kiosk.media(alice.private, after=card)
    await kiosk.concluded(card)
    copy = await boris.forward(result, chat=boris.private)
    asked = await boris.send("/report", reply_to=copy)
    question = await boris.private.wait(said["ask"], after=asked, timeout=20)
    await boris.tap(question, said["kind"])
    await boris.private.wait_until(lambda: said["thanks"] in question.text)
    await boris.tap(question, said["answer"])
    await boris.private.wait_until(lambda: said["later"] in question.text)
    asked = await kiosk.admin.send("/reports")
    listed = await kiosk.admin.private.wait("illegal 1", after=asked, timeout=20)
    await kiosk.admin.tap(listed, "1.")
    shown = await kiosk.admin.private.wait("a blue vase", after=listed, timeout=20)
    await kiosk.admin.tap(shown, "✓ Nothing wrong")
    await boris.private.wait(said["wrong"], after=question, timeout=40)
    assert not result.deleted
