"""Results through a proxy: the guard against private addresses holds there as well."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pydantic import SecretStr

from bot.delivery.media.download import Downloader
from bot.delivery.media.temp_files import TempFiles
from bot.errors import MediaRejected, MediaUnreachable
from tests.support.http_proxy import HttpProxy
from tests.unit.delivery.loopback import Loopback, head, says

HOST = "cdn.example"
PUBLIC, PUBLIC_6 = "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"


class Names(AbstractResolver):
    """A name server that knows these names."""

    def __init__(self, known: dict[str, list[str]]) -> None:
        self._known = known

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses, or the error of a resolver that knows none."""
        if host not in self._known:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [
            ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=0)
            for address in self._known[host]
        ]

    async def close(self) -> None:
        """Nothing is open."""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate of the host, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("certificate") / "host.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@asynccontextmanager
async def secure_server(certificate: Path, server: Loopback) -> AsyncIterator[int]:
    """The same server over TLS; gives its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    listening = await asyncio.start_server(server.answer, "127.0.0.1", 0, ssl=context)
    try:
        yield listening.sockets[0].getsockname()[1]
    finally:
        listening.close()


def downloader(folder: Path, proxy: HttpProxy, names: dict[str, list[str]], certificate: Path) -> Downloader:
    """One that guards, behind the proxy."""
    return Downloader(
        TempFiles(folder),
        resolver=Names(names),
        total_seconds=5,
        authorities=ssl.create_default_context(cafile=str(certificate)),
        proxy=SecretStr(f"http://kiosk:p%40ss@{proxy.address}"),
    )


@pytest.mark.parametrize("address", [PUBLIC, PUBLIC_6])
async def test_the_proxy_is_asked_for_the_address_that_was_checked(
    tmp_path: Path, certificate: Path, address: str
) -> None:
    """Not for the name, which it would look up by itself; the server still answers to its name and its certificate."""
    target = f"[{address}]:443" if ipaddress.ip_address(address).version == 6 else f"{address}:443"
    server = Loopback(says(head(Content_Length=5), b"bytes"))
    async with (
        secure_server(certificate, server) as port,
        HttpProxy({target: port}) as proxy,
        downloader(tmp_path, proxy, {HOST: [address]}, certificate) as fetcher,
        fetcher.fetch(f"https://{HOST}/a.jpg?sig=xy", maximum=100) as found,
    ):
        assert found.path.read_bytes() == b"bytes"
    assert [line.split()[:2] for line in proxy.requests] == [["CONNECT", target]]
    assert proxy.credentials == ["Basic a2lvc2s6cEBzcw=="]
    assert server.requests[0].startswith("GET /a.jpg?sig=xy HTTP/1.1\r\n")
    assert f"\r\nhost: {HOST}\r\n" in server.requests[0].lower()
    assert "proxy-authorization" not in server.requests[0].lower()


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "169.254.169.254", "10.1.2.3", "::1", "fd00::1", "64:ff9b::a00:1"]
)
async def test_a_name_that_leads_into_our_network_never_reaches_the_proxy(
    tmp_path: Path, certificate: Path, address: str
) -> None:
    """The proxy may stand in that network and would happily connect."""
    async with (
        HttpProxy() as proxy,
        downloader(tmp_path, proxy, {HOST: [PUBLIC, address]}, certificate) as fetcher,
    ):
        with pytest.raises(MediaRejected):
            await fetcher.peek(f"https://{HOST}/a.jpg")
    assert proxy.requests == []


async def test_a_redirect_into_our_network_stops_at_the_proxy(tmp_path: Path, certificate: Path) -> None:
    """Each hop is looked up and checked before the proxy hears of it."""
    server = Loopback(says(head("302 Found", Location="https://inner.example/secret", Content_Length=0)))
    names = {HOST: [PUBLIC], "inner.example": ["192.168.0.1"]}
    async with (
        secure_server(certificate, server) as port,
        HttpProxy({f"{PUBLIC}:443": port}) as proxy,
        downloader(tmp_path, proxy, names, certificate) as fetcher,
    ):
        with pytest.raises(MediaRejected):
            await fetcher.peek(f"https://{HOST}/a.jpg")
    assert len(proxy.requests) == 1


async def test_another_servers_certificate_is_refused(tmp_path: Path, certificate: Path) -> None:
    """The name in the certificate is compared with the name in the address, not with what the proxy was asked for."""
    server = Loopback(says(head(Content_Length=5), b"bytes"))
    async with (
        secure_server(certificate, server) as port,
        HttpProxy({f"{PUBLIC}:443": port}) as proxy,
        downloader(tmp_path, proxy, {"other.example": [PUBLIC]}, certificate) as fetcher,
    ):
        with pytest.raises(MediaUnreachable):
            await fetcher.peek("https://other.example/a.jpg")
    assert server.requests == []


async def test_trouble_with_the_proxy_is_trouble_for_now(tmp_path: Path, certificate: Path) -> None:
    """A refusing proxy and an unknown name are tried again later, and the proxy's password is in no message."""
    async with (
        HttpProxy() as proxy,
        downloader(tmp_path, proxy, {HOST: [PUBLIC]}, certificate) as fetcher,
    ):
        for host in (HOST, "unknown.example"):
            with pytest.raises(MediaUnreachable) as error:
                await fetcher.peek(f"https://{host}/a.jpg")
            assert "p%40ss" not in str(error.value)
            assert "p@ss" not in str(error.value)
