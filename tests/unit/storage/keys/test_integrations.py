"""Stored credentials: encrypted on disk, readable with the key or with an earlier one, and with no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import StorageError
from storage.core.database import Database
from storage.keys.encryption import CredentialCipher
from storage.keys.integrations import OPERATOR, Integration, IntegrationRepository
from tests.support.fake_clock import FakeClock

KEY = "kie-key-0123456789abcdef-very-secret"
INTEGRATION = Integration(
    owner=OPERATOR,
    api_key=KEY,
    config={"defaultVideoModel": "veo-3.1", "callbackBaseUrl": "https://k.example"},
)


def on_disk(folder: Path) -> bytes:
    """Every byte in the folder: the database and its write-ahead log."""
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def test_comes_back(database: Database, clock: FakeClock) -> None:
    """What was put is what is read; a second put replaces the first; strangers have none."""
    integrations = IntegrationRepository(database, CredentialCipher(["secret"]), clock)
    await integrations.put(INTEGRATION)
    assert await integrations.get(OPERATOR) == INTEGRATION
    another = Integration(owner=OPERATOR, api_key="another", config={})
    await integrations.put(another)
    assert await integrations.get(OPERATOR) == another
    assert await integrations.get("person:7") is None
    assert len(await database.rows("SELECT * FROM integrations")) == 1


@pytest.mark.sqlite_only  # looks at its file
async def test_no_byte_of_the_key_on_disk(database: Database, clock: FakeClock, tmp_path: Path) -> None:
    """Neither the database nor its log holds the key or the secret; the configuration is readable."""
    await IntegrationRepository(database, CredentialCipher(["secret of the house"]), clock).put(INTEGRATION)
    written = on_disk(tmp_path)
    assert b"callbackBaseUrl" in written
    for part in (KEY, KEY[4:20], "secret of the house", "apiKey"):
        assert part.encode() not in written


async def test_rotation(database: Database, clock: FakeClock) -> None:
    """A new SECRET_KEY beside the old one reads what the old one wrote; written anew, the old one is not needed."""
    await IntegrationRepository(database, CredentialCipher(["old"]), clock).put(INTEGRATION)
    both = IntegrationRepository(database, CredentialCipher(["new", "old"]), clock)
    found = await both.get(OPERATOR)
    assert found == INTEGRATION
    await both.put(found)
    assert (
        await IntegrationRepository(database, CredentialCipher(["new"]), clock).get(OPERATOR) == INTEGRATION
    )
    with pytest.raises(StorageError):
        await IntegrationRepository(database, CredentialCipher(["old"]), clock).get(OPERATOR)


async def test_everybodys_credentials_are_rotated(database: Database, clock: FakeClock) -> None:
    """Rotating encrypts every row anew, so that the earlier key can be forgotten; the rest of a row stays."""
    theirs = Integration(owner="person:7", api_key="their-key", config={"callbackBaseUrl": ""})
    old = IntegrationRepository(database, CredentialCipher(["old"]), clock)
    await old.put(INTEGRATION)
    await old.put(theirs)
    await IntegrationRepository(database, CredentialCipher(["new", "old"]), clock).rotate()
    new = IntegrationRepository(database, CredentialCipher(["new"]), clock)
    assert (await new.get(OPERATOR), await new.get("person:7")) == (INTEGRATION, theirs)
    with pytest.raises(StorageError):
        await old.get("person:7")


async def test_a_rotation_without_the_operators_key_changes_nothing(
    database: Database, clock: FakeClock
) -> None:
    """When the operator's row cannot be decrypted, none is touched, and the error names the setting that is missing."""
    theirs = Integration(owner="person:7", api_key="their-key", config={})
    await IntegrationRepository(database, CredentialCipher(["old"]), clock).put(theirs)
    await IntegrationRepository(database, CredentialCipher(["lost"]), clock).put(INTEGRATION)
    with pytest.raises(StorageError, match="OLD_SECRET_KEYS"):
        await IntegrationRepository(database, CredentialCipher(["new", "old"]), clock).rotate()
    assert await IntegrationRepository(database, CredentialCipher(["old"]), clock).get("person:7") == theirs


async def test_a_persons_key_that_cannot_be_read_stops_nobody(database: Database, clock: FakeClock) -> None:
    """It is counted and left as it is, so that it works again when the old SECRET_KEY is listed again."""
    await IntegrationRepository(database, CredentialCipher(["old"]), clock).put(INTEGRATION)
    lost = Integration(owner="person:7", api_key="their-key", config={})
    await IntegrationRepository(database, CredentialCipher(["lost"]), clock).put(lost)
    assert await IntegrationRepository(database, CredentialCipher(["new", "old"]), clock).rotate() == 1
    assert (
        await IntegrationRepository(database, CredentialCipher(["new"]), clock).get(OPERATOR) == INTEGRATION
    )
    assert (
        await IntegrationRepository(database, CredentialCipher(["new", "lost"]), clock).get("person:7")
        == lost
    )


async def test_a_lost_key(database: Database, clock: FakeClock) -> None:
    """With another SECRET_KEY the operator reads what happened, without the key or the ciphertext."""
    await IntegrationRepository(database, CredentialCipher(["old"]), clock).put(INTEGRATION)
    with pytest.raises(StorageError, match="SECRET_KEY was changed") as error:
        await IntegrationRepository(database, CredentialCipher(["new"]), clock).get(OPERATOR)
    assert KEY not in str(error.value)


def test_tampering() -> None:
    """Changed ciphertext is refused, and equal texts do not look equal."""
    credential_cipher = CredentialCipher(["secret"])
    token = credential_cipher.encrypt("text")
    assert credential_cipher.decrypt(token) == "text"
    assert credential_cipher.encrypt("text") != token
    with pytest.raises(StorageError):
        credential_cipher.decrypt(token[:-4] + b"AAA=")


def test_never_shown() -> None:
    """An integration that is printed does not show its key."""
    assert KEY not in repr(INTEGRATION)
    assert KEY not in str([INTEGRATION])
