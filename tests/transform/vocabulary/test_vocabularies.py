"""The shipped vocabularies hold together; a workspace's replaces one; a broken one is told with its remedy."""

from pathlib import Path

import pytest

from transform.errors import VocabularyError
from transform.schema import SectionRole
from transform.vocabulary import SCHEMES, load_vocabularies
from transform.vocabulary.skos import to_turtle
from transform.vocabulary.words import key_of

SHIPPED = load_vocabularies()


def test_every_scheme_of_a_record_is_shipped() -> None:
    assert set(SCHEMES) <= set(SHIPPED.schemes)
    assert set(SHIPPED["roles"].concepts) == {role.value for role in SectionRole}


@pytest.mark.parametrize("scheme", sorted(SHIPPED.schemes))
def test_a_concept_has_a_label_a_definition_and_names_of_its_own(scheme: str) -> None:
    labels = [concept.label for concept in SHIPPED[scheme].concepts.values()]
    assert len(set(labels)) == len(labels)
    for concept in SHIPPED[scheme].concepts.values():
        assert concept.definition.endswith(".")
        assert "'" not in concept.label + concept.definition + "".join(concept.synonyms), "curly apostrophes only"
        assert all(key_of(name) for name in (concept.label, *concept.synonyms, *concept.cues))


def test_no_name_belongs_to_two_concepts_that_are_not_kin() -> None:
    for scheme in SHIPPED:
        owners: dict[tuple[str, ...], str] = {}
        for concept in scheme.concepts.values():
            for name in concept.synonyms:
                other = owners.setdefault(key_of(name), concept.id)
                kin = {*scheme.ancestors(concept.id), concept.id, *scheme.narrower(concept.id)}
                assert other in kin, f"{scheme.name}: « {name} » names {other} and {concept.id}"


def test_ancestors_and_narrower_agree() -> None:
    themes = SHIPPED["themes"]
    assert themes.ancestors("eau-riviere") == ("eau",)
    assert "eau-riviere" in themes.narrower("eau")
    assert themes.ancestors("nobody") == ()


def test_an_unknown_concept_is_its_own_label() -> None:
    assert SHIPPED.label("themes", "eau-riviere") == "Rivières et bassins versants"
    assert SHIPPED.label("themes", "nobody") == "nobody"


def test_families_begin_with_the_label_and_names_that_mean_the_same_are_apart() -> None:
    families = {names[0]: names for names in SHIPPED.families()}
    assert "loup" in families["Grands prédateurs"]
    assert not set(families) & {concept.label for concept in SHIPPED["roles"].concepts.values()}
    groups = [set(group) for group in SHIPPED.same_names()]
    assert any({"alpage", "estive"} <= group for group in groups)
    assert not any({"alpage", "montagne"} <= group or {"loup", "ours"} <= group for group in groups)


def test_no_name_means_two_things() -> None:
    """A name of two groups would make their other names stand for each other."""
    owners: dict[str, int] = {}
    for number, group in enumerate(SHIPPED.same_names()):
        keys = {key_of(name) for name in group}
        for key in keys:
            assert owners.setdefault(key, number) == number, group


OWN = """
scheme: themes
prefLabel: Thèmes
concepts:
  - {id: sel, prefLabel: Sel, altLabel: [marais salants], definition: Le sel et ceux qui le font.}
"""


def test_a_workspace_replaces_a_scheme_and_keeps_the_others(tmp_path: Path) -> None:
    (tmp_path / "themes.yaml").write_text(OWN, encoding="utf-8")
    own = load_vocabularies(tmp_path)
    assert list(own["themes"].concepts) == ["sel"]
    assert own["actors"] == SHIPPED["actors"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("scheme: [", "n’est pas du YAML"),
        ("scheme: themes\nprefLabel: T\nconcepts: []", "concepts"),
        (OWN.replace("definition: Le sel et ceux qui le font.", ""), "definition"),
        (OWN.replace("scheme: themes", "scheme: saveurs"), "n’existe pas"),
        (OWN + "  - {id: sel, prefLabel: Sels, definition: Encore.}", "deux fois"),
        (OWN + "  - {id: mer, prefLabel: Mer, broader: eau, definition: Encore.}", "n’existe pas"),
        (OWN + "  - {id: mer, prefLabel: Mer, broader: mer, definition: Encore.}", "sous lui-même"),
    ],
)
def test_a_broken_vocabulary_is_told(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError, match=said):
        load_vocabularies(tmp_path)


def test_turtle_names_every_concept_once_and_escapes() -> None:
    turtle = to_turtle(SHIPPED, "https://archive.example.org/vocabulaire/")
    for scheme in SHIPPED:
        for concept in scheme.concepts:
            assert turtle.count(f"\n<{scheme.name}/{concept}> a skos:Concept") == 1
    assert "skos:broader <themes/eau>" in turtle
    assert '"Rivières et bassins versants"@fr' in turtle
