"""Whether a request is within a group's rules. Checked at the quote, and again at the confirmation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from bot.catalog.spec import Model
from bot.domain.group import AdmissionStatus, Group, GroupRepository, GroupRules, Payer, Span
from bot.groups.banned_words import holds_banned
from bot.groups.refusals import (
    ApprovalNeeded,
    CapReached,
    GroupNotAdmitted,
    KindNotAllowed,
    ModelNotAllowed,
    TooDearForGroup,
    WordBanned,
)


def require_admitted(group: Group) -> None:
    """Raises GroupNotAdmitted while the operator has not let the bot work here."""
    if group.admission is not AdmissionStatus.ADMITTED:
        raise GroupNotAdmitted


def is_allowed(rules: GroupRules, model: Model) -> bool:
    """Whether anything may be made with the model here."""
    return model.kind in rules.kinds and model.slug not in rules.models_off


def require_content_allowed(
    rules: GroupRules, model: Model, prompt: str, choices: Mapping[str, str] | None = None
) -> None:
    """Whether such a thing may be made here at all.

    Args:
        rules: the group's.
        model: what makes it.
        prompt: the words.
        choices: options; what was typed into one, such as a song's style, counts as words.

    Raises:
        KindNotAllowed, ModelNotAllowed, WordBanned: the group's admins do not want it.
    """
    if model.kind not in rules.kinds:
        raise KindNotAllowed(kind=model.kind)
    if model.slug in rules.models_off:
        raise ModelNotAllowed(model=model.title)
    require_words(rules, " \n".join((prompt, *_typed(model, choices or {}))))


def require_words(rules: GroupRules, words: str) -> None:
    """Whether such words may be said here. Raises WordBanned."""
    if holds_banned(words, rules.banned_words):
        raise WordBanned


def require_price(rules: GroupRules, price: int) -> None:
    """Whether one generation may cost so much here. Raises TooDearForGroup."""
    if rules.generation_cap is not None and price > rules.generation_cap:
        raise TooDearForGroup(price=price, maximum=rules.generation_cap)


def require_approval(rules: GroupRules, price: int) -> None:
    """Whether it may be made without an admin of the group. Raises ApprovalNeeded."""
    if needs_approval(rules, price):
        raise ApprovalNeeded(price=price, limit=rules.approval_above or 0)


def needs_approval(rules: GroupRules, price: int) -> bool:
    """Whether an admin has to agree to such a price. People who pay from their own account need no approval."""
    limit = rules.approval_above
    return rules.paid_by is Payer.GROUP and limit is not None and price > limit


async def require_caps(
    tx: GroupRepository, rules: GroupRules, *, account_id: int, person_id: int, price: int, now: datetime
) -> None:
    """Whether the member may spend so much more from the group's account.

    Raises:
        CapReached: of the first cap that it would exceed, the shortest span first.
    """
    if rules.paid_by is not Payer.GROUP:
        return
    for span in Span:
        cap = rules.caps.get(span)
        if cap is None:
            continue
        since = span.begin(now, rules.utc_offset)
        spent = sum(one.credits for one in await tx.spent(account_id, since, person_id=person_id))
        if spent + price > cap:
            raise CapReached(span=span, price=price, cap=cap, left=max(0, cap - spent))


def _typed(model: Model, choices: Mapping[str, str]) -> Iterator[str]:
    """The values that were typed: those of options without a list of values."""
    offers = [offer for offer in (model.live, model.integration) if offer is not None]
    for name, value in choices.items():
        known = [option for offer in offers if (option := offer.option(name)) is not None]
        if known and not any(option.choices for option in known):
            yield value
