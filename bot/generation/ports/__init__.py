"""What a generation needs of the world. Each docstring is the contract that an implementation keeps."""

from bot.generation.ports.alerts import Alarm, Alert, AlertKind
from bot.generation.ports.callbacks import CallbackReader, CallbackReading, CallbackVerdict
from bot.generation.ports.clock import Clock
from bot.generation.ports.courier import Arrived, Courier, Originals, Sent
from bot.generation.ports.provider import Progress, Provider, Result, Submission, TaskStatus
from bot.generation.ports.quotes import Chain, Part, Quote
from bot.generation.ports.references import ReferenceFile, ReferenceSource
from bot.generation.ports.store import Passage, StepRecord, Store, Transaction

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
