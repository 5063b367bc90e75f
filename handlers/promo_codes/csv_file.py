"""Codes as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import Final

from bot.domain.csv_cell import cell
from bot.promo_codes.make import MadeCodes
from handlers.core.deep_link import DeepLink, LinkTarget

HEADER: Final = ("code", "gives", "amount", "until", "campaign", "link")


def codes_csv(made: MadeCodes, username: str) -> bytes:
    """A row for each code, with the link that redeems it; `username` is the bot's."""
    terms = made.terms
    until = terms.ends_at.isoformat() if terms.ends_at is not None else ""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(HEADER)
    for code in made.codes:
        link = DeepLink(LinkTarget.PROMO, code).url(username)
        table.writerow(
            [cell(str(one)) for one in (code, terms.kind, terms.amount, until, terms.campaign, link)]
        )
    return out.getvalue().encode()


def can_be_linked(code: str) -> bool:
    """Whether a link can carry the code: not every alphabet goes into one."""
    link = DeepLink(LinkTarget.PROMO, code)
    return DeepLink.parse(link.payload) == link
