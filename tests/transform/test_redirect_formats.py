"""Old addresses for web servers: hostile ones stay inside their quotes; real servers send each where it leads."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from transform.errors import TransformError
from transform.redirect_formats import read_redirects, to_apache, to_nginx
from transform.redirects import Redirect, to_csv

OLD = "http://www.comedie.test"
BASE = "https://archive.example.org"
ROWS = [
    Redirect(f"{OLD}/fiche/1/", "/notice/comedie-1/le-loup", 301, "notice", ""),
    Redirect(f"{OLD}/?p=1", "/notice/comedie-1/le-loup", 301, "autre adresse", ""),
    Redirect(f"{OLD}/?p=12", "/notice/comedie-12", 301, "autre adresse", ""),
    Redirect(f"{OLD}/Fiche/1/", "/notice/comedie-7", 301, "notice", ""),
    Redirect(f"{OLD}/partie/", "", 410, "disparue", "/archive/20200101000000/x"),
    Redirect(f"{OLD}/liste/?s=eau+vive&x=%C3%A9t%C3%A9", "/recherche?q=eau+vive&type=page", 301, "liste", ""),
    Redirect(f"{OLD}/for%C3%AAt/", "/notice/comedie-3", 301, "notice", ""),
    Redirect(f"{OLD}/100%25.php", "/notice/comedie-4", 301, "notice", ""),
    Redirect(f"{OLD}/prix$1.php", "/recherche?q=$host%20$1%1", 301, "notice", ""),
    Redirect(f"{OLD}/{'long/' * 100}", "/notice/comedie-5", 301, "notice", ""),
    Redirect(f"{OLD}/ailleurs/", "https://www.i-cpc.test/doc/9", 301, "déplacée", ""),
]
#: Apache does not serve as root.
UNPRIVILEGED = "User #65534\nGroup #65534\n" if os.geteuid() == 0 else ""
HOSTILE = [
    f'{OLD}/a";return 301 "http://evil.test/',
    f"{OLD}/a\nRewriteRule ^ http://evil.test/",
    f"{OLD}/a\\",
    f'{OLD}/a\\"; }} http://evil.test',
    f"{OLD}/(a+)+$[x]{{2}}|^.*?",
    f"{OLD}/${{evil}}$evil%{{ENV:evil}}%1",
    f"{OLD}/?q='\";}}#",
    f"{OLD}/# include /etc/passwd;",
    f"{OLD}/~^.*$",
    f"{OLD}/\u2028\x00\x7f é ",
    f"{OLD}/default",
]
HOSTILE_ROWS = [Redirect(url, "/notice/comedie-9", 301, "x", "") for url in HOSTILE] + [
    Redirect(f"{OLD}/n{number}", new, 301, "x", "")
    for number, new in enumerate(
        [
            '/a";evil "',
            "/a\r\nSet-Cookie: x=1",
            "//evil.test/",
            "javascript:alert(1)",
            "/x\\",
            "/$uri%1$1${evil}",
            "/a b",
        ]
    )
]


def expected() -> dict[str, tuple[int, str]]:
    return {
        "/fiche/1/": (301, f"{BASE}/notice/comedie-1/le-loup"),
        "/fiche/1/?utm_source=lettre": (301, f"{BASE}/notice/comedie-1/le-loup"),
        "/?p=1": (301, f"{BASE}/notice/comedie-1/le-loup"),
        "/?p=12": (301, f"{BASE}/notice/comedie-12"),
        "/?p=123": (404, ""),
        "/Fiche/1/": (301, f"{BASE}/notice/comedie-7"),
        "/partie/": (410, ""),
        "/liste/?s=eau+vive&x=%C3%A9t%C3%A9": (301, f"{BASE}/recherche?q=eau+vive&type=page"),
        "/for%C3%AAt/": (301, f"{BASE}/notice/comedie-3"),
        "/100%25.php": (301, f"{BASE}/notice/comedie-4"),
        "/prix$1.php": (301, f"{BASE}/recherche?q=%24host%20%241%1"),
        f"/{'long/' * 100}": (301, f"{BASE}/notice/comedie-5"),
        "/ailleurs/": (301, "https://www.i-cpc.test/doc/9"),
        "/inconnue/": (404, ""),
        "/n2": (404, ""),
        "/n3": (404, ""),
        "/evil": (404, ""),
    }


def test_nginx_sends_each_old_address_where_it_leads(tmp_path: Path) -> None:
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.skip("no nginx on this system")
    (tmp_path / "old.conf").write_text("".join(to_nginx([*ROWS, *HOSTILE_ROWS], BASE)), encoding="utf-8")
    port = free_port()
    (tmp_path / "nginx.conf").write_text(
        f"daemon off; pid {tmp_path}/pid; error_log stderr; events {{}}\n"
        f"http {{ access_log off; include {tmp_path}/old.conf;\n"
        + "".join(
            f"{name}_temp_path {tmp_path}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        + f"server {{ listen 127.0.0.1:{port}; root {tmp_path}/empty;\n"
        "if ($comedie_new) { return 301 $comedie_new; } if ($comedie_gone) { return 410; } } }\n"
    )
    with serving([program, "-c", str(tmp_path / "nginx.conf"), "-p", str(tmp_path)], port):
        assert answers(port) == expected()


def test_apache_sends_each_old_address_where_it_leads(tmp_path: Path) -> None:
    program = shutil.which("apache2") or shutil.which("httpd") or shutil.which("apache2", path="/usr/sbin")
    modules = next((p for p in map(Path, ("/usr/lib/apache2/modules", "/usr/lib64/httpd/modules")) if p.is_dir()), None)
    if program is None or modules is None:
        pytest.skip("no Apache on this system")
    (tmp_path / "old.conf").write_text("".join(to_apache([*ROWS, *HOSTILE_ROWS], BASE)), encoding="utf-8")
    (tmp_path / "empty").mkdir()
    port = free_port()
    names = ("mpm_event", "authz_core", "rewrite")
    (tmp_path / "httpd.conf").write_text(
        f"ServerRoot {tmp_path}\nServerName localhost\nListen 127.0.0.1:{port}\nPidFile {tmp_path}/pid\n"
        + "".join(f"LoadModule {n}_module {modules}/mod_{n}.so\n" for n in names if (modules / f"mod_{n}.so").exists())
        + f"ErrorLog {tmp_path}/log\nDefaultRuntimeDir {tmp_path}\nMutex file:{tmp_path}\n"
        f"DocumentRoot {tmp_path}/empty\n"
        f"{UNPRIVILEGED}"
        f"<VirtualHost *:{port}>\nInclude {tmp_path}/old.conf\n</VirtualHost>\n"
    )
    with serving([program, "-X", "-f", str(tmp_path / "httpd.conf")], port):
        assert answers(port) == expected()


@pytest.mark.parametrize("write", [to_nginx, to_apache])
def test_hostile_addresses_stay_on_their_line_and_in_their_quotes(write: object) -> None:
    assert callable(write)
    for line in lines_of(write(HOSTILE_ROWS, BASE)):
        outside = unquoted(line)
        assert "evil" not in outside, line
        assert not {"$", "\\", "(", "%"} & set(
            outside.replace("$comedie_new", "")
            .replace("$comedie_gone", "")
            .replace("$uri", "")
            .replace("$request_uri", "")
        ) or line.startswith("#"), line


def test_the_table_goes_and_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "redirects.csv"
    path.write_text("".join(to_csv(ROWS)), encoding="utf-8")
    assert read_redirects(path) == ROWS


@pytest.mark.parametrize(("text", "sentence"), [(None, "Il n’y a pas encore"), ("old,new\n1,2\n", "ne se lit pas")])
def test_a_table_that_is_none_is_told(text: str | None, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "redirects.csv"
    if text is not None:
        path.write_text(text)
    with pytest.raises(TransformError, match=sentence):
        read_redirects(path)


def test_what_leads_to_itself_is_left_out() -> None:
    same = [Redirect(f"{OLD}/", "/", 301, "liste", "")]
    assert not any("RewriteRule" in line for line in to_apache(same))
    assert any("RewriteRule" in line for line in to_apache(same, BASE))


def lines_of(pieces: Iterable[str]) -> list[str]:
    return "".join(pieces).split("\n")


def unquoted(line: str) -> str:
    """What a server reads as its own language: all that stands outside double quotes."""
    outside, inside, skip = "", False, False
    for character in line:
        if skip:
            skip = False
        elif inside and character == "\\":
            skip = True
        elif character == '"':
            inside = not inside
        elif not inside:
            outside += character
    assert not inside, line
    return outside


def answers(port: int) -> dict[str, tuple[int, str]]:
    found = {}
    for target in expected():
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", target, headers={"Host": "www.comedie.test"})
        answer = connection.getresponse()
        # Whether what is under no address is missing or closed is the test folder's affair.
        status = 404 if answer.status == 403 else answer.status
        found[target] = (status, answer.getheader("Location", "") if answer.status == 301 else "")
        connection.close()
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: list[str], port: int) -> Iterator[None]:
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            for _ in range(200):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert server.poll() is None, server.stderr.read() if server.stderr else ""
                time.sleep(0.05)
            yield
        finally:
            server.terminate()
            server.wait(timeout=20)
