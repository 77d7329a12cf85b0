"""What induction is not sure of, as questions to a person, with an answer proposed."""

from collections.abc import Sequence
from dataclasses import dataclass

from transform.reviews import Act, Review, Witness, review
from transform.templates.induction.shapes import Shape
from transform.templates.induction.survey import Survey
from transform.templates.induction.templates import SURE, Template
from transform.templates.induction.writing import selector

#: What an answer does.
_CHANGES = "la question se ferme ; le profil se corrige dans son fichier"


@dataclass(frozen=True, slots=True)
class Unsure:
    """Pages of one sort that a person should look at. `first`: one of them."""

    pages: int = 0
    first: Witness | None = None

    def more(self, witness: Witness) -> "Unsure":
        return Unsure(self.pages + 1, self.first or witness)


def page_doubts(name: str, listings: Unsure, empty: Unsure) -> list[Review]:
    """Lists that could be texts, texts that say next to nothing."""
    found = []
    for rule, doubt, question, proposed in (
        (
            "template.listing",
            listings,
            f"Des pages du modèle « {name} » : textes, ou listes d’autres pages ?",
            "les garder comme notices ; si ce sont des listes, une règle « role: listing » du profil les écarte",
        ),
        (
            "template.empty",
            empty,
            f"Le modèle « {name} » ne trouve presque aucun texte dans certaines pages : où est-il ?",
            "regarder la page archivée, et indiquer « body » dans le profil",
        ),
    ):
        if doubt.first is not None:
            found.append(
                review(
                    rule,
                    question,
                    _CHANGES,
                    field="/sections",
                    proposed=proposed,
                    act=Act.NOTE,
                    evidence=[doubt.first],
                    touches=doubt.pages,
                    about=name,
                )
            )
    return found


def few_pages(shapes: Sequence[Shape]) -> list[Review]:
    """Pages that no profile knows, too few to learn anything from: each was read as any page is."""
    if not shapes:
        return []
    some = "Une page n’a" if len(shapes) == 1 else f"{len(shapes)} pages n’ont"
    return [
        review(
            "template.few",
            f"{some} pas de profil, trop peu pour en apprendre un : le titre et le texte sont-ils bien trouvés ?",
            _CHANGES,
            proposed="écrire un profil (comedie profile new), ou garder ce qui a été trouvé",
            act=Act.NOTE,
            reasons="il faut au moins 5 pages d’un modèle pour que ce qui se répète se distingue sûrement du texte",
            evidence=[
                Witness(words=shape.window_title, capture=f"{shape.timestamp}/{shape.url}") for shape in shapes[:1]
            ],
            touches=len(shapes),
            about=" ".join(shape.url for shape in shapes),
        )
    ]


def doubts_of(survey: Survey, template: Template, name: str, pages: int, witness: Witness | None) -> list[Review]:
    """Too few pages, no title, a line that looks like a subtitle; nothing for a template of listings alone."""
    if witness is None:
        return []
    found = []
    if pages < SURE:
        some = "une seule page" if pages == 1 else f"{pages} pages seulement"
        found.append(
            review(
                "template.few",
                f"Le modèle « {name} » n’est connu que par {some} : le titre et le texte sont-ils bien trouvés ?",
                _CHANGES,
                proposed="écrire un profil (comedie profile new), en partant de celui du dossier induced",
                act=Act.NOTE,
                reasons="il faut au moins 5 pages d’un modèle pour que ce qui se répète se distingue sûrement du texte",
                evidence=[witness],
                touches=pages,
                about=name,
            )
        )
    if template.title is None and pages >= SURE:
        found.append(
            review(
                "template.title",
                f"Où le modèle « {name} » écrit-il son titre ? Aucun endroit de la page ne le donne sûrement.",
                _CHANGES,
                field="/title",
                proposed="indiquer « title » dans le profil ; en attendant, le titre vient de la fenêtre",
                act=Act.NOTE,
                evidence=[witness],
                touches=pages,
                about=name,
            )
        )
    if template.subtitle.doubtful is not None:
        place = selector(survey.keys, template.subtitle.doubtful)
        found.append(
            review(
                "template.subtitle",
                f"La ligne qui suit le titre, dans le modèle « {name} », est-elle un sous-titre ?",
                _CHANGES,
                field="/subtitle",
                proposed=f"si oui, indiquer « subtitle: {place} » dans le profil ; sinon, elle reste dans le texte",
                act=Act.NOTE,
                reasons=" ; ".join(f"« {text[:120]} »" for text in template.subtitle.examples if text),
                evidence=[witness],
                touches=pages,
                about=f"{name} {place}",
            )
        )
    return found
