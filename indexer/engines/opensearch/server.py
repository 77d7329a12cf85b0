"""Which server, and how it is asked: addresses, access, certificates, shards and copies."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from indexer.errors import EngineUnavailable

LARGEST_NUMBER_OF_SHARDS, LARGEST_NUMBER_OF_REPLICAS = 20, 10


@dataclass(frozen=True, slots=True)
class Server:
    """`urls`: one node or several of one cluster, with the scheme; a name and a password may stand in the first.

    `ca`: a file of certificates to trust in place of the system's; certificates are always checked. `replicas`: copies
    of each shard beside it; with one at least, a node may be lost in the middle of a build or a search.
    """

    urls: tuple[str, ...] = ("http://127.0.0.1:9200",)
    user: str = ""
    password: str = ""
    ca: str = ""
    shards: int = 1
    replicas: int = 0

    @classmethod
    def at(cls, addresses: str | Iterable[str], **options: str | int) -> "Server":
        """From one address, or several with commas or spaces between. Raises `EngineUnavailable`."""
        given = addresses.replace(",", " ").split() if isinstance(addresses, str) else list(addresses)
        for url in given:
            _refuse_senseless(url)
        if not given:
            raise EngineUnavailable(_wrong_address(""))
        return cls(tuple(url.rstrip("/") for url in given), **options)  # type: ignore[arg-type]

    @property
    def shown(self) -> str:
        """For messages: without a name or a password."""
        return ", ".join(without_password(url) for url in self.urls)

    @property
    def access(self) -> tuple[str, str] | None:
        """The name and the password of an account."""
        if self.user:
            return self.user, self.password
        for url in self.urls:
            parts = urlsplit(url)
            if parts.username:
                return unquote(parts.username), unquote(parts.password or "")
        return None

    @property
    def hosts(self) -> list[dict[str, str | int | bool]]:
        """As the client wants them."""
        found: list[dict[str, str | int | bool]] = []
        for url in self.urls:
            parts = urlsplit(url)
            secure = parts.scheme == "https"
            found.append(
                {
                    "host": parts.hostname or "",
                    "port": parts.port or (443 if secure else 9200),
                    "use_ssl": secure,
                    "url_prefix": parts.path.strip("/"),
                }
            )
        return found


def without_password(url: str) -> str:
    try:
        parts = urlsplit(url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    except ValueError:
        return "illisible"


def _refuse_senseless(url: str) -> None:
    try:
        parts = urlsplit(url)
        sensible = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        sensible = False
    if not sensible:
        raise EngineUnavailable(_wrong_address(without_password(url)))


def _wrong_address(shown: str) -> str:
    return (
        f"« {shown} » n’est pas l’adresse d’un serveur OpenSearch. "
        "Corrigez COMEDIE_OPENSEARCH_URL (par exemple http://127.0.0.1:9200)."
    )
