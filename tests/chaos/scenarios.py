"""The stories whose every step boundary is a place to die.

A story tells only what people and KIE do; it waits for what can be seen from outside and does not care how often the
bot died meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.sandbox.telegram import Message
from handlers.core.buttons.account import FallBackButton
from handlers.core.buttons.selection import ChoosePictureButton
from tests.chaos.look_scenarios import LOOK_SCENARIOS
from tests.chaos.more_scenarios import MORE_SCENARIOS
from tests.chaos.payments_scenarios import PAYMENTS_SCENARIOS
from tests.chaos.scenario import GRANT, Scenario, Story
from tests.chaos.stall import Stall, offers_to_generate
from tests.story.media import picture

_DEADLINE_AHEAD = 2 * 3600.0
"""Past the deadline of every model, before the end of the watch for late results."""


async def _picture(stall: Stall) -> None:
    await stall.generate("flux-pro a bridge")
    await stall.settled()


def _prompted(prompt: str) -> Story:
    async def story(stall: Stall) -> None:
        await stall.generate(f"flux-pro {prompt}")
        await stall.settled()

    return story


async def _changed_picture(stall: Stall) -> None:
    photo = await stall.alice.send_photo(picture())
    await stall.generate("flux-kontext make it night", reply_to=photo)
    await stall.settled()


async def _cancelled(stall: Stall) -> None:
    """KIE's account is empty, so the generation waits in line, and Alice changes her mind."""
    stall.kie.next_submission("fail-402")
    await stall.generate("flux-pro a regret")
    await stall.until(
        lambda: any(_is_put_back(row) or row["state"] not in _ON_ITS_WAY for row in stall.generations())
    )
    asked = await stall.alice.send("/cancel")
    answer = await stall.alice.private.wait(
        lambda message: not offers_to_generate(message), after=asked, timeout=30
    )
    if answer.buttons:
        await stall.alice.tap(answer, (0, 0), wait=False)
    await stall.settled()


_ON_ITS_WAY = ("held", "submitting")


def _is_put_back(row: dict[str, Any]) -> bool:
    return bool(row["state"] == "held" and row["attempts"] > 0 and row["leased_until"] is None)


async def _granted(stall: Stall) -> None:
    await stall.alice.start()
    await stall.settled()
    await stall.rebirth()
    await stall.admin.send(f"/grant {stall.alice.id} {GRANT}")
    await stall.settled()


async def _late(stall: Stall) -> None:
    """KIE takes longer than the deadline: released, announced, and delivered free when it comes after all."""
    await stall.generate("flux-pro a snail")
    task = await stall.kie.wait_task(timeout=30)
    await stall.until(lambda: stall.generations()[0]["state"] == "running" and _rests(stall))
    await stall.rebirth(ahead=_DEADLINE_AHEAD)
    await stall.until(lambda: stall.generations()[0]["state"] == "failed" and _rests(stall))
    task.finish()
    await stall.rebirth(ahead=_DEADLINE_AHEAD)
    await stall.until(lambda: stall.generations()[0]["state"] == "delivered")
    await stall.settled()


async def _chain(stall: Stall) -> None:
    """An idea becomes a picture, and the picture a video: two steps, one confirmation."""
    await stall.order("/recipe idea-to-video a bridge")
    await stall.settled()


async def _broken_chain(stall: Stall) -> None:
    """KIE refuses the words of the first step: the second one, which waits, goes back with it."""
    await stall.order("/recipe idea-to-video a fault fail-moderation")
    await stall.settled()


async def _fallen_back(stall: Stall) -> None:
    """KIE gives the task up in its queue, and the nearest model makes it, as Alice has agreed in her settings."""
    asked = await stall.alice.send("/settings")
    panel = await stall.alice.private.wait(lambda message: bool(message.buttons), after=asked, timeout=30)
    await stall.alice.press(panel, FallBackButton(on=True).pack())
    await stall.generate("flux-pro a mill")
    await stall.settled()


def _check_fall_back(stall: Stall) -> list[str]:
    """The one it was, the other one once, for less; only a doubt that no one resolved may have ended that, too.

    A doubt about the first one ends days later: when the month is over by then, so are the credits that came back, and
    nothing takes its place.
    """
    rows = stall.generations()
    doubted = stall.rows(
        "SELECT 1 FROM generation_transitions WHERE generation_id = 1 AND state = 'in_doubt'"
    )
    ends = [(row["model"], row["state"], row["captured"]) for row in rows]
    first, *others = ends
    wrong = []
    may_be_alone = bool(doubted) and not others
    if first != ("flux-pro", "failed", 0) or not (
        may_be_alone or others in ([("nano-banana", "delivered", 4)], [("nano-banana", "failed", 0)])
    ):
        wrong.append(f"ended as {ends}")
    return wrong


async def _batch(stall: Stall) -> None:
    """Three of the same with one tap."""
    asked = await stall.alice.send("/gen flux-pro ×3 a bridge")
    card = await stall.alice.private.wait(
        lambda message: offers_to_generate(message) and "a bridge" in message.text, after=asked, timeout=60
    )
    await stall.alice.tap(card, (0, 0), wait=False)
    await stall.settled()


def _check_batch(stall: Stall) -> list[str]:
    """Three were held together, and each has come or was given back."""
    rows = stall.generations()
    wrong = []
    if len(rows) != 3:
        wrong.append(f"{len(rows)} parts")
    wrong += [f"part ended as {row['state']}" for row in rows if row["state"] not in ("delivered", "failed")]
    return wrong


async def _choosing(stall: Stall) -> None:
    """Three pictures, one of them chosen, and its film."""
    asked = await stall.alice.send("/recipe words-to-film a bridge")
    card = await stall.alice.private.wait(
        lambda message: offers_to_generate(message) and "a bridge" in message.text, after=asked, timeout=60
    )
    await stall.alice.tap(card, (0, 0), wait=False)
    await stall.settled()
    listed = next(filter(_can_be_chosen, reversed(stall.alice.private.messages)), None)
    if listed is None:
        return  # no picture came
    await stall.alice.tap(listed, (0, 0), wait=False)
    await stall.alice.private.wait(offers_to_generate, after=listed, timeout=60)
    # A death after the price was sent prices it once more, and the one before is over: she taps the newest.
    await stall.settled()
    price = next(filter(offers_to_generate, reversed(stall.alice.private.messages)))
    await stall.alice.tap(price, (0, 0), wait=False)
    await stall.settled()


def _can_be_chosen(message: Message) -> bool:
    return any(
        (button.data or "").startswith(f"{ChoosePictureButton.__prefix__}:")
        for row in message.buttons
        for button in row
    )


def _check_choosing(stall: Stall) -> list[str]:
    """Three pictures were held together, at most one film after them; what came waits for a choice, or the choice is made."""
    rows = stall.generations()
    films = [row for row in rows if row["chain_step"] == "video"]
    pictures = [row for row in rows if row["chain_step"] == "picture"]
    wrong = []
    if len(pictures) != 3 or len(films) > 1:
        wrong.append(f"{len(pictures)} pictures, {len(films)} films")
    states = [row["state"] for row in stall.rows("SELECT state FROM selections")]
    came = any(row["state"] == "delivered" for row in pictures)
    expected = "chosen" if films else "choosing" if came else "over"
    if states != [expected]:
        wrong.append(f"the selection is {states}, not {expected}")
    if came and not films:
        wrong.append("no film was begun")
    return wrong


def _rests(stall: Stall) -> bool:
    row = stall.generations()[0]
    return row["leased_until"] is None and (row["state"] != "failed" or bool(row["notified"]))


_CUT_OFF = "after KIE POST createTask · Submitter._submit#1"
_SILENT: Mapping[str, str | None] = {"PUBLIC_URL": None}
_ENGINE = (
    "Submitter",
    "StatusPoller",
    "Deliverer",
    "_GenerationQueue",
    "OperatorKeyBreaker",
    "Downloader",
    "KIE",
)

SCENARIOS = (
    Scenario(name="picture", about="One picture: quoted, confirmed, made, delivered.", story=_picture),
    Scenario(
        name="album",
        about="Four pictures: an album, and the card after it.",
        story=_prompted("a bridge, many"),
        of=("Deliverer", "Downloader"),
    ),
    Scenario(
        name="batch",
        about="Three at once: all held together, one album, one message about all.",
        story=_batch,
        of=(*_ENGINE, "Confirmer", "AlbumDeliverer"),
        check=_check_batch,
    ),
    Scenario(
        name="choosing",
        about="Three pictures, the choice of one, and its film.",
        story=_choosing,
        of=(
            *_ENGINE,
            "Confirmer",
            "AlbumDeliverer",
            "PictureChooser",
            "SqliteDraftRepository",
            "show_priced",
            "choose",
        ),
        check=_check_choosing,
    ),
    Scenario(
        name="polled",
        about="No callbacks: what is in doubt is released at its deadline.",
        story=_picture,
        settings=_SILENT,
        of=("Submitter", "StatusPoller", "KIE"),
    ),
    Scenario(
        name="reference",
        about="A photo of Alice's is uploaded to KIE first.",
        story=_changed_picture,
        of=("Submitter", "file of Telegram", "getFile", "KIE POST"),
    ),
    Scenario(
        name="cut off",
        about="The process after a death between KIE's acceptance and our commit; its callback comes.",
        story=_picture,
        before=(_CUT_OFF,),
        of=(*_ENGINE, "CallbackInbox"),
    ),
    Scenario(
        name="forsaken",
        about="The same without callbacks: the process that finds it in doubt.",
        story=_picture,
        before=(_CUT_OFF,),
        settings=_SILENT,
        of=_ENGINE,
    ),
    Scenario(
        name="deadline",
        about="The process in which what was in doubt is released.",
        story=_picture,
        before=(_CUT_OFF, ""),
        settings=_SILENT,
        of=(*_ENGINE, "fail"),
    ),
    Scenario(
        name="doubt",
        about="KIE accepts and the connection breaks: in doubt at once, rescued by its callback.",
        story=_prompted("a tunnel cut-connection"),
        of=(*_ENGINE, "CallbackInbox"),
    ),
    Scenario(
        name="refused",
        about="KIE refuses the submission.",
        story=_prompted("a fault fail-prompt"),
        of=(*_ENGINE, "fail"),
    ),
    Scenario(
        name="failed",
        about="KIE fails the task.",
        story=_prompted("a fault fail-moderation"),
        of=("StatusPoller", "Deliverer", "fail"),
    ),
    Scenario(
        name="late",
        about="Past the deadline: released.",
        story=_late,
        before=("",),
        kie={"hold": True},
        of=(*_ENGINE, "fail"),
    ),
    Scenario(
        name="gift",
        about="What comes after the deadline is delivered free.",
        story=_late,
        before=("", ""),
        kie={"hold": True},
        of=_ENGINE,
    ),
    Scenario(
        name="redelivery",
        about="The process after a death in the open window: it sends again.",
        story=_picture,
        before=("after Telegram sendPhoto · Deliverer._send#1",),
        of=("Deliverer", "Downloader"),
    ),
    Scenario(
        name="cancellation",
        about="KIE's balance is empty, the generation waits, Alice cancels it.",
        story=_cancelled,
        of=(
            "OperatorKeyBreaker",
            "cancel",
            "Cancel",
            "stop",
            "Submitter._take_back",
            "pause",
            "alert",
            "getUpdates",
        ),
    ),
    Scenario(
        name="chain",
        about="Two steps: the second begins when the first is delivered, and takes its result from KIE.",
        story=_chain,
    ),
    Scenario(
        name="broken chain",
        about="KIE fails the first of two steps: both holds go back.",
        story=_broken_chain,
        of=("Confirmer", "StatusPoller", "Deliverer", "fail"),
    ),
    Scenario(
        name="fall-back",
        about="The model fails, and the nearest one takes its place.",
        story=_fallen_back,
        kie={"full_queues": frozenset({"flux-2/pro-text-to-image"}), "queue_seconds": 0.3},
        of=("Confirmer", "Submitter", "StatusPoller", "Deliverer", "fail"),
        check=_check_fall_back,
    ),
    Scenario(
        name="grant",
        about="The operator grants credits to Alice.",
        story=_granted,
        before=("",),
        of=("grant", "Balances", "getUpdates"),
        grants=1,
    ),
    *MORE_SCENARIOS,
    *LOOK_SCENARIOS,
    *PAYMENTS_SCENARIOS,
)
