"""What a model takes of a person's words beside those of a look."""

from __future__ import annotations

from dataclasses import replace

from bot.catalog.spec import Offer, PromptRule
from bot.domain.look import Look


def offer_around(offer: Offer, look: Look | None) -> Offer:
    """The offer for what stands in the look's gap: shorter by the look's words, and not required beside them."""
    if look is None or not look.words.length:
        return offer
    rules = tuple(_rule_around(rule, look.words.length) for rule in offer.prompts)
    return replace(offer, prompt=_rule_around(offer.prompt, look.words.length), prompts=rules)


def _rule_around(rule: PromptRule, length: int) -> PromptRule:
    if not rule.maximum_length:
        return rule
    least = len(rule.prefix) + 1  # 0 would say that the model takes no words at all
    return replace(
        rule,
        required=False,
        minimum_length=max(1, rule.minimum_length - length),
        maximum_length=max(least, rule.maximum_length - length),
    )
