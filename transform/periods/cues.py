# ruff: noqa: E501 (a pattern is read whole)
"""Words beside a date by which it is an act, a beginning, an end, what set things off, a measure or a state.

Looked for in sentences of small letters.
"""

import re
from collections import defaultdict


def _one_of(*written: str) -> re.Pattern[str]:
    """Any of the alternatives as a word; grouped by their first letter, so that few are tried at each."""
    by_letter: dict[str, list[str]] = defaultdict(list)
    depth = start = 0
    whole = "|".join(written)
    for place, letter in enumerate(f"{whole}|"):
        depth += (letter == "(") - (letter == ")")
        if letter == "|" and not depth:
            one = whole[start:place]
            by_letter[one[0] if one[0].isalpha() and one[1:2] != "?" else ""].append(one)
            start = place + 1
    groups = [f"{first}(?:{'|'.join(one.removeprefix(first) for one in ones)})" for first, ones in by_letter.items()]
    return re.compile(rf"\b(?:{'|'.join(groups)})\b")


ACT = _one_of(
    r"réuni\w*|réunions?|concert(?:ation|é\w*)|accords?|lanc\w+|sign(?:ée?s?|ent|er|ature\w*|ataires?|a|e)|décid\w+|ateliers?|négoci\w+|rencontr\w+|comité|charte|débat\w*",
    r"enquêtes?|enquêté\w*|entretiens|propos\w+|adopt\w+|expériment\w+|expérience|démarche|projet|programme|panel|conventions?|protocole",
    r"particip\w+|accept\w+|validé\w*|conduit|mené\w*|visites?|consultation|visité\w*|reçu\w*|installé\w*|travaill\w+|engag\w+|cherché\w*|animé\w*",
    r"médiation|dialogues?|discut\w+|discussions?|processus|comptages?|assemblées?|table ronde|tables rondes|groupes? de travail|commission|mandatée?s?|recrutée?s?|embauchée?s?",
    r"(?<![l’'])ensemble\b(?! d)|cartographi\w+|recens(?:é\w*|ement)|arpent\w+|interrog(?:é\w*|er|ea\w*|ent)|(?:a|ont|avons) (?:compté|mesuré|écouté|invité|demandé|formé|dessiné|marché)e?s?|(?:s[’']est|se sont) (?:vue?s|parlée?s?|dite?s?|assise?s?|retrouvée?s?|mise?s? (?:d[’']accord|autour))",
)
START = _one_of(
    r"depuis|dès|lanc\w+|naît|débute\w*|débuté\w*|démarr\w+|commenc\w+|décid\w+|vot\w+|à partir|engag\w+|mis\w? en place",
)
END = _one_of(
    r"abouti\w*|sign(?:ée?s?|ent|er|ature\w*|ataires?|a|e)|achev\w+|jusqu[’']en|conclu\w*|termin\w+|prend fin|adopt\w+|bilan|évaluation|(?:est|a été) (?:sorti|remis|rendu)e?s?|l[’'](?:a|ont|avons) (?:remis|rendu)e?s?|inaugur\w+|(?:a|ont) été (?:posé|ouvert)e?s?|validé\w*",
)
#: Acts of people who come together, whatever they do besides.
TOGETHER = _one_of(
    r"réuni\w*|réunions?|concert(?:ation|é\w*)|accords?|ateliers?|négoci\w+|rencontr\w+|comité|charte|débat\w*|enquêtes?|entretiens",
    r"démarche|panel|conventions?|protocole|particip\w+|médiat\w+|dialogue\w*|discut\w+|discussions?|assemblées?|tables? rondes?|groupes?|commission",
    r"consultation|visites?|plan de gestion|contrat|jury|atelier|veillées?|se parl\w+|animat\w+|écout\w+",
)
#: The undertaking of those whose story it is, and of nobody else's.
LAUNCHED = re.compile(
    r"\b(?:commune|mairie|ville|conseil municipal|syndicat|association|parc|communauté|habitants|collectif|pêcheurs|agriculteurs|éleveurs)\b[^.;]{0,40}"
    r"\b(?:lanc|engag|ouvr|cré|démarr|invit|réuni|install)(?:e|ent|a|èrent|é|it|issent|t)\b"
)
#: What befell, or what others announced: people come together because of it.
TRIGGER = re.compile(
    r"(?:\bà la suite (?:de|du|des|d[’'])|\baprès (?:l[’']|la |le |les |une? ))[^.;,]{0,40}$"
    r"|\b(?:bagarre|altercation|accident|noyade|pétarade|coup de feu|empoisonnement|mortalité|fermeture|incendie|morsure)s?\b"
    r"|\b(?:perdu|coulée?s?|cadenassée?s?|morte?s?|mordue?s?|blessée?s?|saccagée?s?|empoisonnée?s?|brûlée?s?|sabotée?s?|arrachée?s?|abandonnée?s?|monté de)\b"
    r"|\b(?:appris|apprend|apprennent|annonc(?:e|ent|é|és|ait)|promet|promettent|menac(?:e|é|ée|ait)|mise? en vente|fait la une)\b"
    r"|\bpermis (?:de construire )?(?:accordé|délivré|déposé)\b"
)
#: What had been decided is carried out.
EXECUTION = re.compile(
    r"\b(?:mise? en service|(?:travaux|coupe|chantier|ouvrage|passe|digue|lavoir|plantations?)\b[^.;]{0,30}\b(?:a été|ont été|est|sont) (?:faite?s?|posée?s?|réalisée?s?|livrée?s?|construite?s?|terminée?s?))\b"
    r"|\b(?:essayé|testé|posé)e?s?(?: \w+)? (?:en|au|fin|début) $"
)
#: One of these is in all that says so.
EXECUTION_SIGNS = ("en service", " été ", " est ", " sont ", "essayé", "testé", "posé")
#: And runs since: « tourne depuis décembre 2017 ».
RUNS = re.compile(
    r"\b(?:tourn|fonctionn)(?:e|ent)\s(?:depuis|dès)\s$|\b(?:est|sont) (?:en service|ouverte?s?)\sdepuis\s$"
)
#: Several people did something.
ACTED = re.compile(r"^,[^.;]{0,60}\b(?:ont|avons|se sont|nous sommes) \w+")
#: What was studied for it, though told in the pluperfect.
STUDY = re.compile(r"\b(?:étude|diagnostic|inventaire|expertise|état des lieux)\b[^.;]{0,40}$")
#: A figure and no act: « En 2018, 9 000. », « en 1980, 130 000 cerisiers ».
FIGURE = re.compile(
    r"\s?[,:]\s?(?:plus de |près de |environ )?(?:\d[\d  \u202f]*|(?:vingt|trente|quarante|cinquante|soixante|quatre-vingt|cent|mille)[\w-]*)"
    r"(?: (?!ont|a|sont|est|se)\w+){0,4}\s?(?:$|;)"
)
#: What is counted that year, whoever counts: « en 2018, on recense une fréquentation en hausse ».
COUNTED = re.compile(
    r",? ?on (?:y )?(?:recens|dénombr|estim|enregistr|observ)(?:e|ait)\b|,? (?:\w+ ){0,4}(?:comptait|comptaient|accueillait|dénombrait|totalisait)\b"
)
LEAD_IN = re.compile(
    r"\b(?:en|dès|depuis|au|au cours des|fin|début|à partir de|courant|l[’']|pendant|durant|le|du|l[’']année)\s?(?:l[’'])?$"
)
#: The tale stops to say when it is: « C’était en avril 2014 », « on était en 2010 ».
SETTING = re.compile(
    r"\b(?:c[’']était|on était|nous étions|nous sommes|on est)\s(?:(?:en|au|à la|à l[’']|le|un|une)\s?(?:fin |début )?)?$"
)
#: « La première année, 2007, on n’a fait que compter ».
APPOSED = re.compile(r"\b(?:première|deuxième|troisième|dernière|même|cette) (?:année|saison),\s$")
#: « 2004 : … », in a chronology; « six samedis de 2011 ».
LISTED_BY_DATE = re.compile(
    r"\s?[:–—-](?:\s|$)|\s?\|\s|\s[A-ZÉÀ]\w+ (?:d[eu]|des|d[’']|de la|à|par|avec)\b", re.IGNORECASE
)
TIMES_OF = re.compile(
    r"\b(?:lundis|mardis|mercredis|jeudis|vendredis|samedis|dimanches|soirées|soirs|séances|réunions|ateliers|matins|marches|semaines|journées) de $"
)
#: « en 2010 et 2011 ».
LISTED = re.compile(r"\b(?:19|20)\d\d(?:,| et| puis| et en| puis en)\s$")
LISTS = re.compile(r"(?:,| et| puis)\s(?:en\s)?(?:19|20)\d\d\b")
#: What has been so since then, and not what was done.
SINCE = re.compile(r"\bdepuis (?:l[’']|le (?:mois de |d[ée]but de |printemps )?)?$")
CLAUSE = re.compile(r"[,;:]")
#: What had happened before: the tale says it in the pluperfect.
BEFORE = re.compile(
    r"\b(?:avai(?:t|ent)|s[’']étai(?:t|ent)|eu(?:t|rent)) (?:\w+ment |déjà |été |tout )?(?!(?:plus|pas|puis|au|du|lui|ici|midi|ainsi|aussi|\w+di)\b)\w+(?:é|i|u|is|it|rt)e?s?\b"
    # « était orientée » says a state of that time.
    r"|\bétai(?:t|ent) (?:\w+ment |déjà )?(?:née?|venue?|arrivée?|partie?|entrée?|sortie?|montée?|descendue?|tombée?|restée?|devenue?|passée?|retournée?|rentrée?|revenue?|parvenue?|apparue?|morte?|allée?)s?\b"
)
#: What those who had done something did then: « les mêmes qui s’étaient battus ont écrit, en 2000 ».
DID = re.compile(r"\b(?:a|ont|avons) (?:\w+ment |déjà |été )?(?!(?:plus|pas)\b)\w+(?:é|i|u|is|it|rt)e?s?\b")
#: What is only said of somebody in the sentence.
WHO = re.compile(r",[^,;]{0,40}\b(?:qui|dont|où)\b")
#: What somebody had in mind, before anybody spoke of it.
WANTED = re.compile(r"\b(?:voul|projet|envisage|souhait|compt|prévoy)ai(?:t|ent)\b[^.;,]{0,20}$")
#: A measure set beside another (« contre onze en 1998 », « un peu plus qu’en 2018 »).
COMPARED = re.compile(r"\b(?:qu[’']|contre\b[^.;,]{0,30}|au lieu de\b[^.;,]{0,30}|par rapport à )(?:en |à )?$")
ONLY = re.compile(r"\b(?:ne|n[’'])\s?\w+[^.;]{0,60}$")
#: What goes on once all is agreed.
WATCHED = re.compile(r"\b(?:toujours|de suivi|suit|veille)\b")
#: What was closed, when those whose story it is had it closed.
CLOSED = re.compile(r"\b(?:a|ont) (?:été )?fermé?e?s?\b[^.;]{0,30}$")
#: A founding that opens the tale.
FOUNDING = re.compile(
    r"\b(?:est|fut|a été) (?:née?|créée?|fondée?) (?:en|au|à|fin|début)\b[^.;,]{0,20}$|\b(?:naît|voit le jour)\b[^.;,]{0,20}$"
)
