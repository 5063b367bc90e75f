"""Values of options as they are typed on the Russian keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.story.kiosk import kiosk_between

pytestmark = pytest.mark.story


@pytest.mark.parametrize(
    ("language", "length"),
    [("en", "· 10 s ·"), ("ru", "· 10 с ·")],
)
async def test_a_value_from_the_russian_keyboard_is_no_word(folder: Path, language: str, length: str) -> None:
    """`10с` is ten seconds and `4к` is 4K, in the price and in the request; neither stands in the prompt."""
    async with kiosk_between(folder, "live", FREE_CREDITS="5000") as kiosk:
        person = kiosk.alice if language == "en" else kiosk.boris
        price = await kiosk.quote(person, "kling-3.0 10с кот")
        assert length in price.text
        assert "10с кот" not in price.text
        price = await kiosk.quote(person, "veo-3.1-fast 4к кот")
        assert "4к кот" not in price.text
        assert "· 4k\n" in price.text
        drafts = kiosk.rows("SELECT prompt FROM drafts ORDER BY id DESC LIMIT 2")
        assert [one["prompt"] for one in drafts] == ["кот", "кот"]
