"""`redirects.csv` as nginx and Apache read it. Addresses come from a crawled site: none may end its own quotes."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes, urlsplit

from transform.errors import TransformError
from transform.redirects import Redirect

#: More lines than any migration has.
MAX_ROWS = 1_000_000
#: nginx keeps exact strings in a table of small places; longer ones become patterns.
_LONGEST_KEY = 200
#: Paths that a server reads in one way only; they answer whatever query is added to them.
_PLAIN_PATH = re.compile(r"(?!/$)(?:/[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)+/?")
_IN_REQUEST = "/:?@!$&'()*+,;=%~-._[]"
_IN_TARGET = "/:?#@!&'()*+,;=%~-._"


def read_redirects(path: Path) -> list[Redirect]:
    """Raises `TransformError` where there is none, or where a line is not one of ours."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            found = [
                Redirect(row["old"], row["new"], int(row["status"]), row["reason"], row["archive"])
                for row, _ in zip(rows, range(MAX_ROWS), strict=False)
            ]
    except FileNotFoundError as error:
        raise TransformError(
            f"Il n’y a pas encore de redirections ({path}). Faites-les avec : comedie transform"
        ) from error
    except (OSError, ValueError, KeyError, TypeError, csv.Error) as error:
        raise TransformError(f"{path} ne se lit pas ({error}). Refaites ce fichier avec : comedie transform") from error
    return found


def to_nginx(redirects: Iterable[Redirect], base: str = "") -> Iterator[str]:
    """Lines for the `http` block. `base`: the new site's address, without a final slash; empty on the same host."""
    rows = _by_target(redirects, base)
    places = max(2048, 1 << (2 * len(rows)).bit_length())
    yield "# Anciennes adresses. À inclure dans le bloc http de nginx ; puis, dans le bloc server de l’ancien site :\n"
    yield "#     if ($comedie_new) { return 301 $comedie_new; }\n"
    yield "#     if ($comedie_gone) { return 410; }\n"
    yield "# Si ces deux réglages y sont déjà, retirez-les d’ici et gardez les plus grands.\n"
    yield "map_hash_bucket_size 512;\n"
    yield f"map_hash_max_size {places};\n\n"
    for name, status in (("comedie_new", 301), ("comedie_gone", 410)):
        wanted = {target: row.new if status == 301 else "1" for target, row in rows.items() if row.status == status}
        whole = {target: new for target, new in wanted.items() if not _PLAIN_PATH.fullmatch(target)}
        paths = {target: new for target, new in wanted.items() if target not in whole}
        yield from _nginx_map("$uri", f"${name}_by_path", "", paths)
        yield from _nginx_map("$request_uri", f"${name}", f"${name}_by_path", whole)


def _nginx_map(source: str, name: str, default: str, rows: Mapping[str, str]) -> Iterator[str]:
    """Exact strings are compared without case: those which differ by it alone become patterns."""
    folded = Counter(target.lower() for target in rows)
    yield f'map {source} {name} {{\n    default "{default}";\n'
    for target, new in rows.items():
        is_exact = len(target) <= _LONGEST_KEY and folded[target.lower()] == 1
        yield f"    {_quoted(target if is_exact else f'~^{_pattern(target)}$')} {_quoted(new)};\n"
    yield "}\n"


def to_apache(redirects: Iterable[Redirect], base: str = "") -> Iterator[str]:
    """Lines for a `VirtualHost` or an `.htaccess`; needs `mod_rewrite`. Addresses with a query come first."""
    rows = _by_target(redirects, base)
    yield "# Anciennes adresses. À inclure dans le VirtualHost de l’ancien site, ou dans son .htaccess (mod_rewrite).\n"
    yield "RewriteEngine On\n"
    for target, row in sorted(rows.items(), key=lambda item: "?" not in item[0]):
        path, mark, query = target.partition("?")
        if mark:
            yield f'RewriteCond "%{{QUERY_STRING}}" "^{_pattern(query)}$"\n'
        elif path == "/":
            # Any question put to the home page is another page's address.
            yield 'RewriteCond "%{QUERY_STRING}" "^$"\n'
        decoded = unquote_to_bytes(path.removeprefix("/"))
        rule = f'RewriteRule "^/?{_pattern(decoded)}$"'
        if row.status == 301:
            yield f'{rule} "{_substitution(row.new)}" [R=301,L,NE,QSD]\n'
        else:
            yield f'{rule} "-" [G,L]\n'


def _by_target(redirects: Iterable[Redirect], base: str) -> dict[str, Redirect]:
    """Path and query as a browser sends them → where they lead. One that leads to itself is left out.

    The hosts of one site share their addresses; where two differ, one that leads somewhere wins.
    """
    rows: dict[str, Redirect] = {}
    for row in sorted(redirects, key=lambda row: row.status != 301):
        target = _target(row.old)
        new = _new(row.new, base)
        if target is None or (row.status == 301 and not new) or new == target or row.status not in {301, 410}:
            continue
        rows.setdefault(target, Redirect(target, new, row.status, row.reason, row.archive))
    return dict(sorted(rows.items()))


def _target(url: str) -> str | None:
    if url.startswith("mirror:"):
        target = "/" + url.partition("/")[2]
    else:
        try:
            parts = urlsplit(url.partition("#")[0])
        except ValueError:
            return None
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return quote(target, safe=_IN_REQUEST) if target.startswith("/") else None


def _new(new: str, base: str) -> str:
    """Absolute, or on the same host. What is neither is left out: a header is no place for anything else."""
    if new.startswith("/") and not new.startswith(("//", "/\\")):
        return quote(base.rstrip("/") + new, safe=_IN_TARGET)
    return quote(new, safe=_IN_TARGET) if re.match(r"https?://[^/]", new) else ""


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _pattern(text: str | bytes) -> str:
    """A regular expression for exactly these bytes, in characters that no configuration file gives a meaning."""
    data: Sequence[int] = text.encode() if isinstance(text, str) else text
    return "".join(
        chr(c) if chr(c).isascii() and (chr(c).isalnum() or chr(c) in "/_-") else f"\\x{c:02X}" for c in data
    )


def _substitution(url: str) -> str:
    """`%` and `$` call for what was matched."""
    return url.replace("\\", "%5C").replace("$", "%24").replace("%", "\\%")
