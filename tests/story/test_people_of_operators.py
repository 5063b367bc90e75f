"""What operators see of people and do for them, from their chat to the person's."""

from __future__ import annotations

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
