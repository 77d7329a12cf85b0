"""Requests of every syntax with every kind of filter, drawn from words and values: the same ones for the same seed."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.fields import EMPTY_VALUE, FIELDS
from indexer.query.request import Mots, SearchRequest, Tri

_STOPS = ("le", "la", "les", "de", "des", "et", "l’", "d’", "pour", "avec", "qui", "est-ce", "que")
_ODD = ("zzzz", "(", ")", '"', "«", "-", "OU", "*", "~", "titre:", "a", "1", "…", "l'", "::", "—", "type:rien")
_QUESTIONS = ("comment", "quelles", "pourquoi", "qui a", "où")


@dataclass(frozen=True)
class Drawer:
    """`words`: as they stand in the records. `values`: parameter → values that records hold."""

    drawn: random.Random
    words: Sequence[str]
    values: Mapping[str, Sequence[str]]

    def requests(self, number: int) -> Iterator[SearchRequest]:
        """Each syntax as often as any other, alone and with others; half of them with filters."""
        forms = tuple(self._forms())
        for place in range(number):
            parts = [forms[place % len(forms)]()]
            parts += [self.drawn.choice(forms)() for _ in range(self.drawn.choice((0, 0, 1, 2)))]
            self.drawn.shuffle(parts)
            request = SearchRequest(
                text=" ".join(parts),
                mots=self.drawn.choice((None, None, *Mots)),
                tel_quel=self.drawn.random() < 0.2,
                page=self.drawn.choice((1, 1, 1, 2, 3, 40)),
                size=self.drawn.choice((0, 1, 10, 20, 100)),
                tri=self.drawn.choice((Tri.PERTINENCE, Tri.PERTINENCE, *Tri)),
            )
            yield self._filtered(request) if self.drawn.random() < 0.5 else request

    def word(self) -> str:
        written = self.drawn.choice(self.words)
        return self.drawn.choice((str, str, str, str.lower, str.upper, str.title, _mistyped))(written)

    def _forms(self) -> Iterator[Callable[[], str]]:
        some, several, draw = self.word, self._several, self.drawn
        yield some
        yield lambda: several(draw.randint(2, 6))
        yield lambda: draw.choice(_STOPS) + " " + some()
        yield lambda: several(2, _STOPS)
        yield lambda: f'"{self._passage()}"'
        yield lambda: f"« {self._passage()} »"
        yield lambda: f"“{self._passage()}”"
        yield lambda: f'"{some()} {some()}"~{draw.randint(0, 12)}'
        yield lambda: f"{some()} OU {some()}"
        yield lambda: f"{some()} OR ({several(2)})"
        yield lambda: f"{some()} SAUF {some()}"
        yield lambda: f"{some()} NOT {some()}"
        yield lambda: f"-{some()}"
        yield lambda: f'-"{self._passage()}"'
        yield lambda: f"({some()} OU {some()}) -({some()} {some()})"
        yield lambda: f"{some()[: draw.randint(1, 5)]}*"
        yield lambda: f"*{some()[-draw.randint(2, 5) :]}"
        yield lambda: f"{some()}~"
        yield lambda: f"titre:{some()}"
        yield lambda: f"texte:{some()}"
        yield lambda: f'titre:"{self._passage()}"'
        yield lambda: f"-titre:{some()}"
        yield lambda: f"titre:{some()[:4]}*"
        yield self._in_field
        yield lambda: f"-{self._in_field()}"
        yield lambda: f"({self._in_field()} OU {some()})"
        yield lambda: f"annee:{draw.randint(1985, 2020)}"
        yield lambda: f"annee:{draw.randint(1985, 2005)}..{draw.randint(1995, 2030)}"
        yield lambda: f"annee:..{draw.randint(1985, 2020)}"
        yield lambda: f"{draw.choice(_QUESTIONS)} {several(4)} ?"
        yield lambda: several(3, _ODD)
        yield str

    def _several(self, number: int, among: Sequence[str] = ()) -> str:
        return " ".join(self.drawn.choice(among) if among else self.word() for _ in range(number))

    def _passage(self) -> str:
        """Words that follow each other in the records, most often."""
        at = self.drawn.randrange(len(self.words) - 4)
        return " ".join(self.words[at : at + self.drawn.randint(1, 4)])

    def _in_field(self) -> str:
        name = self.drawn.choice(tuple(self.values))
        value = self.drawn.choice(self.values[name])
        return f'{name}:"{value}"' if " " in value or self.drawn.random() < 0.3 else f"{name}:{value}"

    def _filtered(self, request: SearchRequest) -> SearchRequest:
        filters: dict[str, tuple[str, ...]] = {}
        for name in self.drawn.sample(tuple(self.values), k=self.drawn.choice((0, 1, 1, 2, 3))):
            drawn = [self._ticked(name) for _ in range(self.drawn.choice((1, 1, 2, 3)))]
            filters[name] = tuple(dict.fromkeys(drawn))
        request = replace(
            request,
            filters=filters,
            any_of=frozenset(name for name in FIELDS if self.drawn.random() < 0.2),
            inferred=self.drawn.random() < 0.7,
        )
        if self.drawn.random() < 0.4:
            first, last = (self.drawn.choice((None, self.drawn.randint(1980, 2025))) for _ in range(2))
            request = replace(request, first_year=first, last_year=last, undated=self.drawn.random() < 0.3)
        return request

    def _ticked(self, name: str) -> str:
        value = self.drawn.choice((*self.values[name], EMPTY_VALUE, "inconnu"))
        return f"-{value}" if self.drawn.random() < 0.25 else value


def _mistyped(word: str) -> str:
    return word[:2] + word[3:] if len(word) > 5 else word
