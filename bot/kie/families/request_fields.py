"""The fields of a request, in the order that KIE's own examples have: prompt, model, fixed, options, references."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from copy import deepcopy
from decimal import Decimal
from typing import Any

from bot.catalog.spec import Offer, Option, ReferenceNeed, Route, WireType
from bot.domain.generation import Generation, Reference


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
        route: its fixed fields (a prompt takes the place of one), omitted options and own names of fields are respected.
        offer: which option and reference goes into which field.
        generation: what was asked.
        references: addresses of the generation's references, in its order.
        supplier_model: value of a `model` field that goes right behind the prompt; empty for none.
    """
    written = _named(route, _prompt(offer, generation))
    if supplier_model:
        written["model"] = supplier_model
    for name, value in route.fixed.items():
        written.setdefault(name, value)
    for option in offer.options:
        if option.name not in route.omit:
            written.update(_named(route, option_fields(option, generation.choices.get(option.name, ""))))
    written.update(
        _named(route, reference_fields(offer, list(zip(generation.references, references, strict=True))))
    )
    return _nested(written)


def option_fields(option: Option, value: str) -> Mapping[str, Any]:
    """The fields that an option's value is written as; none when it is empty or only the route depends on it."""
    if not value:
        return {}
    written = option.wire[value] if value in option.wire else _typed(option.type, value)
    if isinstance(written, Mapping):
        return written
    return {option.field: written} if option.field and written != "" else {}


def reference_fields(offer: Offer, references: Sequence[tuple[Reference, str]]) -> dict[str, Any]:
    """The fields that the references and their addresses go into, each kind of media by its own need."""
    fields: dict[str, Any] = {}
    for need in offer.references:
        found = [one for one in references if one[0].media is need.media][: need.maximum]
        if not found:
            continue
        addresses = [address for _, address in found]
        if need.made_by:
            fields.update(_task_fields(need, found[0][0]))
        elif need.as_list:
            fields[need.field] = addresses
        else:
            fields.update(zip((need.field, *need.more_fields), addresses, strict=False))
    return fields


def _task_fields(need: ReferenceNeed, reference: Reference) -> dict[str, Any]:
    """How KIE finds a result again; nothing for what it did not make, which no check lets through."""
    if reference.task is None:
        return {}
    ids = {need.field: reference.task.task_id, need.item_field: reference.task.item_id}
    return {field: value for field, value in ids.items() if field}


def _prompt(offer: Offer, generation: Generation) -> dict[str, Any]:
    rule = offer.prompt_for(generation.choices)
    words = generation.prompt if rule.maximum_length else ""
    prompt = (rule.prefix + words).strip()
    return {rule.field: prompt} if prompt else {}


def _named(route: Route, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {route.names.get(name, name): value for name, value in fields.items()}


def _nested(written: Mapping[str, Any]) -> dict[str, Any]:
    """The fields, where a name with dots is the way to its place inside of lists and objects (`speakers.0.voice_name`)."""
    fields = {name: deepcopy(value) for name, value in written.items() if "." not in name}
    for name, value in written.items():
        if "." in name:
            _put(fields, name.split("."), value)
    return fields


def _put(place: Any, way: Sequence[str], value: Any) -> None:
    """Write a value at the end of the way, making what is missing on it."""
    for step, following in itertools.pairwise(way):
        place = _entered(place, step, [] if following.isdecimal() else {})
    _entered(place, way[-1], value, replaces=True)


def _entered(place: Any, step: str, otherwise: Any, *, replaces: bool = False) -> Any:
    """What is at this step of the way; `otherwise` is put there when nothing is, or when it `replaces` that."""
    if not isinstance(place, list):
        if replaces or step not in place:
            place[step] = otherwise
        return place[step]
    index = int(step)
    place.extend({} for _ in range(index + 1 - len(place)))
    if replaces:
        place[index] = otherwise
    return place[index]


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
