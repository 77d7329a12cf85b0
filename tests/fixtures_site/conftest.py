"""One server for all the tests of this folder."""

from collections.abc import Iterator

import pytest

from fixtures.server import LegacySite


@pytest.fixture(scope="session")
def site() -> Iterator[LegacySite]:
    with LegacySite() as running:
        yield running
