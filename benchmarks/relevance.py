"""Judged queries on both engines, beside OpenSearch's own French analyser (title and text in one field).

    python benchmarks/relevance.py FOLDER… [--opensearch URL]

Each FOLDER is in the BEIR layout. Without a server only the embedded engine is measured.
"""

import argparse
import json
import tempfile
from pathlib import Path

from opensearchpy import OpenSearch
from opensearchpy.helpers import bulk

from indexer.engines import open_engine
from indexer.judged import JudgedSet, read_judged_set
from indexer.query import Mots
from indexer.relevance import evaluate

_RIVAL = "comedie-benchmark-rival"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--opensearch", default="")
    arguments = parser.parse_args()
    for folder in arguments.folders:
        for engine in ("embedded", *(["opensearch"] if arguments.opensearch else [])):
            for mots in (Mots.CERTAINS, None):
                with tempfile.TemporaryDirectory() as scratch:
                    opened = open_engine(
                        engine, index_folder=Path(scratch), opensearch_url=arguments.opensearch, site="benchmark"
                    )
                    found = evaluate(opened, folder, mots=mots).to_json()
                print(json.dumps({"set": folder.name, "engine": engine, "mots": mots or "auto", **found}), flush=True)
        if arguments.opensearch:
            rival = rival_success_at_1(arguments.opensearch, read_judged_set(folder))
            print(
                json.dumps({"set": folder.name, "engine": "french analyser", "success@1": round(rival, 4)}), flush=True
            )


def rival_success_at_1(url: str, judged: JudgedSet) -> float:
    """OpenSearch out of the box: one field, its French analyser, a match query."""
    client = OpenSearch(hosts=[url], timeout=60)
    client.indices.delete(index=_RIVAL, ignore_unavailable=True)
    mapping = {"properties": {"all": {"type": "text", "analyzer": "french"}}}
    client.indices.create(index=_RIVAL, body={"settings": {"number_of_shards": 1}, "mappings": mapping})
    try:
        documents = (
            {"_index": _RIVAL, "_id": d.id, "_source": {"all": f"{d.title}\n{d.sections[0].text}"}}
            for d in judged.documents
        )
        bulk(client, documents, refresh=True)
        found = 0
        for query in judged.queries:
            body = {"query": {"match": {"all": query.text}}, "size": 1, "_source": False}
            hits = client.search(index=_RIVAL, body=body)["hits"]["hits"]
            found += bool(hits) and hits[0]["_id"] in query.relevant
        return found / len(judged.queries)
    finally:
        client.indices.delete(index=_RIVAL)
        client.close()


if __name__ == "__main__":
    main()
