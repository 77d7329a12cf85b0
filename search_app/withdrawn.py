"""What was withdrawn is gone at once, before the records and the index are made again: 410, and a tombstone."""

from starlette.requests import Request
from starlette.responses import Response

from search_app.site import Site, site_of
from transform.personal import mask_text
from transform.withdrawal import Withdrawal, Withdrawals

_NAME = "withdrawals"


def withdrawals_of(site: Site) -> Withdrawals:
    """Those in force now; read again when the desk's journal grew."""
    decisions = site.desk.decisions()
    stamp = f"{len(decisions)} {decisions[-1].id}" if decisions else ""
    kept = site.remembered.get(_NAME)
    if kept is None or kept[0] != stamp or not isinstance(kept[1], Withdrawals):
        kept = (stamp, Withdrawals.of(decisions))
        site.remembered[_NAME] = kept
    found = kept[1]
    assert isinstance(found, Withdrawals)
    return found


def tombstone(request: Request, withdrawal: Withdrawal) -> Response:
    """Its reason is shown only where who decided said so; the address never is: it may name a person."""
    reason = mask_text(withdrawal.reason) if withdrawal.shows_reason else ""
    answer = site_of(request).pages.answer(request, "withdrawn.html", status=410, withdrawal=withdrawal, reason=reason)
    answer.headers["Cache-Control"] = "no-store"
    return answer
