"""The operator's default models."""

from __future__ import annotations

import pytest

from bot.app.default_models import operator_defaults
from bot.catalog.load import load_catalog
from bot.catalog.spec import Kind
from bot.errors import SettingsError
from bot.settings import Settings

CATALOG = load_catalog()


def _settings(**named: str) -> Settings:
    return Settings(bot_token="1:a", kie_api_key="k", _env_file=None, **named)  # type: ignore[arg-type]  # as the environment gives it


def test_nothing_is_suggested_unless_the_operator_says_so() -> None:
    """Without settings there are no defaults; an empty one counts as none."""
    assert operator_defaults(_settings(default_video_model=""), CATALOG) == {}


def test_one_of_each_kind() -> None:
    """The two settings name models of their kind."""
    named = _settings(default_video_model="veo-3.1", default_image_model="flux-pro")
    assert operator_defaults(named, CATALOG) == {Kind.VIDEO: "veo-3.1", Kind.IMAGE: "flux-pro"}


@pytest.mark.parametrize(
    ("video", "image"), [("veo3.1", "flux-pro"), ("VEO-3.1", "Flux_Pro"), ("veo31", "fluxpro")]
)
def test_names_as_kie_writes_them(video: str, image: str) -> None:
    """The example of KIE's integration document works as it stands."""
    named = _settings(default_video_model=video, default_image_model=image)
    assert operator_defaults(named, CATALOG) == {Kind.VIDEO: "veo-3.1", Kind.IMAGE: "flux-pro"}


@pytest.mark.parametrize("slug", ["veo-9", "flux-pro"])
def test_a_wrong_one_stops_the_start(slug: str) -> None:
    """A slug that is unknown, or of another kind, is one line that names the variable."""
    with pytest.raises(SettingsError, match=r"^DEFAULT_VIDEO_MODEL: "):
        operator_defaults(_settings(default_video_model=slug), CATALOG)
