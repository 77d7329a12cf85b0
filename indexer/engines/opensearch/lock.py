"""One builder at a time on a server: a document that says who builds, renewed while they do, and that expires."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from opensearchpy.exceptions import ConflictError, NotFoundError, OpenSearchException, RequestError

from indexer.engines.opensearch.connection import Connection
from indexer.errors import IndexHeld

EXPIRY_SECONDS = 300
_RENEWAL_SECONDS = 60
_ID = "build"


@contextmanager
def held(connection: Connection, index: str, holder: str) -> Iterator[None]:
    """Raises `IndexHeld`, naming who holds it. A holder whose process died on this machine is passed over at once."""
    mine = {"holder": holder, "pid": os.getpid(), "host": socket.gethostname()}
    with connection.told():
        _create(connection, index)
        _take(connection, index, mine)
    ended = threading.Event()
    renewal = threading.Thread(target=_renew, args=(connection, index, mine, ended), daemon=True)
    renewal.start()
    try:
        yield
    finally:
        ended.set()
        renewal.join()
        with connection.told():
            connection.client.delete(index=index, id=_ID, params={"ignore": 404})


def _create(connection: Connection, index: str) -> None:
    settings = {"number_of_shards": 1, "number_of_replicas": connection.server.replicas}
    try:
        connection.client.indices.create(index=index, body={"settings": settings, "mappings": {"dynamic": False}})
    except RequestError as problem:
        if problem.error != "resource_already_exists_exception":
            raise


def _take(connection: Connection, index: str, mine: dict[str, Any]) -> None:
    client = connection.client
    try:
        client.create(index=index, id=_ID, body=_until_expiry(mine))
    except ConflictError:
        try:
            found = client.get(index=index, id=_ID)
        except NotFoundError:
            raise _other({}) from None
        if not _is_over(found["_source"]):
            raise _other(found["_source"]) from None
        unchanged = {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}
        try:
            client.index(index=index, id=_ID, body=_until_expiry(mine), params=unchanged)
        except ConflictError:
            raise _other({}) from None


def _renew(connection: Connection, index: str, mine: dict[str, Any], ended: threading.Event) -> None:
    while not ended.wait(_RENEWAL_SECONDS):
        try:
            connection.client.index(index=index, id=_ID, body=_until_expiry(mine))
        except OpenSearchException:
            continue  # the next renewal comes before the expiry


def _until_expiry(mine: dict[str, Any]) -> dict[str, Any]:
    return {**mine, "expires": time.time() + EXPIRY_SECONDS}


def _is_over(other: dict[str, Any]) -> bool:
    return float(other.get("expires", 0)) < time.time() or (
        other.get("host") == socket.gethostname() and not _runs(int(other.get("pid", 0)))
    )


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return pid > 0


def _other(other: dict[str, Any]) -> IndexHeld:
    named = "un autre processus"
    if other:
        named = f"{other.get('holder')}, processus {other.get('pid')} sur {other.get('host')}"
    return IndexHeld(
        f"Une construction de l’index est déjà en cours ({named}). Attendez qu’elle finisse, puis recommencez.",
        str(other.get("holder", "")),
    )
