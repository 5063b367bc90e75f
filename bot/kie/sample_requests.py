"""Requests as the catalogue would send them: one for every choice of every option, beside the others' defaults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from bot.catalog.choices import settle
from bot.catalog.routing import pick_route
from bot.catalog.spec import Dialect, Media, Model, Offer, Option, PromptRule
from bot.domain.generation import Destination, Generation, Reference, TaskResult
from bot.errors import CatalogError, Refusal
from bot.kie.families import FAMILIES

_WORDS: Final = "A red kite above a green hill "
_ADDRESSES: Final[Mapping[Media, str]] = {
    Media.PHOTO: "https://example.com/1.jpg",
    Media.VIDEO: "https://example.com/1.mp4",
    Media.AUDIO: "https://example.com/1.mp3",
}
_EARLIER: Final = TaskResult(model="", task_id="1234567890abcdef", item_id="1234567890abcdef")
"""For models that go on with a task of KIE's."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def sample_bodies(
    model: Model, offer: Offer, family: str, callback_url: str | None
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """KIE's id and the body of every request that is worth a look, of one family.

    Args:
        model: of the catalogue.
        offer: in the live dialect.
        family: name of the wire shape; what goes another way is left out.
        callback_url: where KIE may call, or None.
    """
    for media in _media(offer):
        for choices in _choices(model, offer, has_references=bool(media)):
            try:
                _, route = pick_route(offer, choices, has_references=bool(media))
            except CatalogError:
                continue
            if route.family != family:
                continue
            for prompt in _prompts(offer.prompt_for(choices)):
                generation = _generation(model, choices, prompt, media)
                addresses = [_ADDRESSES[one] for one in media]
                yield (
                    route.supplier_model,
                    FAMILIES[family].body(route, offer, generation, addresses, callback_url),
                )


def _choices(model: Model, offer: Offer, *, has_references: bool) -> Iterator[Mapping[str, str]]:
    """The defaults; what a route or a prompt is for; then every value of every option. Each once."""
    wanted: list[Mapping[str, str]] = [{}]
    wanted += [route.when for route in offer.routes]
    wanted += [rule.when for rule in offer.prompts]
    wanted += [
        {**option.only_with, option.name: value} for option in offer.options for value in _values(option)
    ]
    seen = set()
    for given in wanted:
        try:
            settled = settle(model, offer, given, has_references=has_references)
        except Refusal:  # a condition that no person can choose, or one that conflicts with a default
            continue
        if (signature := tuple(settled.items())) not in seen:
            seen.add(signature)
            yield settled


def _values(option: Option) -> tuple[str, ...]:
    bounds = tuple(str(bound) for bound in (option.minimum, option.maximum) if bound is not None)
    longest = ("x" * option.maximum_length,) if option.maximum_length else ()
    return option.choices or (*option.suggestions, *bounds, *longest)


def _media(offer: Offer) -> Iterator[tuple[Media, ...]]:
    """The least that it takes, then the most of each kind beside the least of the others."""
    least = {need.media: need.minimum for need in offer.references}
    seen = set()
    for counts in (least, *({**least, need.media: need.maximum} for need in offer.references)):
        media = tuple(kind for kind, count in counts.items() for _ in range(count))
        if media not in seen:
            seen.add(media)
            yield media


def _prompts(rule: PromptRule) -> tuple[str, ...]:
    """Short words and the longest that there is room for; none where it takes none."""
    if not rule.maximum_length:
        return ("",)
    short = _filled(max(rule.minimum_length, min(len(_WORDS), rule.room)))
    return (short, _filled(rule.room)) if rule.required else ("", short, _filled(rule.room))


def _filled(length: int) -> str:
    return (_WORDS * (length // len(_WORDS) + 1))[:length].strip().ljust(length, ".")


def _generation(
    model: Model, choices: Mapping[str, str], prompt: str, media: tuple[Media, ...]
) -> Generation:
    return Generation(
        id=0,
        person_id=None,
        account_id=0,
        language="en",
        destination=Destination(chat_id=0),
        model=model.slug,
        dialect=Dialect.LIVE,
        choices=choices,
        prompt=prompt,
        references=tuple(Reference(file_id="", media=one, task=_EARLIER) for one in media),
        price=0,
        token="",
        created_at=_EPOCH,
        due_at=None,
        deadline_at=_EPOCH,
    )
