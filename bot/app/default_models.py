"""The models that the operator suggests to who has chosen none."""

from __future__ import annotations

from collections.abc import Mapping

from bot.catalog.catalog import Catalog
from bot.catalog.spec import Kind
from bot.errors import SettingsError
from bot.settings import Settings


def operator_defaults(settings: Settings, catalog: Catalog) -> Mapping[Kind, str]:
    """The operator's default model of each kind that has one.

    Raises:
        SettingsError: the catalogue has no model of that name and kind; one line that names the variable.
    """
    wanted = {
        Kind.VIDEO: ("DEFAULT_VIDEO_MODEL", settings.default_video_model),
        Kind.IMAGE: ("DEFAULT_IMAGE_MODEL", settings.default_image_model),
    }
    defaults = {}
    for kind, (variable, slug) in wanted.items():
        if not slug:
            continue
        if slug not in catalog or catalog.get(slug).kind is not kind:
            msg = f"{variable}: must be the slug of a model of the kind {kind}"
            raise SettingsError(msg)
        defaults[kind] = slug
    return defaults
