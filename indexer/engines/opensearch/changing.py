"""Single records changed in an index that serves: each document as a whole, then the words, then the manifest."""

from collections.abc import Iterator
from typing import Any

from opensearchpy.helpers import bulk

from indexer.engine import Change
from indexer.engines.opensearch.connection import Connection
from indexer.engines.opensearch.mapping import to_opensearch
from indexer.engines.opensearch.names import Names
from indexer.engines.opensearch.writer import refused, word_chunks
from indexer.errors import BuildFailed


def changed_in_place(connection: Connection, names: Names, change: Change) -> None:
    """Raises `BuildFailed` where the server refuses a document. After a kill the same change can be made again."""
    version = change.manifest.version
    index = names.index(version)
    actions = [*_actions(index, change), *word_chunks(names.words(version), change.vocabulary)]
    with connection.building(), connection.told():
        _, errors = bulk(connection.client, actions, raise_on_error=False, refresh=True)
        bad = [next(iter(error.values())) for error in errors] if isinstance(errors, list) else []
        bad = [error for error in bad if error.get("status") != 404]
        if bad:
            raise BuildFailed(refused(bad, connection.server.shown))
        connection.client.indices.put_mapping(index=index, body={"_meta": {"comedie": change.manifest.to_json()}})


def _actions(index: str, change: Change) -> Iterator[dict[str, Any]]:
    for document in change.documents:
        yield {"_index": index, "_id": document.id, "_source": to_opensearch(document)}
    for record_id in change.removed:
        yield {"_op_type": "delete", "_index": index, "_id": record_id}
