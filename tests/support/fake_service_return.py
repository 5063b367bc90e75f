"""People who hear that the service works again."""

from __future__ import annotations


class FakeServiceReturnSender:
    """Remembers whom it reached.

    Attributes:
        reached: in order.
        reachable: whether they can be reached.
    """

    def __init__(self) -> None:
        self.reached: list[int] = []
        self.reachable = True

    async def tell_service_back(self, person_id: int) -> bool:
        """Say that it works again."""
        if self.reachable:
            self.reached.append(person_id)
        return self.reachable
