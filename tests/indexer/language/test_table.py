"""Tricky strings and the stems that a French reader wants: the measured recipe's table."""

import unicodedata

import pytest

from indexer.language import View, tokens, view, words

TABLE = [
    ("l'eau", "eau"),
    ("L’Assemblée nationale", "assembl national"),
    ("d’abord d'un", "abord"),
    ("qu’il qu'elle", ""),
    ("jusqu’au lorsqu'on puisqu’elle", ""),
    ("aujourd’hui", "aujourdhui"),
    ("entr'ouvert entr’ouvert", "entrouvert entrouvert"),
    ("presqu'île quelqu'un", "presquil quelquun"),
    ("s’il n'y a", ""),
    ("l`enquête l´avis", "enquet avi"),
    ("rock'n'roll O'Brien", "rocknroll obrien"),
    ("cœur sœurs Œuvre", "coeur soeur oeuvr"),
    ("ex æquo CÆSAR", "ex aequo caesar"),
    ("École À ÉTÉ", "ecol"),
    ("SECURITE ECONOMIE", "securit econom"),
    ("habitant·e·s", "habit"),
    ("habitant.e.s", "habit"),
    ("habitant-e-s", "habit"),
    ("habitant‧e‧s", "habit"),
    ("habitant∙e∙s", "habit"),
    ("habitant•e•s", "habit"),
    ("habitant(e)s", "habit"),
    ("citoyen·ne·s concerné·es", "citoyen concern"),
    ("acteurs·trices acteur·rice·s", "acteur acteur"),
    ("tou·te·s", "tou"),
    ("budget-participatif", "budget particip"),
    ("Saint-Étienne St-Étienne St Etienne", "saint etien saint etien saint etien"),
    ("1er 1ère 2e", "premi premi 2e"),
    ("XIXe siècle XXᵉ", "19e siecl 20e"),
    ("5 km² 10 m³", "5 km2 10 m3"),
    ("n° 12 N°3 nº4", "12 3 4"),
    ("e-mail courriel", "e mail courriel"),
    ("C.N.D.P. CNDP", "cndp cndp"),
    ("« débat public »", "debat public"),
    ("100 000 €", "100 000"),
    ("budget participatif", "budget particip"),
    ("partici\u00adpatif", "particip"),
    ("ﬁnance oﬃciel", "financ officiel"),
    ("14,2 % 3.5", "14 2 3 5"),
    ("www.service-public.fr", "www servic public fr"),
    ("nom@exemple.fr", "nom exempl fr"),
    ("2019/2020 12-03-2020", "2019 2020 12 03 2020"),
    ("COVID-19", "covid 19"),
    ("mais où est-ce ?", ""),
    ("… fin.Début", "fin debut"),
    ("Mᵐᵉ M. Dupont", "mme dupont"),
    ("coût/bénéfice et/ou", "cout benefic"),
    # The three where the recipe's stemmer (Snowball of PyStemmer 2.2) gave « francais », « evalue », « francais ».
    ("ECOLE PUBLIQUE FRANCAISE", "ecol public franc"),
    (unicodedata.normalize("NFD", "élève évaluée"), "elev evalu"),
    ("français françaises bijoux", "franc franc bijou"),
    ("½ ¾", "½ ¾"),
    ("berger bergers", "berg berg"),
    # One word in several writings.
    ("XIXe XIXème XIXᵉ xixe 19e 19ème 19eme", "19e 19e 19e 19e 19e 19e 19e"),
    ("dix-neuvième dix-neuvieme DIX-NEUVIÈME", "19e 19e 19e"),
    ("vingt-et-unième vingt-deuxième", "21e 22e"),
    ("XXIe siècle, XXIᵉ siecle", "21e siecl 21e siecl"),
    ("le VIe siècle, la vie, VIE", "6e siecl vie vie"),
    ("la Ve République", "5e republ"),
    ("Ve le De Ce Me", "5e"),
    ("1er 1re 1ère premier première premières", "premi premi premi premi premi premi"),
    ("François Ier, Élisabeth Ire", "francoi premi elisabeth premi"),
    ("deuxième 2e 2ème 2nd seconde", "2e 2e 2e 2e second"),
    ("les 12èmes assises, douzièmes", "12e assis 12e"),
    ("002e 1900e 20000e", "2e 1900e 20000e"),
    ("Ste-Foy Sainte-Foy", "saint foy saint foy"),
    ("10 ha 10ha dix hectares", "10 hectar 10 hectar dix hectar"),
    ("15 km 15km quinze kilomètres", "15 kilometr 15 kilometr quinz kilometr"),
    ("5km² 10m3 10 m3", "5 km2 10 m3 10 m3"),
    ("100m, 30MW", "100 30 megawatt"),
    ("40 kg kilogrammes", "40 kilogramm kilogramm"),
    ("km/h", "kilometr h"),
    ("2x2 4x4 A10 N12 R2D2", "2x2 4x4 a10 n12 r2d2"),
    ("F.N.E. F.N.E FNE", "fne fne fne"),
    ("S.A.G.E. et PLU", "sage plu"),
    ("président·e·s député-e élu.e.s", "president deput elu"),
    ("conseiller(ère)s conseillers", "conseil conseil"),
    ("agriculteur/agricultrice", "agriculteur agricultric"),
    ("co-construction coconstruction", "co construct coconstruct"),
    ("éco-quartier écoquartier", "eco quarti ecoquarti"),
    ("L'Haÿ-les-Roses", "hay rose"),
    ("Île-d’Yeu île d'Yeu", "ile yeu ile yeu"),
    ("Côtes-d’Armor", "cote armor"),
    ("Val-d'Oise Val d’Oise", "val oise val oise"),
    ("Nœux-les-Mines Noeux", "noeux mine noeux"),
    ("Lætitia", "laetiti"),
    ("m²/habitant", "m2 habit"),
    ("N° 12bis 12 bis", "12bis 12 bis"),
    ("c’est-à-dire", ""),
    ("va-t-il vont-elles", "va vont"),
    ("0,5 % 1/3", "0 5 1 3"),
    ("«loup»,“loup”,'loup'", "loup loup loup"),
    ("loup…ours—lynx", "loup our lynx"),
    ("l\u2019eau\u00a0: l\u02bceau", "eau eau"),
    ("non\u2011violent", "non violent"),
    ("ＰＬＵ", "plu"),
    ("№ 5", "5"),
    ("ŒUVRE œuvre oeuvre", "oeuvr oeuvr oeuvr"),
]


MEET = [
    *("élu élus élue élues", "conflit conflits", "récit récits", "loi lois", "petit petits petite petites"),
    *("public publics publique publiques", "berger bergers bergère bergères", "euro euros", "enjeu enjeux"),
    *("lieu lieux", "milieu milieux", "eau eaux", "bureau bureaux", "défi défis", "emploi emplois", "marée marées"),
    *("vote voter voté votes", "mer mers", "mère mères", "étranger étrangère", "communication communiquer", "cours"),
    *("parc parcs", "gare gares", "commune communes", "donnée données", "canal canaux", "nombreux nombreuse"),
]

APART = [
    *("marée marais mars Marie mare marin", "mer mère", "gare garant", "communication commune", "commune communal"),
    *("organe organisation", "organe organique", "cours cour", "don donnée donner", "crue cru", "publication public"),
    *("loup loupe", "âge agir", "bois boire", "pays payer", "prix prier", "sens sentier"),
]


@pytest.mark.parametrize("forms", MEET)
def test_forms_of_one_word_meet(forms: str) -> None:
    assert len({word.stem for word in words(forms)}) == 1


@pytest.mark.parametrize("different", APART)
def test_words_that_have_nothing_in_common_stay_apart(different: str) -> None:
    stems = [word.stem for word in words(different)]
    assert None not in stems
    assert len(set(stems)) == len(stems), stems


def test_because_is_no_park() -> None:
    assert view(View.STEMS, words("parce que")) == []


@pytest.mark.parametrize(("text", "stems"), TABLE)
def test_stems(text: str, stems: str) -> None:
    assert " ".join(view(View.STEMS, words(text))) == stems


def test_each_view_of_one_sentence() -> None:
    sentence = words("La prise de décision n’est pas l’affaire des bergers.")
    assert {which: view(which, sentence) for which in View} == {
        View.STEMS: ["pris", "decis", "affair", "berg"],
        View.EXACT: ["prise", "decision", "affaire", "bergers"],
        View.STEM_PAIRS: ["pris_decis", "decis_affair", "affair_berg"],
        View.EXACT_PAIRS: [
            *("la_prise", "prise_de", "de_decision", "decision_est", "est_pas"),
            *("pas_affaire", "affaire_des", "des_bergers"),
        ],
        View.WORDS: ["la", "prise", "de", "decision", "est", "pas", "affaire", "des", "bergers"],
        View.STOPS: ["de", "des", "est", "la", "pas"],
    }


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("l’œuvre, au cœur", ["œuvre", "au", "cœur"]),
        ("les habitant·e·s et (habitant(e)s)", ["les", "habitant·e·s", "et", "habitant(e)s"]),
        ("la C.N.D.P. d’hier", ["la", "C.N.D.P", "hier"]),
        ("partici\u00adpatif \u200bdit", ["partici\u00adpatif", "dit"]),
        ("e\u0301te\u0301 d’e\u0301cole", ["e\u0301te\u0301", "e\u0301cole"]),
        ("ﬁnance oﬃciel", ["ﬁnance", "oﬃciel"]),
        ("\u1100\u1161\u11a8 한국", ["\u1100\u1161\u11a8", "한국"]),
    ],
)
def test_words_know_where_they_stand_in_the_original(text: str, shown: list[str]) -> None:
    assert [text[token.start : token.end] for token in tokens(text)] == shown
