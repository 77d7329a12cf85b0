"""Leaving nothing on a server that may be somebody's."""

from opensearchpy import OpenSearch


def remove_site(url: str, site: str) -> None:
    """All the indices of a site's name."""
    client = OpenSearch(hosts=[url], timeout=60)
    try:
        names = list(client.indices.get(index=f"comedie-{site}-*", expand_wildcards="all"))
        if names:
            client.indices.delete(index=",".join(names))
    finally:
        client.close()
