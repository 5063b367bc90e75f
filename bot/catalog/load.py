"""Reads the models' files. Whatever one of them gets wrong stops the start with its file and key."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from bot.catalog.catalog import Catalog
from bot.catalog.model_validation import mistakes, nearest_mistakes
from bot.catalog.spec import Model
from bot.catalog.tag import load_search_words, tag_mistakes
from bot.catalog.toml_file import mistake_in, read_toml, record

MODELS = Path(__file__).parent / "models"
"""The models that come with Kiosk."""

_WRITTEN_AS_IS = frozenset({"wire", "fixed"})
_OFFERS = ("live", "integration")


def load_catalog(folder: Path | None = None) -> Catalog:
    """Read every `*.toml` of the folder (the models that come with Kiosk by default), and the words that people search by.

    Raises:
        CatalogError: a file does not say a possible model; the text names file, line and key.
    """
    models_folder = folder or MODELS
    models = {path.name: load_model(path) for path in sorted(models_folder.glob("*.toml"))}
    words = load_search_words()
    catalog = Catalog(models.values(), words)
    for name, model in models.items():
        for mistake in (*nearest_mistakes(model, catalog), *tag_mistakes(model, words)):
            raise mistake_in(models_folder / name, mistake)
    return catalog


def load_model(path: Path) -> Model:
    """Read one model's file.

    Raises:
        CatalogError: it does not say a possible model.
    """
    data = read_toml(path, parse_float=Decimal)
    model = record(path, _with_single_conflicts(_with_plain_numbers(data)), _adapter())
    for mistake in mistakes(model):
        raise mistake_in(path, mistake)
    return model


@cache
def _adapter() -> TypeAdapter[Model]:
    """Built at first use: pydantic takes some milliseconds to compile it."""
    return TypeAdapter(Model)


def _with_single_conflicts(data: Mapping[str, Any]) -> dict[str, Any]:
    """The file's data, where a conflict with a list of values is one conflict for each of them."""
    written = dict(data)
    for name in _OFFERS:
        offer = written.get(name)
        if isinstance(offer, dict) and isinstance(offer.get("conflicts"), list):
            written[name] = {**offer, "conflicts": list(_single(offer["conflicts"]))}
    return written


def _single(conflicts: Iterable[Any]) -> Iterator[Any]:
    for conflict in conflicts:
        if not isinstance(conflict, dict):
            yield conflict
            continue
        values = [value if isinstance(value, list) else [value] for value in conflict.values()]
        for combination in itertools.product(*values):
            yield dict(zip(conflict, combination, strict=True))


def _with_plain_numbers(data: Mapping[str, Any]) -> dict[str, Any]:
    """The file's data, where numbers that go into requests as they are written are floats, as JSON has them."""
    plain: dict[str, Any] = {}
    for key, value in data.items():
        if key in _WRITTEN_AS_IS:
            plain[key] = _floats(value)
        elif isinstance(value, dict):
            plain[key] = _with_plain_numbers(value)
        elif isinstance(value, list):
            plain[key] = [_with_plain_numbers(item) if isinstance(item, dict) else item for item in value]
        else:
            plain[key] = value
    return plain


def _floats(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dict):
        return {key: _floats(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_floats(item) for item in value]
    return value
