"""The fields of a request, in the order that KIE's own examples have: prompt, model, fixed, options, references."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from bot.catalog.spec import Media, Offer, Option, Route, WireType
from bot.domain.generation import Generation


def request_fields(
    route: Route,
    offer: Offer,
    generation: Generation,
    references: Sequence[str],
    *,
    supplier_model: str = "",
) -> dict[str, Any]:
    """Everything that the request says about what to make. Empty values are left out.

    Args:
        route: its fixed fields, omitted options and own names of fields are respected.
        offer: which option and reference goes into which field.
        generation: what was asked.
        references: addresses of the generation's references, in its order.
        supplier_model: value of a `model` field that goes right behind the prompt; empty for none.
    """
    fields = _named(route, _prompt(offer, generation))
    if supplier_model:
        fields["model"] = supplier_model
    fields.update(route.fixed)
    for option in offer.options:
        if option.name not in route.omit:
            fields.update(_named(route, option_fields(option, generation.choices.get(option.name, ""))))
    media = [reference.media for reference in generation.references]
    fields.update(_named(route, reference_fields(offer, list(zip(media, references, strict=True)))))
    return fields


def option_fields(option: Option, value: str) -> Mapping[str, Any]:
    """The fields that an option's value is written as; none when it is empty or only the route depends on it."""
    if not value:
        return {}
    written = option.wire[value] if value in option.wire else _typed(option.type, value)
    if isinstance(written, Mapping):
        return written
    return {option.field: written} if option.field and written != "" else {}


def reference_fields(offer: Offer, references: Sequence[tuple[Media, str]]) -> dict[str, Any]:
    """The fields that the references go into, each kind of media by its own need."""
    fields: dict[str, Any] = {}
    for need in offer.references:
        found = [address for media, address in references if media is need.media][: need.maximum]
        if not found:
            continue
        if need.as_list:
            fields[need.field] = found
        else:
            fields.update(zip((need.field, *need.more_fields), found, strict=False))
    return fields


def _prompt(offer: Offer, generation: Generation) -> dict[str, Any]:
    rule = offer.prompt_for(generation.choices)
    words = generation.prompt if rule.maximum_length else ""
    prompt = (rule.prefix + words).strip()
    return {rule.field: prompt} if prompt else {}


def _named(route: Route, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {route.names.get(name, name): value for name, value in fields.items()}


def _typed(wire_type: WireType, value: str) -> Any:
    match wire_type:
        case WireType.STRING:
            return value
        case WireType.BOOLEAN:
            return value == "on"
        case WireType.INTEGER:
            return int(value)
        case WireType.NUMBER:
            exact = Decimal(value)
            return int(exact) if exact == exact.to_integral_value() else float(exact)
