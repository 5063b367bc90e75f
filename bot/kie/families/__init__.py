"""KIE's wire shapes: each writes a request and reads a state, without touching the network."""

from __future__ import annotations

from collections.abc import Mapping

from bot.kie.families.family import Family
from bot.kie.families.flag_status import ALEPH, FLUX_KONTEXT, LUMA, MIDJOURNEY, VEO
from bot.kie.families.integration import CARD
from bot.kie.families.market import MARKET
from bot.kie.families.word_status import GPT4O, RUNWAY, SUNO

FAMILIES: Mapping[str, Family] = {
    family.name: family
    for family in (CARD, MARKET, VEO, RUNWAY, ALEPH, LUMA, GPT4O, FLUX_KONTEXT, MIDJOURNEY, SUNO)
}
"""Every family by the name that a route's `family` says."""

__all__ = ["FAMILIES", "Family"]
