"""The client, and its errors as sentences that a person can act on."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from opensearchpy import OpenSearch
from opensearchpy.exceptions import (
    AuthenticationException,
    AuthorizationException,
    ConnectionTimeout,
    ImproperlyConfigured,
    NotFoundError,
    OpenSearchException,
    TransportError,
)
from opensearchpy.exceptions import ConnectionError as ServerAway

from indexer.errors import EngineUnavailable, NothingIndexed

SEARCH_SECONDS = 10
BUILD_SECONDS = 120


class Connection:
    """`shown` is the address without a password, for messages."""

    def __init__(self, url: str) -> None:
        self.shown = _without_password(url)
        try:
            self.client = OpenSearch(hosts=[url], timeout=SEARCH_SECONDS, max_retries=2, retry_on_timeout=False)
        except (ImproperlyConfigured, ValueError, TypeError) as problem:
            raise EngineUnavailable(_wrong_address(self.shown)) from problem

    @contextmanager
    def told(self) -> Iterator[None]:
        """Whatever the server answers badly within becomes `EngineUnavailable` or `NothingIndexed`."""
        try:
            yield
        except NotFoundError as problem:
            raise NothingIndexed(
                "La version de l’index n’est plus sur le serveur. Reconstruisez-la avec : comedie index"
            ) from problem
        except (AuthenticationException, AuthorizationException) as problem:
            raise EngineUnavailable(
                f"OpenSearch ({self.shown}) refuse l’accès. Vérifiez le nom et le mot de passe dans "
                "COMEDIE_OPENSEARCH_URL, et les droits de ce compte."
            ) from problem
        except ConnectionTimeout as problem:
            raise EngineUnavailable(
                f"OpenSearch ({self.shown}) n’a pas répondu à temps. Recommencez dans un moment ; "
                "si cela dure, voyez sa charge et ses journaux."
            ) from problem
        except ServerAway as problem:
            raise EngineUnavailable(
                f"OpenSearch ne répond pas à l’adresse {self.shown}. Démarrez-le, ou corrigez "
                "COMEDIE_OPENSEARCH_URL ; sans serveur, choisissez --engine embedded."
            ) from problem
        except TransportError as problem:
            raise EngineUnavailable(
                f"OpenSearch ({self.shown}) a répondu par une erreur ({problem.status_code}, {problem.error}). "
                "Voyez ses journaux, puis recommencez."
            ) from problem
        except (OpenSearchException, ValueError) as problem:
            raise EngineUnavailable(_wrong_address(self.shown)) from problem


def _without_password(url: str) -> str:
    try:
        parts = urlsplit(url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    except ValueError:
        return "illisible"


def _wrong_address(shown: str) -> str:
    return (
        f"Ce qui répond à l’adresse {shown} n’est pas OpenSearch, ou cette adresse n’en est pas une. "
        "Corrigez COMEDIE_OPENSEARCH_URL (par exemple http://127.0.0.1:9200)."
    )
