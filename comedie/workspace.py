"""Where everything one migration knows lies (DESIGN §4)."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from comedie.errors import CommandError, UsageMistake
from crawler.system_errors import reason_of


@dataclass(frozen=True, slots=True)
class Workspace:
    root: Path

    @property
    def archive(self) -> Path:
        return self.root / "archive"

    @property
    def ledger(self) -> Path:
        return self.root / "ledger.sqlite"

    @property
    def profiles(self) -> Path:
        return self.root / "profiles"

    @property
    def vocabulary(self) -> Path:
        """Vocabularies of this archive's own, which replace the shipped ones by name."""
        return self.profiles / "vocabulary"

    @property
    def records(self) -> Path:
        return self.root / "records"

    @property
    def records_jsonl(self) -> Path:
        return self.records / "records.jsonl"

    @property
    def summary(self) -> Path:
        return self.records / "summary.json"

    @property
    def redirects(self) -> Path:
        return self.records / "redirects.csv"

    @property
    def index(self) -> Path:
        return self.root / "index"

    @property
    def queries(self) -> Path:
        """Judged queries of this archive, which a new index must not answer worse."""
        return self.root / "queries"

    @property
    def desk_url(self) -> str:
        return f"sqlite:///{self.root.resolve() / 'desk.sqlite'}"

    @property
    def identity(self) -> Path:
        return self.root / "site.json"

    def create(self) -> None:
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise CommandError(
                f"Le dossier {self.root} ne peut pas être créé ({reason_of(problem)}). "
                "Choisissez-en un autre avec --workspace."
            ) from problem

    def remembered(self) -> dict[str, Any]:
        """What the first run wrote: `site`, `source`, `aliases`. Empty where no run has been."""
        try:
            values = json.loads(self.identity.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as problem:
            raise CommandError(
                f"{self.identity} ne se lit pas ({problem}). Rétablissez-le d’une sauvegarde."
            ) from problem
        return values if isinstance(values, dict) else {}

    def remember(self, **values: Any) -> None:
        """Adds to what is remembered; written beside and renamed, so that a cut leaves the old file."""
        merged = {**self.remembered(), **values}
        fresh = self.identity.with_suffix(".json.new")
        fresh.write_text(json.dumps(merged, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        os.replace(fresh, self.identity)

    def aliases(self) -> tuple[str, ...]:
        """The other names of the site's host, as the harvest was told."""
        return tuple(str(host) for host in self.remembered().get("aliases", ()))

    def site(self) -> str:
        """The site's name, which every id begins with; a workspace without one has seen no harvest."""
        name = self.remembered().get("site")
        if not isinstance(name, str) or not name:
            raise UsageMistake(
                f"Rien n’a encore été moissonné dans {self.root}. Commencez par : comedie migrate SOURCE "
                f"--workspace {self.root}"
            )
        return name
