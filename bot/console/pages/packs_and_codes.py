"""What is sold for Stars, and promo codes; each can be ended here, after a question."""

from __future__ import annotations

from collections.abc import Sequence

from bot.console.pages.paging import LIMIT, ROWS, older_link
from bot.console.visit import Answer, GoneTo, Page, Shown, Visit
from bot.domain.console_lists import ConsoleLists
from bot.domain.paging import OpenPage
from bot.domain.promo_code import PromoCodeReader
from bot.domain.staff import Act
from bot.domain.terms import Tariff
from bot.payments.break_even import BreakEven
from bot.payments.packs import Packs
from bot.promo_codes.make import PromoCodeMaker


class PacksAndCodes:
    """Packs and codes, by the use cases of `/packs` and `/codes`."""

    def __init__(
        self, lists: ConsoleLists, packs: Packs, codes: PromoCodeReader, maker: PromoCodeMaker, tariff: Tariff
    ) -> None:
        self._lists = lists
        self._packs = packs
        self._codes = codes
        self._maker = maker
        self._tariff = tariff

    def pages(self) -> Sequence[Page]:
        """Two lists, and the ends of what stands in them."""
        number = "(?P<id>[0-9]{1,18})"
        return [
            Page(path="/packs", act=Act.PACKS, show=self.packs, name="packs"),
            Page(path=f"/packs/{number}/end", act=Act.PACKS, change=self.end_pack, section="packs"),
            Page(path="/codes", act=Act.CODES, show=self.codes, name="codes"),
            Page(path=f"/codes/{number}/end", act=Act.CODES, change=self.end_code, section="codes"),
        ]

    async def packs(self, visit: Visit) -> Answer:
        """What is on sale, with what each leaves."""
        terms = BreakEven.of(self._tariff)
        lines = [
            (pack, terms.margin_percent(pack.stars, pack.credits)) for pack in await self._packs.on_sale()
        ]
        return Shown(template="packs", title=visit.t.plain("console-packs"), values={"lines": lines})

    async def end_pack(self, visit: Visit) -> Answer | None:
        """Take a pack off sale; first a question."""
        pack = next(
            (one for one in await self._packs.on_sale() if str(one.id) == visit.arguments["id"]), None
        )
        if pack is None:
            return None
        if not visit.is_sure:
            question = visit.t.plain("console-end-pack", stars=pack.stars, credits=pack.credits)
            return visit.ask(question, f"/packs/{pack.id}/end", back="/packs")
        await self._packs.end(pack.id, by=visit.person_id)
        return GoneTo(path="/packs")

    async def codes(self, visit: Visit) -> Answer:
        """Codes and series, the newest first."""
        read = await self._lists.promo_terms(visit.number("before"), LIMIT)
        page = OpenPage.of(read, ROWS)
        return Shown(
            template="codes",
            title=visit.t.plain("console-codes"),
            values={
                "lines": [(terms, terms.is_on_at(visit.now)) for terms in page.lines],
                "next": older_link({}, page.behind(lambda line: line.id)),
            },
        )

    async def end_code(self, visit: Visit) -> Answer | None:
        """Switch a code or series off; first a question."""
        terms = await self._codes.promo_terms(int(visit.arguments["id"]))
        if terms is None or not terms.is_on_at(visit.now):
            return None
        if not visit.is_sure:
            question = visit.t.plain("console-end-code", code=terms.name or f"#{terms.id}")
            return visit.ask(question, f"/codes/{terms.id}/end", back="/codes")
        await self._maker.end(terms.id, by=visit.person_id)
        return GoneTo(path="/codes")
