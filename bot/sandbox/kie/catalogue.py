"""The live model list: `GET /api/v1/models` and `/api/v1/models/{model}/schema`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.sandbox.kie.prompt_reading import Kind
from bot.sandbox.kie.schema import Field, FieldType, Schema
from bot.sandbox.kie.schema_files import market
from bot.sandbox.kie.tasks import JSON

_TASK_TYPES = {
    Kind.VIDEO: "Video",
    Kind.IMAGE: "Image",
    Kind.CUTOUT: "Image Editing",
    Kind.SPEECH: "Text to Speech",
    Kind.SOUND: "Sound Effect",
    Kind.MUSIC: "Music",
}


_LIST = ("minItems", "maxItems")
_BOUNDS = {
    FieldType.TEXT: ("minLength", "maxLength"),
    FieldType.URLS: _LIST,
    FieldType.TEXTS: _LIST,
    FieldType.OBJECTS: _LIST,
}


def model_list(query: Mapping[str, str]) -> JSON:
    """Return `data` of the list, narrowed by `provider`, `taskType` and `q`."""
    rows = [_row(model) for model in market().values() if not model.fails]
    wanted = [row for row in rows if _matches(row, query)]
    return {"total": len(wanted), "models": wanted}


def model_schema(model: Schema) -> JSON:
    """Return `data` of the schema: an OpenAPI document that describes `createTask` for one model."""
    body = {
        "type": "object",
        "required": ["model", "callBackUrl", "input"] if model.callback else ["model", "input"],
        "properties": {
            "model": {"type": "string", "enum": [model.id], "default": model.id},
            "callBackUrl": {"type": "string", "format": "uri"},
            "input": _object(model.fields.values()),
        },
    }
    operation = {"requestBody": {"required": True, "content": {"application/json": {"schema": body}}}}
    return {
        "model": model.id,
        "openapi": {
            "openapi": "3.1.0",
            "info": {"title": model.id, "version": "1.0.0"},
            "paths": {"/api/v1/jobs/createTask": {"post": operation}},
        },
    }


def _row(model: Schema) -> JSON:
    return {
        "model": model.id,
        "slug": model.id,
        "title": f"{model.id} API",
        "provider": model.provider.capitalize(),
        "taskType": [_TASK_TYPES[model.kind]],
        "description": f"{_TASK_TYPES[model.kind]} by {model.id}",
        "pricingDesc": str(model.price),
    }


def _matches(row: JSON, query: Mapping[str, str]) -> bool:
    provider, task_type, words = (query.get(name, "").lower() for name in ("provider", "taskType", "q"))
    return (
        provider in ("", row["provider"].lower())
        and (not task_type or any(task_type in item.lower() for item in row["taskType"]))
        and words in f"{row['model']} {row['title']} {row['description']}".lower()
    )


def _object(fields: Iterable[Field]) -> dict[str, Any]:
    described = list(fields)
    return {
        "type": "object",
        "required": [field.name for field in described if field.required],
        "properties": {field.name: _property(field) for field in described},
    }


def _property(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {"type": field.type.json_type}
    match field.type:
        case FieldType.URL:
            described["format"] = "uri"
        case FieldType.URLS:
            described["items"] = {"type": "string", "format": "uri"}
        case FieldType.TEXTS:
            described["items"] = {"type": "string"}
        case FieldType.OBJECTS:
            described["items"] = {"type": "object"} if field.parts is None else _object(field.parts)
        case _:
            pass
    if field.choices:
        described["enum"] = list(field.choices)
    if field.default is not None:
        described["default"] = field.default
    bounds = _BOUNDS.get(field.type, ("minimum", "maximum"))
    for name, bound in zip(bounds, (field.low, field.high), strict=True):
        if bound is not None:
            described[name] = int(bound) if float(bound).is_integer() else bound
    return described
