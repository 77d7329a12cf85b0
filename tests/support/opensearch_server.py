"""A real OpenSearch for the tests, on loopback, in a folder of its own, gone when they end.

`python -m tests.support.opensearch_server` starts one, prints its address, and stops it on Ctrl-C.
"""

import contextlib
import ctypes
import http.client
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.support.opensearch_distribution import ServerUnavailable, java_home, prepared_home

_HEAP = "512m"
#: For a server that lives a few minutes on two cores that tests use too.
_QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
_START_SECONDS = 180
#: Nodes that start together have the same two cores.
_CLUSTER_SECONDS = 600
_STOP_SECONDS = 30
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


@contextlib.contextmanager
def opensearch_url() -> Iterator[str]:
    """The address of a server: the one that OPENSEARCH_URL names, or one of our own. Raises `ServerUnavailable`."""
    named = os.environ.get("OPENSEARCH_URL")
    if named:
        yield named
        return
    with running_server() as url:
        yield url


@contextlib.contextmanager
def running_server() -> Iterator[str]:
    """A server of our own; its data are removed with it."""
    home, java = prepared_home(), java_home()
    folder = Path(tempfile.mkdtemp(prefix="comedie-opensearch-"))
    try:
        port = write_configuration(home, folder)
        process = start(home, java, folder)
        try:
            wait_until_ready(process, folder, partial(_answers, port, 1))
            _try_an_index(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class Node:
    url: str
    process: "subprocess.Popen[bytes]"


@contextlib.contextmanager
def running_cluster(number: int = 3, heap: str = "256m") -> Iterator[list[Node]]:
    """Nodes of one cluster, each of which may be killed."""
    home, java = prepared_home(), java_home()
    folder = Path(tempfile.mkdtemp(prefix="comedie-opensearch-"))
    ports = [_free_ports() for _ in range(number)]
    together = {
        "cluster.name": f"comedie-tests-{ports[0][0]}",
        "discovery.seed_hosts": json.dumps([f"127.0.0.1:{transport}" for _, transport in ports]),
        "cluster.initial_cluster_manager_nodes": json.dumps([f"node-{place}" for place in range(number)]),
    }
    nodes: list[Node] = []
    try:
        for place, own in enumerate(ports):
            (folder / f"node-{place}").mkdir()
            # Readable for whoever the server runs as.
            folder.chmod(0o755)
            write_configuration(home, folder / f"node-{place}", own, {"node.name": f"node-{place}", **together})
            process = start(home, java, folder / f"node-{place}", heap)
            nodes.append(Node(f"http://127.0.0.1:{own[0]}", process))
        for place, node in enumerate(nodes):
            answers = partial(_answers, ports[place][0], number)
            wait_until_ready(node.process, folder / f"node-{place}", answers, _CLUSTER_SECONDS)
        yield nodes
    finally:
        for node in nodes:
            stop(node.process)
        shutil.rmtree(folder, ignore_errors=True)


def write_configuration(
    home: Path, folder: Path, ports: tuple[int, int] | None = None, cluster: Mapping[str, object] | None = None
) -> int:
    """Gives the port. `cluster`: settings in place of those of a node that is alone."""
    port, transport_port = ports or _free_ports()
    config = shutil.copytree(home / "config", folder / "config")
    settings = {
        **(cluster or {"cluster.name": f"comedie-tests-{port}", "discovery.type": "single-node"}),
        "network.host": "127.0.0.1",
        "http.port": port,
        "transport.port": transport_port,
        "path.data": folder / "data",
        "path.logs": folder / "logs",
        "cluster.routing.allocation.disk.threshold_enabled": "false",
    }
    (config / "opensearch.yml").write_text("".join(f"{k}: {v}\n" for k, v in settings.items()), encoding="utf-8")
    options = config / "jvm.options"
    unwanted = ("jdk.incubator.vector", "gc.log", "HeapDumpPath", "ErrorFile", "G1")
    kept = [line for line in options.read_text(encoding="utf-8").splitlines() if not any(u in line for u in unwanted)]
    options.write_text("\n".join(kept) + "\n", encoding="utf-8")
    for name in ("data", "logs", "tmp"):
        (folder / name).mkdir()
    return port


def _free_ports() -> tuple[int, int]:
    with socket.socket() as first, socket.socket() as second:
        first.bind(("127.0.0.1", 0))
        second.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]


def start(home: Path, java: Path, folder: Path, heap: str = _HEAP) -> "subprocess.Popen[bytes]":
    """Not as root, which OpenSearch refuses: as nobody, who is given the folder."""
    environment = {
        **{name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ},
        "JAVA_HOME": str(java),
        "OPENSEARCH_JAVA_HOME": str(java),
        "OPENSEARCH_PATH_CONF": str(folder / "config"),
        "OPENSEARCH_JAVA_OPTS": f"-Xms{heap} -Xmx{heap} {_QUICK_START}",
        "OPENSEARCH_TMPDIR": str(folder / "tmp"),
        "HOME": str(folder),
    }
    user = group = None
    if os.getuid() == 0:
        nobody = pwd.getpwnam("nobody")
        user, group = nobody.pw_uid, nobody.pw_gid
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, user, group)
    with (folder / "output.txt").open("wb") as output:
        return subprocess.Popen(
            [home / "bin" / "opensearch"],
            env=environment,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            user=user,
            group=group,
            extra_groups=[] if user is not None else None,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - no thread runs yet, and nothing may outlive killed tests
        )


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def wait_until_ready(
    process: "subprocess.Popen[bytes]", folder: Path, answers: Callable[[], bool], seconds: float = _START_SECONDS
) -> None:
    """Raises `ServerUnavailable` with the end of what the server said, where it ended or does not answer in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ServerUnavailable(f"OpenSearch ended with code {process.returncode} as it started: {_said(folder)}")
        if answers():
            return
        time.sleep(0.25)
    raise ServerUnavailable(f"OpenSearch did not answer in {seconds:.0f} s: {_said(folder)}")


def _said(folder: Path) -> str:
    return (folder / "output.txt").read_text(encoding="utf-8", errors="replace")[-1500:]


def _answers(port: int, nodes: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", f"/_cluster/health?wait_for_status=yellow&wait_for_nodes={nodes}&timeout=2s")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _try_an_index(port: int) -> None:
    """Makes an index and removes it: a Java without all its locales answers, but cannot."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("PUT", "/first")
        response = connection.getresponse()
        said = response.read(1000).decode(errors="replace")
        if response.status != http.HTTPStatus.OK:
            raise ServerUnavailable(f"OpenSearch cannot make an index here: {said}")
        connection.request("DELETE", "/first")
        connection.getresponse().read()
    finally:
        connection.close()


def stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def main() -> int:
    try:
        with running_server() as url:
            print(url, flush=True)
            signal.pause()
    except ServerUnavailable as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    sys.exit(main())
