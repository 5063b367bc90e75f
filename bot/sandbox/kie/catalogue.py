"""What KIE tells of its models: `GET /api/v1/models` and `/api/v1/models/{model}/schema`, `/price` and `/success-rate`.

Shapes: KIE's agent skill `kie-models`, September 2026.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime, timedelta
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


_POINT = timedelta(minutes=10)
_POINTS = 144
_NORMAL = 90
"""Percent from which on KIE is taken to call a model normal."""
_CODES = [200, 401, 402, 404, 422, 429, 433, 455, 500, 501]
_LIST = ("minItems", "maxItems")
_BOUNDS = {
    FieldType.TEXT: ("minLength", "maxLength"),
    FieldType.URLS: _LIST,
    FieldType.TEXTS: _LIST,
    FieldType.OBJECTS: _LIST,
}


def model_list(query: Mapping[str, str], not_allowed: Collection[str] = ()) -> JSON:
    """Return `data` of the list, narrowed by `provider`, `taskType` and `q`, without what the key may not use."""
    offered = (model for model in market().values() if not model.fails and model.id not in not_allowed)
    rows = [_row(model) for model in offered]
    wanted = [row for row in rows if _matches(row, query)]
    return {"total": len(wanted), "models": wanted}


def model_schema(model: Schema, *, documented: bool = True) -> JSON:
    """Return `data` of the schema: an OpenAPI document that describes `createTask` for one model; null without a page."""
    return {"model": model.id, "openapi": _document(model) if documented else None}


def price_words(model: Schema) -> JSON:
    """Return `data` of the price: words."""
    return {"model": model.id, "pricingDesc": str(model.price)}


def success_rate(model: Schema, percent: float | None, now: datetime | None = None) -> JSON:
    """Return `data` of the success rate: a day in points of ten minutes, the oldest without traffic.

    Args:
        model: whose.
        percent: how many of its tasks succeed; None: all, or none of a dead model's.
        now: the end of the day.
    """
    rate = (0.0 if model.fails else 100.0) if percent is None else percent
    end = now or datetime.now(UTC)
    newest = end.replace(minute=end.minute - end.minute % 10, second=0, microsecond=0)
    points = [
        {
            "start": _instant(newest - _POINT * (number + 1)),
            "end": _instant(newest - _POINT * number),
            "successRate": rate,
            "errorRate": round(100 - rate, 2),
            "isNormal": rate >= _NORMAL,
        }
        for number in reversed(range(_POINTS))
    ]
    points[0] |= {"successRate": None, "errorRate": None}
    return {"model": model.id, "points": points}


def _instant(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _document(model: Schema) -> JSON:
    """Describe the request, its answers and the callback; the answer is a reference, as KIE's are."""
    body = {
        "type": "object",
        "required": ["model", "callBackUrl", "input"] if model.callback else ["model", "input"],
        "properties": {
            "model": {"type": "string", "enum": [model.id], "default": model.id},
            "callBackUrl": {"type": "string", "format": "uri"},
            "input": _object(model.fields.values()),
        },
    }
    task = {"type": "object", "properties": {"taskId": {"type": "string"}}}
    answer = {
        "type": "object",
        "properties": {"code": {"type": "integer", "enum": _CODES}, "msg": {"type": "string"}, "data": task},
    }
    operation = {
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {
            "200": {
                "description": "Request successful",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/task%20created"}}},
            }
        },
        "callbacks": {
            "onTaskDone": {"{$request.body#/callBackUrl}": {"post": {"requestBody": {"required": True}}}}
        },
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": model.id, "version": "1.0.0"},
        "servers": [{"url": "https://api.kie.ai"}],
        "paths": {"/api/v1/jobs/createTask": {"post": operation}},
        "components": {
            "schemas": {"task created": answer},
            "securitySchemes": {"BearerAuth": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"BearerAuth": []}],
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
