"""Small sites for the audit: pages of one theme, with pieces planted."""

from dataclasses import dataclass, field

from tests.transform.conftest import Served

HOST = "https://fiches.example.org"
THEME = """<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{title} | Les fiches</title>
<meta name="generator" content="WordPress 5.2"><link rel="shortlink" href="{host}/?p={number}">
<link rel="canonical" href="{host}/fiche/{number}/"></head><body class="single single-fiche postid-{number}">
<header id="entete"><a href="/">Les fiches de la vallée</a><nav class="menu"><ul><li><a href="/fiche/">Toutes les
fiches</a></li><li><a href="/contact/">Nous écrire</a></li></ul></nav></header>
<div id="content"><article id="post-{number}" class="post-{number} fiche type-fiche hentry">
<h1 class="entry-title">{title}</h1><p class="{subtitle_class}">Sous-titre de la fiche {name}</p>
<div class="entry-meta">Publié le <time class="entry-date published" datetime="2012-05-0{day}T08:00:00+00:00">{day} mai
2012</time> par <span class="author vcard"><span class="fn">Odile Garin</span></span></div>
<div class="{body_class}"><p>Chapeau propre à {name}, assez long pour qu’on le reconnaisse.</p><h2>Contexte</h2>
<p>Les riverains de {name} se plaignent du bruit depuis l’hiver.<sup><a href="#n1" id="a1">1</a></sup> On en parle.</p>
<p><img src="/wp-content/uploads/{name}.jpg" alt="Vue de {name}"></p>{inside}
<h2>Résultats</h2><p>Un accord fut signé à {name} devant témoins, puis relu.</p>
<ol class="notes"><li id="n1">Récit d’un habitant de {name}. <a href="#a1">↩</a></li></ol>
<div class="sharedaddy"><h3>Partager</h3><a href="https://www.facebook.com/sharer.php?u={number}">Facebook</a>{shared}</div>
</div></article>{beside}</div><div id="sidebar"><h3>Sur le site</h3><ul><li><a href="/fiche/1/">Fiche une</a></li></ul>
</div><footer id="pied">La vallée, une association <a href="/mentions/">Mentions légales</a></footer></body></html>"""
NAMES = ("Aubrac", "Bauges", "Causses", "Drugeon", "Entraunes", "Forez", "Gapeau", "Hague", "Iroise", "Jonte")


@dataclass
class Fiche:
    number: int
    body_class: str = "entry-content"
    subtitle_class: str = "sous-titre"
    inside: str = ""
    beside: str = ""
    shared: str = ""
    changes: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"{HOST}/fiche/{self.number}/"

    def served(self) -> Served:
        name = NAMES[self.number % len(NAMES)]
        html = THEME.format(
            host=HOST,
            number=self.number,
            title=f"La concertation de {name}",
            name=name,
            day=1 + self.number % 9,
            body_class=self.body_class,
            subtitle_class=self.subtitle_class,
            inside=self.inside,
            beside=self.beside,
            shared=self.shared,
        )
        for old, new in self.changes.items():
            assert old in html
            html = html.replace(old, new)
        return Served(self.url, html)


def fiches(count: int = 10, **changes: object) -> list[Fiche]:
    return [Fiche(number, **changes) for number in range(1, count + 1)]  # type: ignore[arg-type]
