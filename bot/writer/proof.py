"""Proving what the writer can do, by asking it what we know: `python -m bot check`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Final

from bot.domain.writer import Ability, WriterPurpose
from bot.errors import Refusal
from bot.ports.writer import Writer, WriterAnswer, WriterMedium, WriterQuestion
from bot.writer.answers import parse_object, read_prompt
from bot.writer.questions import WritingTarget, question

_SAMPLES: Final = Path(__file__).parent / "proof"
PICTURE: Final = _SAMPLES / "circles.png"
"""Seven blue circles."""
SPEECH: Final = _SAMPLES / "speech.ogg"
"""A voice that says "Seven green apples.", 1.4 seconds of Opus in OGG, as Telegram's voice messages are."""

SPOKEN: Final = "Seven green apples."
CIRCLES: Final = 7

_COUNT = WriterQuestion(
    instructions="How many circles are in the picture, and of which colour are they?"
    ' Answer with plain JSON and nothing else: {"count": 0, "colour": "..."}.',
    data='{"task": "count"}',
)


def proof_subject(*, address: str, model: str, key: str) -> str:
    """What a proof is about. The key cannot be read from it."""
    return hashlib.sha256(f"{address}\n{model}\n{key}".encode()).hexdigest()[:32]


async def prove(writer: Writer) -> Mapping[Ability, str]:
    """Ask for each ability once; returns what is missing for each, in a few words: empty where it is proven."""
    tries: Mapping[Ability, Callable[[Writer], Awaitable[str]]] = {
        Ability.WRITES: _writes,
        Ability.SEES: _sees,
        Ability.HEARS: _hears,
    }
    missing = {}
    for ability, attempt in tries.items():
        try:
            missing[ability] = await attempt(writer)
        except Refusal as error:
            missing[ability] = f"{type(error).__name__}: {error.__cause__ or error.code}"
    return missing


async def _writes(writer: Writer) -> str:
    target = WritingTarget(model="Nano Banana", kind="image", language="en", longest=1000)
    answer = await writer.write(question(WriterPurpose.BETTER, target, "кот на крыше"))
    prompt = read_prompt(answer.text, longest=target.longest)
    if not re.search(r"\b(?:cat|kitten)", prompt, re.IGNORECASE):
        return "asked for a cat on a roof, in English, it wrote of none"
    return ""


async def _sees(writer: Writer) -> str:
    answer = await writer.see(_COUNT, WriterMedium(content=PICTURE.read_bytes(), mime="image/png"))
    return "" if _has_seen(answer) else f"it did not see {CIRCLES} blue circles"


def _has_seen(answer: WriterAnswer) -> bool:
    found = parse_object(answer.text)
    return str(found.get("count")) == str(CIRCLES) and "blue" in str(found.get("colour", "")).lower()


async def _hears(writer: Writer) -> str:
    sound = WriterMedium(content=SPEECH.read_bytes(), mime="audio/ogg")
    answer = await writer.hear(question(WriterPurpose.TRANSCRIBE), sound)
    heard = read_prompt(answer.text, longest=200).lower()
    known = (("seven", "7"), ("green",), ("apple",))
    return "" if all(any(one in heard for one in ways) for ways in known) else f'it did not hear "{SPOKEN}"'
