"""Writing a version as an index that is no version until its manifest stands in it."""

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Self

from opensearchpy.helpers import bulk

from indexer.document import IndexedDocument
from indexer.engines.opensearch.connection import (
    BUILD_SECONDS,
    Connection,
    full_disk,
    is_full,
    missing_right,
    without_right,
)
from indexer.engines.opensearch.mapping import index_body, to_opensearch, words_body
from indexer.engines.opensearch.names import Names
from indexer.errors import BuildFailed
from indexer.versions import IndexVersion, Manifest
from indexer.vocabulary import Vocabulary

#: What is sent at once: whichever is reached first.
_BATCH_DOCUMENTS = 500
_BATCH_BYTES = 8_000_000

#: In seconds: a merge rewrites all that was sent, which takes minutes for 100,000 records on a machine that does more.
_MERGE_SECONDS = 7_200

_WORDS_PER_CHUNK = 20_000
_MAX_ERRORS_TOLD = 3
#: Refusals that pass: too many requests, and a shard that has no primary for the moment.
_PASSING = frozenset((429, 503))
#: Seconds between attempts: a cluster needs a while to choose another primary.
_PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)


class OpenSearchWriter:
    """While the server indexes what was sent, the next documents are analysed here: one batch at most is under way."""

    def __init__(self, connection: Connection, names: Names, version: IndexVersion) -> None:
        self._connection = connection
        self._client = connection.client
        self._index = names.index(version)
        self._words_index = names.words(version)
        self._waiting: list[dict[str, Any]] = []
        self._bytes = 0
        self._finished = False
        self._sender = ThreadPoolExecutor(1, thread_name_prefix="opensearch-writer")
        self._sending: Future[None] | None = None

    def __enter__(self) -> Self:
        self._patience = self._connection.building()
        self._patience.__enter__()
        server = self._connection.server
        with self._connection.told():
            self._remove()
            # With copies in place a build can lose a node; without them, after half a minute, it begins all the same.
            whole = {"wait_for_active_shards": "all"} if server.replicas else {}
            create = self._client.indices.create
            create(index=self._index, body=index_body(server.shards, server.replicas), params=whole)
            create(index=self._words_index, body=words_body(server.replicas), params=whole)
        return self

    def __exit__(self, *problem: object) -> None:
        self._sender.shutdown(cancel_futures=True)
        try:
            if not self._finished:
                with self._connection.told():
                    self._remove()
        finally:
            self._patience.__exit__(None, None, None)

    def add(self, document: IndexedDocument) -> None:
        self._waiting.append({"_index": self._index, "_id": document.id, "_source": to_opensearch(document)})
        self._bytes += 6 * len(document.text) + len(document.source)
        if len(self._waiting) >= _BATCH_DOCUMENTS or self._bytes >= _BATCH_BYTES:
            self._send()

    def finish(self, manifest: Manifest, vocabulary: Vocabulary) -> None:
        self._send()
        self._waiting = list(word_chunks(self._words_index, vocabulary))
        self._send()
        self._wait()
        with self._connection.told():
            indices = self._client.indices
            indices.forcemerge(index=self._index, max_num_segments=1, request_timeout=_MERGE_SECONDS)
            indices.put_settings(index=self._index, body={"index": {"refresh_interval": "1s"}})
            indices.refresh(index=f"{self._index},{self._words_index}", request_timeout=BUILD_SECONDS)
            indices.put_mapping(index=self._index, body={"_meta": {"comedie": manifest.to_json()}})
        self._finished = True

    def _send(self) -> None:
        """Raises what befell the batch before."""
        self._wait()
        sent, self._waiting, self._bytes = self._waiting, [], 0
        self._sending = self._sender.submit(self._taken, sent)

    def _wait(self) -> None:
        sending, self._sending = self._sending, None
        if sending is not None:
            sending.result()

    def _taken(self, sent: list[dict[str, Any]]) -> None:
        """Returns when the server has all of them. Raises `BuildFailed` where it refuses some for good."""
        for pause in _PAUSES:
            errors = self._refusals(sent)
            passing = {error["_id"] for error in errors if error.get("status") in _PASSING}
            if not errors:
                return
            if any(is_full(str(error.get("error"))) for error in errors):
                raise BuildFailed(full_disk(self._connection.server.shown))
            if len(passing) < len(errors):
                break
            time.sleep(pause)
            sent = [action for action in sent if action["_id"] in passing]
        raise BuildFailed(refused(errors, self._connection.server.shown))

    def _refusals(self, sent: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """What the server says of each document that it did not take. Sent again, a document replaces itself."""
        if not sent:
            return []
        with self._connection.told():
            _, errors = bulk(
                self._client,
                sent,
                chunk_size=_BATCH_DOCUMENTS,
                max_chunk_bytes=_BATCH_BYTES,
                raise_on_error=False,
                request_timeout=BUILD_SECONDS,
            )
        return [next(iter(error.values())) for error in errors] if isinstance(errors, list) else []

    def _remove(self) -> None:
        self._client.indices.delete(index=f"{self._index},{self._words_index}", ignore_unavailable=True)


def word_chunks(index: str, vocabulary: Vocabulary) -> Iterator[dict[str, Any]]:
    """A vocabulary as documents to write. One that shrank leaves its last chunks empty, in place of the old ones."""
    lines = list(vocabulary.to_lines())
    for order in range(len(lines) // _WORDS_PER_CHUNK + 2):
        chunk = "\n".join(lines[order * _WORDS_PER_CHUNK : (order + 1) * _WORDS_PER_CHUNK])
        yield {"_index": index, "_id": str(order), "_source": {"order": order, "lines": chunk}}


def refused(errors: list[dict[str, Any]], shown: str) -> str:
    """The sentence for documents that the server did not take."""
    if right := missing_right(str(errors)):
        return without_right(shown, right)
    told = []
    for operation in errors[:_MAX_ERRORS_TOLD]:
        reason = operation.get("error", {})
        told.append(f"{operation.get('_id')} ({reason.get('reason') if isinstance(reason, dict) else reason})")
    return (
        f"OpenSearch a refusé {len(errors)} notices, dont {', '.join(told)}. L’index en service n’a pas changé ; "
        "corrigez la cause (place, droits, limites du serveur), puis recommencez."
    )
