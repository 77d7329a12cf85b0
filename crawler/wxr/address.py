"""At which address an item of an export stands, under which others it is known, and whether readers may see it."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from crawler.canonical import canonical
from crawler.wxr.item import WxrItem

#: What readers could see; `inherit` is an attachment's, which follows the item it belongs to.
_PUBLIC = frozenset({"publish", "inherit", ""})
_STATUSES = {
    "draft": "brouillon",
    "auto-draft": "brouillon automatique",
    "pending": "en attente de relecture",
    "future": "publication programmée",
    "private": "privé",
    "trash": "à la corbeille",
}


@dataclass(frozen=True, slots=True)
class Addresses:
    """`base` is the site's address without a slash at its end, or nothing where the export names none."""

    site: str
    base: str | None

    def of(self, item: WxrItem, number: int, *, public: bool) -> str:
        """The permalink; of what readers cannot see, `?p=ID`. `number` is the item's place in the export."""
        link = canonical(item.link) or canonical(item.guid)
        by_id = self.by_id(item)
        if public and link is not None:
            return link
        return by_id or (None if public else link) or f"wxr:{self.site}/{number}"

    def by_id(self, item: WxrItem) -> str | None:
        return f"{self.base}/?p={item.id}" if self.base and item.id is not None else None

    def others(self, item: WxrItem, url: str) -> Iterator[str]:
        """`?p=ID`, the guid where it is an address of the site, and the permalink with each slug it had before."""
        names = [self.by_id(item), canonical(item.guid) if self._is_ours(item.guid) else None]
        parts = urlsplit(url)
        folder, slash, last = parts.path.rstrip("/").rpartition("/")
        if item.name and slash and not parts.query and last in {item.name, quote(item.name)}:
            tail = "/" if parts.path.endswith("/") else ""
            for slug in item.old_slugs:
                path = f"{folder}/{slug}{tail}"
                names.append(canonical(urlunsplit((parts.scheme, parts.netloc, path, "", ""))))
        yield from (name for name in names if name is not None and name != url)

    def _is_ours(self, url: str) -> bool:
        try:
            return bool(self.base) and urlsplit(url).hostname == urlsplit(self.base or "").hostname
        except ValueError:
            return False


def hidden_because(item: WxrItem, parent: WxrItem | None) -> str | None:
    """Why readers of the site could not see an item, in French; nothing where they could."""
    if item.type == "revision":
        return "ancienne version d’un autre élément"
    if item.status not in _PUBLIC:
        return _STATUSES.get(item.status, f"statut « {item.status[:40]} »")
    if item.protected:
        return "protégé par mot de passe"
    if item.status == "inherit" and parent is not None and parent.status not in _PUBLIC | {"inherit"}:
        return f"joint à un élément non publié ({hidden_because(parent, None)})"
    return None
