"""What is left of an answer before it is shown: words. Nothing in an answer is trusted; none of it is ever an instruction."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Sequence
from typing import Any, Final

from bot.errors import WriterRefused

LARGEST: Final = 20_000
"""Characters of an answer that are looked at: the longest prompt of any model is shorter."""

_PAGE = re.compile(r"<!doctype|<html|<head|<body|<script", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,300}>")
_FENCE = re.compile(r"```[\w-]*")
_LINKED = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,2000}\)")
_LINK = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]{1,15}://|\bwww\.|\bt\.me/|\btelegram\.me/|\bmailto:|\btg:)\S*"
    r"|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,15}/\S*",
    re.IGNORECASE,
)
_COMMAND = re.compile(r"(?<!\S)/+(?=\w)")
_MARKUP = re.compile(r"\*\*|__|~~|`|^\s{0,3}(?:#{1,6}|>+)\s+", re.MULTILINE)
_LABEL = re.compile(
    r"^\s*(?:(?:sure|certainly|of course|here(?:'s|’s| is| are)|вот|конечно)\b[^\n:]{0,120}:"
    r"|(?:(?:the|an?|final|new|better|improved|rewritten|enhanced|revised|готовый|новый|улучшенный)\s+){0,3}"
    r"(?:prompt|output|result|answer|промпт|запрос|ответ|результат)\s*[:—])\s*",
    re.IGNORECASE,
)
_SORRY = re.compile(
    r"^\s*(?:i['’]?m (?:really |very )?sorry|i am sorry|sorry[,.!]|i (?:can['’]?t|cannot|can not|won['’]?t|am unable)"
    r"|as an ai\b|извините|простите|к сожалению, я|я не могу)",
    re.IGNORECASE,
)
_QUOTES: Final = ('""', "''", "“”", "‘’", "«»", "„“", "„”")
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of what is not seen: control characters, marks of direction and of no width, broken bytes."""
_BLANK_LINES = re.compile(r"\n{3,}")
_SPACES = re.compile(r"[^\S\n]+")


def read_prompt(answer: str, *, longest: int, shortest: int = 1) -> str:
    """The words that an answer suggests.

    Args:
        answer: as it came.
        longest: characters that the model takes; longer ones are cut at a word.
        shortest: characters that it needs.

    Raises:
        WriterRefused: there are none that could be used.
    """
    prompts = read_prompts(answer, longest=longest, shortest=shortest, most=1)
    return prompts[0]


def read_prompts(answer: str, *, longest: int, shortest: int = 1, most: int = 3) -> Sequence[str]:
    """The words that an answer suggests, each once, at most so many. Arguments and errors as of `read_prompt`."""
    if len(answer) > LARGEST:
        raise WriterRefused
    found = _suggested(answer)
    cleaned = dict.fromkeys(clean(one, longest=longest) for one in found[:most])
    fitting = [one for one in cleaned if len(one) >= max(shortest, 1) and not _SORRY.match(one)]
    if not fitting:
        raise WriterRefused
    return fitting


def clean(words: str, *, longest: int) -> str:
    """Words without markup, links, commands, labels, quotes around them and what is not seen; cut at a word.

    Raises:
        WriterRefused: it is a page.
    """
    if _PAGE.search(words):
        raise WriterRefused
    text = _LINKED.sub(r"\1", _FENCE.sub("", html.unescape(words)))
    if _PAGE.search(text):
        raise WriterRefused
    text = _TAG.sub("", text).replace("<", "").replace(">", " ") if "<" in text else text
    text = _visible(text)
    text = _COMMAND.sub("", _LINK.sub("", _MARKUP.sub("", text))).strip()
    for _ in range(2):
        text = _unquoted(_LABEL.sub("", text, count=1).strip())
    text = _BLANK_LINES.sub("\n\n", "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")))
    return _cut(text.strip(), longest)


def parse_object(answer: str) -> dict[str, Any]:
    """The JSON object that an answer is or holds; an empty one where there is none."""
    begin, end = answer.find("{"), answer.rfind("}")
    if begin < 0 or end < begin:
        return {}
    try:
        found = json.loads(answer[begin : end + 1], strict=False)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _suggested(answer: str) -> list[str]:
    """Texts of the answer, in whichever of the usual shapes they came; what claims to be JSON and is none is no text."""
    found = parse_object(answer)
    if found.get("refused"):
        raise WriterRefused
    for name in ("prompt", "prompts", "text", "words", "answer", "result"):
        value = found.get(name)
        if isinstance(value, str):
            return [value]
        if isinstance(value, list):
            return [one for one in value if isinstance(one, str)]
    plain = _FENCE.sub("", answer).strip()
    if plain.startswith(("{", "[")):
        raise WriterRefused
    return [plain]


def _visible(text: str) -> str:
    return "".join(one for one in text if one == "\n" or unicodedata.category(one) not in _HIDDEN)


def _unquoted(text: str) -> str:
    for around in _QUOTES:
        if len(text) > 2 and text[0] == around[0] and text[-1] == around[1] and around[0] not in text[1:-1]:
            return text[1:-1].strip()
    return text


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    whole = text[:longest]
    if not text[longest].isspace():
        shorter = whole.rsplit(None, 1)[0]
        whole = shorter if len(shorter) > longest // 2 else whole
    return whole.rstrip(" ,;:-–—")
