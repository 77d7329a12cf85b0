"""Names and manifests of versions: made, read, and refused where they are somebody else's."""

from pathlib import Path
from typing import Any

import pytest

from indexer.language import ANALYSIS_VERSION
from indexer.versions import IndexVersion, Manifest
from transform.schema import SCHEMA_VERSION


def test_a_name_says_schema_analysis_and_data(tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    records.write_bytes(b"{}")
    version = IndexVersion.of(records)
    assert version.name == f"s{SCHEMA_VERSION}.{version.layout}-a{ANALYSIS_VERSION}-44136fa355b3678a"
    assert IndexVersion.parse(version.name) == version
    assert version.readable
    records.write_bytes(b"{} ")
    assert IndexVersion.of(records) != version


@pytest.mark.parametrize(
    "name", ["", "current", "s1.1-a1.310-0123", "s1.1-a1.310-0123456789abcdef-words", "../s1.1-a1.310-0123456789abcdef"]
)
def test_other_names_are_no_versions(name: str) -> None:
    assert IndexVersion.parse(name) is None


def test_a_manifest_is_the_same_after_it_was_written() -> None:
    version = IndexVersion(1, 1, "1.310", "0" * 16)
    manifest = Manifest(version, "2026-11-23T10:00:00.000000+00:00", 3, {"video": 3}, 1)
    assert Manifest.from_json(manifest.to_json()) == manifest


@pytest.mark.parametrize("values", [None, [], "x", {}, {"version": 3}, {"version": "s1.1-a1.310-" + "0" * 16}])
def test_what_is_no_manifest(values: Any) -> None:
    assert Manifest.from_json(values) is None
