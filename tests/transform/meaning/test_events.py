"""Which dates of an account begin and end its period: acts, what set them off, what carries them out, figures."""

import pytest

from transform.periods.account import HEADING, OPENING, ORIGIN, TOLD, Account
from transform.periods.cues import ACT
from transform.periods.dates import dates
from transform.periods.events import Tells, event_of
from transform.periods.finding import period_of

CASES = {
    "what set things off is not yet the experience": (
        [
            (OPENING, "En 2010, une bagarre a eu lieu au pont."),
            (TOLD, "Ils se sont vus en mars 2011. La charte est de 2014."),
        ],
        "2011/2014",
    ),
    "it stands for the start where only ends are dated": (
        [(OPENING, "Au printemps 2015, un panneau annonce la coupe."), (TOLD, "La coupe a été faite, de 2016 à 2018.")],
        "2015/2018",
    ),
    "several who act date the work": (
        [
            (OPENING, "La carte est tombée en 2009."),
            (TOLD, "En 2010 et 2011, quatorze équipages ont embarqué un témoin."),
        ],
        "2010/2011",
    ),
    "what they launch is an act": (
        [(OPENING, "En 2005, la commune lance la révision de son plan."), (TOLD, "Quatre réunions publiques en 2006.")],
        "2005/2006",
    ),
    "what others announce is none": (
        [
            (OPENING, "En 2005, l’exploitant annonce un forage."),
            (TOLD, "Quatre réunions publiques en 2006 et en 2007."),
        ],
        "2006/2007",
    ),
    "a summer that made them meet": (
        [(TOLD, "La commission s’est installée en 2016 à la suite de l’été très bas de 2015. Elle conclut en 2018.")],
        "2016/2018",
    ),
    "a figure is no act": (
        [(TOLD, "En 1950, 130 000 cerisiers. En 2018, 9 000. Les ateliers ont lieu en 2019 et en 2021.")],
        "2019/2021",
    ),
    "a study in the pluperfect prepares": (
        [(TOLD, "L’étude avait été livrée en 2006. Cinq ateliers ont réuni les exploitants en 2008.")],
        "2006/2008",
    ),
    "what runs since was carried out then": (
        [(TOLD, "La première réunion eut lieu en 2015. L’installation tourne depuis décembre 2017.")],
        "2015/2017",
    ),
    "a duration of the whole": (
        [
            (OPENING, "Le syndicat a passé quatre ans à négocier."),
            (TOLD, "Une enquête est menée en 2006, des ateliers en 2007."),
        ],
        "2006/2010~",
    ),
    "how the quarrel began is no act": (
        [
            (ORIGIN, "Tout commence en août 2004, par deux plates renversées."),
            (TOLD, "Début 2005, un groupe a reçu chacun. Signé en mai 2006."),
        ],
        "2005/2006",
    ),
    "what is so since was carried out then": (
        [(TOLD, "Six réunions ont lieu en 2005. Depuis 2007, une navette passe.")],
        "2005/2007",
    ),
    "what is so since, and nothing before it, is a state": ([(TOLD, "Depuis 2007, une navette passe.")], None),
    "what was closed after acts was closed by them": (
        [(TOLD, "Le 10 janvier 2009, ils ont réuni les familles. La décharge a fermé en novembre 2012.")],
        "2009/2012",
    ),
    "what was closed before is no act": (
        [(TOLD, "La mine a fermé en 2006. Six réunions ont lieu en 2008 et en 2009.")],
        "2008/2009",
    ),
    "what they learnt is no act": (
        [(TOLD, "Nous l’avons appris en 2008. Le 10 janvier 2009, ils ont réuni les familles. L’accord est de 2010.")],
        "2009/2010",
    ),
    "what others signed is no act": (
        [
            (OPENING, "Le 8 mars 2013, un promoteur a signé trois ventes."),
            (TOLD, "Recrutée en 2014, elle compte. Vote en 2016."),
        ],
        "2014/2016",
    ),
    "what had begun it is before": (
        [
            (OPENING, "L’affaire avait commencé par une lettre, en 2003."),
            (TOLD, "Réunis en 2004, ils signent en 2006."),
        ],
        "2004/2006",
    ),
    "their own rules are no law": (
        [(TOLD, "Six réunions ont lieu en 2005. Le règlement d’eau, adopté en 2006, fixe deux cotes.")],
        "2005/2006",
    ),
    "what is written into a plan is decided": (
        [(TOLD, "Six réunions ont lieu en 2014. Le quota est inscrit au plan local en octobre 2016.")],
        "2014/2016",
    ),
    "a state that goes on": (
        [(OPENING, "Depuis mai 2012, un berger passe chez eux."), (TOLD, "Ils se retrouvent encore à l’automne.")],
        "2012/..",
    ),
    "a loss is no act": (
        [(OPENING, "En 2013 j’ai perdu cent ruches."), (TOLD, "C’était en avril 2014. Un accord est signé en 2016.")],
        "2014/2016",
    ),
    "a chronology": (
        [(TOLD, "1999 : arrêté de périmètre. 2001 : installation de la commission. 2006 : accord.")],
        "2001/2006",
    ),
    "so many evenings of a year": ([(TOLD, "Six samedis de 2011. La place a été ouverte en 2013.")], "2011/2013"),
    "a heading": ([(HEADING, "Le temps de l’atelier (2015-2018)"), (TOLD, "On dessine.")], "2015/2018"),
}


@pytest.mark.parametrize("name", CASES)
def test_period(name: str) -> None:
    texts, edtf = CASES[name]
    found = period_of([Account(text, where) for where, text in texts])
    assert (found and found.edtf) == edtf


@pytest.mark.parametrize(
    ("text", "tells", "end"),
    [
        ("La charte a été signée en 2006.", Tells.END, True),
        ("Les travaux ont été réalisés en 2006.", Tells.EXECUTION, True),
        ("L’usine tourne depuis 2006.", Tells.EXECUTION, True),
        ("La démarche débute en 2006.", Tells.START, False),
        ("Les voisins se sont parlé en 2006.", Tells.ACT, False),
    ],
)
def test_kinds(text: str, tells: Tells, end: bool) -> None:
    event = event_of(Account(text, TOLD), 0, dates(text)[0])
    assert tells in event.tells
    assert event.is_end is end
    assert tells.value in event.reasons


@pytest.mark.parametrize(
    "words", ["une réunion", "l’accord", "on signe", "ils se sont vus", "menée ensemble", "à cartographier"]
)
def test_an_act_is_met_whatever_its_first_letter(words: str) -> None:
    assert ACT.search(words)


@pytest.mark.parametrize("words", ["l’ensemble des prés", "ensemble de prés", "désaccords", "unanime"])
def test_what_only_looks_like_an_act(words: str) -> None:
    assert not ACT.search(words)
