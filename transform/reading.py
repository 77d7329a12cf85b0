"""One capture to what it is: a draft of a record, a listing, or a loss with its reason. Runs in any process."""

import re
from dataclasses import dataclass, field
from datetime import UTC

from lxml import etree

from crawler.archive import Archive
from crawler.capture import ArchiveEntry
from crawler.errors import HarvestError
from transform.addresses import absolute
from transform.audit.page import PageAudit, audit_page, text_read
from transform.audit.unread import words_unread
from transform.classify import kind_named
from transform.decode import decode
from transform.error_pages import is_error_page
from transform.errors import PageError
from transform.extract.by_profile import draft_around, draft_by_profile
from transform.extract.found import Draft
from transform.extract.generic import RULE, draft_of_any_page
from transform.extract.headline import heading_candidates
from transform.extract.page import Page, read_page
from transform.markup import parse
from transform.repair.lexicon import PageWords
from transform.repair.run import words_of_draft
from transform.schema import Kind
from transform.templates.detect import claim_of, number_of
from transform.templates.induction.shapes import Shape, shape_of
from transform.templates.profile import Profile, is_undescribed
from transform.templates.roles import ERROR_PAGE, PageRole

_SERVER_PAGES = re.compile(
    r"^\s*(?:(index of /)|(?:error )?(?:404|403|500|410)\b|page (?:non trouvée|introuvable|not found))", re.IGNORECASE
)
_LISTING_PREFIX = re.compile(
    r"^\s*(?:archives? (?:de|du|des|pour)\s*(?:l[ae’'] )?"
    r"|(?:catégorie|étiquette|mot-clé|auteur|thématique|territoire|category|tag|author)s?\s*:)\s*",
    re.IGNORECASE,
)
REASONS = {
    PageRole.HOME: "page d’accueil : remplacée par celle du nouveau site",
    PageRole.LISTING: "liste d’autres pages : remplacée par la recherche",
    PageRole.ATTACHMENT: "page d’un fichier joint : le fichier seul est gardé",
    PageRole.PROTECTED: "page protégée par un mot de passe : la source n’en donne que le formulaire",
    PageRole.PREVIEW: "aperçu d’un brouillon : jamais publié",
    PageRole.TOOL: "outil de l’ancien site : aucun texte à lui",
    PageRole.ERROR: ERROR_PAGE,
}


@dataclass(slots=True)
class PageRead:
    """What one capture gave. `loss` says why there is no draft; `listed_…` what a listing lists.

    `exported`: an item of an export, no page; `aliases`: other addresses that it names.

    `family`: the profile that knows the page's addresses; `template`, the one that knows its text.

    `ordered_languages`: where the source's languages are versions of one item, those to make the record of first.
    `shape`: in place of a draft, of a page whose text no profile finds, where templates are to be learnt;
    `unsure`: what one finds may stand beside the text.
    `audit`: what the second reading of a page with a draft found; `unread`: words of a page that could not be read.
    """

    entry: ArchiveEntry
    role: PageRole
    template: str = RULE
    draft: Draft | None = None
    loss: str | None = None
    native_id: str | None = None
    part: int = 1
    family: str = ""
    shape: Shape | None = None
    unsure: bool = False
    ordered_languages: tuple[str, ...] = ()
    canonical: str | None = None
    shortlink: str | None = None
    window_title: str = ""
    listed_kind: Kind | None = None
    listed_words: str = ""
    attached: str | None = None
    exported: bool = False
    aliases: list[str] = field(default_factory=list)
    lost: list[tuple[str, str]] = field(default_factory=list)
    audit: PageAudit | None = None
    words: PageWords | None = None
    unread: int | None = None

    @property
    def captured(self) -> str:
        """RFC 3339, UTC."""
        return self.entry.captured.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def capture(self) -> str:
        return f"{self.entry.timestamp}/{self.entry.url}"


def read_capture(
    archive: Archive, entry: ArchiveEntry, profiles: tuple[Profile, ...], *, audit: bool = True, learn: bool = False
) -> PageRead:
    """Never raises on what a page holds: a page that breaks the reading is a loss with its reason.

    `learn`: of a page whose text no profile surely finds only the shape.
    """
    try:
        capture = archive.read(entry)
    except HarvestError as error:
        return PageRead(entry, PageRole.ERROR, loss=f"capture illisible : {error}", unread=0)
    try:
        return _read(read_page(capture), entry, profiles, audit=audit, learn=learn)
    except PageError as error:
        reason = str(error)
    except RecursionError:
        reason = "page trop profonde pour être lue"
    except (etree.LxmlError, ValueError, TypeError, LookupError, AttributeError, UnicodeError, MemoryError) as error:
        reason = f"page que l’extraction n’a pas su lire ({type(error).__name__} : {error})"
    words = words_unread(decode(capture.payload, capture.header("Content-Type")).text)
    return PageRead(entry, PageRole.ERROR, loss=reason, unread=words or None)


def _read(page: Page, entry: ArchiveEntry, profiles: tuple[Profile, ...], *, audit: bool, learn: bool) -> PageRead:
    claim = claim_of(page, profiles)
    profile = claim.profile if claim is not None else None
    read = PageRead(
        entry,
        claim.rule.role if claim is not None else _role_of_any_page(page),
        template=profile.name if profile is not None else RULE,
        canonical=page.canonical,
        window_title=page.window_title,
    )
    if read.role is PageRole.RECORD and is_error_page(page):
        read.role, claim = PageRole.ERROR, None
    if claim is not None:
        read.family = claim.family.name
        read.native_id = number_of(page, claim.family.native_id)
        read.ordered_languages = claim.family.languages
    if read.role not in {PageRole.RECORD, PageRole.COPY}:
        read.loss = (claim.rule.reason if claim is not None else None) or REASONS[read.role]
        _describe_listing(read, page)
        return read
    if learn and (claim is None or not claim.sure):
        read.shape, read.unsure = shape_of(page), claim is not None and claim.whole
        return read
    text = text_read(page.root) if audit else []
    heads = [page.window_title, *(meta.get("content") or "" for meta in page.root.iter("meta"))] if audit else []
    if claim is not None and profile is not None:
        read.part = int(number_of(page, profile.part) or 1)
        read.shortlink = page.head_link("shortlink")
        if claim.whole:
            read.draft = draft_by_profile(page, profile, claim.family)
        else:
            read.draft = draft_around(page, profile, draft_of_any_page)
        if read.draft.content.is_empty and is_undescribed(profile.name):
            # What was learnt from other pages left nothing of this one: it is read as if nothing had been learnt.
            page = Page(page.url, page.timestamp, page.decoded, parse(page.decoded.text))
            known = claim.family is not profile
            read.draft = draft_around(page, claim.family, draft_of_any_page) if known else draft_of_any_page(page)
            read.template = claim.family.name if known else RULE
    else:
        read.draft = draft_of_any_page(page)
    read.lost = read.draft.content.lost
    if read.draft.content.is_empty and not (read.draft.title and read.draft.subtitle):
        read.draft, read.loss = None, "page sans texte, ni image, ni document"
    elif audit:
        read.audit = audit_page(page.decoded.text, text, read.draft, url=page.url, base=page.base, heads=heads)
    if read.draft is not None:
        read.words = words_of_draft(read.draft)
    return read


def _attached_file(page: Page) -> str | None:
    """The file that an attachment's page shows."""
    for name in ("href", "src"):
        for element in page.body.iter("a", "img", "source"):
            url = absolute(element.get(name) or "", page.base)
            if url and "/uploads/" in url:
                return url
    return None


def _role_of_any_page(page: Page) -> PageRole:
    found = _SERVER_PAGES.match(page.window_title)
    if found is None:
        return PageRole.RECORD
    return PageRole.LISTING if found[1] else PageRole.ERROR


def _describe_listing(read: PageRead, page: Page) -> None:
    if read.role is PageRole.ATTACHMENT:
        read.attached = _attached_file(page)
        return
    for name in page.body_classes:
        if name.startswith("post-type-archive-"):
            read.listed_kind = kind_named(name.removeprefix("post-type-archive-"))
    if {"date", "blog", "home"} & set(page.body_classes) or read.listed_kind:
        return
    headings = heading_candidates(page)
    if read.role is PageRole.LISTING and headings and headings[0].level == 1:
        read.listed_words = _LISTING_PREFIX.sub("", headings[0].words).strip(' «»“”"')[:200]
