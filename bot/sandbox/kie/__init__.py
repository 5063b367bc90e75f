"""A simulator of KIE.ai: both dialects, real small media, callbacks, and failures on request.

It is an independent reading of KIE's documentation and shares no code with `bot.kie`, so that each checks the
other. `KieSimulator` is the whole of it; `KEYWORDS` lists the words in a prompt that make it misbehave.
"""

from bot.sandbox.kie.faults import KEYWORDS, Fault
from bot.sandbox.kie.simulator import KieSimulator
from bot.sandbox.kie.tasks import SimTask, State

__all__ = ["KEYWORDS", "Fault", "KieSimulator", "SimTask", "State"]
