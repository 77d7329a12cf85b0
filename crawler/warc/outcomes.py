"""What a capture of somebody else's archive makes of its URL, and which records speak of one exchange."""

from contextlib import suppress
from ipaddress import ip_address

from crawler.outcome import Outcome
from crawler.visit import Answer
from crawler.warc.capture import ArchivedCapture
from crawler.warc.item import ScannedRecord

_GONE = frozenset({404, 410})


def outcome_of(capture: ArchivedCapture, target: str | None) -> tuple[Outcome, str]:
    """(outcome, reason in French) by status and by what is missing; `target` is where a redirect leads."""
    status = capture.status
    truncated = capture.record.fields.get("warc-truncated")
    if truncated:
        return Outcome.FAILED, f"capture incomplète dès l’origine ({truncated[:40]})"
    if "warc-segment-number" in capture.record.fields:
        return Outcome.FAILED, "capture en plusieurs morceaux, dont celui-ci n’est que le premier"
    if status is None or status < 300:
        return Outcome.CAPTURED, ""
    said = f"capturée avec le statut {status}"
    if status == 304:
        return Outcome.ABSENT, "le serveur répondait 304, et la capture dont il parle n’est pas dans le fichier"
    if status < 400:
        return (Outcome.REDIRECTED, "") if target else (Outcome.FAILED, "redirection sans destination lisible")
    if status in _GONE:
        return Outcome.GONE, said
    return (Outcome.REFUSED, said) if status < 500 else (Outcome.FAILED, said)


def beside(best: Answer, answer: Answer) -> Answer:
    """The capture goes into the index; what became of the URL stays what the better one says."""
    return Answer(
        best.url,
        best.outcome,
        best.reason,
        best.status,
        best.redirect_to,
        entry=answer.entry,
        index=answer.index,
        attempted=False,
    )


def belong_together(request: ScannedRecord, response: ScannedRecord) -> bool:
    """By the ids that one gives the other, else by address and date."""
    if request.url != response.url:
        return False
    to_response, to_request = (one.fields.get("warc-concurrent-to", "") for one in (request, response))
    if to_response or to_request:
        ids = request.fields.get("warc-record-id"), response.fields.get("warc-record-id")
        return to_response == ids[1] or to_request == ids[0]
    return request.fields.get("warc-date") == response.fields.get("warc-date")


def peer_of(record: ScannedRecord) -> str:
    """The address in figures that the record gives its server; nothing for what is none."""
    written = record.fields.get("warc-ip-address", "").strip("<> ")
    with suppress(ValueError):
        return str(ip_address(written))
    return ""
