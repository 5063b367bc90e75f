"""After which refusals of a content filter other words are offered: never for what no words make right."""

from __future__ import annotations

import re

from bot.domain.generation import Generation
from bot.errors import FailureKind

_NEVER = re.compile(
    r"sex|nud(?:e|ity)|naked|topless|porn|nsfw|erot|fetish|genital|undress|lingerie|minor|child|\bkid|teen|underage|csam|loli"
    r"|deepfake|celebrit|public figure|politician|prominent|real (?:person|people)|likeness|impersonat|identity|face swap"
    r"|hate|racis|nazi|extremis|terror|bomb|suicid|self.?harm|gore|tortur|rape|incest|copyright|trademark"
    r"|секс|голы|голая|голой|обнаж|раздет|разде[нв]|порно|эротик|ребён|ребен|дет(?:и|ей|ск)|девочк|мальчик|школьн|подрост|малолет"
    r"|дипфейк|знаменит|изнасил|террор|нацис|экстрем|суицид|самоуб|пытк|бомб",
    re.IGNORECASE,
)
"""What the operator's rules, KIE's terms or the law forbid, in KIE's words or a person's. Too much rather than too little: who meets
it edits the words alone."""


def may_reword(generation: Generation) -> bool:
    """Whether other words can be suggested for what a filter has refused: its words were the matter, and are no such thing.

    Words that the person may not read, and those of another person, are left alone.
    """
    words = generation.shown_prompt
    if generation.failure is not FailureKind.CONTENT or generation.in_chain or generation.sample:
        return False
    if not words or generation.hides_words or generation.borrowed_words:
        return False
    return not _NEVER.search(words) and not _NEVER.search(generation.failure_detail)
