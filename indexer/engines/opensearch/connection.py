"""The client, and its errors as sentences that a person can act on."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import (
    AuthenticationException,
    AuthorizationException,
    ConnectionTimeout,
    ImproperlyConfigured,
    NotFoundError,
    OpenSearchException,
    SSLError,
    TransportError,
)
from opensearchpy.exceptions import ConnectionError as ServerAway

from indexer.engines.opensearch.patience import BUILDING_PATIENCE, READING_PATIENCE, PatientTransport
from indexer.engines.opensearch.server import Server
from indexer.errors import EngineUnavailable, NothingIndexed

SEARCH_SECONDS = 10
BUILD_SECONDS = 120

_NO_RIGHT = re.compile(r"no permissions for \[([\w:/*-]+)")

_GONE = "La version de l’index n’est plus sur le serveur. Reconstruisez-la avec : comedie index"

Json = dict[str, Any]


class Connection:
    """One client for all the nodes of a server; a node that does not answer is left aside for a while."""

    def __init__(self, server: Server) -> None:
        self.server = server
        if server.ca and not Path(server.ca).is_file():
            raise EngineUnavailable(
                f"Le fichier de certificats {server.ca} n’existe pas. Corrigez COMEDIE_OPENSEARCH_CA."
            )
        try:
            self.client = OpenSearch(
                hosts=server.hosts,
                http_auth=server.access,
                ca_certs=server.ca or None,
                verify_certs=True,
                ssl_show_warn=False,
                http_compress=len(server.urls) > 1 or server.urls[0].startswith("https:"),
                timeout=SEARCH_SECONDS,
                max_retries=max(2, len(server.urls)),
                retry_on_status=(502, 504),
                retry_on_timeout=False,
                transport_class=PatientTransport,
            )
        except (ImproperlyConfigured, ValueError, TypeError, OSError) as problem:
            raise EngineUnavailable(_wrong_address(server.shown)) from problem

    @contextmanager
    def building(self) -> Iterator[None]:
        """Within, an overloaded server is waited for as long as a build may."""
        transport = self.client.transport
        assert isinstance(transport, PatientTransport)
        transport.patience = BUILDING_PATIENCE
        try:
            yield
        finally:
            transport.patience = READING_PATIENCE

    def search(self, index: str, body: Json) -> Json:
        """A whole answer or an error, never what some shards alone found; scores as if there were one shard."""
        several = {"search_type": "dfs_query_then_fetch"} if self.server.shards > 1 else {}
        with self.told():
            answer: Json = self.client.search(
                index=index, body=body, params={"allow_partial_search_results": "false", **several}
            )
        return answer

    def refused(self, said: str) -> EngineUnavailable:
        """What to raise where the server says that an account may not do something, or is none."""
        right, shown = missing_right(said), self.server.shown
        if right:
            return EngineUnavailable(without_right(shown, right))
        return EngineUnavailable(
            f"OpenSearch ({shown}) refuse l’accès. Vérifiez le nom et le mot de passe (COMEDIE_OPENSEARCH_USER, "
            "COMEDIE_OPENSEARCH_PASSWORD), et les droits de ce compte (docs/exploiter.md)."
        )

    def documents(self, answer: Json) -> list[Json]:
        """What was asked for by id. Raises what the server says in place of one of them."""
        found: list[Json] = answer["docs"]
        problem = next((str(one["error"]) for one in found if "error" in one), None)
        if problem is None:
            return found
        raise self.refused(problem) if missing_right(problem) else NothingIndexed(_GONE)

    @contextmanager
    def told(self) -> Iterator[None]:
        """Whatever the server answers badly within becomes `EngineUnavailable` or `NothingIndexed`."""
        shown = self.server.shown
        try:
            yield
        except NotFoundError as problem:
            raise NothingIndexed(_GONE) from problem
        except (AuthenticationException, AuthorizationException) as problem:
            raise self.refused(f"{problem.error} {problem.info}") from problem
        except ConnectionTimeout as problem:
            raise EngineUnavailable(
                f"OpenSearch ({shown}) n’a pas répondu à temps. Recommencez dans un moment ; "
                "si cela dure, voyez sa charge et ses journaux."
            ) from problem
        except SSLError as problem:
            raise EngineUnavailable(
                f"Le certificat d’OpenSearch ({shown}) n’est pas reconnu ou n’est pas au nom de cette adresse. "
                "Donnez le fichier de son autorité avec COMEDIE_OPENSEARCH_CA."
            ) from problem
        except ServerAway as problem:
            raise EngineUnavailable(
                f"OpenSearch ne répond pas à l’adresse {shown}. Démarrez-le, ou corrigez "
                "COMEDIE_OPENSEARCH_URL ; sans serveur, choisissez --engine embedded."
            ) from problem
        except TransportError as problem:
            raise EngineUnavailable(_answered(shown, problem)) from problem
        except (OpenSearchException, ValueError) as problem:
            raise EngineUnavailable(_wrong_address(shown)) from problem


def missing_right(said: str) -> str:
    """The permission that the server's security module says an account has not; empty where it says nothing of it."""
    found = _NO_RIGHT.search(said)
    return found[1] if found else ""


def without_right(shown: str, right: str) -> str:
    return (
        f"OpenSearch ({shown}) refuse à ce compte le droit « {right} ». Donnez-le à son rôle : celui qui suffit est "
        "dans docs/exploiter.md. L’index en service n’a pas changé."
    )


def _answered(shown: str, problem: TransportError) -> str:
    if is_full(f"{problem.error} {problem.info}"):
        return full_disk(shown)
    if problem.status_code in {429, 503}:
        return (
            f"OpenSearch ({shown}) est surchargé, ou il lui manque un nœud, et refuse les demandes. Recommencez dans "
            "un moment ; si cela dure, voyez sa mémoire, sa charge et l’état de ses nœuds."
        )
    return (
        f"OpenSearch ({shown}) a répondu par une erreur ({problem.status_code}, {problem.error}). "
        "Voyez ses journaux, puis recommencez."
    )


def is_full(said: str) -> bool:
    """Whether what a server says of a refusal is that its disk is full."""
    return any(sign in said.lower() for sign in ("disk", "flood-stage", "flood_stage", "no space"))


def full_disk(shown: str) -> str:
    return (
        f"Le disque d’OpenSearch ({shown}) est plein : il refuse d’écrire. Libérez de la place sur ses nœuds, puis "
        "recommencez ; l’index en service n’a pas changé."
    )


def _wrong_address(shown: str) -> str:
    return (
        f"Ce qui répond à l’adresse {shown} n’est pas OpenSearch, ou cette adresse n’en est pas une. "
        "Corrigez COMEDIE_OPENSEARCH_URL (par exemple http://127.0.0.1:9200)."
    )
