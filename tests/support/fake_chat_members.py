"""Members of groups in memory (`bot.ports.ChatMembers`)."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.ports import Standing


@dataclass
class FakeChatMembers:
    """Everyone is a member of every group, unless a test says otherwise."""

    special: dict[int, Standing] = field(default_factory=dict)
    """What people are, by their ids, in every group."""
    asked: list[tuple[int, int, bool]] = field(default_factory=list)
    """Who was asked about: chat, person, and whether it had to be true now."""

    async def standing(self, chat_id: int, person_id: int, *, now: bool = False) -> Standing:
        """What the test said."""
        self.asked.append((chat_id, person_id, now))
        return self.special.get(person_id, Standing.MEMBER)

    def changed(self, chat_id: int, person_id: int | None = None) -> None:
        """Nothing is remembered."""


@dataclass
class FakeChannelLinks:
    """Channels' addresses in memory (`bot.ports.ChannelLinks`)."""

    address: str = "https://t.me/kiosk_news"

    async def link(self, chat_id: int) -> str:
        """What the test said, for every channel."""
        return self.address
