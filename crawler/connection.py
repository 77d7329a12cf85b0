"""A connection to a server, opened to one of the very addresses that were looked up and judged."""

import asyncio
import socket
import ssl
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from crawler.addresses import Addresses
from crawler.system_errors import reason_of

READ = 65_536
#: OpenSSL's codes of what most often ails a certificate.
_CERTIFICATES = {
    9: "son certificat ne vaut pas encore",
    10: "son certificat a expiré",
    18: "son certificat n’est signé que par lui-même",
    19: "son certificat n’est signé que par lui-même",
    20: "l’autorité qui a signé son certificat est inconnue",
    62: "son certificat est celui d’un autre nom",
    64: "son certificat est celui d’un autre nom",
}


class Unreachable(Exception):
    """No answer at all. The text is French.

    `kind` is `refused`, `name`, `private`, `tls`, `timeout`, `closed` or `not-http`.
    """

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(slots=True)
class Connection:
    """`peer` is the address in figures that it was opened to."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    rest: bytearray = field(default_factory=bytearray)
    used: bool = False
    peer: str = ""

    def close(self) -> None:
        self.writer.transport.abort()


async def open_connection(
    host: str, port: int, *, tls: ssl.SSLContext | None, addresses: Addresses | None, within: float
) -> Connection:
    """To the first address that answers `within` seconds. Without `addresses`, whoever calls vouches for the host.

    Nothing is sent, not even a greeting, where one of the addresses may not be reached. Raises `Unreachable`.
    """
    try:
        async with asyncio.timeout(within):
            loop = asyncio.get_running_loop()
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            why = addresses.refusal(host, (str(address[0]) for *_, address in found)) if addresses else None
            if why is not None:
                raise Unreachable("private", why)
            connected = await _connect(loop, found, within / max(len(found), 1))
            reader, writer = await asyncio.open_connection(
                sock=connected, ssl=tls, server_hostname=host if tls else None, limit=4 * READ
            )
    except TimeoutError:
        raise Unreachable("timeout", "le serveur ne répond pas (délai dépassé)") from None
    except ssl.SSLError as error:
        raise Unreachable("tls", tls_problem(error)) from error
    except ConnectionRefusedError as error:
        raise Unreachable("refused", "connexion refusée") from error
    except socket.gaierror as error:
        raise Unreachable("name", "nom d’hôte inconnu") from error
    except OSError as error:
        raise Unreachable("refused", f"connexion impossible ({reason_of(error)})") from error
    except UnicodeError as error:
        raise Unreachable("name", "nom d’hôte impossible") from error
    peer = writer.get_extra_info("peername") or ("",)
    return Connection(reader, writer, peer=str(peer[0]).partition("%")[0])


def tls_problem(error: ssl.SSLError) -> str:
    """What is wrong with a server's certificate, and what to try: old sites often let theirs expire."""
    why = _CERTIFICATES.get(getattr(error, "verify_code", 0))
    if why is None:
        return f"connexion sécurisée impossible ({getattr(error, 'reason', None) or error})"
    return f"connexion sécurisée impossible : {why} ; essayez l’adresse en http://, ou prévenez qui tient le site"


async def _connect(
    loop: asyncio.AbstractEventLoop,
    found: Sequence[tuple[socket.AddressFamily, socket.SocketKind, int, str, Any]],
    each: float,
) -> socket.socket:
    """Tries one address after the other, `each` for so many seconds: a broken IPv6 must not hide a sound IPv4.

    Raises the last address's `OSError` where none accepts.
    """
    problem = OSError("aucune adresse")
    for family, kind, protocol, _, address in found:
        try:
            one = socket.socket(family, kind, protocol)
        except OSError as error:
            problem = error
            continue
        one.setblocking(False)
        try:
            with suppress(OSError):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            async with asyncio.timeout(each):
                await loop.sock_connect(one, address)
        except OSError as error:
            one.close()
            problem = error
        except BaseException:
            one.close()
            raise
        else:
            return one
    raise problem
