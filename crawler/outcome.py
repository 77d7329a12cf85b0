"""What can become of a URL (law 1)."""

from enum import StrEnum


class Outcome(StrEnum):
    CAPTURED = "captured"
    UNCHANGED = "unchanged"
    REDIRECTED = "redirected"
    GONE = "gone"  # 404, 410
    ABSENT = "absent"  # linked, but not in a source that cannot be asked
    REFUSED = "refused"  # 401, 403, robots
    EXCLUDED = "excluded"  # by a rule of scope, which the reason names
    TRAP = "trap"
    FAILED = "failed"  # time-out, 5xx, broken body, after the last attempt


#: A run that leaves one of these unaccepted, or a URL without outcome, is incomplete (exit 3).
INCOMPLETE = frozenset({Outcome.FAILED})
#: What the archive has bytes of.
HELD = frozenset({Outcome.CAPTURED, Outcome.UNCHANGED})
#: Rows of the ledger that a migration can make something of: robots.txt and sitemaps only say where to look.
CONTENT_SQL = (
    "state = 'done' AND outcome IN ('captured', 'unchanged') AND url NOT LIKE '%/robots.txt'"
    " AND url NOT LIKE '%sitemap%.xml' AND url NOT LIKE '%sitemap%.xml.gz'"
)
