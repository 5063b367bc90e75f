"""The models that the operator suggests to who has chosen none."""

from __future__ import annotations

from collections.abc import Mapping

from bot.catalog.catalog import Catalog
from bot.catalog.normalize import is_same_name
from bot.catalog.spec import Kind
from bot.errors import SettingsError
from bot.settings import Settings


def operator_defaults(settings: Settings, catalog: Catalog) -> Mapping[Kind, str]:
    """The operator's default model of each kind that has one; names as KIE writes them (`veo3.1`) are understood.

    Raises:
        SettingsError: the catalogue has no model of that name and kind; one line that names the variable.
    """
    wanted = {
        Kind.VIDEO: ("DEFAULT_VIDEO_MODEL", settings.default_video_model),
        Kind.IMAGE: ("DEFAULT_IMAGE_MODEL", settings.default_image_model),
    }
    defaults = {}
    for kind, (variable, name) in wanted.items():
        if not name:
            continue
        slug = name if name in catalog else _meant(name, kind, catalog)
        if slug not in catalog or catalog.get(slug).kind is not kind:
            msg = f"{variable}: must be the slug of a model of the kind {kind}"
            raise SettingsError(msg)
        defaults[kind] = slug
    return defaults


def _meant(name: str, kind: Kind, catalog: Catalog) -> str:
    """The slug of the model of this kind that the name means; empty when it is none, or several."""
    meant = [model.slug for model in catalog if model.kind is kind and is_same_name(name, model.slug)]
    return meant[0] if len(meant) == 1 else ""
