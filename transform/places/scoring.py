"""How much a name, where it stands, is a place of a kind: a sum whose terms are kept as reasons."""

import math
import re
from dataclasses import dataclass, field

from transform.personal.given_names import GIVEN_NAMES
from transform.places import cues
from transform.places.context import DETERMINERS, Context
from transform.places.gazetteer import ABROAD, COMMUNE, COUNTRY, DEPARTEMENT, HAMLET, REGION, RIVER, Entry
from transform.places.words import Form

_NEAR = re.compile(r"\b(?:pres|autour|environs|alentours|proximite) (?:de|d)(?: |$)$")
#: Against a name whatever else speaks for it.
HARD = -3.0
#: Inhabitants of a city that is spoken of far more than the word that it also is.
_CITY = 100_000


@dataclass(slots=True)
class Score:
    value: float = 0.0
    reasons: list[str] = field(default_factory=list)
    barred: bool = False

    def add(self, value: float, reason: str) -> None:
        self.value += value
        self.reasons.append(f"{reason} {value:+.1f}".replace(".", ","))
        self.barred = self.barred or value <= HARD


def score_of(
    kind: str,
    entries: tuple[Entry, ...],
    written: tuple[Form, ...],
    around: Context,
    *,
    shared: bool = False,
    subject: bool = False,
) -> Score:
    """`entries`: those of the name that are of the kind. `shared`: a département has the name too: no common noun.

    `subject`: a verb follows, of which it is the subject: a noun that opens a sentence so has an article, a name none.
    """
    score = Score()
    cued = _kind(score, kind, entries, written, around, shared=shared)
    ordinary = not (shared and kind == RIVER)
    _against(score, kind, entries, written, around, cued=cued, ordinary=ordinary, opens=around.opens and not subject)
    return score


def _kind(
    score: Score, kind: str, entries: tuple[Entry, ...], written: tuple[Form, ...], around: Context, *, shared: bool
) -> bool:
    """Whether a word beside the name says the kind."""
    size = sum(word.capital for word in written)
    if size > 1:
        score.add(1.2 if size == 2 else 2.2, "nom de plusieurs mots")
    if kind == COMMUNE:
        return _commune(score, entries, around)
    if kind in (DEPARTEMENT, REGION):
        score.add(1.5, "nom de département ou de région")
        return _division(score, kind, entries, around)
    if kind in (COUNTRY, ABROAD):
        score.add(1.3 if kind == COUNTRY else 0.6, "nom d’un pays ou d’un lieu étranger")
        if around.preposition in ("a", "en"):
            score.add(1.0, "après « à » ou « en »")
        return around.preposition in ("a", "en")
    return _land(score, kind, written, around, between=not shared)


def _commune(score: Score, entries: tuple[Entry, ...], around: Context) -> bool:
    population = max(entry.population for entry in entries)
    score.add(round((math.log10(max(population, 150) + 10) - 3.5) * 0.7, 2), "taille de la commune")
    taken = all(entry.key.partition(" ")[0] not in ("le", "la", "les", "l") for entry in entries)
    if around.article and taken:
        score.add(-4, "article devant un nom de commune qui n’en prend pas")
    if around.article in ("le", "la", "les", "l") and not taken and not around.preposition:
        score.add(-1, "article en petites lettres")
    cued = False
    if around.listed in cues.COMMUNES or (around.led_by(cues.COMMUNE) and not around.before.rstrip().endswith("|")):
        score.add(2, "« commune de », « maire de »…")
        cued = True
    if around.preposition == "a":
        score.add(2, "après « à »")
        cued = True
    elif around.led_by(cues.FROM):
        score.add(1.4, "après « venu de »")
        cued = True
    elif around.preposition in ("pres", "d", "de") and _NEAR.search(around.before):
        score.add(1.2, "après « près de », « autour de »")
    elif around.preposition in ("de", "d", "entre", "et", "vers", "depuis", "pres", "jusqu") and not around.opens:
        score.add(0.4, "après « de », « entre »…")
    elif around.preposition == "en":
        score.add(-2, "après « en »")
    if any(entry.abroad for entry in entries):
        score.add(-1, "grande ville étrangère du même nom")
    return cued


def _division(score: Score, kind: str, entries: tuple[Entry, ...], around: Context) -> bool:
    overseas = any(entry.code and entry.code.startswith("9") and len(entry.code) == 3 for entry in entries)
    cue = cues.DEPARTEMENT if kind == DEPARTEMENT else cues.REGION
    cued = False
    if around.led_by(cue) or around.listed in (cues.DEPARTEMENTS if kind == DEPARTEMENT else cues.REGIONS):
        score.add(3, "« département de », « région »…")
        cued = True
    if around.bracketed:
        score.add(1, "entre parenthèses")
    if kind == REGION and around.led_by(cues.QUARTER):
        score.add(-4, "nom d’un quartier")
    if around.led_by(cues.FLOWS):
        score.add(-3, "ce dans quoi une rivière se jette")
    if around.preposition == "en" or (around.preposition == "dans" and around.article):
        score.add(1.2, "après « en » ou « dans »")
    elif around.preposition == "a" and not around.article:
        score.add(1.2 if overseas else -2, "après « à »")
    elif around.article:
        score.add(0.5, "avec son article")
        if kind == DEPARTEMENT and (around.led_by(cues.WATER) or around.followed_by(cues.WATER)):
            score.add(-1.6, "mots de rivière autour")
    if kind == DEPARTEMENT and (
        around.listed in cues.RIVERS or (around.led_by(cues.WATER_OF) and not around.led_by(cues.ANY_WATER_OF))
    ):
        score.add(-3, "mot de rivière devant")
    return cued


def _land(score: Score, kind: str, written: tuple[Form, ...], around: Context, *, between: bool) -> bool:
    """`between`: two rivers may lose their articles after « entre » (« entre Durance et Verdon »)."""
    cued = False
    if kind == RIVER:
        if around.led_by(cues.ANY_WATER_OF):
            score.add(-1.5, "une rivière ou une vallée de ce pays, et non elle")
        elif around.led_by(cues.WATER_OF) or around.listed in cues.RIVERS:
            score.add(3, "mot de rivière devant")
            cued = True
        elif around.article and (around.led_by(cues.WATER) or around.followed_by(cues.WATER)):
            score.add(1.6, "mots de rivière autour")
            cued = True
        if around.preposition == "sur" and around.article:
            score.add(1.2, "après « sur »")
            cued = True
        if around.preposition in ("dans", "en") and not cued:
            score.add(-0.8, "après « dans » ou « en »")
    elif around.led_by(cues.LAND_OF):
        score.add(2, "mot de paysage devant")
        cued = True
    noun = not written[0].capital or len(written) > 2
    if kind == HAMLET:
        score.add(0.9, "une station ou un hameau connu")
        if around.preposition == "a" or around.led_by(cues.COMMUNE):
            score.add(1.5, "après « à », « station de »…")
            cued = True
        return cued
    if kind == "ile":
        if around.article or noun or around.preposition in ("a", "de", "d", "sur", "vers", "entre", "pres", "depuis"):
            score.add(0.9, "une île, après « à », « de » ou « sur »")
        elif around.opens or around.before.endswith("| "):
            score.add(0.2, "une île qui ouvre la phrase")
    elif around.article or around.preposition == "en" or noun:
        score.add(0.9, "avec l’article ou le nom commun d’un lieu")
    elif kind in ("terroir", "littoral", "massif") and around.preposition in ("de", "d") and not around.opens:
        score.add(0.4, "après « de »")
    elif kind == RIVER and between and around.led_by(cues.BETWEEN):
        score.add(0.6, "entre deux rivières")
    elif not cued:
        score.add(-2.5 if kind == RIVER else -1, "sans article")
    if around.preposition == "a" and not around.article and kind != "ile":
        score.add(-2, "après « à »")
    return cued


def _against(
    score: Score,
    kind: str,
    entries: tuple[Entry, ...],
    written: tuple[Form, ...],
    around: Context,
    *,
    cued: bool,
    ordinary: bool,
    opens: bool,
) -> None:
    before, single = around.before, len(written) == 1
    if around.led_by(cues.TITLE):
        score.add(-5, "titre d’une personne devant")
    if around.led_by(cues.STREET) and not cued:
        score.add(-3.5, "voie")
    if around.led_by(cues.BODY) and not around.article:
        score.add(-4, "nom d’un organisme ou d’un bâtiment")
    if around.led_by(cues.PUBLISHER):
        score.add(-3, "éditeur devant")
    if around.led_by(cues.WORK):
        score.add(-3, "traité, club, œuvre ou titre")
    left = around.left
    if left is not None and left.capital and left.folded not in DETERMINERS and left.folded not in cues.LOOSE_CAPITALS:
        score.add(-3.5, "prénom ou autre nom devant")
    right = around.right
    if right is not None and right.capital and right.folded not in cues.LOOSE_AFTER:
        score.add(-2.5, "autre nom derrière")
    if single and written[0].text.isupper() and 1 < len(written[0].text) <= 4 and kind != REGION:
        score.add(-2.5, "sigle")
    if (
        single
        and written[0].folded in cues.CARDINAL
        and not around.led_by(cues.DEPARTEMENT)
        and not around.led_by(cues.REGION)
        and not (kind == DEPARTEMENT and around.bracketed)
    ):
        score.add(-4, "point cardinal")
    if kind == "terroir" and around.article in ("les", "aux", "des") and cues.DEMONYM.search(written[-1].folded):
        score.add(-4, "ses habitants")
    cost = min(entry.cost for entry in entries)
    if max(entry.population for entry in entries) >= _CITY and not (around.opens and single):
        cost = round(cost * 0.4, 2)
    before_last = before.split()[-2:]
    if around.preposition in ("d", "de") and len(before_last) == 2 and before_last[0] in GIVEN_NAMES and not cued:
        score.add(-3.5, "nom de famille")
    if single and cost and around.article and cues.COMPLEMENT.match(around.after):
        score.add(-3, "nom commun suivi de son complément")
    if around.article and right is not None and cues.UNION.match(right.folded):
        score.add(-4, "nom d’un organisme ou d’un bâtiment")
    opens_bare = around.opens and not around.article and single
    if kind == DEPARTEMENT and opens_bare and right is not None and not right.capital:
        score.add(-2.5, "mot ordinaire en tête de phrase")
    if cost and kind == COMMUNE and around.article in ("l", "la", "les", "le") and single and not cued:
        score.add(-2.2, "article et mot ordinaire")
    if cost and ordinary and kind not in (DEPARTEMENT, REGION, COUNTRY):
        shown = around.article or around.preposition in ("en", "dans", "sur", *(("de", "d") if kind != RIVER else ()))
        strong = around.preposition == "a" or cued or (kind != COMMUNE and bool(shown) and cost < 1)
        cost += 0 if strong or (opens != around.opens) else 1.2
        cost += 2.5 if opens and not strong else 0
        score.add(-round(cost, 2), "mot ordinaire")
    elif opens and single and not around.article and kind == COMMUNE:
        score.add(-0.8, "début de phrase")
    if single and written[0].folded in GIVEN_NAMES and not cued:
        score.add(-1.8, "prénom")
