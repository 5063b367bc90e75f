"""Hostile variations of KIE's recorded payloads: seeded, so that a finding can be repeated."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parents[1] / "unit" / "kie" / "samples"

_LEAVES: Sequence[Any] = (
    None,
    True,
    0,
    -1,
    10**400,
    1e308,
    "",
    "0",
    "success",
    "[http://example.com/a.mp4]",
    '{"resultUrls":["file:///etc/passwd"]}',
    "javascript:alert(1)",
    "https://user:pass@127.0.0.1/",
    "<b>&'\"\x00\u202e\ud83d\ude00",
    "x" * 5000,
    [],
    {},
    [[[]]],
    {"taskId": {"taskId": []}},
)
_DEEP = 3000
"""Deeper than a recursive parser can go."""


class Junk:
    """Makes payloads that KIE would never send, from those that it does.

    Args:
        seed: the same seed makes the same payloads.
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._samples = [json.loads(path.read_bytes()) for path in sorted(SAMPLES.glob("*.json"))]

    def payloads(self, number: int) -> Iterator[Any]:
        """JSON values, most of them nearly right."""
        for _ in range(number):
            payload = json.loads(json.dumps(self._random.choice(self._samples)))
            for _ in range(self._random.randint(1, 4)):
                payload = self._spoiled(payload)
            yield payload

    def bodies(self, number: int) -> Iterator[bytes]:
        """Request bodies: spoiled JSON, and bytes that are none."""
        for payload in self.payloads(number):
            body = json.dumps(payload, ensure_ascii=self._random.random() < 0.5).encode(
                errors="surrogatepass"
            )
            yield self._torn(body) if self._random.random() < 0.3 else body

    def token(self, genuine: str) -> str:
        """A callback token with one thing wrong."""
        at = self._random.randrange(len(genuine))
        changed = self._random.choice("0aZ._-~%20")
        return f"{genuine[:at]}{changed}{genuine[at + 1 :]}"

    def chance(self, share: float) -> bool:
        """Whether this one is among the `share`."""
        return self._random.random() < share

    def _spoiled(self, payload: Any) -> Any:
        """One leaf or branch replaced, removed or doubled."""
        if not isinstance(payload, dict | list) or not payload or self._random.random() < 0.1:
            return self._random.choice(_LEAVES)
        if isinstance(payload, list):
            at = self._random.randrange(len(payload))
            return [*payload[:at], self._spoiled(payload[at]), *payload[at:]]
        key = self._random.choice(sorted(payload))
        if self._random.random() < 0.2:
            return {name: value for name, value in payload.items() if name != key}
        return {**payload, key: self._spoiled(payload[key])}

    def _torn(self, body: bytes) -> bytes:
        match self._random.randrange(5):
            case 0:
                return body[: self._random.randrange(len(body) + 1)]
            case 1:
                return self._random.randbytes(self._random.randrange(200))
            case 2:
                return b"[" * _DEEP + body
            case 3:
                return body.replace(b'"', b"'") + b"\xff\xfe"
            case _:
                at = self._random.randrange(len(body) + 1)
                return body[:at] + self._random.randbytes(3) + body[at:]
