"""What the system refuses while an index is written is told in French, whoever reports it."""

import errno
import re

import pytest

from indexer.engines.embedded.writer import told_disk
from indexer.errors import BuildFailed


@pytest.mark.parametrize(
    ("problem", "why"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "plus de place sur le disque"),
        (OSError(errno.EFBIG, "File too large"), "fichier trop grand pour ce disque"),
        (ValueError("IoError { source: No space left on device (os error 28) }"), "plus de place sur le disque"),
        (
            ValueError('IoError { source: Os { code: 28, kind: StorageFull, message: "…" } }'),
            "plus de place sur le disque",
        ),
        (ValueError("un autre refus"), "un autre refus"),
    ],
)
def test_why_an_index_cannot_be_written_is_told_in_french(problem: Exception, why: str) -> None:
    with pytest.raises(BuildFailed, match=re.escape(f"L’index n’a pas pu être écrit ({why}).")), told_disk():
        raise problem
