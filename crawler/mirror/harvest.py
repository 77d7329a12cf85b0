"""A folder's files into the archive, with what became of each address."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from crawler.archive_writer import FileCapture, digest_of
from crawler.canonical import join
from crawler.frontier import Frontier
from crawler.limits import Limits
from crawler.links import Link, links_of
from crawler.mime import HTML
from crawler.mirror.error_pages import ErrorPage
from crawler.mirror.files import Entry, file_name, type_of, url_of
from crawler.mirror.httrack import Cached
from crawler.mirror.links import target_of
from crawler.mirror.plan import Kept, Plan
from crawler.mirror.restore import restored
from crawler.outcome import Outcome
from crawler.request import HarvestProgress, Progress
from crawler.scope import Rule, rule_against
from crawler.system_errors import reason_of
from crawler.visit import Answer, Found

_BATCH = 64
_HEAD = 131_072
_BASE = re.compile(rb"""<base\b[^<>]*?\shref\s*=\s*["']?([^"'\s<>]+)""", re.IGNORECASE)
_ABSENT = "citée par une page, mais pas dans le dossier"
_GIVEN = frozenset({Outcome.CAPTURED, Outcome.UNCHANGED, Outcome.REDIRECTED, Outcome.EXCLUDED})


@dataclass(slots=True)
class MirrorHarvest:
    """Each file of a folder settled under the address that the plan gives it; then what its pages name and it lacks."""

    frontier: Frontier
    plan: Plan
    site: str
    limits: Limits
    progress: Progress
    include: tuple[Rule, ...]
    exclude: tuple[Rule, ...]
    _now: datetime = field(default_factory=lambda: datetime.now(UTC))
    _digests: dict[str, str | None] = field(default_factory=dict)
    _outcomes: dict[str, Outcome | None] = field(default_factory=dict)
    _urls: set[str] = field(default_factory=set)
    _names: set[str] = field(default_factory=set)
    _hosts: set[str] = field(default_factory=set)
    _present: set[str] = field(default_factory=set)
    _problem: str = ""
    _failed: int = 0

    def run(self, entries: list[Entry]) -> str:
        """Returns the last problem, or nothing."""
        for url, outcome, _, digest in self.frontier.known():
            self._digests[url], self._outcomes[url] = digest, outcome
        self._urls = self.plan.urls
        self._names = {alias for kept in self.plan.kept.values() for alias in kept.aliases}
        self._hosts = {urlsplit(url).netloc for url in self._urls if url.startswith("http")}
        for number, entry in enumerate(entries, start=1):
            self._settle(entry)
            if number % _BATCH == 0:
                self.frontier.commit()
                self.progress(HarvestProgress(number, len(entries) - number, self._failed, self._problem))
        for line in self.plan.unkept:
            self._settle_unkept(line)
        self._withdraw()
        self.frontier.commit()
        self.progress(HarvestProgress(len(entries), 0, self._failed, self._problem))
        return self._problem

    def _settle(self, entry: Entry) -> None:
        kept = self.plan.kept.get(entry.name)
        if kept is None:
            self._settle_other(entry)
            return
        self._present.add(kept.url)
        self.frontier.found(Found(kept.url))
        for alias in kept.aliases:
            self.frontier.alias(alias, kept.url)
        rule = rule_against(kept.url, self.include, self.exclude)
        if rule is not None:
            self._refuse(kept.url, Outcome.EXCLUDED, rule)
            return
        if entry.name in self.plan.moved and kept.reason:
            self._redirect(entry, kept)
            return
        payload, before = self._payload(entry, kept)
        if payload is None:
            return
        if (error := self.plan.errors.get(entry.name)) is not None:
            self._keep_error(entry, kept, error, payload)
            return
        raw, count = payload, 0
        if entry.is_html and kept.asked is not None and not before:
            payload, count = restored(raw, partial(self._before, entry.name, kept, _base_of(raw)))
            before = f" ; {count} liens remis comme avant leur réécriture" if count else ""
        reason = f"{kept.reason}{before}"
        if count:
            self._keep_raw(entry.name, kept, raw)
        self._note_given(kept.url, raw)
        if self._digests.get(kept.url) == digest_of(payload):
            self.frontier.answered(Answer(kept.url, Outcome.UNCHANGED, reason or "même contenu"))
        else:
            capture = FileCapture(
                kept.url, kept.captured or self._now, payload, file_name(entry.name), type_of(payload, entry.name)
            )
            self.frontier.answered(
                Answer(kept.url, Outcome.CAPTURED, reason, entry=self.frontier.writer.add_file(capture))
            )
        if entry.is_html:
            self._name_links(entry.name, kept, payload)

    def _keep_error(self, entry: Entry, kept: Kept, error: ErrorPage, payload: bytes) -> None:
        """In the archive, for whoever doubts, but no page of the site."""
        stored = None
        if self._digests.get(kept.url) != digest_of(payload):
            capture = FileCapture(kept.url, kept.captured or self._now, payload, file_name(entry.name))
            stored = self.frontier.writer.add_file(capture)
        reason = " ; ".join(filter(None, (error.reason, kept.reason)))
        self.frontier.answered(Answer(kept.url, error.outcome, reason, error.status, entry=stored, index=False))

    def _before(self, name: bytes, page: Kept, base: str | None, href: str, naming: bool) -> str | None:
        """What a link to a file of the folder was before it was rewritten; nothing for one that leads there anyway."""
        target = target_of(name.rpartition(b"/")[0], base, href)
        file = self.plan.names.file(target) if target is not None else None
        if file is None:
            return None
        fragment = href.partition("#")[2]
        kept = self.plan.kept.get(file)
        if fragment and (file == name or (kept is not None and kept.says == page.says)):
            return None if href.startswith("#") else f"#{fragment}"
        meant = (kept.says if naming else kept.meant) if kept is not None else None
        if kept is None or meant is None or join(page.url, href) in {meant, kept.url}:
            return None
        return f"{meant}#{fragment}" if fragment else meant

    def _keep_raw(self, name: bytes, kept: Kept, raw: bytes) -> None:
        """The page as it lies in the folder: in the archive, for whoever doubts, but not in the index."""
        url = url_of(self.site, name)
        self._present.add(url)
        self.frontier.found(Found(url))
        if (self.frontier.fact(f"mirror {kept.url}") or "").partition(" ")[0] != digest_of(raw):
            self.frontier.writer.add_file(FileCapture(url, kept.captured or self._now, raw, file_name(name)))
        self._refuse(url, Outcome.EXCLUDED, f"fichier brut de {kept.url}, aux liens réécrits : gardé, non servi")

    def _payload(self, entry: Entry, kept: Kept) -> tuple[bytes | None, str]:
        """The bytes as the site sent them, where the tool kept them beside the page whose links it rewrote."""
        if entry.is_html:
            cached = self.plan.cache.original(kept.url, self.limits.max_file)
            if cached is not None:
                return cached, " ; page d’avant la réécriture des liens, prise dans le cache"
        path, before = entry.file, ""
        original = self.plan.originals.get(entry.name)
        if original is not None:
            path = path.with_name(original.rpartition(b"/")[2].decode("utf-8", "surrogateescape"))
            before = " ; page d’avant la réécriture des liens (.orig)"
        try:
            with path.open("rb") as file:
                payload = file.read(self.limits.max_file + 1)
        except OSError as error:
            self._refuse(kept.url, Outcome.FAILED, f"fichier illisible ({reason_of(error)})")
            return None, ""
        if len(payload) > self.limits.max_file:
            self._refuse(kept.url, Outcome.FAILED, f"fichier de plus de {self.limits.max_file} octets")
            return None, ""
        return payload, before

    def _settle_other(self, entry: Entry) -> None:
        """What is no answer of the site: unreadable, the tool's own, or told together with its page."""
        if entry.name in self.plan.originals.values():
            return
        url = url_of(self.site, entry.name)
        self._present.add(url)
        self.frontier.found(Found(url))
        self._refuse(url, *(entry.refusal or (Outcome.EXCLUDED, "fichier de HTTrack, et non du site")))

    def _redirect(self, entry: Entry, kept: Kept) -> None:
        """HTTrack makes a page in the place of a redirect; its cache, or the page's link, says where it led."""
        line = self.plan.cache.lines.get(kept.url)
        target = line.location if line is not None else None
        if target is None:
            page = links_of(_read(entry.file, self.limits.max_file), HTML, "", self.limits.max_links)
            for link in page.links:
                led = self._leads_to(entry.name, kept.url, page.base, link)
                if led is not None and led != kept.url:
                    target = led
        if target is None:
            self._refuse(kept.url, Outcome.ABSENT, "redirection dont HTTrack n’a pas gardé le but")
            return
        self._note_given(kept.url, b"")
        status = line.status if line is not None and 300 <= line.status < 400 else None
        self.frontier.answered(Answer(kept.url, Outcome.REDIRECTED, kept.reason, status, target))

    def _leads_to(self, name: bytes, url: str, base: str | None, link: Link) -> str | None:
        target = target_of(name.rpartition(b"/")[0], base, link.href)
        file = self.plan.names.file(target) if target is not None else None
        if file is not None and file in self.plan.kept:
            return self.plan.kept[file].url
        return join(url, link.href)

    def _settle_unkept(self, line: Cached) -> None:
        """What HTTrack asked for and has no file of: its cache knows why."""
        if line.url in self._urls or line.url in self._present or len(line.url) > self.limits.max_url:
            return
        known = self._outcomes.get(line.url)
        if known is not None and known is not Outcome.ABSENT:
            return
        said = f"le cache de HTTrack dit {line.status}"
        self.frontier.found(Found(line.url, line.found_on))
        self._present.add(line.url)
        if 300 <= line.status < 400 and line.location:
            answer = Answer(line.url, Outcome.REDIRECTED, said, line.status, line.location)
        elif line.status in {404, 410}:
            answer = Answer(line.url, Outcome.GONE, said, line.status)
        elif line.status in {401, 403}:
            answer = Answer(line.url, Outcome.REFUSED, said, line.status)
        else:
            answer = Answer(line.url, Outcome.ABSENT, f"{said}, mais le dossier n’en a pas de fichier")
        self.frontier.answered(answer)

    def _refuse(self, url: str, outcome: Outcome, reason: str) -> None:
        if outcome is Outcome.FAILED:
            self._failed += 1
            self._problem = f"{url} : {reason}"
        self.frontier.answered(Answer(url, outcome, reason))

    def _name_links(self, name: bytes, kept: Kept, payload: bytes) -> None:
        page = links_of(payload, HTML, file_name(name), self.limits.max_links)
        if kept.asked is not None:
            base = (join(kept.url, page.base) if page.base else None) or kept.url
            for link in page.links:
                url = None if not link.href.strip() or link.href.startswith("#") else join(base, link.href)
                if url is None or url in self._urls or url in self._names or len(url) > self.limits.max_url:
                    continue
                if urlsplit(url).netloc in self._hosts:
                    self.frontier.found(Found(url, kept.url, link.text, Outcome.ABSENT, _ABSENT))
            return
        for link in page.links:
            target = target_of(name.rpartition(b"/")[0], page.base, link.href)
            file = self.plan.names.file(target) if target is not None else None
            other = self.plan.kept.get(file) if file is not None else None
            if target is not None and file is None:
                self._name_absent(target, kept.url, link)
            elif target is not None and other is not None and other.asked is not None:
                self.frontier.alias(url_of(self.site, target), other.url)

    def _name_absent(self, target: bytes, page: str, link: Link) -> None:
        url = url_of(self.site, target)[: self.limits.max_url]
        negotiated = self.plan.names.negotiated(target)
        if negotiated is not None:
            self.frontier.alias(url, self.plan.kept[negotiated].url)
        elif not self.plan.names.is_folder(target):
            self.frontier.found(Found(url, page, link.text, Outcome.ABSENT, _ABSENT))

    def _note_given(self, url: str, raw: bytes) -> None:
        """Several sources fill one ledger: what this folder gave is remembered, to be missed when it is gone."""
        if url.startswith("http"):
            self.frontier.note(f"mirror {url}", f"{digest_of(raw)} {self.site}")

    def _withdraw(self) -> None:
        """What an earlier run captured, and the folder no longer holds."""
        prefix = f"mirror:{self.site}/"
        for url, outcome in self._outcomes.items():
            if url in self._present or outcome not in _GIVEN:
                continue
            if url.startswith(prefix) or (self.frontier.fact(f"mirror {url}") or "").endswith(f" {self.site}"):
                self.frontier.answered(Answer(url, Outcome.ABSENT, "n’est plus dans le dossier", attempted=False))


def _base_of(payload: bytes) -> str | None:
    found = _BASE.search(payload[:_HEAD])
    return found.group(1).decode("utf-8", "replace") if found else None


def _read(path: Path, size: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(size)
    except OSError:
        return b""
