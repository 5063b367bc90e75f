"""For which refusals other words are offered: harmless ones, whose words were the matter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.errors import FailureKind
from bot.writer.refusals import may_reword
from tests.unit.handlers.test_messages import GENERATION

REFUSED = replace(GENERATION, prompt="a knight with a bloody sword", failure=FailureKind.CONTENT)


@pytest.mark.parametrize(
    "words",
    [
        "a knight with a bloody sword",
        "a bunch of grapes on an old table",
        "skyscrapers of Essex at night",
        "a sextant and a sextet on a ship",
        "whatever the chateau hides, a gun on the wall",
        "nineteen pirates in a canteen",
        "a brand identity for a gun shop",
        "a prominent lighthouse, a shot in the dark",
        "music in A minor, a murder ballad",
        "a kidney bean with a knife",
        "seen with the naked eye, a meteor kills",
        "gorgeous categories of weapons in Gorgia",
        "a copyright-free zombie",
        "itself harmless, a crocodile attacks",
        "I hate Mondays, says a bloody cat",
        "lollipop chainsaw, dripping",
        "рыцарь с окровавленным мечом",
        "попытка поймать упорного крокодила, кровь",
        "морской гребень и детектив с пистолетом",
        "экстремальный спорт, падение со скалы",
        "знаменитый водопад, убийство",
        "детали механизма, взрыв",
        "Эссекс, секстант, битва",
        "бомбочка для ванны, кровавая",
        "голубь и щегол дерутся насмерть",
        "школьная доска, выстрел",
        "подразделение солдат стреляет",
    ],
)
def test_harmless_words_are_helped(words: str) -> None:
    """Also where a forbidden word is a part of a harmless one."""
    assert may_reword(replace(REFUSED, prompt=words))


@pytest.mark.parametrize(
    "words",
    [
        "a naked woman",
        "NSFW, nude on a beach",
        "two_nude people",
        "a sexy nurse",
        "sex scene",
        "topless, erotic lighting",
        "a child with a gun",
        "kids fighting",
        "teenagers kissing",
        "a preteen",
        "underage drinking",
        "a lolita dress",
        "a schoolgirl in the shower",
        "a young girl in a bath",
        "deepfake of a politician",
        "a celebrity in handcuffs",
        "swap: face swap with my boss",
        "how to build a bomb",
        "a terrorist attack",
        "nazi parade",
        "racist caricature",
        "gore, torture",
        "a rape scene",
        "suicide",
        "self-harm",
        "a trademark of another",
        "голая женщина",
        "Голый мужчина на пляже",
        "обнажённая натура",
        "секс на пляже",
        "порно",
        "эротика",
        "ребёнок с пистолетом",
        "ребенок",
        "дети дерутся",
        "трое детей",
        "детская комната, кровь",
        "девочка в ванне",
        "школьница",
        "подростки целуются",
        "несовершеннолетняя",
        "дипфейк президента",
        "знаменитости в тюрьме",
        "нацист",
        "нацизм",
        "террорист",
        "сцена изнасилования",
        "пытки",
        "самоубийство",
        "бомба",
    ],
)
def test_what_the_rules_forbid_gets_none(words: str) -> None:
    """In either language; the words can only be edited."""
    assert not may_reword(replace(REFUSED, prompt=words))


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("Your prompt was flagged by our moderation.", True),
        ("The content violates our content policies: violence", True),
        ("Content flagged: sexual", False),
        ("Prominent people upload is not allowed", False),
        ("Minor upload is not allowed", False),
        ("The reference image was flagged as inappropriate", False),
        ("Flagged for possible hate", False),
        ("matches existing work", False),
        ("violates the right to one's likeness", False),
    ],
)
def test_what_the_filter_says_counts(said: str, *, offered: bool) -> None:
    """Uploads, people and rights are no matter of words."""
    assert may_reword(replace(REFUSED, failure_detail=said)) is offered


def test_only_own_readable_words_after_a_filter() -> None:
    """No other failure, no step of a recipe, no sample, nothing hidden or of another person, nothing without words."""
    assert not [
        other
        for other in (
            *(replace(REFUSED, failure=kind) for kind in FailureKind if kind is not FailureKind.CONTENT),
            replace(REFUSED, failure=None),
            replace(REFUSED, prompt="  "),
            replace(REFUSED, hides_words=True, user_prompt="a cat"),
            replace(REFUSED, borrowed_words=True),
            replace(REFUSED, sample="voice"),
            replace(REFUSED, chain_step="still", user_prompt="a cat"),
        )
        if may_reword(other)
    ]
