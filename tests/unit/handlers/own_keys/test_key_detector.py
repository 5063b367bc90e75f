"""What is taken for a KIE key when no one asked for one."""

from __future__ import annotations

import pytest

from handlers.core.key_shape import key_in

KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"


@pytest.mark.parametrize("said", [KEY, f" {KEY}\n", f"here is my key: {KEY}", f"Bearer {KEY}"])
def test_a_key_is_found_in_a_short_message(said: str) -> None:
    """KIE's usual shape is found beside a few words, and only the key is taken."""
    assert key_in(said) == KEY


def test_one_word_with_many_digits_is_a_key() -> None:
    """Whatever shape keys have: one long word with many digits is no request."""
    assert key_in("kie_9876543210-AbCdEfGhIjKl") == "kie_9876543210-AbCdEfGhIjKl"


@pytest.mark.parametrize(
    "said",
    [
        "a cat surfing at sunset",
        "кот на доске 1234567890123456789012345",
        "1234567890123456789012345678",
        "supercalifragilisticexpialidocious",
        "https://example.com/0123456789-abcdefghij",
        f"{'a story about ' * 20}{KEY}",
        "stxB7d0kQ2mZ9r4T1yA6w8Xv3cN5uE2pL0",
        "stx0123456789abcdef0123456789abcdef-_A",
        "",
    ],
)
def test_requests_are_no_keys(said: str) -> None:
    """Words, numbers, addresses, ids of payments and long texts are left alone."""
    assert key_in(said) is None
