"""From an HTTP request to one of aiogram's method objects, or Telegram's refusal.

A call may come as query, urlencoded form, JSON or multipart. Its fields are checked by aiogram's own model of the
method; a field that the model does not know is refused (Telegram ignores it: here it is a typing error to be found).
"""

from __future__ import annotations

import functools
import json
import types
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Protocol, Union, get_args, get_origin

import aiogram.methods
import aiohttp
from aiogram.client.bot import Bot
from aiogram.client.default import Default
from aiogram.methods.base import TelegramMethod
from aiogram.types import InputFile
from aiohttp import web
from pydantic import BaseModel, ValidationError

from bot.sandbox.telegram import limits
from bot.sandbox.telegram.errors import ApiError, bad_request
from bot.sandbox.telegram.files import Blob, FileStore, FileTooLargeError
from bot.sandbox.telegram.world import Json

AnyMethod = TelegramMethod[Any]


class Upload(InputFile):
    """A file that came inside the request, already on disk."""

    def __init__(self, blob: Blob) -> None:
        super().__init__(filename=blob.name)
        self.blob = blob

    async def read(self, bot: Bot) -> AsyncIterator[bytes]:  # type: ignore[override]  # aiogram's is a generator
        """Never called: an upload is received here, not sent."""
        raise NotImplementedError
        yield b""


@dataclass(slots=True)
class RawCall:
    """Fields and uploads of a request, before any check."""

    fields: Json = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def for_log(self) -> Json:
        """The fields, each upload as its name and size."""
        files = {name: f"<{up.filename} {up.blob.size} bytes>" for name, up in self.uploads.items()}
        return {**self.fields, **files}


@functools.cache
def method_classes() -> dict[str, type[AnyMethod]]:
    """aiogram's classes by Telegram's method name, in lower case (Telegram does not mind the case)."""
    found = (getattr(aiogram.methods, name) for name in aiogram.methods.__all__)
    return {
        cls.__api_method__.lower(): cls
        for cls in found
        if isinstance(cls, type) and issubclass(cls, TelegramMethod) and cls is not TelegramMethod
    }


async def read_request(request: web.Request, store: FileStore, upload_limit: int) -> RawCall:
    """Collect the fields of a request; uploads go to disk as they come. 413 for an upload that is too big."""
    call = RawCall(fields=dict(request.query))
    kind = request.content_type
    if kind == "multipart/form-data":
        await _read_multipart(await request.multipart(), call, store, upload_limit)
    elif kind == "application/json":
        call.fields |= _json_object(await request.text())
    elif kind == "application/x-www-form-urlencoded":
        form = await request.post()
        call.fields |= {name: value for name, value in form.items() if isinstance(value, str)}
    return call


async def read_webhook_answer(
    response: aiohttp.ClientResponse, store: FileStore, upload_limit: int
) -> RawCall | None:
    """The call that a bot put into its answer to a webhook request, if there is one (with field `method`)."""
    call = RawCall()
    if response.content_type == "application/json":
        body = await response.text()
        call.fields = _json_object(body) if body.strip() else {}
    elif response.content_type == "multipart/form-data":
        await _read_multipart(aiohttp.MultipartReader.from_response(response), call, store, upload_limit)
    return call if "method" in call.fields else None


class _Parts(Protocol):
    """What the readers of requests and of responses have in common."""

    async def next(self) -> Any:
        """The next part, None at the end."""


async def _read_multipart(reader: _Parts, call: RawCall, store: FileStore, limit: int) -> None:
    too_large = False
    while (part := await reader.next()) is not None:
        if not isinstance(part, aiohttp.BodyPartReader) or not part.name:
            continue
        if part.filename is None:
            call.fields[part.name] = await _field_text(part)
            continue
        try:
            blob = await store.receive(part_chunks(part), limit, part.filename)
        except FileTooLargeError:
            too_large = True
        else:
            call.uploads[part.name] = Upload(blob)
    if too_large:
        raise ApiError(413, "Request Entity Too Large")


async def part_chunks(part: aiohttp.BodyPartReader) -> AsyncIterator[bytes]:
    """The bytes of one part, as they come."""
    while chunk := await part.read_chunk(65_536):
        yield bytes(chunk)


async def _field_text(part: aiohttp.BodyPartReader) -> str:
    content = bytearray()
    async for chunk in part_chunks(part):
        content += chunk
        if len(content) > limits.FORM_FIELD:
            raise ApiError(413, "Request Entity Too Large")
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


def _json_object(text: str) -> Json:
    try:
        found = json.loads(text)
    except ValueError:
        raise bad_request("can't parse request: invalid JSON") from None
    if not isinstance(found, dict):
        raise bad_request("can't parse request: expected an Object")
    return {name: value for name, value in found.items() if value is not None}


def parse(method: str, raw: RawCall) -> AnyMethod:
    """Check a call against aiogram's model of its method; `ApiError` 404 or 400."""
    cls = method_classes().get(method.lower())
    if cls is None:
        raise ApiError(404, "Not Found: method not found")
    known = _fields(cls)
    values = {name: _value(known.get(name), name, value, raw) for name, value in raw.fields.items()}
    for name, upload in raw.uploads.items():
        if name in known:
            values[name] = upload
    try:
        call = cls.model_validate(values)
    except ValidationError as problem:
        raise _refusal(problem) from None
    _refuse_unknown(call)
    return call


@functools.cache
def _fields(cls: type[BaseModel]) -> dict[str, bool]:
    """Names of the wire with whether a plain string is a fine value of the field."""
    return {info.alias or name: _takes_text(info.annotation) for name, info in cls.model_fields.items()}


def _takes_text(annotation: object) -> bool:
    if get_origin(annotation) in {Union, types.UnionType}:
        return any(_takes_text(part) for part in get_args(annotation))
    return annotation is str


def _value(takes_text: bool | None, name: str, value: Any, raw: RawCall) -> Any:
    if isinstance(value, str) and value[:1] in {"{", "["} and (takes_text is False or name == "media"):
        try:
            value = json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None
    return _attach(value, raw)


def _attach(value: Any, raw: RawCall) -> Any:
    if isinstance(value, str) and value.startswith("attach://"):
        return raw.uploads.get(value.removeprefix("attach://"), value)
    if isinstance(value, list):
        return [_attach(item, raw) for item in value]
    if isinstance(value, dict):
        return {name: _attach(item, raw) for name, item in value.items()}
    return value


_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "user_id": "invalid user_id specified",
    "message_id": "message identifier is not specified",
    "file_id": "file_id not specified",
    "payload": "INVOICE_PAYLOAD_INVALID",
    "telegram_payment_charge_id": "CHARGE_ID_EMPTY",
}


def _refusal(problem: ValidationError) -> ApiError:
    first = problem.errors(include_url=False, include_input=False)[0]
    place = [str(step) for step in first["loc"]]
    name = place[0] if place else "request"
    if first["type"] == "missing" and len(place) == 1:
        return bad_request(_MISSING.get(name, f"there is no {name.replace('_', ' ')} in the request"))
    return bad_request(f"can't parse {'.'.join(place)}: {first['msg']}")


def _refuse_unknown(value: Any, place: str = "") -> None:
    if isinstance(value, list):
        for item in value:
            _refuse_unknown(item, place)
    elif isinstance(value, BaseModel):
        for name in value.model_extra or {}:
            raise bad_request(f"unknown field {place}{name}")
        for name in value.model_fields_set:
            _refuse_unknown(getattr(value, name, None), f"{place}{name}.")


def given(value: Any) -> Any:
    """A field's value, None where the caller left it at the bot's default."""
    return None if isinstance(value, Default) else value
