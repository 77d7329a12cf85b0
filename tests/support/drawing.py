"""Words, sentences and choices drawn from one source of chance: the same seed gives the same text."""

import random

_WORDS = [
    "rivière",
    "village",
    "concertation",
    "élus",
    "habitants",
    "forêt",
    "projet",
    "commission",
    "association",
    "réunion",
    "berger",
    "troupeau",
    "loup",
    "pêcheur",
    "plongeur",
    "réserve",
    "carrière",
    "éolienne",
    "débat",
    "charte",
    "bassin",
    "étang",
    "marais",
    "tourbière",
    "commune",
    "canton",
    "vallée",
    "plateau",
    "route",
    "sentier",
    "chasseur",
    "randonneur",
    "agriculteur",
    "éleveur",
    "maire",
    "préfet",
    "animateur",
    "médiateur",
    "expert",
    "enquête",
    "conflit",
    "accord",
    "usage",
    "partage",
    "ressource",
    "eau",
    "sol",
    "paysage",
    "semence",
    "récolte",
    "prairie",
    "haie",
    "digue",
    "crue",
    "canal",
    "moulin",
    "atelier",
    "groupe",
    "comité",
    "calendrier",
    "bilan",
    "étude",
    "diagnostic",
    "carte",
    "relevé",
    "mesure",
    "règle",
    "contrat",
    "convention",
    "budget",
    "confiance",
    "parole",
    "écoute",
    "désaccord",
    "proposition",
    "décision",
    "suivi",
    "retour",
    "mémoire",
    "récit",
    "témoin",
    "voisin",
    "usager",
    "saison",
    "hiver",
    "printemps",
    "matin",
    "soir",
    "année",
    "trimestre",
    "semaine",
    "décennie",
    "ancien",
    "nouveau",
    "local",
    "régional",
    "durable",
    "fragile",
    "rare",
    "commun",
    "public",
    "privé",
    "ouvert",
    "fermé",
    "lent",
    "rapide",
    "difficile",
    "possible",
    "nécessaire",
    "utile",
    "partagé",
    "discuté",
    "voté",
    "signé",
]
_VERBS = [
    "réunit",
    "propose",
    "discute",
    "prépare",
    "organise",
    "suit",
    "refuse",
    "accepte",
    "rédige",
    "mesure",
    "partage",
    "protège",
    "modifie",
    "présente",
]
_SMALL = [
    "le",
    "la",
    "les",
    "un",
    "une",
    "des",
    "ce",
    "cette",
    "leur",
    "notre",
    "chaque",
    "plusieurs",
    "quelques",
    "aucun",
    "autre",
    "même",
]
_LINKS = [
    "de",
    "du",
    "des",
    "pour",
    "avec",
    "sans",
    "sur",
    "sous",
    "entre",
    "vers",
    "chez",
    "dans",
    "par",
    "selon",
    "depuis",
    "pendant",
    "après",
    "avant",
]
_NAMES = [
    "Martin",
    "Bernard",
    "Petit",
    "Durand",
    "Leroy",
    "Moreau",
    "Simon",
    "Laurent",
    "Lefebvre",
    "Michel",
    "Garcia",
    "David",
    "Bertrand",
    "Roux",
]
_FIRST = [
    "Anne",
    "Paul",
    "Marie",
    "Jean",
    "Claire",
    "Louis",
    "Élise",
    "Hugues",
    "Odile",
    "Yves",
    "Sylvie",
    "Marc",
    "Hélène",
    "Denis",
]
PLACES = [
    "Ardèche",
    "Cantal",
    "Drôme",
    "Finistère",
    "Gers",
    "Hérault",
    "Isère",
    "Jura",
    "Landes",
    "Lozère",
    "Morbihan",
    "Nièvre",
    "Orne",
    "Savoie",
]
_MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
STOCK_HEADINGS = ("Contexte", "Démarche", "Résultats", "Enseignements", "Le porteur", "Pour en savoir plus")
STOCK_SENTENCES = (
    "Cette expérience a été recueillie par un entretien avec ses auteurs.",
    "Les propos n’engagent que leurs auteurs.",
    "La démarche se poursuit aujourd’hui.",
)
OPAQUE = ["c1", "zone", "bloc", "cadre", "part", "piece", "z9x", "mod", "colA", "unit", "rgt", "lft"]


class Draw:
    """Sentences and choices, from one source of chance."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def one(self, *options: object) -> object:
        return self.random.choice(options)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def phrase(self, least: int, most: int) -> str:
        pick = self.random.choice
        words: list[str] = []
        while len(words) < self.random.randint(least, most):
            words += [pick(_SMALL), pick(_WORDS)]
            words.append(pick(_VERBS) if self.chance(0.3) else pick(_LINKS))
        text = " ".join(words[: self.random.randint(least, most)])
        return text[0].upper() + text[1:]

    def sentence(self) -> str:
        return self.phrase(8, 22) + "."

    def paragraph(self, sentences: int | None = None) -> str:
        return " ".join(self.sentence() for _ in range(sentences or self.random.randint(2, 6)))

    def date(self) -> str:
        return f"{self.random.randint(1, 28)} {self.random.choice(_MONTHS)} {self.random.randint(2000, 2019)}"

    def person(self) -> str:
        return f"{self.random.choice(_FIRST)} {self.random.choice(_NAMES)}"
