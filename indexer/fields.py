"""One table rules the URL, the query language, the API and the facets (DESIGN §9)."""

from dataclasses import dataclass
from enum import StrEnum

from indexer.language import words

#: Where a record says nothing: « non renseigné ».
EMPTY_VALUE = "(vide)"

#: Stands before a value that was inferred, beside the value itself; before `EMPTY_VALUE`, that nothing is written.
INFERRED_MARK = "~"

#: The years that the experience lasted.
YEARS_FIELD = "years"
FIRST_YEAR, LAST_YEAR = 1, 2100
UNKNOWN_YEAR = 0

#: Holds `KNOWN_PERIOD` or `EMPTY_VALUE`, marked as other values are.
PERIOD_FIELD = "period"
KNOWN_PERIOD = "connue"

#: Holds `REPLACED` where a newer record seems to replace this one: it stays out of searches that do not ask for it.
STATE_FIELD = "state"
REPLACED = "remplacee"
REPLACED_NAME = "remplacees"


class Several(StrEnum):
    """What several ticked values of one field mean."""

    ANY = "any"  # a record has one value: ticked ones are alternatives
    ALL = "all"  # it may have many: ticked ones narrow, unless « au moins un » is asked for


@dataclass(frozen=True, slots=True)
class Field:
    """`parameter` in the URL and in the query; `index`, the engines' field; `pointer`, where evidence stands.

    `also`: other names under which the query language knows it. `within`: the parameter of what contains its values.
    """

    parameter: str
    index: str
    label: str
    several: Several
    pointer: str
    also: tuple[str, ...] = ()
    within: str | None = None

    @property
    def mode_parameter(self) -> str:
        return f"{self.parameter}_mode"

    @property
    def within_parameter(self) -> str:
        """The text that its shown values must hold."""
        return f"dans_{self.parameter}"


_ALL = (
    Field("type", "kind", "Type", Several.ANY, "/kind"),
    Field("theme", "themes", "Thème", Several.ALL, "/themes", ("themes", "thematique")),
    Field("territoire", "territories", "Type de territoire", Several.ALL, "/territories", ("territoires",)),
    Field("region", "regions", "Région", Several.ALL, "/places", ("regions",)),
    Field("departement", "departements", "Département", Several.ALL, "/places", ("departements",), within="region"),
    Field("lieu", "places", "Lieu", Several.ALL, "/places", ("lieux",), within="departement"),
    Field("acteur", "actors", "Acteurs", Several.ALL, "/actors", ("acteurs",)),
    Field("methode", "methods", "Méthodes", Several.ALL, "/methods", ("methodes",)),
    Field("organisme", "organisations", "Organismes", Several.ALL, "/organisations", ("organismes",)),
    Field("auteur", "people", "Auteurs", Several.ALL, "/people", ("auteurs",)),
    Field("terme", "terms", "Mots-clés du site", Several.ALL, "/terms", ("termes", "mot-cle", "mots-cles")),
    Field("media", "media", "Média", Several.ALL, "/media", ("medias",)),
    Field("langue", "language", "Langue", Several.ANY, "/language", ("langues",)),
)

FIELDS: dict[str, Field] = {field.parameter: field for field in _ALL}

#: The index's fields of whole values, never cut into words.
VALUE_FIELDS: tuple[str, ...] = (*(field.index for field in _ALL), PERIOD_FIELD, STATE_FIELD)

#: `annee:2003..2008` in the query; `de` and `a` in the URL.
YEAR_NAMES = ("annee", "annees", "periode")
PERIOD_LABEL = "Période"


def folded_name(name: str) -> str:
    """What two writings of one name have in common: capitals, accents, apostrophes and hyphens aside."""
    return " ".join(word.exact for word in words(name))


def key_of(name: str) -> str:
    """The value under which a name is indexed: « Côtes-d’Armor » → `cotes-armor`."""
    return "-".join(word.exact for word in words(name))[:200]


_NAMES = {folded_name(name): field for field in _ALL for name in (field.parameter, *field.also)}


def field_named(name: str) -> Field | None:
    """As the query language knows it, whatever the accents and capitals."""
    return _NAMES.get(folded_name(name))


def is_year_name(name: str) -> bool:
    return folded_name(name) in YEAR_NAMES
