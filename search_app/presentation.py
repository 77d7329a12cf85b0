"""How a site speaks of itself. The neutral words are true of any site; a site's own are given by who serves it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Presentation:
    """`about`: paragraphs of plain text that open « À propos »; without any, that page says facts alone."""

    title: str = "Archive"
    subtitle: str = "Ce que ce site a publié, gardé et cherchable"
    sentence: str = "Tout ce que ce site a publié, gardé tel qu’il était, et que l’on peut chercher, lire et citer."
    about: tuple[str, ...] = ()


NEUTRAL_PRESENTATION = Presentation()

COMEDIE_PRESENTATION = Presentation(
    title="Comédie",
    subtitle="L’archive de la concertation",
    sentence=(
        "Ce que des habitants, des élus, des pêcheurs, des forestiers ont appris, de 2000 à 2020, "
        "en cherchant à s’entendre sur l’eau, la terre et le vivant."
    ),
    about=(
        (
            "Le programme Comédie a publié, de 2000 à 2020, un ensemble de ressources en français sur la concertation "
            "et la médiation environnementale\u00a0: des récits d’expériences, des études de cas, des entretiens, "
            "des méthodes."
        ),
    ),
)
