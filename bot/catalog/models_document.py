"""The table of all models as a document: `python -m bot models` prints it, and docs/models.md is what it prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Final

from bot.catalog.catalog import Catalog
from bot.catalog.choices import allowed_values
from bot.catalog.load import MODELS, load_catalog
from bot.catalog.pricing import combinations, kie_credits
from bot.catalog.spec import Dialect, Kind, Media, Model, Offer, Option, Per, Price, ReferenceNeed
from bot.catalog.supplied_media import SuppliedMedia

_SOURCE: Final = "# source: "
_CONTINUED: Final = "#   "
_OF_ONE_DIALECT: Final = re.compile(r" \((live|integration)\)$")
_DATE: Final = re.compile(r"\b20\d\d-\d\d(?:-\d\d)?\b")
_MOST_CHOICES: Final = 9
"""Choices that are listed; of more, the first few and their number."""
_HEAD: Final = """\
# The models

Made by `python -m bot models`; a test holds it. What is sold in which dialect of KIE's, what it takes, and what KIE charges: credits of KIE's (1 credit = 0.005 USD), before
`PRICE_MULTIPLIER`. The last two columns are where the contract was read and the newest date of it; how the two dialects differ, and why, is in [kie.md](kie.md)."""
_UNITS: Final = {
    Per.SECOND: "a second",
    Per.THOUSAND_CHARACTERS: "for 1,000 characters",
    Per.MINUTE: "a begun minute",
    Per.RESULT: "a result",
}
_MEDIA: Final = {
    Media.PHOTO: ("photo", "photos"),
    Media.VIDEO: ("video", "videos"),
    Media.AUDIO: ("sound", "sounds"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a contract was read.

    Attributes:
        words: as the model's file says it.
        dialect: which offer it is of; None = of all.
    """

    words: str
    dialect: Dialect | None

    @property
    def newest(self) -> str:
        """The newest date in it; empty when it has none."""
        return max(_DATE.findall(self.words), default="")


def sources_of(text: str) -> tuple[Source, ...]:
    """The sources at the head of a model's file.

    A source may go on over several lines, and ends with the dialect in brackets where it is of one only.
    """
    found: list[str] = []
    for line in text.splitlines():
        if line.startswith(_SOURCE):
            found.append(line.removeprefix(_SOURCE).strip())
        elif line.startswith(_CONTINUED) and found:
            found[-1] += f" {line.removeprefix(_CONTINUED).strip()}"
        else:
            break
    return tuple(map(_source, found))


def models_document(folder: Path = MODELS) -> str:
    """The document, in Markdown.

    Raises:
        CatalogError: a model's file is wrong.
    """
    catalog = load_catalog(folder)
    parts = [_HEAD]
    for dialect in (Dialect.LIVE, Dialect.INTEGRATION):
        models = catalog.models(dialect)
        offers = [offer for model in models if (offer := model.offer(dialect)) is not None]
        sold = sum(not offer.unavailable for offer in offers)
        parts.append(f"\n## {dialect}: {len(models)} models, of which {sold} can be made")
        for kind in Kind:
            parts += _table(catalog, kind, dialect, folder)
    return "\n".join(parts)


def _source(words: str) -> Source:
    of_one = _OF_ONE_DIALECT.search(words)
    dialect = Dialect(of_one[1]) if of_one else None
    return Source(_OF_ONE_DIALECT.sub("", words), dialect)


def _table(catalog: Catalog, kind: Kind, dialect: Dialect, folder: Path) -> Iterator[str]:
    models = [model for model in catalog.models(dialect) if model.kind is kind]
    if not models:
        return
    yield f"\n### {kind}\n"
    yield "| model | KIE's name | takes | options | credits | contract | of |"
    yield "|---|---|---|---|---|---|---|"
    for model in models:
        offer = model.offer(dialect)
        if offer is not None:
            text = (folder / f"{model.slug}.toml").read_text(encoding="utf-8")
            sources = [one for one in sources_of(text) if one.dialect in {None, dialect}]
            yield _row(model, offer, sources)


def _row(model: Model, offer: Offer, sources: Sequence[Source]) -> str:
    ids = dict.fromkeys(f"{route.path} {route.supplier_model}".strip() for route in offer.routes)
    cells = [
        f"**{model.title}**<br>`{model.slug}`{_remark(offer)}",
        "<br>".join(f"`{one}`" for one in ids),
        "<br>".join(_takes(offer)),
        "<br>".join(map(_option, offer.options)),
        "<br>".join(_credits(offer)),
        "; ".join(one.words for one in sources),
        max((one.newest for one in sources), default="") or "–",
    ]
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _remark(offer: Offer) -> str:
    if offer.unavailable:
        return f"<br>not sold: {offer.unavailable}, nearest `{offer.nearest}`"
    shelf = "" if offer.shelved else ", on no shelf"
    return f"<br>{offer.note}{shelf}" if offer.note or shelf else ""


def _takes(offer: Offer) -> Iterator[str]:
    if offer.unavailable and not offer.routes:
        return
    rules = [rule for rule in (*offer.prompts, offer.prompt) if rule.maximum_length]
    if rules:
        optional = "" if offer.prompt.required else " (optional)"
        yield f"words, up to {max(rule.room for rule in rules):,}{optional}"
    yield from map(_need, offer.references)


def _need(need: ReferenceNeed) -> str:
    one, several = _MEDIA[need.media]
    if need.minimum == need.maximum:
        number = str(need.maximum)
    else:
        number = f"{need.minimum}–{need.maximum}" if need.minimum else f"up to {need.maximum}"
    frames = ", first and last frame" if need.frames else ""
    seconds = f", up to {need.maximum_seconds} s" if need.maximum_seconds else ""
    made = f", made by {', '.join(need.made_by)}" if need.made_by else ""
    return f"{number} {one if need.maximum == 1 else several}{frames}{seconds}{made}"


def _option(option: Option) -> str:
    condition = ", ".join(f"{name} {value}" for name, value in option.only_with.items())
    return f"`{option.name}` {_values(option)}{f' (with {condition})' if condition else ''}"


def _values(option: Option) -> str:
    values = option.choices
    if not values:
        free = option.minimum is None and option.maximum is None
        return f"{allowed_values(option)} characters" if free else allowed_values(option)
    if len(values) > 2 and all(value.isdecimal() for value in values):
        numbers = [int(value) for value in values]
        if all(after - before == 1 for before, after in pairwise(numbers)):
            return f"{numbers[0]}–{numbers[-1]}"
    if len(values) > _MOST_CHOICES:
        return f"{', '.join(values[:5])} … ({len(values)})"
    return ", ".join(values)


def _credits(offer: Offer) -> Iterator[str]:
    """The cheapest and the dearest request, the price of a unit, and what each piece of media adds."""
    price = offer.price
    if price is None or not offer.routes:
        return
    if not price.per.by_unit:
        taken = [kie_credits(offer, choices, media=media) for choices, media in _requests(offer)]
        yield _span(taken)
    if price.per is not Per.GENERATION:
        yield f"{_span([row.credits for row in price.rows])} {_unit(price)}"
    for piece in price.pieces:
        after = f" after {piece.included}" if piece.included else ""
        yield f"+ {_number(piece.credits)} for each {_MEDIA[piece.media][0]}{after}"


def _requests(offer: Offer) -> Iterator[tuple[dict[str, str], SuppliedMedia]]:
    """Every combination of options, with as few media as possible and with as many."""
    most = SuppliedMedia({need.media: need.maximum for need in offer.references})
    for choices, media in combinations(offer):
        yield choices, media
        if media:
            yield choices, most


def _unit(price: Price) -> str:
    if price.per is Per.REFERENCE_SECOND and price.seconds_of is not None:
        return f"for each second of the {_MEDIA[price.seconds_of][0]}"
    return _UNITS[price.per]


def _span(numbers: Sequence[Decimal]) -> str:
    least, most = _number(min(numbers)), _number(max(numbers))
    return least if least == most else f"{least}–{most}"


def _number(amount: Decimal) -> str:
    whole = amount == amount.to_integral_value()
    return f"{int(amount):,}" if whole else f"{amount.normalize():f}"
