"""Addresses that belong to an organisation and not to one person: contact@, mairie@, comedie@comedie.org."""

import re

from transform.personal.given_names import GIVEN_NAMES
from transform.personal.naming import ORGANISATION, folded

#: Words that begin a function's address, without accents.
_FUNCTIONS = frozenset(
    """
    contact contacts contactez info infos information informations renseignement renseignements accueil reception
    standard bonjour hello salut mail email courriel courrier courriers message messages boite ecrire question questions
    mairie ville commune communes communaute agglo agglomeration metropole departement region prefecture prefet
    souspref sousprefecture conseil canton collectivite intercommunalite paysage parc pnr sage eptb syndicat ddt ddtm
    dreal diren ddaf draf onf oncfs ofb agence chambre office
    secretariat secretaire secgen sg direction directeur directrice dg dgs presidence president presidente bureau ca
    administration admin administrateur administratif gestion siege cabinet greffe
    communication com presse media medias press relationspresse redaction journal revue lettre newsletter publication
    publications edition editions editeur
    association asso assoc collectif federation reseau union comite club centre cpie ligue fondation institut
    laboratoire labo ecole lycee college universite musee bibliotheque mediatheque maison musees archives archive
    documentation doc cdi ressources ressource formation formations stage stages inscription inscriptions
    webmaster webmestre web site internet hostmaster postmaster abuse root noreply nepasrepondre support assistance
    aide help sav technique informatique dsi dpo rgpd cnil donnees privacy legal juridique mentions
    service services serviceclient client clients commercial commerciale vente ventes boutique commande commandes
    facturation compta comptabilite finances tresorerie tresorier rh recrutement emploi candidature adhesion adhesions
    abonnement abonnements don dons benevolat benevoles partenariat partenariats partenaires
    urbanisme environnement eau eaux tourisme culture sport jeunesse enfance social ccas etatcivil technique techniques
    concertation mediation participation participatif debat debatpublic enquete enquetepublique consultation projet
    projets programme equipe team animation coordination mission missions observatoire plateforme forum colloque
    rencontres evenement evenements evenementiel agenda festival reservation reservations location visite visites
    lists liste listes listserv sympa owner subscribe unsubscribe desabonnement inscrire moderation moderateur
    foyer ludotheque sos rivieres forets marais etangs patrimoine nature webzine infolettre
    sivu sivom siva siae sitom sictom syndicat smix smage sianc bassin vallee pays riviere parc pnrc
    natura life leader contratderiviere chasse peche randonnee refuge gite camping ferme
    groupe antenne delegation section france national international europe contactez-nous nousecrire nouscontacter
    """.split()  # noqa: SIM905 (a list of words is read as words)
)
#: Groups whose name begins their address in one word: « lesamisdutrieux ».
_GROUPS = re.compile(
    r"(?:les?amisd|mairie(?:de|du|st)|association|collectif|comitede|syndicat|federation|communaute|officede|secretariat"
    r"|contact|accueil|maisondes|prefecture)"
)
#: A part of a host's name, with fewer letters, is no name of its own.
_LEAST_NAME = 5
_NUMBER = re.compile(r"\d{1,5}")
#: First labels of hosts that give addresses to anybody: the domain's name says nothing there.
_PROVIDERS = frozenset(
    """
    gmail googlemail hotmail outlook live msn yahoo ymail laposte orange wanadoo free sfr neuf bbox numericable aol
    club-internet aliceadsl voila noos cegetel 9online tele2 libertysurf protonmail proton pm gmx icloud me mac
    mailo netcourrier riseup posteo tutanota
    """.split()  # noqa: SIM905 (a list of words is read as words)
)


def is_generic(local: str, domain: str, before: str = "") -> bool:
    """`before` is the text that leads to the address: an organisation named there may own the local part."""
    plain = folded(local.strip('"')).replace("mailto:", "").lower()
    tokens = [token for token in re.split(r"[._+\-~'’&\s]+", plain) if token]
    if not tokens:
        return False
    labels = [folded(label).lower() for label in domain.split(".")[:-1] if label.lower() not in _PROVIDERS]
    compact = "".join(tokens)
    is_own_name = any(
        compact in {_compact(label), *(part for part in label.split("-") if len(part) >= _LEAST_NAME)}
        for label in labels
    )
    if any(token in GIVEN_NAMES for token in tokens[: 1 if is_own_name else 3]):
        return False
    if _is_function(tokens[0]) and len(tokens) <= 6 and not _names_a_person(tokens[1:]):
        return True
    if _is_function("".join(tokens)):
        return True
    if is_own_name:
        return True
    if _GROUPS.match(compact):
        return True
    return len(compact) >= 5 and any(
        compact in _compact(before[found.start() :]) for found in ORGANISATION.finditer(before)
    )


def _is_function(token: str) -> bool:
    return token in _FUNCTIONS or (_NUMBER.sub("", token) in _FUNCTIONS and bool(_NUMBER.search(token)))


def _names_a_person(tokens: list[str]) -> bool:
    """An initial after a function: « contact.j.dupont »."""
    return any(len(token) == 1 and token.isalpha() for token in tokens[:1]) and len(tokens) > 1


def _compact(text: str) -> str:
    return re.sub(r"[\W_]+", "", folded(text).lower())
