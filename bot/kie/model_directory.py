"""What KIE says of its models: which a key may use, their prices, their schemas, how often they succeed.

Source: KIE's agent skill `kie-models`, September 2026. Nothing of it is needed to make anything, and some keys may not read
all of it: what is missing, or is not what the skill describes, is unknown, never an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final
from urllib.parse import quote

from bot.errors import AccessRefused, StatusUnavailable
from bot.kie import json_reading as wire
from bot.kie.client import KieClient
from bot.kie.responses import check_readable

_MODELS: Final = "/api/v1/models"
_LONGEST_WORDS: Final = 2000
"""Characters of a price's words that are read."""
_MOST_POINTS: Final = 1000
"""Points of a success rate that are read; KIE gives one for each ten minutes of a day."""
_ATTEMPTS: Final = 3
_TOO_OFTEN: Final = 429


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessRate:
    """How many of a model's tasks succeed at KIE, of all its customers' orders, in percent.

    Attributes:
        newest: in the newest ten minutes in which there were any.
        average: of the ten minutes of a day, those without any left out.
    """

    newest: float
    average: float


class ModelDirectory:
    """Asks KIE about models; slowly, since four kinds of questions share one call a second."""

    def __init__(self, client: KieClient) -> None:
        self._client = client

    async def listed(self) -> Mapping[str, str]:
        """The words about the price of every model that the key may use, possibly empty, by KIE's ids.

        Raises:
            StatusUnavailable, AccessRefused: not to be had.
        """
        answer = await self._client.look_up(_MODELS)
        check_readable(answer)
        entries = map(wire.mapping, wire.items(answer.data.get("models")))
        found = {
            model: wire.text(entry.get("pricingDesc"), limit=_LONGEST_WORDS)
            for entry in entries
            if (model := wire.text(entry.get("model"), limit=200))
        }
        if not found:
            raise StatusUnavailable("KIE listed no models")
        return found

    async def price_words(self, model_id: str) -> str:
        """What a model costs, in words; empty when KIE does not say."""
        return wire.text((await self._data(model_id, "price")).get("pricingDesc"), limit=_LONGEST_WORDS)

    async def document(self, model_id: str) -> Mapping[str, Any]:
        """The OpenAPI document of a model's requests; empty when KIE has none."""
        return wire.mapping((await self._data(model_id, "schema")).get("openapi"))

    async def success_rate(self, model_id: str) -> SuccessRate | None:
        """How often a model succeeds; None when KIE does not say, or when no one has used it."""
        points = wire.items((await self._data(model_id, "success-rate")).get("points"))
        rates = [
            (wire.text(point.get("start"), limit=40), rate)
            for point in map(wire.mapping, islice(points, _MOST_POINTS))
            if (rate := wire.number(point.get("successRate"))) is not None and 0 <= rate <= 100
        ]
        if not rates:
            return None
        _, newest = max(rates, key=lambda pair: pair[0])
        return SuccessRate(newest=newest, average=sum(rate for _, rate in rates) / len(rates))

    async def _data(self, model_id: str, what: str) -> Mapping[str, Any]:
        """The answer's inside; empty when there is none, for whatever reason. Slashes of an id are parts of the path."""
        path = f"{_MODELS}/{quote(model_id, safe='/')}/{what}"
        try:
            for _ in range(_ATTEMPTS):
                answer = await self._client.look_up(path)
                if answer.code != _TOO_OFTEN:
                    break
            check_readable(answer)
        except (StatusUnavailable, AccessRefused):
            return {}
        return answer.data
