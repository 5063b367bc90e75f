"""A recipe's format and the models of its steps: buttons on its card with prices, and words in its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.story.kiosk import kiosk_between, until

pytestmark = pytest.mark.story

WORDS = {
    "en": {
        "recipe": "Idea → picture → video",
        "video": "Video: Kling",
        "format": "Format: 9:16",
        "go": "Generate",
    },
    "ru": {
        "recipe": "Идея → картинка → видео",
        "video": "Видео: Kling",
        "format": "Формат: 9:16",
        "go": "Создать",
    },
}


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_format_and_model_are_chosen_on_the_card(folder: Path, language: str) -> None:
    """Two taps and the words; both steps are asked of KIE in that shape, by that model."""
    words = WORDS[language]
    async with kiosk_between(folder, "live", FREE_CREDITS="1000") as kiosk:
        person = kiosk.alice if language == "en" else kiosk.boris
        room = person.private
        asked = await person.send("/recipes")
        card = await room.wait(lambda one: bool(one.buttons), after=asked, timeout=20)
        await person.tap(card, words["recipe"])
        await room.wait_until(lambda: "✓ 16:9" in card.labels, timeout=20)
        assert card.labels[:3] == ["9:16", "✓ 16:9", "1:1"]
        assert any(words["video"] in one and one.endswith("· 42") for one in card.labels)
        await person.tap(card, "9:16")
        await room.wait_until(lambda: "✓ 9:16" in card.labels, timeout=20)
        await person.tap(card, words["video"])
        await room.wait_until(lambda: any(one.startswith("Seedance ·") for one in card.labels), timeout=20)
        assert any(one.startswith("✓ Kling") for one in card.labels)
        await person.tap(card, "Seedance")
        await room.wait_until(lambda: any("Seedance" in one for one in card.labels[3:]), timeout=20)
        said = await person.send("a fox on the moon")
        price = await room.wait(lambda one: bool(one.buttons), after=said, timeout=20)
        assert words["format"] in price.text
        assert "Seedance" in price.text
        await person.tap(price, words["go"])
        await until(
            lambda: (
                [row["state"] for row in kiosk.rows("SELECT state FROM generations")] == ["delivered"] * 2
            ),
            seconds=40,
        )
        picture, video = kiosk.rows("SELECT model, choices FROM generations ORDER BY chain_position")
        assert '"portrait_16_9"' in picture["choices"]
        assert video["model"] == "seedance"
        assert '"9:16"' in video["choices"]

        # In one line; and what has the shape of a format but is none is no word of the picture.
        line = await person.send("/recipe idea-to-video 9:16 a wolf")
        price = await room.wait(lambda one: bool(one.buttons), after=line, timeout=20)
        assert words["format"] in price.text
        assert "9:16 a wolf" not in price.text
        line = await person.send("/recipe idea-to-video 99:1 a wolf")
        refused = await room.wait(lambda one: True, after=line, timeout=20)
        assert "9:16, 16:9, 1:1" in refused.text
        await person.tap(refused, (0, 0))
        await room.wait_until(lambda: "✓ 16:9" in refused.labels, timeout=20)
        await person.tap(refused, "1:1")
        await room.wait_until(lambda: "✓ 1:1" in refused.labels, timeout=20)
        assert kiosk.rows("SELECT prompt FROM drafts ORDER BY id DESC LIMIT 1")[0]["prompt"] == "a wolf"
        kiosk.require_exact_ledger()
