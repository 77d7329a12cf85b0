"""What the demo's desk holds the first time: an editor, and six fiches that she put in front."""

import secrets
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from search_app.desk import DeskStore
from transform.decisions import Decision, DecisionKind

EDITOR = "demo"
DAYS_IN_FRONT = 60

#: Legacy id → why the demo's editor chose it; the last one stands first.
CHOSEN = {
    "5102": "Une médiation qui a échoué, et qui dit pourquoi : c’est rare, et c’est utile.",
    "2290": "Quand les habitants demandent qu’on les écoute avant d’écrire le plan.",
    "2533": "Deux droits, une seule règle écrite à plusieurs mains : à lire lentement.",
    "3015": "Que faire d’un terrain qui appartient à tout le monde ? Une réponse de plateau.",
    "2166": "Mesurer ensemble avant de s’accuser : la méthode tient en quatre marées.",
    "7204": "Pour préparer la rencontre sur l’eau : une enquête qui commence par chez soi.",
}


def open_demo_desk(database_url: str, site: str) -> str:
    """A new password for the demo's editor each time; the choices are made once, and can be undone for good."""
    password = secrets.token_urlsafe(9)
    store = DeskStore(database_url)
    try:
        store.set_password(EDITOR, password)
        if not store.decisions():
            for native_id, reason in CHOSEN.items():
                store.append(_in_front(f"{site}-{native_id}", reason))
    finally:
        store.close()
    return password


def _in_front(record: str, reason: str) -> Decision:
    today = date.today()  # noqa: DTZ011  # "à la une" is counted in the editors' own days
    return Decision(
        id=uuid4().hex,
        at=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        by=EDITOR,
        kind=DecisionKind.FEATURE,
        record=record,
        reason=reason,
        values={"start": today.isoformat(), "end": (today + timedelta(DAYS_IN_FRONT)).isoformat()},
    )
