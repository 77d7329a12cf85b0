"""Results as values: what `comedie search --json` prints and `GET /api/v1/search` answers."""

from typing import Any

from indexer.results import Results


def as_values(results: Results) -> dict[str, Any]:
    return {
        "query": results.request.text,
        "understood": results.understood,
        "mots": results.mots.value,
        "total": results.total,
        "hits": [
            {
                "id": hit.id,
                "kind": hit.kind,
                "title": hit.title.text,
                "url": hit.path,
                "promoted": hit.promoted,
                "snippets": [
                    {"where": s.where, "text": s.passage.text, "marks": s.passage.marks} for s in hit.snippets
                ],
            }
            for hit in results.hits
        ],
        "facets": {
            facet.name: [
                {"value": v.value, "label": v.label, "count": v.count, "inferred": v.inferred} for v in facet.values
            ]
            for facet in results.facets
        },
        "hidden": [{"field": one.name, "label": one.label, "count": one.count} for one in results.hidden],
        "years": [{"year": year, "count": count} for year, count in results.years],
        "rewrites": [{"typed": one.typed, "searched": one.searched} for one in results.rewrites],
        "synonyms": [{"typed": one.typed, "others": list(one.others)} for one in results.synonyms],
        "absent": list(results.absent),
        "canonical": results.canonical,
        "permalink": results.request.permalink,
        "page": results.request.page,
        "index_version": results.index_version,
    }
