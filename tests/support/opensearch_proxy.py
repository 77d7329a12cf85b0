"""TLS, an account and bad weather in front of a real OpenSearch, on loopback."""

import base64
import http.client
import ipaddress
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_NOT_FORWARDED = {"connection", "transfer-encoding", "content-length", "host", "authorization"}

#: Method and path, and how many requests came before: a status to answer in place of the server's, or none.
Weather = Callable[[str, str, int], int | None]


@dataclass
class Proxy:
    """`asked`: method and path of each request that an account was let through with."""

    url: str
    asked: list[tuple[str, str]] = field(default_factory=list)


@contextmanager
def proxy(
    server: str, account: str = "", certificate: Path | None = None, weather: Weather | None = None
) -> Iterator[Proxy]:
    """`account`: name and password with a colon between; `certificate`: a PEM file with its key."""
    wanted = "Basic " + base64.b64encode(account.encode()).decode()
    parts = urlsplit(server)
    made = Proxy("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _forward(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if account and self.headers.get("Authorization") != wanted:
                self._answer(401, b'{"error": "unauthorized"}', [])
                return
            status = weather(self.command, self.path, len(made.asked)) if weather else None
            made.asked.append((self.command, self.path))
            if status is not None:
                self._answer(status, b'{"error": {"type": "rejected", "reason": "es_rejected_execution"}}', [])
                return
            headers = {k: v for k, v in self.headers.items() if k.lower() not in _NOT_FORWARDED}
            connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=120)
            try:
                connection.request(self.command, self.path, body or None, headers)
                answer = connection.getresponse()
                self._answer(answer.status, answer.read(), answer.getheaders())
            finally:
                connection.close()

        def _answer(self, status: int, body: bytes, headers: list[tuple[str, str]]) -> None:
            self.send_response(status)
            for name, value in headers:
                if name.lower() not in _NOT_FORWARDED:
                    self.send_header(name, value)
            if not headers:
                self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _forward  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that does not trust the certificate hangs up: that is what is tested."""

    listening = Server(("127.0.0.1", 0), Handler)
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        listening.socket = context.wrap_socket(listening.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    made.url = f"http{'s' if certificate else ''}://127.0.0.1:{listening.server_port}"
    try:
        yield made
    finally:
        listening.shutdown()
        thread.join()
        listening.server_close()


def authority_and_certificate(folder: Path, address: str = "127.0.0.1") -> tuple[Path, Path]:
    """Two PEM files: an authority, and a certificate with its key that it signed for an address."""
    authority_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    authority = _certificate("Autorité d’essai", authority_key, "Autorité d’essai", authority_key, None)
    signed = _certificate(address, key, "Autorité d’essai", authority_key, ipaddress.ip_address(address))
    ca, pem = folder / f"ca-{address}.pem", folder / f"server-{address}.pem"
    ca.write_bytes(authority.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return ca, pem


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    issuer_key: ec.EllipticCurvePrivateKey,
    address: ipaddress.IPv4Address | ipaddress.IPv6Address | None,
) -> x509.Certificate:
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.BasicConstraints(ca=address is None, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    if address is not None:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.IPAddress(address)]), critical=False)
    else:
        usage = dict.fromkeys(
            (
                "digital_signature",
                "content_commitment",
                "key_encipherment",
                "data_encipherment",
                "key_agreement",
                "encipher_only",
                "decipher_only",
            ),
            False,
        )
        builder = builder.add_extension(x509.KeyUsage(**usage, key_cert_sign=True, crl_sign=True), critical=True)
    return builder.sign(issuer_key, hashes.SHA256())
