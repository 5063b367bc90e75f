"""What a generation needs of the world. Each docstring is the contract that an implementation keeps."""

from bot.domain.quote import Quote, QuotedStep
from bot.ports.alerts import Alert, AlertKind, AlertSender, Notice, NoticeRepository
from bot.ports.callbacks import CallbackReader, CallbackReading, CallbackVerdict
from bot.ports.chat_members import ChatMembers, Standing
from bot.ports.clock import Clock
from bot.ports.free_credits import ChannelLinks, FreeCreditsAccess
from bot.ports.messenger import Arrived, Messenger, OriginalSender, Sent
from bot.ports.pending_updates import PendingUpdates
from bot.ports.provider import Progress, Provider, Result, Submission, TaskStatus
from bot.ports.purchase_effect import PurchaseEffect
from bot.ports.references import ReferenceFile, ReferenceSource
from bot.ports.stars import ListedTransaction, StarBalance, Stars
from bot.ports.store import Store, Transaction, Transition, TransitionRecord

__all__ = [
    "Alert",
    "AlertKind",
    "AlertSender",
    "Arrived",
    "CallbackReader",
    "CallbackReading",
    "CallbackVerdict",
    "ChannelLinks",
    "ChatMembers",
    "Clock",
    "FreeCreditsAccess",
    "ListedTransaction",
    "Messenger",
    "Notice",
    "NoticeRepository",
    "OriginalSender",
    "PendingUpdates",
    "Progress",
    "Provider",
    "PurchaseEffect",
    "Quote",
    "QuotedStep",
    "ReferenceFile",
    "ReferenceSource",
    "Result",
    "Sent",
    "Standing",
    "StarBalance",
    "Stars",
    "Store",
    "Submission",
    "TaskStatus",
    "Transaction",
    "Transition",
    "TransitionRecord",
]
