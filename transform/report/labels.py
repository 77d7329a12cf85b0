"""The words of the report for names that the files keep."""

from transform.repair.text import RULES as REPAIR_RULES

FIELDS = {
    "title": "titre",
    "subtitle": "sous-titre",
    "lead": "chapeau",
    "sections": "parties",
    "published": "date de publication",
    "people": "personnes",
    "organisations": "organismes",
    "period": "période",
    "places": "lieux",
    "themes": "thèmes",
    "territories": "types de territoire",
    "actors": "acteurs",
    "methods": "méthodes",
    "participation": "participation",
    "terms": "termes d’origine",
    "media": "images et vidéos",
    "documents": "documents",
    "references": "références",
    "related": "fiches liées",
}
#: Of one, and of several.
OUTCOMES = {
    "captured": ("reçue", "reçues"),
    "unchanged": ("inchangée", "inchangées"),
    "redirected": ("redirigée", "redirigées"),
    "gone": ("disparue", "disparues"),
    "absent": ("absente de la source", "absentes de la source"),
    "refused": ("refusée", "refusées"),
    "excluded": ("exclue par une règle", "exclues par une règle"),
    "trap": ("chemin sans fin", "chemins sans fin"),
    "failed": ("en échec", "en échec"),
}
#: The columns of a section of the old site; those but the first and the last stand where one is not zero.
SECTION_COLUMNS = {
    "reçues": ("captured", "unchanged"),
    "redirigées": ("redirected",),
    "disparues": ("gone",),
    "absentes": ("absent",),
    "laissées": ("refused", "excluded", "trap"),
    "en échec": ("failed",),
}
LINKS = {
    "record": "vers une notice",
    "file": "vers un fichier archivé",
    "listing": "vers une ancienne liste",
    "external": "vers un autre site",
    "broken": "brisés",
    "unknown": "jamais demandés",
}
SOURCES = {
    "start": "adresse de départ",
    "robots": "robots.txt",
    "sitemap": "plan du site",
    "feed": "flux",
    "rest": "collections WordPress",
    "rest-file": "fichiers des collections",
    "link": "liens des pages",
    "redirect": "redirections",
    "probe": "adresses devinées",
    "inventory": "inventaire de la source",
}
NATURES = {"written": "écrit", "lookup": "corrigé par le profil", "inferred": "déduit", "decided": "décidé"}
RULES = {
    "kind.doubt": "types de notice incertains",
    "export.disagreement": "la page et l’export se contredisent",
    "rest.disagreement": "la page et l’interface REST se contredisent",
    "feed.disagreement": "la page et le flux se contredisent",
    "repair.apostrophe": "apostrophes peut-être perdues",
    "repair.lost": "caractères perdus",
    "repair.quotes": "guillemets sans pendant",
    "personal.file": "fichiers avec données personnelles",
    "audit.selector": "sélecteurs qui ne trouvent plus rien",
    "audit.field": "champs qui se sont vidés",
    "audit.block": "blocs que rien ne lit",
    "decision.source-changed": "réponses dont la source a changé",
    "decision.lost": "réponses sans objet",
    "decision.unknown-concept": "réponses dont le concept n’est plus au vocabulaire",
    "lookup.unused": "corrections du profil sans objet",
    "duplicate.superseded": "textes qu’un plus récent semble remplacer",
    "page.message": "pages qui ne sont peut-être qu’un message du serveur",
    "moved.elsewhere": "notices qui semblent déjà publiées ailleurs",
    "place.homonym": "communes qui portent le même nom",
    "place.principal": "lieux principaux incertains",
    "template.empty": "textes introuvables",
    "template.few": "modèles de trop peu de pages",
    "template.listing": "listes ou textes, incertains",
    "template.subtitle": "sous-titres incertains",
    "template.title": "titres incertains",
    "vocabulary.themes": "thèmes incertains",
    "vocabulary.participation": "degrés de participation incertains",
}
REPAIRS = {rule.name: rule.what for rule in REPAIR_RULES} | {
    "dropped-character": "apostrophes et œ perdus",
    "typed-list": "listes tapées à la main",
}
