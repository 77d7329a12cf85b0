"""The end of a run: what it shows against what is asked of it and against the last one, and its files."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from transform.assertions import AssertionsFailed, failures
from transform.audit.losses import Losses
from transform.audit.memory import Memory
from transform.personal import mask_strings
from transform.personal.keeping import FILE as PERSONAL_FILE
from transform.personal.keeping import MODE, masked_lines
from transform.personal.records import Masked
from transform.publication import Publication
from transform.recording import Recorded
from transform.register import Register, Sighting
from transform.report import FILE as REPORT_FILE
from transform.report import RecordTally, render
from transform.request import TransformRequest, TransformSummary
from transform.reviews import FILE as REVIEWS_FILE
from transform.reviews import Review, Reviews
from transform.templates.profile import Profile
from transform.vocabulary import load_vocabularies


@dataclass(slots=True)
class Conclusion:
    """All that the second pass tells, in the order of ids. `paths`, `sources` and `moved`: by id."""

    register: Register
    losses: Losses
    memory: Memory
    reviews: Reviews
    kinds: Counter[str] = field(default_factory=Counter)
    paths: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    repairs: list[dict[str, Any]] = field(default_factory=list)
    masked: list[Masked] = field(default_factory=list)
    lookups: Counter[int] = field(default_factory=Counter)
    counted: RecordTally = field(default_factory=RecordTally)

    def see(self, recorded: Recorded, sighting: Sighting) -> None:
        identifier = recorded.identifier
        self.kinds[recorded.kind] += 1
        self.counted.add(recorded.facts)
        self.paths[identifier] = recorded.path
        self.sources[identifier] = recorded.source
        if recorded.moved_to is not None:
            self.moved[identifier] = recorded.moved_to
        self.memory.see_record(recorded.kind, recorded.filled)
        self.losses.absorb(recorded.losses)
        self.ask(recorded.reviews)
        self.repairs += recorded.repairs
        self.masked += recorded.masked
        self.lookups.update(recorded.lookups)
        self.register.see(identifier, sighting, recorded.kind, recorded.digest, recorded.captured)
        self.register.lead(identifier, superseded_by=recorded.superseded_by, moved_to=recorded.moved_to)

    def ask(self, reviews: Iterable[Review]) -> None:
        """The one way in of a question that no single record asks."""
        self.reviews.ask(reviews)

    def write(
        self,
        request: TransformRequest,
        profiles: Iterable[Profile],
        publication: Publication,
        urls: Mapping[str, int],
    ) -> TransformSummary:
        """`urls`: by outcome. Raises `AssertionsFailed`."""
        profiles = tuple(profiles)
        self._compare(request, profiles, publication)
        write = publication.write
        write("register.jsonl", (line + "\n" for line in self.register.lines()))
        write("losses.jsonl", map(_json_line, self.losses.lines()))
        (publication.draft / PERSONAL_FILE).touch(MODE)
        write(PERSONAL_FILE, masked_lines(self.masked))
        write(REVIEWS_FILE, self.reviews.lines())
        write("repairs.jsonl", map(_json_line, self.repairs))
        summary = self._summary(request.site, profiles, urls)
        names = ("site", "urls", "records", "kinds", "losses", "repairs", "reviews")
        values = {name: getattr(summary, name) for name in names} | {"audit": {"words": summary.words}}
        write("summary.json", [json.dumps(values, ensure_ascii=False, indent=1) + "\n"])
        expected = dict(expect for profile in profiles for expect in profile.expect.items())
        known = load_vocabularies(request.vocabulary)
        page = render(publication.draft, request.ledger, values, expected, request.accepted_urls, known, self.counted)
        write(REPORT_FILE, page)
        return summary

    def _summary(self, site: str, profiles: tuple[Profile, ...], urls: Mapping[str, int]) -> TransformSummary:
        expected = [expect for profile in profiles for expect in profile.expect.items()]
        return TransformSummary(
            site=site,
            urls=dict(urls),
            records=sum(self.kinds.values()),
            kinds=dict(sorted(self.kinds.items())),
            losses=len(self.losses),
            repairs=len(self.repairs),
            reviews=len(self.reviews),
            shortfalls=tuple(
                f"{kind.value} : {self.kinds[kind.value]} notices, le profil en attend au moins {least}"
                for kind, least in expected
                if self.kinds[kind.value] < least
            ),
            words=self.losses.words.values(),
        )

    def _compare(self, request: TransformRequest, profiles: tuple[Profile, ...], publication: Publication) -> None:
        accepted = request.accepted_assertions
        before = Memory.read(request.records / "audit.json")
        now = replace(
            self.memory.figures(),
            words_kept=self.losses.words.kept,
            words_lost=self.losses.words.lost,
            invented=tuple(sorted(self.losses.invented)),
            images=self.losses.images,
            images_lost=self.losses.images_lost,
        )
        declared = [profile.asserts for profile in profiles]
        if failed := failures(now, before.figures() if before else None, declared, accepted):
            raise AssertionsFailed(failed)
        if before is not None:
            self.ask(self.memory.drift(before, accepted))
        self.ask(self.losses.new_blocks())
        publication.write("audit.json", [self.memory.to_json(before, accepted)])


def _json_line(values: dict[str, Any]) -> str:
    return json.dumps(mask_strings(values), ensure_ascii=False, separators=(",", ":")) + "\n"
