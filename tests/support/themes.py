"""Sites around known content: each theme is drawn from independent choices, and says what each of its pages holds.

Nothing here knows how a page is read. A site is drawn from a seed; the same seed gives the same site.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.support.drawing import OPAQUE, PLACES, STOCK_HEADINGS, STOCK_SENTENCES, Draw

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass
class Truth:
    """What a page holds. `body`: its text, in order; a page that is no record has none. `pages`: of its template."""

    url: str
    title: str
    body: str = ""
    subtitle: str | None = None
    is_record: bool = True
    template: int = 0
    pages: int = 0


@dataclass
class Site:
    seed: int
    pages: dict[str, str]
    truths: list[Truth]
    choices: list[dict[str, object]]


@dataclass
class _Article:
    url: str
    title: str
    subtitle: str | None
    paragraphs: list[str]
    headings: dict[int, str]
    items: dict[int, list[str]]
    rows: dict[int, list[tuple[str, str]]]
    date: str
    author: str
    category: int
    related: list[int] = field(default_factory=list)

    def text(self) -> str:
        lines: list[str] = []
        for place, paragraph in enumerate(self.paragraphs):
            if place in self.headings:
                lines.append(self.headings[place])
            lines.append(paragraph)
            lines += self.items.get(place, [])
            lines += [f"{name} {value}" for name, value in self.rows.get(place, [])]
        return "\n".join(lines)


def drawn_site(seed: int, *, pages: int | None = None) -> Site:
    """`pages`: of each template, else 2 to 50; a site has one to three templates, lists, and pages like no other."""
    draw = Draw(seed)
    host = f"http://site{seed}.example"
    name = f"{draw.phrase(1, 3)} {draw.random.choice(PLACES)}"
    themes = [_Theme(draw, name, host) for _ in range(draw.random.choice((1, 1, 2, 2, 3)))]
    site = Site(seed, {}, [], [theme.choices for theme in themes])
    for number, theme in enumerate(themes):
        count = pages or draw.random.choice((2, 3, 4, 6, 8, 10, 12, 15, 20, 30, 50))
        articles = [_article(draw, theme, f"{host}/t{number}/{_slug(theme, draw, n)}") for n in range(count)]
        for place, article in enumerate(articles):
            others = [n for n in range(count) if n != place]
            article.related = draw.random.sample(others, min(len(others), draw.random.randint(2, 5)))
        for article in articles:
            site.pages[article.url] = theme.article(article, articles)
            site.truths.append(Truth(article.url, article.title, article.text(), article.subtitle, True, number, count))
        _add_lists(draw, site, theme, articles, number)
    _add_one_off(draw, site, themes[0], host)
    return site


def _slug(theme: "_Theme", draw: Draw, number: int) -> str:
    return str(theme.address).format(number + 100)


def _article(draw: Draw, theme: "_Theme", url: str) -> _Article:
    count = 1 if draw.chance(theme.short) else draw.random.randint(2, 12)
    paragraphs = [draw.paragraph() for _ in range(count)]
    if count > 2 and draw.chance(0.3):
        paragraphs[-1] += " " + draw.random.choice(STOCK_SENTENCES)
    headings: dict[int, str] = {}
    if theme.headed and count > 2:
        for place in sorted(draw.random.sample(range(1, count), min(count - 1, 3))):
            stock = draw.chance(0.6)
            headings[place] = draw.random.choice(STOCK_HEADINGS) if stock else draw.phrase(2, 6)
    items = {n: [draw.phrase(4, 12) for _ in range(3)] for n in range(count) if draw.chance(0.1)}
    rows = {n: [(draw.phrase(1, 2), draw.phrase(2, 5)) for _ in range(3)] for n in range(count) if draw.chance(0.04)}
    subtitle = draw.phrase(6, 13) if theme.subtitled and draw.chance(0.85) else None
    title = draw.phrase(3, 9) + draw.random.choice(("", "", "", " ?", f" ({draw.random.randint(1999, 2019)})"))
    return _Article(
        url, title, subtitle, paragraphs, headings, items, rows, draw.date(), draw.person(), draw.random.randint(0, 4)
    )


class _Theme:
    """One template. Its choices are independent of each other."""

    def __init__(self, draw: Draw, site: str, host: str) -> None:
        one, chance = draw.one, draw.chance
        self.draw, self.site, self.host = draw, site, host
        self.layout = one("divs", "divs", "table", "nested-table", "html5")
        self.naming = one("names", "opaque", "none", "none")
        self.title_tag = one("h1", "h1", "h2", "div", "p-b", "font", "td")
        self.title_place = one("inside", "inside", "before", "header")
        self.window = one("title-site", "site-title", "title", "title-part-site", "constant")
        self.site_h1 = chance(0.4)
        self.crumbs = one("none", "with-title", "without", "list")
        self.nav = one(5, 12, 40, 120)
        self.nav_place = one("left", "right", "top")
        self.body = one("box", "box", "siblings", "flat", "br")
        self.parts = draw.random.randint(2, 4)
        self.headed = chance(0.7)
        self.heading_tag = one("h2", "h3", "p-b")
        self.subtitled = chance(0.4)
        self.subtitle_tag = one("p-class", "div-class", "h2", "h3")
        self.meta = one("none", "date", "date-author", "links", "bottom")
        self.related = one("none", "end-list", "end-list", "end-class", "middle-class", "outside", "end-bare")
        self.related_heading = one("À lire aussi", "Sur le même sujet", "Autres fiches", "Voir également", "")
        self.tail = one("none", "top", "back", "share", "comments")
        self.aside = one("none", "news", "random-quote", "contact")
        self.numbered = chance(0.5)
        self.short = one(0.05, 0.3, 1.0) if chance(0.3) else 0.05
        self.address = one("fiche-{}.html", "{}", "article.php?id={}", "page-{}.htm")
        self.list_excerpt = one("start", "start", "none", "own")
        self.nav_entries = [draw.phrase(1, 4) for _ in range(int(str(self.nav)))]
        self.foot = [draw.phrase(4, 12) for _ in range(draw.random.randint(1, 5))]
        self.contact = draw.paragraph(2)
        self.news = [draw.phrase(4, 8) for _ in range(4)]
        self.categories = [draw.phrase(1, 2) for _ in range(5)]
        self.names: dict[str, str] = {}
        self._opaque = draw.random.sample(OPAQUE, len(OPAQUE))

    @property
    def choices(self) -> dict[str, object]:
        kept = (str, int, float, bool)
        return {name: value for name, value in vars(self).items() if isinstance(value, kept)}

    def attribute(self, role: str) -> str:
        """The class that a role has in this theme, or nothing."""
        if self.naming == "none":
            return ""
        if role not in self.names:
            opaque = self._opaque[len(self.names) % len(self._opaque)]
            self.names[role] = role if self.naming == "names" else opaque
        return f' class="{self.names[role]}"'

    def title_html(self, title: str) -> str:
        mark = self.attribute("titre")
        return {
            "h1": f"<h1{mark}>{title}</h1>",
            "h2": f"<h2{mark}>{title}</h2>",
            "div": f'<div class="titre">{title}</div>' if self.naming != "none" else f"<div><b>{title}</b></div>",
            "p-b": f"<p{mark}><b>{title}</b></p>",
            "font": f'<font size="5"><b>{title}</b></font><br>',
            "td": f'<table width="100%"><tr><td{mark}>{title}</td></tr></table>',
        }[str(self.title_tag)]

    def window_title(self, title: str) -> str:
        return {
            "title-site": f"{title} - {self.site}",
            "site-title": f"{self.site} : {title}",
            "title": title,
            "title-part-site": f"{title} | Fiches | {self.site}",
            "constant": self.site,
        }[str(self.window)]

    def article(self, article: _Article, articles: list[_Article]) -> str:
        head = self.title_html(article.title)
        subtitle = self.subtitle_html(article)
        meta = self.meta_html(article)
        related = self.related_html(article, articles)
        pieces = self.pieces(article)
        if self.related.startswith("middle") if isinstance(self.related, str) else False:
            pieces.insert(max(1, len(pieces) // 2), related)
        body = self.body_html(pieces)
        end = related if str(self.related).startswith("end") else ""
        before = meta if self.meta != "bottom" else ""
        after = meta if self.meta == "bottom" else ""
        number = self.draw.random.randint(100, 9999)
        mark = f' id="post-{number}"' if self.numbered else ""
        if self.title_place == "inside":
            if self.body == "flat":
                inner = f"{head}{subtitle}{before}{body}{after}{end}{self.tail_html()}"
                main = f"<div{mark or self.attribute('fiche')}>{inner}</div>"
            else:
                main = f"<div{mark}>{head}{subtitle}{before}{self.wrapped(body + end)}{after}{self.tail_html()}</div>"
        else:
            main = f"<div{mark}>{before}{self.wrapped(body + end)}{after}{self.tail_html()}</div>"
            main = f"{head}{subtitle}{main}" if self.title_place == "before" else main
        if self.related == "outside":
            main += f"<div{self.attribute('liens')}>{related}</div>"
        top = head + subtitle if self.title_place == "header" else ""
        return self.page(article.title, main, top, article.category)

    def wrapped(self, body: str) -> str:
        tag = "section" if self.layout == "html5" else "div"
        return f"<{tag}{self.attribute('texte')}>{body}</{tag}>"

    def pieces(self, article: _Article) -> list[str]:
        made = []
        for place, paragraph in enumerate(article.paragraphs):
            piece = ""
            if place in article.headings:
                heading = article.headings[place]
                piece += (
                    f"<p><b>{heading}</b></p>"
                    if self.heading_tag == "p-b"
                    else f"<{self.heading_tag}>{heading}</{self.heading_tag}>"
                )
            text = paragraph
            if self.draw.chance(0.15):
                words = article.paragraphs[place].split(" ")
                words[2] = f'<a href="{self.host}/glossaire.html#{place}">{words[2]}</a>'
                words[5] = f"<em>{words[5]}</em>"
                text = " ".join(words)
            piece += f"{text}<br><br>" if self.body == "br" else f"<p>{text}</p>"
            if place in article.items:
                piece += "<ul>" + "".join(f"<li>{item}</li>" for item in article.items[place]) + "</ul>"
            if place in article.rows:
                rows = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in article.rows[place])
                piece += f'<table border="1">{rows}</table>'
            made.append(piece)
        return made

    def body_html(self, pieces: list[str]) -> str:
        if self.body != "siblings" or len(pieces) < 2:
            return "".join(pieces)
        size = max(1, -(-len(pieces) // int(self.parts)))
        roles = ("intro", "corps", "suite", "fin")
        groups = [pieces[at : at + size] for at in range(0, len(pieces), size)]
        return "".join(
            f"<div{self.attribute(roles[min(place, 3)])}>{''.join(group)}</div>" for place, group in enumerate(groups)
        )

    def subtitle_html(self, article: _Article) -> str:
        if article.subtitle is None:
            return ""
        return {
            "p-class": f'<p class="sous-titre">{article.subtitle}</p>',
            "div-class": f'<div class="subtitle">{article.subtitle}</div>',
            "h2": f"<h2>{article.subtitle}</h2>",
            "h3": f"<h3>{article.subtitle}</h3>",
        }[str(self.subtitle_tag)]

    def meta_html(self, article: _Article) -> str:
        mark = self.attribute("meta")
        category = self.categories[article.category]
        link = f'<a href="{self.host}/rubrique-{article.category}.html">{category}</a>'
        return {
            "none": "",
            "date": f"<p{mark}>Publié le {article.date}</p>",
            "date-author": f"<p{mark}>Par {article.author}, le {article.date}</p>",
            "links": f"<div{mark}>Rubrique : {link}</div>",
            "bottom": f"<p{mark}>Mis en ligne le {article.date} - {link}</p>",
        }[str(self.meta)]

    def related_html(self, article: _Article, articles: list[_Article]) -> str:
        if self.related == "none" or not article.related:
            return ""
        links = [f'<a href="{articles[n].url}">{articles[n].title}</a>' for n in article.related]
        heading = f"<h3>{self.related_heading}</h3>" if self.related_heading else ""
        if self.related == "end-bare":
            return heading + "<br>".join(links) + "<br>"
        listed = "<ul>" + "".join(f"<li>{link}</li>" for link in links) + "</ul>"
        if "class" in str(self.related):
            return f'<div class="a-voir">{heading}{listed}</div>'
        return heading + listed

    def tail_html(self) -> str:
        return {
            "none": "",
            "top": '<p><a href="#haut">Haut de page</a></p>',
            "back": f'<p><a href="{self.host}/">Retour à la liste</a></p>',
            "share": '<p><a href="http://twitter.com/share?url=x">Partager</a> <a href="#">Imprimer</a></p>',
            "comments": "<h3>Réagir à cette fiche</h3><form><p>Votre message <textarea></textarea></p></form>",
        }[str(self.tail)]

    def nav_html(self) -> str:
        links = "".join(
            f'<li><a href="{self.host}/n{place}.html">{entry}</a></li>' for place, entry in enumerate(self.nav_entries)
        )
        return f"<ul{self.attribute('menu')}>{links}</ul>"

    def aside_html(self) -> str:
        return {
            "none": "",
            "news": "<h4>Actualités</h4>"
            + "".join(f'<p><a href="{self.host}/actu{n}.html">{text}</a></p>' for n, text in enumerate(self.news)),
            "random-quote": f"<p><i>{self.draw.random.choice(self.news)}</i></p>",
            "contact": f"<p>{self.contact}</p>",
        }[str(self.aside)]

    def crumbs_html(self, title: str, category: int) -> str:
        home = f'<a href="{self.host}/">Accueil</a>'
        rubric = f'<a href="{self.host}/rubrique-{category}.html">{self.categories[category]}</a>'
        mark = self.attribute("chemin")
        return {
            "none": "",
            "with-title": f"<div{mark}>{home} &gt; {rubric} &gt; {title}</div>",
            "without": f"<div{mark}>{home} &gt; {rubric}</div>",
            "list": f"<ul{mark}><li>{home}</li><li>{rubric}</li><li>{title}</li></ul>",
        }[str(self.crumbs)]

    def page(self, title: str, main: str, top: str, category: int) -> str:
        site = f"<h1>{self.site}</h1>" if self.site_h1 else f"<p>{self.site}</p>"
        crumbs = self.crumbs_html(title, category)
        nav, aside = self.nav_html(), self.aside_html()
        foot = "".join(f"<p>{line}</p>" for line in self.foot)
        before = nav if self.nav_place in {"left", "top"} else ""
        after = nav if self.nav_place == "right" else ""
        if self.layout in {"table", "nested-table"}:
            inner = (
                f'<table width="100%"><tr><td>{crumbs}{main}</td></tr></table>'
                if self.layout == "nested-table"
                else crumbs + main
            )
            middle = f"<tr><td>{before}</td><td>{inner}</td><td>{after}{aside}</td></tr>"
            body = (
                f'<table><tr><td colspan="3">{site}{top}</td></tr>{middle}<tr><td colspan="3">{foot}</td></tr></table>'
            )
        elif self.layout == "html5":
            sides = f"<aside>{after}{aside}</aside><footer>{foot}</footer>"
            body = f"<header>{site}{top}</header><nav>{before}</nav>{crumbs}<main>{main}</main>{sides}"
        else:
            body = (
                f"<div{self.attribute('entete')}>{site}{top}</div><div{self.attribute('gauche')}>{before}</div>"
                f"<div{self.attribute('centre')}>{crumbs}{main}</div><div{self.attribute('droite')}>{after}{aside}</div>"
                f"<div{self.attribute('pied')}>{foot}</div>"
            )
        window = self.window_title(title)
        return f"<html><head><title>{window}</title></head><body>{body}</body></html>"

    def listing(self, title: str, teasers: list[tuple[str, str, str]], more: str, category: int) -> str:
        """Teasers: (url, title, excerpt)."""
        made = []
        style = self.draw.one("h3", "li", "p")
        for url, name, excerpt in teasers:
            link = f'<a href="{url}">{name}</a>'
            text = f"<p>{excerpt}</p>" if excerpt else ""
            if style == "h3":
                made.append(f"<h3>{link}</h3>{text}")
            elif style == "li":
                made.append(f"<li>{link} {excerpt}</li>")
            else:
                made.append(f"<p>{link}<br>{excerpt}</p>" if excerpt else f"<p>{link}</p>")
        body = f"<ul>{''.join(made)}</ul>" if style == "li" else "".join(made)
        head = self.title_html(title)
        main = f"<div>{head if self.title_place != 'header' else ''}{self.wrapped(body)}{more}</div>"
        return self.page(title, main, head if self.title_place == "header" else "", category)


def _excerpt(draw: Draw, theme: _Theme, article: _Article) -> str:
    if theme.list_excerpt == "start":
        return " ".join(article.paragraphs[0].split(" ")[:25]) + "…"
    return article.date if theme.list_excerpt == "own" else ""


def _add_lists(draw: Draw, site: Site, theme: _Theme, articles: list[_Article], number: int) -> None:
    """By rubric, and the whole in pages of ten, as archives and searches show them."""

    def add(url: str, title: str, chosen: list[_Article], more: str, category: int) -> None:
        teasers = [(article.url, article.title, _excerpt(draw, theme, article)) for article in chosen]
        site.pages[url] = theme.listing(title, teasers, more, category)
        site.truths.append(Truth(url, title, is_record=False, template=number))

    for category in range(5):
        chosen = [article for article in articles if article.category == category]
        if len(chosen) >= 2:
            add(f"{theme.host}/t{number}/rubrique-{category}.html", theme.categories[category], chosen, "", category)
    for page, start in enumerate(range(0, len(articles), 10), 1):
        chosen = articles[start : start + 10]
        if len(chosen) >= 2:
            url = f"{theme.host}/t{number}/liste.php?page={page}"
            more = f'<p><a href="{theme.host}/t{number}/liste.php?page={page + 1}">Page suivante</a></p>'
            add(url, f"Toutes les fiches ({page})", chosen, more, 0)


def _add_one_off(draw: Draw, site: Site, theme: _Theme, host: str) -> None:
    """Pages with a text of their own, like no other."""
    makers: list[tuple[str, str, Callable[[], str]]] = [
        ("mentions.html", "Mentions légales", lambda: "".join(f"<p>{draw.paragraph()}</p>" for _ in range(4))),
        ("projet.html", "Le projet", lambda: "".join(f"<p>{draw.paragraph()}</p>" for _ in range(6))),
    ]
    for path, title, make in makers:
        text = make()
        site.pages[f"{host}/{path}"] = theme.page(title, f"<div>{theme.title_html(title)}{text}</div>", "", 0)
        body = text.replace("<p>", "").replace("</p>", "\n")
        site.truths.append(Truth(f"{host}/{path}", title, body.strip(), template=-1, pages=1))
