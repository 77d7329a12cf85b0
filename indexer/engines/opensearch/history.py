"""The history as documents of an index of its own, which no version's removal touches."""

from opensearchpy.exceptions import RequestError

from indexer.engines.opensearch.connection import Connection
from indexer.errors import NothingIndexed
from indexer.history import Event

_MOST = 10_000
_MAPPING = {"dynamic": False, "properties": {"at": {"type": "keyword"}}}


def add(connection: Connection, index: str, event: Event) -> None:
    with connection.told():
        _create(connection, index)
        connection.client.index(index=index, body=event.to_json(), params={"refresh": "true"})


def read(connection: Connection, index: str, number: int) -> list[Event]:
    body = {"sort": [{"at": "desc"}], "size": min(max(number, 0), _MOST)}
    try:
        hits = connection.search(index, body)["hits"]["hits"]
    except NothingIndexed:  # nothing was ever noted
        return []
    return [event for hit in reversed(hits) if (event := Event.from_json(hit["_source"]))]


def _create(connection: Connection, index: str) -> None:
    settings = {"number_of_shards": 1, "number_of_replicas": connection.server.replicas}
    try:
        connection.client.indices.create(index=index, body={"settings": settings, "mappings": _MAPPING})
    except RequestError as problem:
        if problem.error != "resource_already_exists_exception":
            raise
