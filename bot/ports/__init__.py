"""What a generation needs of the world. Each docstring is the contract that an implementation keeps."""

from bot.domain.quote import Chain, Part, Quote
from bot.ports.alerts import Alarm, Alert, AlertKind
from bot.ports.callbacks import CallbackReader, CallbackReading, CallbackVerdict
from bot.ports.clock import Clock
from bot.ports.messenger import Arrived, Courier, Originals, Sent
from bot.ports.provider import Progress, Provider, Result, Submission, TaskStatus
from bot.ports.references import ReferenceFile, ReferenceSource
from bot.ports.store import Passage, StepRecord, Store, Transaction

__all__ = [
    "Alarm",
    "Alert",
    "AlertKind",
    "Arrived",
    "CallbackReader",
    "CallbackReading",
    "CallbackVerdict",
    "Chain",
    "Clock",
    "Courier",
    "Originals",
    "Part",
    "Passage",
    "Progress",
    "Provider",
    "Quote",
    "ReferenceFile",
    "ReferenceSource",
    "Result",
    "Sent",
    "StepRecord",
    "Store",
    "Submission",
    "TaskStatus",
    "Transaction",
]
