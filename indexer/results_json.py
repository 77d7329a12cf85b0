"""Results as values: what `comedie search --json` prints and `GET /api/v1/search` answers."""

from collections.abc import Iterable
from typing import Any

from indexer.in_force import in_force
from indexer.rescue import Remedy
from indexer.results import Results
from indexer.suggestions import Suggestion


def as_values(
    results: Results, rescue: Iterable[Remedy] = (), suggestions: Iterable[Suggestion] = ()
) -> dict[str, Any]:
    """`rescue` and `suggestions` are for an empty result."""
    return {
        "query": results.request.text,
        "understood": results.understood,
        "mots": results.mots.value,
        "fallback": results.fallback,
        "question": results.question,
        "total": results.total,
        "hits": [
            {
                "id": hit.id,
                "kind": hit.kind,
                "title": hit.title.text,
                "subtitle": hit.subtitle.text if hit.subtitle else None,
                "url": hit.path,
                "promoted": hit.promoted,
                "snippets": [
                    {
                        "where": s.where,
                        "text": s.passage.text,
                        "marks": s.passage.marks,
                        "cut_before": s.cut_before,
                        "cut_after": s.cut_after,
                    }
                    for s in hit.snippets
                ],
            }
            for hit in results.hits
        ],
        "facets": {
            facet.name: [
                {
                    "value": v.value,
                    "label": v.label,
                    "count": v.count,
                    "inferred": v.inferred,
                    "active": v.active,
                    "excluded": v.excluded,
                    "parent": v.parent or None,
                }
                for v in facet.values
            ]
            for facet in results.facets
        },
        "filters": [
            {"field": one.name, "label": one.label, "value": one.value, "without": one.without.permalink}
            for one in in_force(results.request, results.facets)
        ],
        "hidden": [{"field": one.name, "label": one.label, "count": one.count} for one in results.hidden],
        "years": [{"year": year, "count": count} for year, count in results.years],
        "rewrites": [{"typed": one.typed, "searched": one.searched} for one in results.rewrites],
        "synonyms": [{"typed": one.typed, "others": list(one.others)} for one in results.synonyms],
        "absent": list(results.absent),
        "rescue": [{"sentence": r.sentence, "total": r.total, "permalink": r.request.permalink} for r in rescue],
        "suggestions": [suggestion_values(one) for one in suggestions],
        "canonical": results.canonical,
        "permalink": results.request.permalink,
        "page": results.request.page,
        "index_version": results.index_version,
    }


def suggestion_values(one: Suggestion) -> dict[str, Any]:
    return {"text": one.text, "kind": one.kind, "url": one.path, "count": one.count}
