"""Reading KIE's JSON without trusting it: every helper takes junk and answers with something empty.

KIE's answers vary within one field: numbers come as strings, lists as JSON text or as bracketed text that is no JSON,
objects as JSON inside a string. What cannot be read is treated as absent, so that only a clear answer decides anything.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import islice
from typing import Any

TEXT_LIMIT = 500
"""Characters kept of any words of KIE's: enough to understand, too few to flood a log or a message."""

_ID_LIMIT = 200
_AMOUNT_LIMIT = 10**9
_MOST_ADDRESSES = 64
_DEEPEST_LIST = 4


def parse_json(body: bytes | str) -> Any:
    """The parsed value, or None when it is not JSON, is nested absurdly deep or holds absurdly long numbers."""
    try:
        return json.loads(body, parse_constant=lambda _: None)
    # RecursionError: thousands of brackets. ValueError: no JSON, no UTF-8, or an integer of thousands of digits.
    except (ValueError, RecursionError):
        return None


def mapping(value: Any) -> Mapping[str, Any]:
    """An object, also when it is JSON inside a string; otherwise an empty one."""
    if isinstance(value, str):
        value = parse_json(value)
    return value if isinstance(value, dict) else {}


def items(value: Any) -> list[Any]:
    """A list, also when it is JSON inside a string; otherwise an empty one."""
    if isinstance(value, str):
        value = parse_json(value)
    return value if isinstance(value, list) else []


def text(value: Any, limit: int = TEXT_LIMIT) -> str:
    """Words that can be stored and shown anywhere: no control characters, no broken Unicode, at most `limit` long."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    if isinstance(value, int) and abs(value) >= 10**18:
        return ""
    whole = str(value)[: limit * 2].encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(c if c.isprintable() else " " for c in whole).split())[:limit]


def number(value: Any) -> float | None:
    """A finite number, also when it is written as a string; otherwise None."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        parsed = float(value)
    except (ValueError, OverflowError):
        return None
    return parsed if math.isfinite(parsed) else None


def integer(value: Any) -> int | None:
    """A whole number of any spelling (`1`, `1.0`, `"1"`); otherwise None."""
    parsed = number(value)
    return int(parsed) if parsed is not None and parsed.is_integer() else None


def decimal(value: Any) -> Decimal | None:
    """An amount below a billion, exactly as KIE wrote it; otherwise None."""
    parsed = number(value)
    if parsed is None or abs(parsed) >= _AMOUNT_LIMIT:
        return None
    # Through repr, since float() also takes spellings that no JSON has ("1_000").
    return Decimal(int(parsed)) if parsed.is_integer() else Decimal(repr(parsed))


def fraction(value: Any) -> float | None:
    """A progress between 0.0 and 1.0; anything else is None."""
    parsed = number(value)
    return parsed if parsed is not None and 0.0 <= parsed <= 1.0 else None


def is_address(value: Any) -> bool:
    """Whether it looks like a web address. The downloader checks whether it may be fetched."""
    return (
        isinstance(value, str) and value.startswith(("https://", "http://")) and len(value) > len("https://")
    )


def addresses(value: Any) -> tuple[str, ...]:
    """Every address in a list of any of KIE's spellings, in order, each once, at most 64.

    Known spellings: a list, a list as JSON text, `[http://…, http://…]` that is no JSON, one bare address, and objects
    with `resultUrl` (Midjourney).
    """
    return tuple(dict.fromkeys(islice(_addresses(value, _DEEPEST_LIST), _MOST_ADDRESSES)))


def _addresses(value: Any, depth: int) -> Iterator[str]:
    if depth == 0:
        return
    if isinstance(value, str):
        yield from _addresses_in_text(value.strip(), depth)
    elif isinstance(value, list):
        for item in value:
            yield from _addresses(item, depth - 1)
    elif isinstance(value, dict):
        yield from _addresses(value.get("resultUrl"), depth - 1)


def _addresses_in_text(value: str, depth: int) -> Iterator[str]:
    if is_address(value):
        yield text(value, limit=4096)
    elif value.startswith("["):
        parsed = parse_json(value)
        if isinstance(parsed, list):
            yield from _addresses(parsed, depth - 1)
        else:
            parts = (part.strip(" \"'") for part in value.strip("[]").split(","))
            yield from (text(part, limit=4096) for part in parts if is_address(part))


def first_text(*values: Any) -> str:
    """The first of the values that has words, or an empty string."""
    return next((words for words in map(text, values) if words), "")


def raw_task_id(payload: Mapping[str, Any]) -> str:
    """KIE's id of a task exactly as written: in the root or in `data`, as `taskId` or `task_id`. Empty when absent."""
    for place in (mapping(payload.get("data")), payload):
        for name in ("taskId", "task_id"):
            value = place.get(name)
            if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18:
                return str(value)
            if isinstance(value, str) and 0 < len(value) <= _ID_LIMIT:
                return value
    return ""


def task_id(payload: Mapping[str, Any]) -> str:
    """KIE's id of a task, fit to be stored; empty when there is none."""
    return text(raw_task_id(payload), limit=_ID_LIMIT)
