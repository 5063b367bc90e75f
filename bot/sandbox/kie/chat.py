"""The chat endpoint of the simulator: a language model that is none, with what KIE and gateways do to it."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import io
import json
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from aiohttp import web
from PIL import Image

from bot.sandbox.kie.accounts import Accounts
from bot.sandbox.kie.faults import KEYWORDS
from bot.sandbox.kie.fields import Refusal
from bot.sandbox.kie.settings import Settings
from bot.writer.proof import SPEECH, SPOKEN

COST: Final = Decimal("0.04")
"""Credits of an answer."""


class ChatFault(StrEnum):
    """What becomes of a question instead of an answer (`KieSimulator.chat_script`)."""

    REFUSED = "refused"
    """HTTP 200 with code 422."""
    ERROR = "error"
    """HTTP 200 with code 500."""
    GATEWAY = "gateway"
    """A gateway's page under HTTP 502."""
    PAGE = "page"
    """An HTML page under HTTP 200."""
    DROPPED = "dropped"
    """The picture or recording is dropped on the way, and something is answered all the same."""
    SILENT = "silent"
    """Nothing comes until the simulator ends."""
    LONG = "long"
    """100 kB of words."""
    ENDLESS = "endless"
    """An answer of megabytes."""
    EMPTY = "empty"
    """No choice at all."""
    ODD = "odd"
    """JSON of another shape."""


_PICTURE_TOKENS: Final = 258
_SOUND_TOKENS: Final = 70
_SCENES: Final = (
    "soft morning light, shallow depth of field, fine detail",
    "golden hour, long shadows, seen from a low angle",
    "rainy evening, reflections of neon lights, cinematic framing",
    "bright studio light, plain background, crisp detail",
)
_ENGLISH: Final = {
    "кот": "a cat",
    "кошка": "a cat",
    "лиса": "a fox",
    "собака": "a dog",
    "на": "on",
    "в": "in",
    "крыше": "a roof",
    "снегу": "the snow",
    "рыжая": "red",
    "рыжий": "red",
}
_STRONG: Final = frozenset({"blood", "bloody", "gun", "knife", "naked", "кровь", "оружие", *KEYWORDS})
"""What filters usually refuse, and the sandbox's own words for a failure."""


class ChatEndpoint:
    """Answers `POST /<model>/v1/chat/completions`."""

    def __init__(self, settings: Settings, accounts: Accounts) -> None:
        self._settings = settings
        self._accounts = accounts

    async def answer(self, model: str, account: str, body: Mapping[str, Any]) -> web.Response:
        """Answer, or do what the script says next.

        Raises:
            Refusal: no such model, or no credits.

        """
        if model not in self._settings.chat_models or body.get("model") != model:
            raise Refusal(422, "The model is not supported")
        if self._accounts.credits(account) < COST:
            raise Refusal(402, "Credits insufficient")
        script = self._settings.chat_script
        told = script.pop(0) if script else None
        if isinstance(told, ChatFault):
            refusal = await self._misbehave(told)
            if refusal is not None:
                return refusal
        elif isinstance(told, Mapping):
            return web.json_response(told)
        text, media = _parts(body)
        if told is ChatFault.DROPPED:
            media = []
        if told is ChatFault.LONG:
            words = "a very long prompt " * 5500
        else:
            words = (
                str(told) if isinstance(told, str) and told is not ChatFault.DROPPED else _answer(text, media)
            )
        self._accounts.add(account, -COST)
        instructions = len(str(_message(body, "system")))
        counted = (instructions + len(text)) // 4
        counted += sum(_PICTURE_TOKENS if mime.startswith("image/") else _SOUND_TOKENS for mime, _ in media)
        return web.json_response(
            {
                "id": "chatcmpl-simulated",
                "object": "chat.completion",
                "model": model,
                "choices": [
                    {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": words}}
                ],
                "usage": {"prompt_tokens": counted, "completion_tokens": len(words) // 4},
                "credits_consumed": float(COST),
            }
        )

    async def _misbehave(self, fault: ChatFault) -> web.Response | None:
        """The answer to a question that meets this fault; None where words come all the same.

        Raises:
            Refusal: the fault is one.

        """
        match fault:
            case ChatFault.REFUSED:
                raise Refusal(422, "The content was flagged")
            case ChatFault.ERROR:
                raise Refusal(500, "Server exception, please try again later")
            case ChatFault.GATEWAY:
                return web.Response(status=502, text="<html>502 Bad Gateway</html>", content_type="text/html")
            case ChatFault.PAGE:
                return web.Response(text="<html><body>Hello</body></html>", content_type="text/html")
            case ChatFault.SILENT:
                await asyncio.Event().wait()
            case ChatFault.ENDLESS:
                return web.json_response({"choices": [{"message": {"content": "word " * 1_000_000}}]})
            case ChatFault.EMPTY:
                return web.json_response({"choices": [], "usage": {}})
            case ChatFault.ODD:
                return web.json_response(
                    {"choices": {"message": ["?"]}, "usage": "none", "code": "two hundred"}
                )
        return None


def _message(body: Mapping[str, Any], role: str) -> Any:
    messages = body.get("messages")
    found = [one for one in messages if isinstance(one, dict)] if isinstance(messages, list) else []
    return next((one.get("content") for one in found if one.get("role") == role), "")


def _parts(body: Mapping[str, Any]) -> tuple[str, list[tuple[str, bytes]]]:
    """The words of a question, and the media in it with their types."""
    content = _message(body, "user")
    if isinstance(content, str):
        return content, []
    texts = [one["text"] for one in content if one.get("type") == "text"]
    media = []
    for one in content:
        if one.get("type") == "image_url":
            head, _, data = one["image_url"]["url"].partition(";base64,")
            media.append((head.removeprefix("data:"), base64.b64decode(data)))
    return "\n".join(texts), media


def _answer(text: str, media: list[tuple[str, bytes]]) -> str:
    """What a language model might say."""
    asked = json.loads(text)
    if not isinstance(asked, dict):
        raise Refusal(400, "The message is not an object")
    pictures = [content for mime, content in media if mime.startswith("image/")]
    match asked.get("task"):
        case "count":
            return json.dumps({"count": _count(pictures[0]) if pictures else 0, "colour": "blue"})
        case "transcribe":
            return json.dumps({"text": _heard(media)})
        case "describe":
            seen = f"a picture in {_colours(pictures[0])}" if pictures else "a picture"
            return json.dumps({"prompts": [f"{seen}, {scene}" for scene in _SCENES[:3]]})
        case "idea":
            return json.dumps({"prompt": f"{_rewritten(asked, strong=True)}, seen anew"}, ensure_ascii=False)
        case task:
            return json.dumps({"prompt": _rewritten(asked, strong=task != "reword")}, ensure_ascii=False)


def _rewritten(asked: Mapping[str, Any], *, strong: bool) -> str:
    words = str(asked.get("words") or "a lighthouse in a storm").split()
    if asked.get("language") == "en":
        words = [_ENGLISH.get(one.lower(), one) for one in words]
    if not strong:
        words = [one for one in words if one.lower().strip(".,!") not in _STRONG]
    earlier = asked.get("earlier")
    place = len(earlier) if isinstance(earlier, list) else 0
    return f"{' '.join(words)}, {_SCENES[place % len(_SCENES)]}"


def _heard(media: list[tuple[str, bytes]]) -> str:
    sounds = [content for mime, content in media if not mime.startswith("image/")]
    if not sounds:
        return ""
    known = hashlib.sha256(SPEECH.read_bytes()).digest()
    return SPOKEN if hashlib.sha256(sounds[0]).digest() == known else "a red fox in the snow"


def _count(content: bytes) -> int:
    """How many spots there are on its plain surface."""
    with Image.open(io.BytesIO(content)) as picture:
        small = picture.convert("L").resize((80, 80))
    plain = small.getpixel((0, 0))
    left = {
        (x, y)
        for x in range(80)
        for y in range(80)
        if abs(int(small.getpixel((x, y))) - int(plain)) > 60  # type: ignore[arg-type]  # grey: one number
    }
    spots = 0
    while left:
        spots += 1
        edge = [left.pop()]
        while edge:
            x, y = edge.pop()
            near = {(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)} & left
            left -= near
            edge += near
    return spots


def _colours(content: bytes) -> str:
    try:
        with Image.open(io.BytesIO(content)) as picture:
            red, green, blue = picture.convert("RGB").resize((1, 1)).getpixel((0, 0))  # type: ignore[misc]  # RGB: three
    except OSError:
        return "many colours"
    if max(red, green, blue) - min(red, green, blue) < 30:
        return "pale tones" if red > 127 else "dark tones"
    return {red: "warm reds", green: "fresh greens", blue: "cool blues"}[max(red, green, blue)]
