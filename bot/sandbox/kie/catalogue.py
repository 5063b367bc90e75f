"""The live model list: `GET /api/v1/models` and `/api/v1/models/{model}/schema`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.sandbox.kie.fields import Field, FieldType
from bot.sandbox.kie.models import MODELS, MarketModel
from bot.sandbox.kie.prompt_reading import Kind
from bot.sandbox.kie.tasks import JSON

_TASK_TYPES = {
    Kind.VIDEO: "Video",
    Kind.IMAGE: "Image",
    Kind.CUTOUT: "Image Editing",
    Kind.SPEECH: "Text to Speech",
    Kind.SOUND: "Sound Effect",
    Kind.MUSIC: "Music",
}


def model_list(query: Mapping[str, str]) -> JSON:
    """Return `data` of the list, narrowed by `provider`, `taskType` and `q`."""
    rows = [_row(model) for model in MODELS.values() if not model.always_fails]
    wanted = [row for row in rows if _matches(row, query)]
    return {"total": len(wanted), "models": wanted}


def model_schema(model: MarketModel) -> JSON:
    """Return `data` of the schema: an OpenAPI document that describes `createTask` for one model."""
    body = {
        "type": "object",
        "required": ["model", "input"],
        "properties": {
            "model": {"type": "string", "enum": [model.id], "default": model.id},
            "callBackUrl": {"type": "string", "format": "uri"},
            "input": {
                "type": "object",
                "required": [field.name for field in model.fields if field.required],
                "properties": {field.name: _property(field) for field in model.fields},
            },
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


def _row(model: MarketModel) -> JSON:
    return {
        "model": model.id,
        "slug": model.id,
        "title": f"{model.id} API",
        "provider": model.provider,
        "taskType": [_TASK_TYPES[model.kind]],
        "description": f"{_TASK_TYPES[model.kind]} by {model.id}",
        "pricingDesc": f"{model.price} credits for a request ({model.price * 0.005:.3f} USD)",
    }


def _matches(row: JSON, query: Mapping[str, str]) -> bool:
    provider, task_type, words = (query.get(name, "").lower() for name in ("provider", "taskType", "q"))
    return (
        provider in ("", row["provider"].lower())
        and (not task_type or any(task_type in item.lower() for item in row["taskType"]))
        and words in f"{row['model']} {row['title']} {row['description']}".lower()
    )


def _property(field: Field) -> dict[str, Any]:
    if field.type is FieldType.URLS:
        described: dict[str, Any] = {"type": "array", "items": {"type": "string", "format": "uri"}}
        bounds = ("minItems", "maxItems")
    elif field.type is FieldType.URL:
        described, bounds = {"type": "string", "format": "uri"}, ("minLength", "maxLength")
    else:
        described = {"type": field.type.value}
        bounds = ("minLength", "maxLength") if field.type is FieldType.TEXT else ("minimum", "maximum")
    if field.choices:
        described["enum"] = list(field.choices)
    return described | {
        name: value for name, value in zip(bounds, (field.low, field.high), strict=True) if value is not None
    }
