"""KIE's chat endpoint as the writer: OpenAI's form, with what KIE and gateways before it make of it.

What is known is from other public clients of 2026, not from KIE's documentation; `python -m bot check` proves it. Errors come as HTTP
200 with `{"code": 422, "msg": …}`. Pictures and recordings go as addresses of the kind `data:`, both as `image_url`. Some
gateways drop them silently: then the tokens that the answer counts are those of the words alone.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Awaitable, Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from bot.errors import KeyRemoved, WriterRefused, WriterSlow, WriterUnavailable
from bot.kie import json_reading as wire
from bot.kie.envelope import Envelope
from bot.ports.writer import SECONDS, WriterAnswer, WriterMedium, WriterQuestion

Chat = Callable[[str, str, Mapping[str, Any], float], Awaitable[Envelope]]
"""Posts a body with a key to a path, and waits so many seconds for the answer: `MultiKeyProvider.chat`."""

AT_ONCE: Final = 6
"""Questions under way; more wait, within their time."""

_LONGEST_ANSWER: Final = 200_000
"""Characters of an answer that are kept; what is too long for a prompt is refused by who reads it."""

_CHARACTERS_PER_TOKEN: Final = 4
"""Of English; fewer in other scripts, so that their words count for more tokens than this says."""
_PICTURE_TOKENS: Final = 200
"""A picture counts for 258 tokens or more with Gemini."""
_SOUND_TOKENS: Final = 20
"""A second of sound counts for 32 with Gemini."""

_INPUT_PRICE: Final = Decimal("0.00006")
_OUTPUT_PRICE: Final = Decimal("0.0005")
"""Credits for a token where KIE does not say what an answer has cost: Google's own list price of Gemini 2.5 Flash, in credits of
half a cent. KIE is cheaper."""

_REFUSALS: Final = frozenset({400, 422, 451})


class KieWriter:
    """Implements `ports.writer.Writer`.

    Args:
        chat: the way to KIE.
        model: name of the language model at KIE.
        seconds: how long an answer may take as a whole, waiting for a turn included.
    """

    def __init__(self, chat: Chat, model: str, seconds: float = SECONDS) -> None:
        self._chat = chat
        self._model = model
        self._seconds = seconds
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def write(self, question: WriterQuestion, own_key: str = "") -> WriterAnswer:
        """See `Writer.write`."""
        return await self._ask(question, None, 0, own_key)

    async def see(self, question: WriterQuestion, picture: WriterMedium, own_key: str = "") -> WriterAnswer:
        """See `Writer.see`."""
        return await self._ask(question, picture, _PICTURE_TOKENS, own_key)

    async def hear(self, question: WriterQuestion, sound: WriterMedium, own_key: str = "") -> WriterAnswer:
        """See `Writer.hear`."""
        return await self._ask(question, sound, _SOUND_TOKENS, own_key)

    async def _ask(
        self, question: WriterQuestion, medium: WriterMedium | None, tokens: int, own_key: str
    ) -> WriterAnswer:
        try:
            async with asyncio.timeout(self._seconds), self._turns:
                answer = await self._chat(
                    own_key,
                    f"/{self._model}/v1/chat/completions",
                    self._body(question, medium),
                    self._seconds,
                )
        except TimeoutError as error:
            raise WriterSlow from error
        except KeyRemoved as error:
            raise WriterUnavailable from error
        text = _text(answer)
        usage = wire.mapping(answer.payload.get("usage"))
        if medium is not None:
            _require_noticed(question, usage, tokens)
        told = _told_cost(answer.payload, usage)
        cost = told if told is not None else _estimate(question, text, usage)
        return WriterAnswer(text=text, credits=cost, estimated=told is None)

    def _body(self, question: WriterQuestion, medium: WriterMedium | None) -> Mapping[str, Any]:
        parts: list[Mapping[str, Any]] = [{"type": "text", "text": question.data}]
        if medium is not None:
            content = base64.b64encode(medium.content).decode()
            parts.append({"type": "image_url", "image_url": {"url": f"data:{medium.mime};base64,{content}"}})
        return {
            "model": self._model,
            "stream": False,
            "messages": [
                {"role": "system", "content": question.instructions},
                {"role": "user", "content": parts if medium is not None else question.data},
            ],
        }


def _text(answer: Envelope) -> str:
    """The words of the first choice.

    Raises:
        WriterRefused: KIE will not answer this.
        WriterUnavailable: there are none.
    """
    choices = wire.items(answer.payload.get("choices"))
    if not choices:
        if answer.code in _REFUSALS:
            raise WriterRefused from ValueError(str(answer))
        raise WriterUnavailable from ValueError(str(answer))
    content = wire.mapping(wire.mapping(choices[0]).get("message")).get("content")
    if isinstance(content, list):  # some answer in parts
        content = "".join(part for one in content if isinstance(part := wire.mapping(one).get("text"), str))
    if not isinstance(content, str) or not content.strip():
        raise WriterUnavailable from ValueError("an answer without words")
    return content[:_LONGEST_ANSWER].encode("utf-8", "replace").decode("utf-8")


def _require_noticed(question: WriterQuestion, usage: Mapping[str, Any], tokens: int) -> None:
    """Raises WriterUnavailable when so few tokens were counted that the picture or recording was dropped on the way."""
    counted = wire.number(usage.get("prompt_tokens"))
    of_words = (len(question.instructions) + len(question.data)) / _CHARACTERS_PER_TOKEN
    if counted is not None and counted < of_words + tokens:
        raise WriterUnavailable from ValueError("the picture or recording was dropped on the way")


def _told_cost(payload: Mapping[str, Any], usage: Mapping[str, Any]) -> Decimal | None:
    for place in (payload, usage):
        for name in ("credits_consumed", "creditsConsumed"):
            told = wire.decimal(place.get(name))
            if told is not None and told >= 0:
                return told
    return None


def _estimate(question: WriterQuestion, text: str, usage: Mapping[str, Any]) -> Decimal:
    asked = len(question.instructions) + len(question.data)
    read = wire.number(usage.get("prompt_tokens"))
    written = wire.number(usage.get("completion_tokens"))
    tokens_in = _tokens(asked) if read is None else read
    tokens_out = _tokens(len(text)) if written is None else written
    return _bounded(tokens_in) * _INPUT_PRICE + _bounded(tokens_out) * _OUTPUT_PRICE


def _tokens(characters: int) -> float:
    return characters / _CHARACTERS_PER_TOKEN


def _bounded(tokens: float) -> Decimal:
    return Decimal(int(min(max(tokens, 0.0), 1_000_000.0)))
