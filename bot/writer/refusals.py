"""After which refusals of a content filter other words are offered: never for what no words make right."""

from __future__ import annotations

import re

from bot.domain.generation import Generation
from bot.errors import FailureKind

_BEGINS = r"(?<![^\W\d_])"
"""No letter before it: a grape, a skyscraper and a «попытка» are harmless."""
_ENDS = r"(?![^\W\d_])"

_NEVER = re.compile(
    rf"{_BEGINS}(?:"
    r"sex(?!t(?:ant|et|on|uplet))|nud(?:e|ity|ist)|naked(?! (?:eye|mole))|topless|porn|nsfw|erot|fetish|genital|undress|strip(?:per|tease)"
    r"|lingerie|hentai|orgasm|nipple|bare breast|under.?age|csam|deepfake|celebrit|public figure|politician|real (?:person|people)"
    r"|in the likeness|impersonat|face.?swap|hate (?:speech|symbol|crime|group)|hateful|racis[tm]|extremis[tm]|terroris|suicid"
    r"|self.?harm|tortur|incest|copyright(?!.free)|trademark"
    rf"|(?:bomb(?:s|er|ing)?|child(?:ren)?|kids?|toddlers?|infants?|minors|school.?(?:girl|boy)s?|(?:little|young) (?:girl|boy)s?"
    rf"|(?:pre.?)?teen(?:s|ag\w*)?|loli(?:s|ta|con)?|nazi(?:s|sm)?|gor[ey]|rap(?:es?|ed|ing|ists?)){_ENDS}"
    r"|секс(?!т(?:ант|ет))|обнаж|раздет|разде[нв]|порно|эроти|стриптиз|хентай|изнасил|дипфейк|знаменитост"
    r"|(?:нео)?наци(?:ст|зм)|террори[сз]|экстреми|суицид|самоуб|пытк|бомб(?!ичес|очк)"
    r"|реб[её]н|девочк|мальчик|школьни[кц]|подрост[ок]|малолет|несовершеннолет"
    rf"|(?:гол(?:ый|ая|ое|ой|ую|ого|ому|ым|ых|ыми)|дет(?:и|ей|ям|ях|ьми|к[аиу]|ок)|детск\w+){_ENDS}"
    r")",
    re.IGNORECASE,
)
"""What the operator's rules, KIE's terms or the law forbid, in a person's words or in KIE's. Too much rather than too little: who
meets it edits the words alone."""

_NEVER_SAID = re.compile(
    rf"{_BEGINS}(?:minors?|hate|violent extrem\w*|terror|prominent|likeness|identity|person.s face|existing work"
    rf"|(?:input|reference|uploaded|source) (?:image|photo|picture|video|audio|file)s?){_ENDS}",
    re.IGNORECASE,
)
"""What KIE says of people, rights and uploads: harmless in a prompt, and as a reason nothing that other words make right."""


def may_reword(generation: Generation) -> bool:
    """Whether other words can be suggested for what a filter has refused: its words were the matter, and are no such thing.

    Words that the person may not read, and those of another person, are left alone.
    """
    words, said = generation.shown_prompt, generation.failure_detail
    if generation.failure is not FailureKind.CONTENT or generation.in_chain or generation.sample:
        return False
    if not words.strip() or generation.hides_words or generation.borrowed_words:
        return False
    return not is_forbidden(words) and not is_forbidden(said) and not _NEVER_SAID.search(said)


def is_forbidden(words: str) -> bool:
    """Whether words name what no other words make right."""
    return _NEVER.search(words) is not None
