"""A WordPress export read item by item: the same records as the pages', and nothing that readers could not see."""

from pathlib import Path

from crawler.archive import Archive
from crawler.archive_writer import ArchiveWriter, FileCapture
from crawler.cdxj import write_index
from crawler.wxr_item import ITEM_TYPE
from tests.crawler.wxr_files import SITE, item
from tests.transform.conftest import MOMENT, Workspace

SECRETS = ("camille.privee@exemple.test", "203.0.113.77")
COMMENT = (
    "<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author><![CDATA[Camille]]></wp:comment_author>"
    f"<wp:comment_author_email><![CDATA[{SECRETS[0]}]]></wp:comment_author_email>"
    f"<wp:comment_author_IP>{SECRETS[1]}</wp:comment_author_IP>"
    "<wp:comment_content><![CDATA[Un commentaire]]></wp:comment_content></wp:comment>"
)


def keep_items(workspace: Workspace, *items: tuple[str, str]) -> None:
    """(address, XML) of each; beside what the archive has."""
    writer = ArchiveWriter(workspace.archive, "test")
    known = list(Archive(workspace.archive).entries()) if (workspace.archive / "index.cdxj").exists() else []
    known += [
        writer.add_file(FileCapture(url, MOMENT, xml.strip().encode(), "export.xml", ITEM_TYPE)) for url, xml in items
    ]
    writer.sync()
    write_index(workspace.archive, known)


def everything(records: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted(records.iterdir()))


def test_the_raw_item_is_no_file_and_no_archived_page(workspace: Workspace) -> None:
    keep_items(workspace, (f"{SITE}/fiche/loup/", item(12, "Le loup", name="loup", more=COMMENT)))
    workspace.transform()
    written = everything(workspace.records)
    assert "/fichier/" not in written
    assert "/archive/" not in (workspace.records / "redirects.csv").read_text(encoding="utf-8")
    assert not any(secret in written for secret in SECRETS)
