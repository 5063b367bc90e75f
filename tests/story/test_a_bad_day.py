"""An operator's bad day as docs/operations.md tells it: KIE's balance is empty, many want their Stars back, and one person makes
what must not be there. Every step is a tap, or a command that stands in the menu.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

import pytest

from bot.sandbox.telegram import Message, Person
from tests.story.buying import answer, sell
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.purchases import bought, payment
from tests.story.supplier import let_time_pass

pytestmark = pytest.mark.story

WORDS: Final = {
    "en": {
        "waits": "Waiting for the service", "unsold": "Purchases are paused", "empty": "KIE has no credits left",
        "paused": "Back at noon", "refund": "Refund", "spent": "takes back 0 of 150", "sure": "Refund all the same",
        "refunded": "Refunded: 100 Stars", "ask": "What is wrong", "kind": "It is illegal", "thanks": "will look at it",
        "notice": "2 reported results wait", "look": "Look", "delete": "Delete everywhere", "yes": "Yes",
        "told": "has deleted your result", "block": "Block with a reason", "why": "Why", "blocked": "has blocked new requests",
        "reports": "reported result",
    },
    "ru": {
        "waits": "Жду сервис", "unsold": "Покупки временно приостановлены", "empty": "На балансе KIE нет кредитов",
        "paused": "Back at noon", "refund": "Вернуть", "spent": "спишет из кредитов 0 из 150", "sure": "Всё равно вернуть",
        "refunded": "Возвращено: 100 звёзд", "ask": "Что не так", "kind": "Это незаконно", "thanks": "Оператор посмотрит",
        "notice": "Ждут решения 2 результата", "look": "Посмотреть", "delete": "Удалить везде", "yes": "Да",
        "told": "Оператор удалил ваш результат", "block": "Заблокировать", "why": "Почему", "blocked": "заблокировал ваши новые запросы",
        "reports": "с жалобами",
    },
}  # fmt: skip
"""Parts of what is read; alerts are in the language of the admins."""


class Day:
    """A bot with people who have bought credits, an owner and a helper."""

    def __init__(self, kiosk: BotUnderTest, language: str) -> None:
        self.kiosk = kiosk
        self.said = WORDS[language]
        self.owner = kiosk.admin
        self.owner.user.language_code = language
        new = kiosk.telegram.person
        self.helper, self.mallory, self.buyer, self.spender, self.reporter = (
            new(name, language=language) for name in ("Hal", "Mallory", "Bea", "Sam", "Rita")
        )
        self.charges: dict[int, str] = {}

    async def begin(self) -> None:
        """Everybody is there, the helper may decide about reports, three have bought 150 credits."""
        await self.owner.start()
        for one in (self.helper, self.mallory, self.buyer, self.spender, self.reporter):
            await answer(one, "/balance")
        await answer(self.owner, f"/staff {self.helper.id} support")
        await sell(self.kiosk, "100 150")
        for one in (self.buyer, self.spender, self.mallory):
            self.charges[one.id] = await bought(self.kiosk, one)

    async def daily(self, person: Person) -> str:
        """What /daily says."""
        asked = await person.send("/daily")
        return (await person.private.wait(lambda one: "📊" in one.caption, after=asked, timeout=20)).caption

    async def kie_is_empty(self) -> None:
        """Requests wait with their credits, nothing is sold, the owner reads why; after a top-up all goes on by itself."""
        kiosk, said = self.kiosk, self.said
        kiosk.kie.credits = 0
        waiting = await kiosk.generate(self.buyer, "flux-pro a lamp")
        alert = await self.owner.private.wait("KIE balance is empty", timeout=20)
        assert "nothing is sold" in alert.text
        await self.buyer.private.wait_until(lambda: said["waits"] in waiting.text, timeout=40)
        assert said["unsold"] in (await answer(self.spender, "/buy")).text
        assert said["empty"] in await self.daily(self.owner)
        await answer(self.owner, "/pause Back at noon")
        assert said["paused"] in (await answer(self.spender, "/gen flux-pro a dog")).text
        await answer(self.owner, "/resume")
        await kiosk.kill()
        kiosk.kie.credits = 10_000
        await let_time_pass(kiosk, self.buyer, hours=0.1)
        await kiosk.start()
        await kiosk.media(self.buyer.private, after=waiting)
        await kiosk.concluded(waiting)
        await self.owner.private.wait("KIE accepts requests again", after=alert, timeout=40)
        assert said["empty"] not in await self.daily(self.owner)
        packs = await answer(self.spender, "/buy")
        assert "150" in " ".join(packs.labels)

    async def many_want_their_stars(self) -> None:
        """Each is a card with a button; what is spent is asked about once more; a kill in between returns nothing twice."""
        kiosk, said = self.kiosk, self.said
        await self.owner.send(f"/grant {self.spender.id} -1150")
        await until(lambda: self._bought(self.spender) == 0)
        for person in (self.buyer, self.spender):
            number = payment(kiosk, self.charges[person.id])["number"]
            asked = await self.owner.send(f"/refund {number}")
            card = await self.owner.private.wait(f", {person.id}", after=asked, timeout=20)
            await self.owner.tap(card, said["refund"])
            if person is self.spender:
                question = await self.owner.private.wait(said["spent"], after=asked, timeout=20)
                await self.owner.tap(question, said["sure"])
        await kiosk.kill()
        await kiosk.start()
        for person in (self.buyer, self.spender):
            charge = self.charges[person.id]
            await until(partial(self._is_refunded, charge), seconds=60)
            assert kiosk.telegram.charge(charge).is_refunded
            assert person.stars == 500
            await person.private.wait(said["refunded"], timeout=40)
        kiosk.require_exact_ledger()

    async def an_abuser(self) -> None:
        """Two results are reported: the helper has one message of both, deletes one everywhere, and blocks who made them."""
        kiosk, said = self.kiosk, self.said
        group = kiosk.telegram.group("Cats", [self.mallory, self.reporter], "supergroup")
        await group.wait("/menu", timeout=20)
        results: list[Message] = []
        for words in ("a red kite", "a blue vase"):
            card = await kiosk.quote(self.mallory, f"flux-pro {words}", room=group)
            await self.mallory.tap(card, (0, 0))
            result = await kiosk.media(group, after=card)
            await group.wait_until(partial(_is_concluded, result), timeout=30)
            results.append(result)
        for result in results:
            asked = await self.reporter.send("/report", chat=group, reply_to=result)
            question = await group.wait(said["ask"], after=asked, timeout=20)
            await self.reporter.tap(question, said["kind"])
            await group.wait_until(partial(_says, question, said["thanks"]))
        notice = await self.helper.private.wait(said["notice"], timeout=40)
        assert len([one for one in self.helper.private.messages if "🚩" in one.text]) == 1
        await self.owner.private.wait(said["notice"], timeout=40)
        assert said["reports"] in await self.daily(self.helper)
        await self.helper.tap(notice, said["look"])
        listed = await self.helper.private.wait(lambda one: any("1. #" in label for label in one.labels))
        await self.helper.tap(listed, "1. #")
        shown = await self.helper.private.wait("a blue vase", after=notice, timeout=20)
        await self.helper.tap(shown, said["delete"])
        await self.helper.private.wait_until(lambda: said["yes"] in " ".join(shown.labels))
        await self.helper.tap(shown, said["yes"])
        await until(lambda: results[1].deleted, seconds=40)
        await self.mallory.private.wait(said["told"], timeout=40)
        asked = await answer(self.helper, "/reports")
        await self.helper.tap(asked, "1. #")
        shown = await self.helper.private.wait("a red kite", after=asked, timeout=20)
        await self.helper.tap(shown, said["block"])
        question = await self.helper.private.wait(lambda one: True, after=shown, timeout=20)
        assert "Mallory" in question.text
        await self.helper.send("Not here")
        await self.mallory.private.wait("Not here", timeout=40)
        card = await kiosk.quote(self.mallory, "flux-pro one more")
        await self.mallory.tap(card, (0, 0))
        await self.mallory.private.wait_until(
            lambda: any(said["blocked"] in one.text for one in self.mallory.private.messages), timeout=20
        )
        assert not results[0].deleted

    async def the_evening(self) -> None:
        """The log has who decided what; nothing needs a hand any more."""
        log = await answer(self.owner, f"/log {self.mallory.id}")
        assert log.text.count("Hal") >= 2
        assert self.said["reports"] not in await self.daily(self.owner)
        self.kiosk.require_exact_ledger()

    def _is_refunded(self, charge: str) -> bool:
        return bool(payment(self.kiosk, charge)["state"] == "refunded")

    def _bought(self, person: Person) -> int:
        rows = self.kiosk.rows(
            "SELECT bought FROM accounts WHERE owner_kind = 'person' AND owner_id = ?", person.id
        )
        return int(rows[0]["bought"])


def _is_concluded(result: Message) -> bool:
    return "🤍" in result.labels


def _says(message: Message, words: str) -> bool:
    return words in message.text


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_bad_day(folder: Path, language: str) -> None:
    """From the first alert to the evening."""
    async with kiosk_between(
        folder, "live", OPERATOR_NAME="Ada", OPERATOR_CONTACT="ada@example.com"
    ) as kiosk:
        day = Day(kiosk, language)
        await day.begin()
        await day.kie_is_empty()
        await day.many_want_their_stars()
        await day.an_abuser()
        await day.the_evening()
