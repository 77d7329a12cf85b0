"""The type of territory that a record's principal place is of itself: a massif is mountain, an island an island."""

from transform.schema import Evidence, Nature, Place, Record

#: The place's kind → type of territory, and what a reader is told that the place is.
_BY_KIND = {
    "massif": ("montagne", "un massif"),
    "ile": ("ile", "une île"),
    "littoral": ("littoral", "un littoral"),
    "marais": ("zone-humide", "un marais"),
    "foret": ("foret", "une forêt"),
    "riviere": ("riviere-vallee", "une rivière"),
    "etranger": ("etranger", "à l’étranger"),
}
_OVERSEAS = ("97", "98")
#: From which confidence of the place, and what was then right where readers looked (83 of 86, one site and four sets).
_SURE, _RIGHT = 0.75, 0.95


def territory_of_place(record: Record) -> tuple[str, Evidence] | None:
    """The concept with its evidence, whose words are the place's; null where the place says none or is unsure."""
    for number, place in enumerate(record.places):
        if place.role == "principal":
            return _of(record, number, place)
    return None


def _of(record: Record, number: int, place: Place) -> tuple[str, Evidence] | None:
    if place.alternatives:
        return None
    if (place.departement or place.insee or "").startswith(_OVERSEAS):
        concept, what = "outre-mer", "outre-mer"
    elif place.kind in _BY_KIND:
        concept, what = _BY_KIND[place.kind]
    else:
        return None
    shown = record.provenance.get(f"/places/{number}")
    sure = shown.confidence if shown is not None and shown.confidence is not None else 1.0
    if sure < _SURE:
        return None
    return concept, Evidence(
        nature=Nature.INFERRED,
        rule="vocabulary.territories.place",
        capture=shown.capture if shown is not None else None,
        selector=shown.selector if shown is not None else None,
        raw=f"le lieu principal, « {place.name} », est {what}",
        confidence=round(min(_RIGHT, sure), 2),
    )
