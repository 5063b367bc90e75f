"""Cities that stand for their time zones, and which of them a language suggests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

_WORLD: Final = (
    "America/Los_Angeles",
    "America/Denver",
    "America/Chicago",
    "America/New_York",
    "America/Sao_Paulo",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Kyiv",
    "Europe/Istanbul",
    "Europe/Moscow",
    "Asia/Dubai",
    "Asia/Tashkent",
    "Asia/Kolkata",
    "Asia/Bangkok",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Pacific/Auckland",
)
"""From west to east; IANA names."""

_RUSSIAN: Final = (
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Omsk",
    "Asia/Novosibirsk",
    "Asia/Irkutsk",
    "Asia/Yakutsk",
    "Asia/Vladivostok",
    "Asia/Magadan",
    "Asia/Kamchatka",
    "Europe/Kyiv",
    "Asia/Tashkent",
    "Asia/Dubai",
    "Europe/Berlin",
)

CITIES: Final = frozenset({*_WORLD, *_RUSSIAN})

_GUESSES: Final[Mapping[str, str]] = {
    "ru": "Europe/Moscow",
    "be": "Europe/Moscow",
    "uk": "Europe/Kyiv",
    "kk": "Asia/Tashkent",
    "uz": "Asia/Tashkent",
    "de": "Europe/Berlin",
    "fr": "Europe/Berlin",
    "es": "Europe/Berlin",
    "it": "Europe/Berlin",
    "pl": "Europe/Berlin",
    "nl": "Europe/Berlin",
    "pt": "America/Sao_Paulo",
    "tr": "Europe/Istanbul",
    "ar": "Asia/Dubai",
    "hi": "Asia/Kolkata",
    "th": "Asia/Bangkok",
    "vi": "Asia/Bangkok",
    "zh": "Asia/Shanghai",
    "ja": "Asia/Tokyo",
    "en": "America/New_York",
}


def suggested(language: str) -> Sequence[str]:
    """The zones for people of a language (`ru`, `pt-br`), the likeliest one first."""
    code = language.partition("-")[0].lower()
    zones = _RUSSIAN if code in {"ru", "be"} else _WORLD
    guess = _GUESSES.get(code)
    return zones if guess is None else (guess, *(zone for zone in zones if zone != guess))


def city_key(zone: str) -> str:
    """Key of the city's name: `city-Europe-Moscow`."""
    return f"city-{zone.replace('/', '-')}"
