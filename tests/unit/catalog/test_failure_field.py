"""Which part of a request is complained about."""

from __future__ import annotations

import pytest

from bot.catalog.failure_field import field_of
from bot.catalog.load import load_catalog
from bot.catalog.spec import Dialect, Offer


def offer(slug: str) -> Offer:
    """What a model of the catalogue offers."""
    found = load_catalog().get(slug).offer(Dialect.LIVE)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("complaint", "field"),
    [
        ("aspect_ratio is invalid", "aspect_ratio"),
        ("Invalid Aspect Ratio", "aspect_ratio"),
        ("aspectRatio: not one of 16:9, 9:16", "aspect_ratio"),
        ("negative_prompt is too long", "negative_prompt"),
        ("tail_image_url cannot be read", "references"),
        ("The image could not be downloaded", "references"),
        ("The prompt exceeds the limit", "prompt"),
        ("text too long", "prompt"),
        ("internal error", ""),
        ("", ""),
    ],
)
def test_words_point_at_a_field(complaint: str, field: str) -> None:
    """Names of options, of request fields, and plain words for media and text are found however they are joined."""
    assert field_of(offer("kling-2.5-turbo"), complaint) == field


def test_a_model_without_media_is_not_blamed_for_them() -> None:
    """What a model does not take cannot have been wrong."""
    assert field_of(offer("elevenlabs-tts"), "the video is broken") == ""
