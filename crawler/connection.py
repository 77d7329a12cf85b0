"""A connection to a server, opened to one of the very addresses that were looked up and judged."""

import asyncio
import socket
import ssl
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from crawler.addresses import Addresses

READ = 65_536


class Unreachable(Exception):
    """No answer at all. The text is French.

    `kind` is `refused`, `name`, `private`, `tls`, `timeout`, `closed` or `not-http`.
    """

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(slots=True)
class Connection:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    rest: bytearray = field(default_factory=bytearray)
    used: bool = False

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
            connected = await _connect(loop, found)
            reader, writer = await asyncio.open_connection(
                sock=connected, ssl=tls, server_hostname=host if tls else None, limit=4 * READ
            )
    except TimeoutError:
        raise Unreachable("timeout", "le serveur ne répond pas (délai dépassé)") from None
    except ssl.SSLError as error:
        raise Unreachable("tls", f"connexion sécurisée impossible ({error.reason or error})") from error
    except ConnectionRefusedError as error:
        raise Unreachable("refused", "connexion refusée") from error
    except socket.gaierror as error:
        raise Unreachable("name", "nom d’hôte inconnu") from error
    except OSError as error:
        raise Unreachable("refused", f"connexion impossible ({error.strerror or error})") from error
    except UnicodeError as error:
        raise Unreachable("name", "nom d’hôte impossible") from error
    return Connection(reader, writer)


async def _connect(
    loop: asyncio.AbstractEventLoop,
    found: Sequence[tuple[socket.AddressFamily, socket.SocketKind, int, str, Any]],
) -> socket.socket:
    """Raises the last address's `OSError` where none accepts."""
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
