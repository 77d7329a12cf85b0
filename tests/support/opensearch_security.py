"""A real OpenSearch with its security module, accounts and roles: what an account may not do, the server refuses."""

import base64
import contextlib
import http.client
import shutil
import ssl
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from tests.support.opensearch_distribution import SECURITY, java_home, prepared_secured_home
from tests.support.opensearch_proxy import authority_and_certificate
from tests.support.opensearch_server import start, stop, wait_until_ready, write_configuration

PASSWORD = "essai-de-droits"
#: Of that password, by bcrypt: the module's own tool made it.
_HASH = "$2y$12$IPs5P2hTOHFf7vIGTQ2dxeaEJXVhcDnKkkN2h6YciFm1r8GSc/rQS"
_START_SECONDS = 600


@dataclass(frozen=True)
class SecuredServer:
    """`ca`: the file of the authority that signed its certificate."""

    url: str
    ca: Path


@contextlib.contextmanager
def running_secured_server(roles: Mapping[str, object]) -> Iterator[SecuredServer]:
    """Each role has an account of its name, with `PASSWORD`. Raises `ServerUnavailable`."""
    home, java = prepared_secured_home(), java_home()
    folder = Path(tempfile.mkdtemp(prefix="comedie-opensearch-"))
    try:
        ca, certificate = authority_and_certificate(folder)
        port = write_configuration(
            home, folder, cluster={"cluster.name": folder.name, "discovery.type": "single-node", **_settings()}
        )
        config = folder / "config"
        shutil.copy(ca, config / "ca.pem")
        key, _, rest = certificate.read_text(encoding="ascii").partition("-----END PRIVATE KEY-----\n")
        (config / "node-key.pem").write_text(f"{key}-----END PRIVATE KEY-----\n", encoding="ascii")
        (config / "node.pem").write_text(rest, encoding="ascii")
        _write_accounts(shutil.copytree(home / "plugins" / SECURITY / "config", config / SECURITY), roles)
        process = start(home, java, folder)
        server = SecuredServer(f"https://127.0.0.1:{port}", ca)
        try:
            wait_until_ready(process, folder, partial(_answers, server, next(iter(roles))), _START_SECONDS)
            yield server
        finally:
            stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _settings() -> dict[str, object]:
    certificates = {"pemcert": "node.pem", "pemkey": "node-key.pem", "pemtrustedcas": "ca.pem"}
    return {
        **{
            f"plugins.security.ssl.{layer}.{what}_filepath": file
            for layer in ("transport", "http")
            for what, file in certificates.items()
        },
        "plugins.security.ssl.http.enabled": "true",
        "plugins.security.ssl.transport.enforce_hostname_verification": "false",
        "plugins.security.allow_default_init_securityindex": "true",
        "plugins.security.nodes_dn": '["CN=127.0.0.1"]',
    }


def _write_accounts(folder: Path, roles: Mapping[str, object]) -> None:
    basic = {
        "http_enabled": True,
        "order": 0,
        "http_authenticator": {"type": "basic", "challenge": True},
        "authentication_backend": {"type": "intern"},
    }
    files: dict[str, tuple[str, dict[str, object]]] = {
        "config": ("config", {"config": {"dynamic": {"authc": {"basic": basic}}}}),
        "internal_users": ("internalusers", {name: {"hash": _HASH} for name in roles}),
        "roles": ("roles", dict(roles)),
        "roles_mapping": ("rolesmapping", {name: {"users": [name]} for name in roles}),
    }
    for name, (kind, content) in files.items():
        whole = {"_meta": {"type": kind, "config_version": 2}, **content}
        (folder / f"{name}.yml").write_text(yaml.safe_dump(whole), encoding="utf-8")


def _answers(server: SecuredServer, account: str) -> bool:
    context = ssl.create_default_context(cafile=str(server.ca))
    parts = urlsplit(server.url)
    connection = http.client.HTTPSConnection(parts.hostname or "", parts.port, timeout=10, context=context)
    secret = base64.b64encode(f"{account}:{PASSWORD}".encode()).decode()
    try:
        connection.request("GET", "/", headers={"Authorization": f"Basic {secret}"})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
