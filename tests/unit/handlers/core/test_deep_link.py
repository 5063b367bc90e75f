"""Payloads of links: one form for each kind of thing, and nothing else is one."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from aiogram.types import Chat, Message

from bot.catalog.load import load_catalog
from bot.catalog.recipe_catalog import load_recipe_catalog
from handlers.core.deep_link import LONGEST_PAYLOAD, DeepLink, LinkTarget, source_of


def test_every_model_and_recipe_has_a_link_of_its_own() -> None:
    """Telegram takes the payload, no two things share one, and reading it gives the same thing back."""
    catalog = load_catalog()
    links = [
        *(DeepLink(LinkTarget.MODEL, model.slug) for model in catalog),
        *(DeepLink(LinkTarget.RECIPE, recipe.slug) for recipe in load_recipe_catalog(catalog)),
    ]
    payloads = [link.payload for link in links]
    assert len(set(payloads)) == len(links)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload) for payload in payloads)
    assert [DeepLink.parse(payload) for payload in payloads] == links


@pytest.mark.parametrize(
    ("payload", "link"),
    [
        ("m_kling-3_0", DeepLink(LinkTarget.MODEL, "kling-3.0")),
        ("m_kling-3.0", DeepLink(LinkTarget.MODEL, "kling-3.0")),
        ("e_17", DeepLink(LinkTarget.EXAMPLE, "17")),
        ("g_-1001234567890", DeepLink(LinkTarget.GROUP, "-1001234567890")),
        ("group_-1001234567890", DeepLink(LinkTarget.GROUP, "-1001234567890")),
        ("s_17_0_c2VjcmV0", DeepLink(LinkTarget.SHARED, "17_0_c2VjcmV0")),
        ("ad_winter-26", DeepLink(LinkTarget.CAMPAIGN, "winter-26")),
    ],
)
def test_each_form_is_read(payload: str, link: DeepLink) -> None:
    """A slug is also read with the dots that a payload cannot have."""
    assert DeepLink.parse(payload) == link


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "m",
        "m_",
        "inline",
        "x_17",
        "M_veo-3_1",
        "m_VEO",
        "m_veo 3",
        "e_seventeen",
        "e_١٧",
        "e_--17",
        "e_99999999999999999999",
        "g_1_2",
        "s_",
        "s_<b>",
        "m_" + "a" * LONGEST_PAYLOAD,
        "m_veo\n",
        "_m_veo",
    ],
)
def test_anything_else_is_no_link(payload: str) -> None:
    """Strange, broken and overlong payloads name nothing."""
    assert DeepLink.parse(payload) is None


def test_a_link_opens_the_bot() -> None:
    """With the payload behind the bot's name."""
    assert DeepLink(LinkTarget.RECIPE, "photo-alive").url("kiosk_bot") == (
        "https://t.me/kiosk_bot?start=r_photo-alive"
    )


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("/start ad_Winter", "ad:winter"),
        ("/START@kiosk_bot m_veo-3_1", "model"),
        ("/start r_clip", "recipe"),
        ("/start g_-1001", "group"),
        ("/start nonsense", "direct"),
        ("/start", "direct"),
        ("a cat", "direct"),
        ("look: /start ad_winter", "direct"),
    ],
)
def test_what_brought_a_person(said: str, source: str) -> None:
    """The kind of link, and of a campaign its name; in a group it is the group, whatever is said there."""
    private, group = Chat(id=7, type="private"), Chat(id=-7, type="supergroup")
    message = Message(message_id=1, date=datetime(2026, 1, 1, tzinfo=UTC), chat=private, text=said)
    assert source_of(message) == source
    assert source_of(message.model_copy(update={"chat": group})) == "group"
