"""The search app on a workspace, on one address."""

import ipaddress
import socket
from threading import Event
from typing import Any

from comedie.errors import CommandError, UsageMistake
from comedie.settings import Settings
from comedie.stages import open_workspace_engine
from comedie.workspace import Workspace
from crawler.system_errors import reason_of
from indexer.search import Search

#: Connections that may wait until they are answered.
_WAITING = 1024
#: How long the end waits for a change that is under way.
_KEEPER_SECONDS = 10.0


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def listening_socket(host: str, port: int) -> socket.socket:
    """Bound and listening: port 0 has its number before anything is printed, and who comes at once only waits."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host.strip("[]"), port))
        opened.listen(_WAITING)
    except OSError as problem:
        opened.close()
        raise CommandError(
            f"L’adresse {host}:{port} n’est pas libre ({reason_of(problem)}). "
            "Choisissez un autre port avec --port, ou --port 0 pour n’importe lequel."
        ) from problem
    return opened


def address_of(opened: socket.socket) -> str:
    host, port = opened.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def base_url_for(settings: Settings, host: str, address: str) -> str:
    """Links, feeds and invitations are built from it, never from the Host header."""
    if settings.base_url:
        return settings.base_url.rstrip("/")
    if is_loopback(host):
        return address
    raise UsageMistake(
        f"Pour servir sur {host}, il faut l’adresse publique du site : COMEDIE_BASE_URL=https://… "
        "(les liens, les flux et les invitations en sont faits)."
    )


def serve(
    workspace: Workspace,
    settings: Settings,
    search: Search,
    opened: socket.socket,
    base: str,
    engine_name: str | None = None,
) -> None:
    """Serves until a signal; the socket is already bound. What the desk decides goes into the index meanwhile."""
    import uvicorn

    from comedie.apart import made_apart
    from comedie.index_keeper import IndexKeeper
    from comedie.one_heap import share_one_heap
    from comedie.readiness import Readiness
    from crawler.archive import Archive
    from search_app.app import COMEDIE_PRESENTATION, AppOptions, create_app
    from search_app.desk import DeskStore
    from search_app.presentation import Presentation
    from transform.moved_hosts import FILE, moved_hosts

    share_one_heap()
    desk_url = settings.database_url or workspace.desk_url
    if not DeskStore.is_ready(desk_url):
        made_apart(lambda: DeskStore(desk_url).close())
    desk = DeskStore(desk_url)
    options = AppOptions(
        base_url=base,
        redirects=workspace.redirects,
        hosts=(*workspace.aliases(), *(one.host.partition(":")[0] for one in moved_hosts(workspace.profiles / FILE))),
        presentation=COMEDIE_PRESENTATION if workspace.site() == "comedie" else Presentation(),
    )
    app = create_app(search, Archive(workspace.archive), desk, options)
    config: dict[str, Any] = {"log_level": "warning", "server_header": False, "proxy_headers": False}
    ended = Event()
    own = open_workspace_engine(workspace, settings, engine_name)
    keeper = IndexKeeper(own, workspace.records_jsonl, desk.decisions).start(ended)
    readiness = Readiness(app.state.site.search).start(ended)
    try:
        uvicorn.Server(uvicorn.Config(app, **config)).run(sockets=[opened])
    finally:
        ended.set()
        keeper.join(_KEEPER_SECONDS)
        readiness.join(_KEEPER_SECONDS)
        desk.close()
