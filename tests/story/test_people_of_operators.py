"""What operators see of people and do for them, from their chat to the person's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.story.kiosk import kiosk_between

pytestmark = pytest.mark.story


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_finding_a_person(folder: Path, language: str) -> None:
    """A list by the beginning of a name, its next page and filter, and the card of who is tapped; a stranger sees nothing."""
    more, blocked, none, balance = {
        "en": ("More ▶", "Blocked", "No one fits", "Available"),
        "ru": ("Ещё ▶", "Блок", "Никого не нашлось", "Доступно"),
    }[language]
    async with kiosk_between(folder, "live") as kiosk:
        admin = kiosk.admin
        kiosk.alice.user.language_code = admin.user.language_code = language
        people = [kiosk.telegram.person(f"Зельда {number}") for number in range(11)]
        for person in people:
            asked = await person.send("/balance")
            await person.private.wait(lambda _: True, after=asked)
        asked = await admin.send("/users зел")
        page = await admin.private.wait("Зельда", after=asked)
        first = {person for person in people if f"Зельда {people.index(person)}," in page.text}
        assert len(first) == 10
        await admin.tap(page, more)
        (last,) = set(people) - first
        page = await admin.private.wait(str(last.id), after=asked)
        await admin.tap(page, "1")
        card = await admin.private.wait(balance, after=page)
        assert str(last.id) in card.text
        await admin.tap(page, blocked)
        await admin.private.wait(none, after=asked)
        asked = await kiosk.alice.send("/users зел")
        answer = await kiosk.alice.private.wait(lambda _: True, after=asked)
        assert "Зельда" not in answer.text


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_helping_a_person(folder: Path, language: str) -> None:
    """A note, a message, credits taken, a block with its reason, and what the person reads of each; a restart loses nothing."""
    note, write, send, take, block, sign, taken, reason, made = {
        "en": (
            "Note",
            "Message",
            "Send",
            "Take",
            "Block",
            "From the operator",
            "took 20",
            "Reason: spam",
            "Requests: 1",
        ),
        "ru": (
            *("Заметка", "Написать", "Отправить", "Снять", "Блокировать"),
            *("От оператора", "снял 20", "Причина: spam", "Запросов: 1"),
        ),
    }[language]
    async with kiosk_between(folder, "live") as kiosk:
        admin, alice = kiosk.admin, kiosk.alice
        alice.user.language_code = admin.user.language_code = language
        card = await kiosk.generate(alice, "flux-pro a pear")
        await kiosk.media(alice.private, after=card)
        await kiosk.concluded(card)
        there = await kiosk.available(alice)
        asked = await admin.send(f"/user {alice.id}")
        card = await admin.private.wait(made, after=asked)

        async def do(label: str, words: str) -> None:
            await admin.tap(card, label)
            question = await admin.private.wait(str(alice.id), after=admin.private.last_id)
            await admin.send(words)
            await admin.private.wait(lambda _: True, after=question)

        asked = await admin.send(f"/note {alice.id} polite")
        await admin.private.wait(lambda _: True, after=asked)
        await do(note, "collects pears")
        await admin.private.wait("collects pears", after=asked)
        heard = alice.private.last_id
        await do(write, "your pear is lovely")
        preview = await admin.private.wait(sign, after=asked)
        await admin.tap(preview, send)
        message = await alice.private.wait(sign, after=heard)
        assert "your pear is lovely" in message.text
        await do(take, "20 twice")
        await alice.private.wait(taken, after=heard)
        assert await kiosk.available(alice) == there - 20
        await kiosk.kill()
        await kiosk.start()
        await do(block, "spam")
        await alice.private.wait(reason, after=heard)
        asked = await admin.send(f"/user {alice.id}")
        card = await admin.private.wait("🚫", after=asked)
        assert card.text.index("collects pears") < card.text.index("polite")
        assert [row["act"] for row in kiosk.rows("SELECT act FROM operator_acts ORDER BY id")] == [
            *("note", "note", "message", "grant", "block")
        ]
        kiosk.require_exact_ledger()


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_my_data(folder: Path, language: str) -> None:
    """A person gets all that is stored about them as a file, once an hour; nothing of another person is in it."""
    later = {"en": "less than an hour ago", "ru": "меньше часа назад"}[language]
    async with kiosk_between(folder, "live") as kiosk:
        alice, other = kiosk.alice, kiosk.telegram.person("Otto")
        alice.user.language_code = language
        for person, words in ((alice, "a pear"), (other, "a secret plum")):
            card = await kiosk.generate(person, f"flux-pro {words}")
            await kiosk.media(person.private, after=card)
            await kiosk.concluded(card)
        asked = await alice.send("/mydata")
        message = await alice.private.wait(lambda one: bool(one.media), after=asked, timeout=20)
        file = json.loads(message.read())
        assert file["person"] == alice.id
        (made,) = file["data"]["generations"]
        assert made["prompt"] == "a pear"
        assert file["data"]["ledger_entries"]
        assert "plum" not in json.dumps(file)
        assert str(other.id) not in json.dumps(file)
        asked = await alice.send("/mydata")
        await alice.private.wait(later, after=asked)
