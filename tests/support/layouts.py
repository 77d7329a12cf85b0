"""Sixteen ways of laying out an article that `themes.py` does not draw, around the same kind of known content.

Written before any of them was read, and kept apart: what they measure is what a site of another hand would give.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.support.drawing import OPAQUE, PLACES, STOCK_HEADINGS, Draw
from tests.support.themes import Site, Truth


@dataclass
class Story:
    """`parts`: (heading or nothing, paragraphs)."""

    url: str
    number: int
    title: str
    parts: list[tuple[str, list[str]]]
    date: str
    author: str
    category: int

    def body(self) -> str:
        lines: list[str] = []
        for heading, paragraphs in self.parts:
            lines += [heading] * bool(heading) + paragraphs
        return "\n".join(lines)


class Frame:
    """What is around the articles of one site: drawn once."""

    def __init__(self, draw: Draw, host: str) -> None:
        self.draw, self.host = draw, host
        self.name = f"{draw.phrase(1, 3)} {draw.random.choice(PLACES)}"
        self.naming = draw.random.choice(("names", "opaque", "none"))
        self.menu = [draw.phrase(1, 4) for _ in range(draw.random.choice((6, 15, 60)))]
        self.categories = [draw.phrase(1, 2) for _ in range(4)]
        self.foot = [draw.phrase(5, 12) for _ in range(3)]
        self.asides = [draw.paragraph(2) for _ in range(4)]
        self.notice = draw.paragraph(3)
        self.tag = draw.random.choice(("h1", "h2", "div"))
        self.window = draw.random.choice(("{0} - {1}", "{1} | {0}", "{0}"))
        self.opaque = draw.random.sample(OPAQUE, len(OPAQUE))
        self.names: dict[str, str] = {}

    def mark(self, role: str) -> str:
        if self.naming == "none":
            return ""
        known = self.names.setdefault(role, self.opaque[len(self.names) % len(self.opaque)])
        return f' class="{role if self.naming == "names" else known}"'

    def head(self, story: Story) -> str:
        return f"<{self.tag}{self.mark('titre')}>{story.title}</{self.tag}>"

    def page(self, title: str, main: str, *, top: str = "", side: str = "", end: str = "") -> str:
        menu = "".join(f'<li><a href="{self.host}/m{n}.html">{entry}</a></li>' for n, entry in enumerate(self.menu))
        foot = "".join(f"<p>{line}</p>" for line in self.foot)
        window = self.window.format(title, self.name)
        return (
            f"<html><head><title>{window}</title></head><body>{top}<div{self.mark('tete')}><p>{self.name}</p></div>"
            f"<div{self.mark('menu')}><ul>{menu}</ul></div><div{self.mark('milieu')}>{main}</div>{side}"
            f"<div{self.mark('pied')}>{foot}</div>{end}</body></html>"
        )


Layout = Callable[[Frame, Story, list[Story]], str]


def _paragraphs(paragraphs: list[str]) -> str:
    return "".join(f"<p>{one}</p>" for one in paragraphs)


def _plain(story: Story, tag: str = "h3") -> str:
    return "".join(
        (f"<{tag}>{heading}</{tag}>" if heading else "") + _paragraphs(texts) for heading, texts in story.parts
    )


def _link(story: Story) -> str:
    return f'<a href="{story.url}">{story.title}</a>'


def _others(frame: Frame, story: Story, stories: list[Story], count: int) -> list[Story]:
    others = [one for one in stories if one is not story]
    return frame.draw.random.sample(others, min(count, len(others)))


def definitions(frame: Frame, story: Story, stories: list[Story]) -> str:
    """The text is a list of definitions; its terms are the same on all pages."""
    rows = "".join(
        f"<dt>{heading or 'Présentation'}</dt><dd>{'<br>'.join(texts)}</dd>" for heading, texts in story.parts
    )
    return frame.page(story.title, f"{frame.head(story)}<dl{frame.mark('fiche')}>{rows}</dl>")


def columns(frame: Frame, story: Story, stories: list[Story]) -> str:
    """Two columns of the same class share the text."""
    half = -(-len(story.parts) // 2)
    made = []
    for parts in (story.parts[:half], story.parts[half:]):
        inner = "".join((f"<h3>{heading}</h3>" if heading else "") + _paragraphs(texts) for heading, texts in parts)
        made.append(f'<div class="col-md-6">{inner}</div>')
    return frame.page(story.title, f'{frame.head(story)}<div class="row">{"".join(made)}</div>')


def comments(frame: Frame, story: Story, stories: list[Story]) -> str:
    """Readers answer under some articles, at length."""
    draw = frame.draw
    said = "".join(
        f"<li><b>{draw.person()}</b>, le {draw.date()} à {draw.random.randint(8, 23)}:15<p>{draw.paragraph(2)}</p>"
        f'<a href="#repondre">Répondre</a></li>'
        for _ in range(draw.random.choice((0, 1, 2, 5)))
    )
    thread = f'<div id="comments"><h3>Commentaires</h3><ol class="commentlist">{said}</ol></div>' if said else ""
    form = "<form><p>Laisser un commentaire</p><p>Votre nom <input></p></form>"
    return frame.page(story.title, f"{frame.head(story)}<div{frame.mark('texte')}>{_plain(story)}</div>{thread}{form}")


def quotes(frame: Frame, story: Story, stories: list[Story]) -> str:
    """Interviews: answers in quotations, questions in bold."""
    made = "".join(
        (f"<p><b>{heading}</b></p>" if heading else "") + f"<blockquote>{_paragraphs(texts)}</blockquote>"
        for heading, texts in story.parts
    )
    return frame.page(story.title, f"{frame.head(story)}<div{frame.mark('entretien')}>{made}</div>")


def crumb_title(frame: Frame, story: Story, stories: list[Story]) -> str:
    """The title stands in the trail and above the text, in the same kind of element."""
    trail = f'<div><a href="/">Accueil</a> &raquo; <span>{story.title}</span></div>'
    main = f"{trail}<div><span>{story.title}</span></div><div{frame.mark('texte')}>{_plain(story)}</div>"
    return frame.page(story.title, main)


def dates(frame: Frame, story: Story, stories: list[Story]) -> str:
    """The date is above the title, under it, at the end or beside the text, as the author put it."""
    line = f"<p{frame.mark('date')}>Mis en ligne le {story.date}</p>"
    before, under, after, side = [line if story.number % 4 == n else "" for n in range(4)]
    main = f"{before}{frame.head(story)}{under}<div{frame.mark('texte')}>{_plain(story)}{after}</div>"
    return frame.page(story.title, main, side=f"<div{frame.mark('cote')}>{side}</div>" if side else "")


def sections(frame: Frame, story: Story, stories: list[Story]) -> str:
    """Each section has a column of its own, on a few pages each."""
    news = "".join(f"<li>{_link(one)}</li>" for one in stories if one.category == story.category)
    side = f"<div{frame.mark('cote')}><h4>Dans cette rubrique</h4><ul>{news}</ul>"
    side += f"<p>{frame.asides[story.category]}</p></div>"
    return frame.page(story.title, f"{frame.head(story)}<div{frame.mark('texte')}>{_plain(story)}</div>{side}")


def cards(frame: Frame, story: Story, stories: list[Story]) -> str:
    """More is said of other articles than of this one, in the same box."""
    made = "".join(
        f'<div{frame.mark("carte")}><a href="{one.url}"><img src="/i{one.number}.jpg" alt=""></a><h4>{_link(one)}</h4>'
        f'<p>{" ".join(one.parts[0][1][0].split()[:25])}… <a href="{one.url}">Lire la suite</a></p></div>'
        for one in _others(frame, story, stories, 9)
    )
    return frame.page(story.title, f"<div{frame.mark('article')}>{frame.head(story)}{_plain(story)}{made}</div>")


def tools(frame: Frame, story: Story, stories: list[Story]) -> str:
    """Print, send, languages, sizes of letters, inside the text's box; addresses of their own on each page."""
    n = story.number
    bar = (
        f'<p><a href="/print.php?id={n}">Version imprimable</a> | <a href="/mail.php?id={n}">Envoyer à un ami</a> | '
        f'<a href="/pdf.php?id={n}">PDF</a></p><p><a href="{story.url}&lang=fr">Français</a> '
        f'<a href="{story.url}&lang=en">English</a></p><p>Taille du texte : <a href="#">A</a> <a href="#">A+</a></p>'
    )
    share = f'<p>Partager : <a href="http://f.example/?u={n}">Facebook</a> <a href="http://t.example/?u={n}">Twitter</a></p>'
    return frame.page(story.title, f"<div{frame.mark('texte')}>{bar}{frame.head(story)}{_plain(story)}{share}</div>")


def banners(frame: Frame, story: Story, stories: list[Story]) -> str:
    """A banner on cookies before the page, a box for subscribers in the middle of the text."""
    accept = "<p><a href='/vie-privee.html'>En savoir plus</a> <a href='#'>J’accepte</a></p>"
    notice = f"<div><p>{frame.notice}</p>{accept}</div>"
    pieces = [(f"<h3>{heading}</h3>" if heading else "") + _paragraphs(texts) for heading, texts in story.parts]
    letter = "<p>Recevez notre lettre, une fois par mois, dans votre boîte.</p>"
    box = f"<div>{letter}<p><a href='/lettre.html'>Je m’abonne</a></p></div>"
    pieces.insert(max(1, len(pieces) // 2), box)
    return frame.page(story.title, f"{frame.head(story)}<div{frame.mark('texte')}>{''.join(pieces)}</div>", top=notice)


def builder(frame: Frame, story: Story, stories: list[Story]) -> str:
    """A page builder's boxes in boxes, numbered; a module a part, as many as the page has."""
    made = []
    modules = [f"<{frame.tag}>{story.title}</{frame.tag}>"]
    modules += [(f"<h3>{heading}</h3>" if heading else "") + _paragraphs(texts) for heading, texts in story.parts]
    linked = "".join(f"<li>{_link(one)}</li>" for one in _others(frame, story, stories, 3))
    modules.append(f"<h4>Voir aussi</h4><ul>{linked}</ul>")
    for place, module in enumerate(modules):
        made.append(
            f'<div class="pb_section pb_section_{place}"><div class="pb_row pb_row_{place}"><div class="pb_column '
            f'pb_column_{place}"><div class="pb_module pb_text pb_text_{place}"><div class="pb_inner">{module}</div>'
            "</div></div></div></div>"
        )
    return frame.page(story.title, "".join(made))


def rows(frame: Frame, story: Story, stories: list[Story]) -> str:
    """Old tables: each paragraph in a row of its own, in coloured letters, a picture beside some."""
    made = [f'<tr><td colspan="2"><font size="5" color="green">{story.title}</font></td></tr>']
    for heading, texts in story.parts:
        if heading:
            made.append(f'<tr><td colspan="2" bgcolor="#eee"><b>{heading}</b></td></tr>')
        for place, text in enumerate(texts):
            picture = f'<img src="photo{story.number}-{place}.jpg">' if place % 2 else ""
            made.append(f'<tr><td>{picture}</td><td><font face="Arial">{text}</font></td></tr>')
    return frame.page(story.title, f'<table border="0" width="90%">{"".join(made)}</table>')


def tabs(frame: Frame, story: Story, stories: list[Story]) -> str:
    """A tab a part; the tabs' names lead into the page."""
    names = "".join(
        f'<li><a href="#onglet{n}">{heading or "Présentation"}</a></li>' for n, (heading, _) in enumerate(story.parts)
    )
    made = "".join(
        f'<div id="onglet{n}">' + (f"<h3>{heading}</h3>" if heading else "") + _paragraphs(texts) + "</div>"
        for n, (heading, texts) in enumerate(story.parts)
    )
    return frame.page(story.title, f"{frame.head(story)}<div{frame.mark('onglets')}><ul>{names}</ul>{made}</div>")


def folds(frame: Frame, story: Story, stories: list[Story]) -> str:
    """Parts that unfold."""
    made = "".join(
        f"<details><summary>{heading}</summary>{_paragraphs(texts)}</details>" if heading else _paragraphs(texts)
        for heading, texts in story.parts
    )
    return frame.page(story.title, f"{frame.head(story)}<div{frame.mark('texte')}>{made}</div>")


def neighbours(frame: Frame, story: Story, stories: list[Story]) -> str:
    """Previous and next by their titles, above and under the text; a word on the author, the same under all of his."""
    place = stories.index(story)
    before, after = stories[place - 1], stories[(place + 1) % len(stories)]
    bar = f"<p>&laquo; {_link(before)} | {_link(after)} &raquo;</p>"
    known = f"<p><i>{story.author} anime des réunions dans la région et écrit pour plusieurs revues.</i></p>"
    main = f"<div{frame.mark('texte')}>{bar}{frame.head(story)}{_plain(story)}{known}{bar}</div>"
    return frame.page(story.title, main)


def loose(frame: Frame, story: Story, stories: list[Story]) -> str:
    """No box at all: title, text and menu follow each other in the body, paragraphs are never closed."""
    text = "".join(
        (f"<p><u>{heading}</u>" if heading else "") + "".join(f"<p>{t}" for t in ts) for heading, ts in story.parts
    )
    menu = " - ".join(f'<a href="{frame.host}/m{n}.html">{entry}</a>' for n, entry in enumerate(frame.menu[:8]))
    foot = "<hr>" + "<br>".join(frame.foot)
    window = frame.window.format(story.title, frame.name)
    return (
        f"<html><head><title>{window}</title></head><body><center>{frame.name}</center><p>{menu}<hr>"
        f"<p><font size=5>{story.title}</font>{text}{foot}</body></html>"
    )


LAYOUTS: tuple[Layout, ...] = (
    *(definitions, columns, comments, quotes, crumb_title, dates, sections, cards),
    *(tools, banners, builder, rows, tabs, folds, neighbours, loose),
)


def laid_out(layout: Layout, seed: int, pages: int) -> Site:
    """One template of so many articles, and lists of them: by category, and the whole in pages of ten."""
    draw = Draw(seed)
    host = f"http://{layout.__name__.replace('_', '-')}{seed}.example"
    frame = Frame(draw, host)
    stories = [_story(draw, host, n) for n in range(pages)]
    site = Site(seed, {}, [], [{"layout": layout.__name__, "naming": frame.naming}])
    for story in stories:
        site.pages[story.url] = layout(frame, story, stories)
        site.truths.append(Truth(story.url, story.title, story.body(), pages=pages))
    lists = [(f"c{c}", frame.categories[c], [one for one in stories if one.category == c]) for c in range(4)]
    lists += [(f"p{at}", f"Toutes les fiches, {at}", stories[at : at + 10]) for at in range(0, pages, 10)]
    for path, title, chosen in lists:
        if len(chosen) < 2:
            continue
        made = "".join(f"<li>{_link(one)} {' '.join(one.parts[0][1][0].split()[:20])}…</li>" for one in chosen)
        main = f"<{frame.tag}{frame.mark('titre')}>{title}</{frame.tag}><div{frame.mark('texte')}><ul>{made}</ul></div>"
        site.pages[f"{host}/{path}"] = frame.page(title, main)
        site.truths.append(Truth(f"{host}/{path}", title, is_record=False))
    return site


def _story(draw: Draw, host: str, number: int) -> Story:
    parts = [("", [draw.paragraph() for _ in range(draw.random.randint(1, 3))])]
    for _ in range(draw.random.randint(0, 4)):
        heading = draw.random.choice(STOCK_HEADINGS) if draw.chance(0.6) else draw.phrase(2, 6)
        parts.append((heading, [draw.paragraph() for _ in range(draw.random.randint(1, 3))]))
    title = draw.phrase(3, 9)
    url = f"{host}/article.php?id={number + 100}"
    return Story(url, number + 100, title, parts, draw.date(), draw.person(), draw.random.randint(0, 3))
