"""`comedie evaluate` on a judged collection small enough to be judged here."""

import json
from pathlib import Path

from tests.support.command import comedie

TEXTS = {
    "loup": "Des bergers et des naturalistes surveillent les troupeaux quand le loup revient.",
    "riviere": "Pêcheurs et kayakistes écrivent une charte pour la rivière.",
    "eolien": "Un parc éolien discuté avec les habitants avant d’être dessiné.",
}
QUESTIONS = {"q1": ("Comment protéger les troupeaux ?", "loup"), "q2": ("charte de la rivière", "riviere")}


def collection(folder: Path) -> Path:
    folder.mkdir()
    documents = [{"_id": name, "title": name, "text": text} for name, text in TEXTS.items()]
    queries = [{"_id": name, "text": text} for name, (text, _) in QUESTIONS.items()]
    lines = "\n".join(json.dumps(document) for document in documents)
    (folder / "corpus.jsonl").write_text(lines + "\n", encoding="utf-8")
    (folder / "queries.jsonl").write_text("\n".join(json.dumps(query) for query in queries) + "\n", encoding="utf-8")
    judged = [f"{name}\t{answer}\t1" for name, (_, answer) in QUESTIONS.items()]
    (folder / "qrels.tsv").write_text("\n".join(["query-id\tcorpus-id\tscore", *judged]) + "\n", encoding="utf-8")
    return folder


def test_the_measures_of_a_collection_that_is_answered_well(tmp_path: Path) -> None:
    done = comedie("evaluate", str(collection(tmp_path / "judged")), "--mots", "certains", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    measures = json.loads(done.stdout.splitlines()[-1])
    assert (measures["queries"], measures["success@1"], measures["mrr@10"]) == (2, 1.0, 1.0)
    assert not (tmp_path / "comedie-archive").exists(), "a measure leaves nothing behind"


def test_a_folder_that_is_no_collection_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = comedie("evaluate", "empty", cwd=tmp_path)
    assert done.returncode in {1, 2}
    assert "corpus.jsonl" in done.stderr
    assert "Traceback" not in done.stderr
