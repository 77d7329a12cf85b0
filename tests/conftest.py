"""What several packages' tests share: a real OpenSearch, and the real inputs."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.opensearch_distribution import ServerUnavailable
from tests.support.opensearch_server import opensearch_url as found_or_started


@pytest.fixture(scope="session")
def opensearch_url() -> Iterator[str]:
    """A real server's address. Without one these tests skip, with the reason; where CI=true they fail."""
    try:
        with found_or_started() as url:
            yield url
    except ServerUnavailable as reason:
        if os.environ.get("CI") == "true":
            pytest.fail(f"no OpenSearch: {reason}")
        pytest.skip(f"no OpenSearch: {reason}")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Real inputs that are not part of the project."""
    folder = os.environ.get("COMEDIE_CORPUS")
    if not folder:
        pytest.skip("COMEDIE_CORPUS names no folder of real inputs")
    return Path(folder)
