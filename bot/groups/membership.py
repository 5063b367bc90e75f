"""Who may act in a group: its members, and for its rules its admins; Telegram is asked about the group that is meant."""

from __future__ import annotations

from bot.domain.chat import is_group
from bot.groups.refusals import MembershipUnknown, NotGroupAdmin, NotMember
from bot.ports import ChatMembers, Standing


async def standing_in(members: ChatMembers, chat_id: int, person_id: int) -> Standing:
    """What a person is in a chat; everyone is a member of their private chat with the bot."""
    return await members.standing(chat_id, person_id) if is_group(chat_id) else Standing.MEMBER


def require_inside(standing: Standing, *, certainly: bool) -> None:
    """Whether a person may act in a group.

    Args:
        standing: what they are there.
        certainly: whether it must be known: where the group pays.

    Raises:
        NotMember, MembershipUnknown: they may not.
    """
    if standing is Standing.OUTSIDE:
        raise NotMember
    if standing is Standing.UNKNOWN and certainly:
        raise MembershipUnknown


async def require_admin(members: ChatMembers, chat_id: int, person_id: int) -> None:
    """Whether a person administers a group at this moment: rights may be lost between opening a panel and pressing.

    Raises:
        NotGroupAdmin, MembershipUnknown: they do not.
    """
    standing = await members.standing(chat_id, person_id, now=True)
    if standing is Standing.UNKNOWN:
        raise MembershipUnknown
    if standing is not Standing.ADMIN:
        raise NotGroupAdmin
