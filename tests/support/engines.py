# ruff: noqa: E501 (markup stands as engines print it)
"""Pages as engines and hands of 1998 to 2023 made them, around known texts: tables in tables, Joomla, Drupal, Typo3….

Written from what those engines print, before any of them was read by the rules. `FIRST` holds the kinds that were
mended for after a first blind run, `FRESH` those written after that mending; each run's first figures stand in
`tests/transform/induction/test_engines.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from tests.support.drawing import PLACES, STOCK_HEADINGS, Draw


@dataclass
class Text:
    """`parts`: (heading or nothing, paragraphs). `may_stand`: words that a record may hold beside, or leave."""

    url: str
    number: int
    title: str
    parts: list[tuple[str, list[str]]]
    date: str
    author: str
    group: int
    body: str = ""
    may_stand: str = ""

    @property
    def first(self) -> str:
        return self.parts[0][1][0]

    def written(self) -> str:
        if self.body:
            return self.body
        lines: list[str] = []
        for heading, paragraphs in self.parts:
            lines += [heading] * bool(heading) + paragraphs
        return "\n".join(lines)


@dataclass
class House:
    """One site: what its frame says, drawn once."""

    draw: Draw
    host: str
    name: str = ""
    menu: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    foot: str = ""
    texts: list[Text] = field(default_factory=list)
    pool: list[str] = field(default_factory=list)
    shift: int = 0

    def link(self, text: Text, words: str = "") -> str:
        return f'<a href="{text.url}">{words or text.title}</a>'

    def near(self, text: Text, count: int) -> list[Text]:
        """Other texts, not the same under each."""
        others = [one for one in self.texts if one is not text]
        return self.draw.random.sample(others, min(count, len(others)))

    def beside(self, text: Text) -> tuple[Text, Text]:
        place = self.texts.index(text)
        return self.texts[place - 1], self.texts[(place + 1) % len(self.texts)]

    def entries(self, tag: str = "li", marks: str = "") -> str:
        return "".join(
            f'<{tag}{marks}><a href="{self.host}/rub{n}.html">{entry}</a></{tag}>' for n, entry in enumerate(self.menu)
        )


@dataclass
class Engine:
    """`page` draws an article, `listing` a list of some."""

    name: str
    page: Callable[[House, Text], str]
    listing: Callable[[House, str, list[Text]], str]


def paragraphs(text: Text, heading: str = "h3") -> str:
    return "".join(
        (f"<{heading}>{head}</{heading}>" if head else "") + "".join(f"<p>{one}</p>" for one in ones)
        for head, ones in text.parts
    )


def broken(text: Text, head: str = "<b>{0}</b>") -> str:
    """Lines parted by breaks, as editors of the time left them."""
    lines = [line for heading, ones in text.parts for line in ([head.format(heading)] if heading else []) + ones]
    return "<br /><br />\n".join(lines)


def short(text: Text, words: int = 22) -> str:
    return " ".join(text.first.split()[:words]) + "…"


def _html(title: str, body: str, marks: str = "", head: str = "") -> str:
    return f"<html><head><title>{escape(title)}</title>{head}</head><body{marks}>{body}</body></html>"


# ---- tables in tables, spacers -----------------------------------------------------------------------------------

_GIF = '<img src="/images/spacer.gif" width="10" height="1" alt="">'


def _tables(house: House, title: str, main: str, news: list[Text]) -> str:
    menu = "".join(
        f'<tr><td width="8">{_GIF}</td><td><img src="/images/puce.gif"> <a href="/rub{n}.html">{entry}</a></td></tr>'
        for n, entry in enumerate(house.menu)
    )
    right = "".join(
        f'<tr><td bgcolor="#FFFFCC"><font size="1">{one.date}<br>{house.link(one)}<br>{short(one, 12)}</font></td></tr>'
        f"<tr><td>{_GIF}</td></tr>"
        for one in news
    )
    return _html(
        f"{house.name} : {title}",
        f'<table width="760" border="0" cellspacing="0" cellpadding="0" align="center"><tr><td colspan="5" height="80">'
        f'<img src="/images/bandeau.jpg" alt="{house.name}"></td></tr><tr valign="top"><td width="150" bgcolor="#336633">'
        f'<table width="100%" border="0">{menu}</table></td><td width="10">{_GIF}</td><td width="440">{main}</td>'
        f'<td width="10">{_GIF}</td><td width="150"><table border="0" cellpadding="4">{right}</table></td></tr>'
        f'<tr><td colspan="5" align="center"><font size="1">{house.foot}</font></td></tr></table>',
        ' bgcolor="#FFFFFF" topmargin="0"',
    )


def tables_page(house: House, text: Text) -> str:
    main = (
        f'<table width="100%"><tr><td>{_GIF}</td></tr><tr><td><font face="Verdana" size="4" color="#336633"><b>{text.title}'
        f'</b></font></td></tr><tr><td><hr size="1" noshade></td></tr><tr><td><table width="100%" cellpadding="6"><tr><td>'
        f'<font face="Verdana" size="2">{broken(text)}</font></td></tr></table></td></tr><tr><td align="right">'
        f'<a href="#haut"><img src="/images/haut.gif" border="0" alt="Haut de page"></a></td></tr></table>'
    )
    return _tables(house, text.title, main, house.near(text, 4))


def tables_list(house: House, title: str, texts: list[Text]) -> str:
    rows = "".join(
        f'<tr><td width="12"><img src="/images/puce2.gif"></td><td><font face="Verdana" size="2">{house.link(one)}'
        f"</font></td></tr>"
        for one in texts
    )
    main = (
        f'<table width="100%"><tr><td>{_GIF}</td></tr><tr><td><font face="Verdana" size="4" color="#336633"><b>{title}</b>'
        f"</font></td></tr><tr><td><table>{rows}</table></td></tr></table>"
    )
    return _tables(house, title, main, texts[:4])


# ---- pages born in a frameset --------------------------------------------------------------------------------------


def framed_page(house: House, text: Text) -> str:
    before, after = house.beside(text)
    return _html(
        "Document sans titre",
        f'<a name="haut"></a><h2 align="center"><font color="#003399">{text.title}</font></h2><hr width="50%">'
        + "".join(
            (f'<p align="left"><b><u>{head}</u></b></p>' if head else "")
            + "".join(f'<p align="justify">{one}</p>' for one in ones)
            for head, ones in text.parts
        )
        + f'<hr><p align="center"><a href="{before.url}">Page précédente</a> | <a href="sommaire.htm">Sommaire</a> | '
        f'<a href="{after.url}">Page suivante</a> | <a href="#haut">Haut de page</a></p>',
        ' background="fond.gif"',
        "<script>if (top == self) top.location = '/index.htm';</script>",
    )


def framed_list(house: House, title: str, texts: list[Text]) -> str:
    rows = "<br>".join(f'<a href="{one.url}" target="principal">{one.title}</a>' for one in texts)
    return _html("Document sans titre", f"<h2 align='center'><font color='#003399'>{title}</font></h2><p>{rows}</p>")


# ---- Dreamweaver's templates and libraries ---------------------------------------------------------------------------


def _dreamweaver(house: House, title: str, main: str, side: str) -> str:
    return (
        f'<html><!-- InstanceBegin template="/Templates/page.dwt" codeOutsideHTMLIsLocked="false" --><head>'
        f'<!-- InstanceBeginEditable name="doctitle" --><title>{title}</title><!-- InstanceEndEditable --></head><body>'
        f'<div id="Layer1" style="position:absolute; left:10px; top:10px; width:750px; z-index:1"><!-- #BeginLibraryItem '
        f'"/Library/bandeau.lbi" --><p>{house.name}</p><!-- #EndLibraryItem --></div><div id="Layer2" style="position:'
        f'absolute; left:10px; top:120px; width:160px"><!-- #BeginLibraryItem "/Library/menu.lbi" -->{house.entries("p")}'
        f'<!-- #EndLibraryItem --></div><div id="Layer3" style="position:absolute; left:180px; top:120px; width:420px">'
        f'<!-- InstanceBeginEditable name="contenu" -->{main}<!-- InstanceEndEditable --></div><div id="Layer4" style="'
        f'position:absolute; left:620px; top:120px"><!-- InstanceBeginEditable name="droite" -->{side}'
        f'<!-- InstanceEndEditable --><!-- #BeginLibraryItem "/Library/pied.lbi" --><p class="pied">{house.foot}</p>'
        f"<!-- #EndLibraryItem --></div></body><!-- InstanceEnd --></html>"
    )


def dreamweaver_page(house: House, text: Text) -> str:
    side = "".join(f'<p class="encart">{house.link(one)}</p>' for one in house.near(text, text.number % 4))
    main = f'<p class="titre">{text.title}</p>' + "".join(
        (f'<p class="soustitre">{head}</p>' if head else "") + "".join(f'<p class="texte">{one}</p>' for one in ones)
        for head, ones in text.parts
    )
    return _dreamweaver(house, text.title, main, side)


def dreamweaver_list(house: House, title: str, texts: list[Text]) -> str:
    rows = "".join(f'<p class="texte"><img src="puce.gif"> {house.link(one)}</p>' for one in texts)
    return _dreamweaver(house, title, f'<p class="titre">{title}</p>{rows}', "")


# ---- Joomla 1.0 -----------------------------------------------------------------------------------------------------


def _joomla(house: House, title: str, main: str, latest: list[Text]) -> str:
    rows = "".join(
        f'<tr align="left"><td>{house.link(one).replace("<a", "<a class=mainlevel")}</td></tr>' for one in latest
    )
    news = "".join(f'<li class="latestnews">{house.link(one)}</li>' for one in latest)
    menu = "".join(
        f'<tr><td><a class="mainlevel" href="/rub{n}.html">{e}</a></td></tr>' for n, e in enumerate(house.menu)
    )
    return _html(
        f"{house.name} - {title}",
        f'<div id="wrapper"><div id="pathway"><span class="pathway"><a class="pathway" href="/">Accueil</a> &gt; {title}'
        f'</span></div><div id="leftcolumn"><table class="moduletable"><tr><th>Menu principal</th></tr><tr><td><table>{menu}'
        f'</table></td></tr></table><table class="moduletable"><tr><th>Derniers articles</th></tr><tr><td><ul class='
        f'"latestnews">{news}</ul></td></tr></table></div><div id="maincolumn">{main}</div><div id="rightcolumn">'
        f'<table class="moduletable"><tr><th>Les plus lus</th></tr><tr><td><table>{rows}</table></td></tr></table></div>'
        f'<div id="footer">{house.foot} Joomla! est un logiciel libre.</div></div>',
        head='<meta name="Generator" content="Joomla! - Copyright (C) 2005 - 2007 Open Source Matters.">',
    )


def joomla_page(house: House, text: Text) -> str:
    before, after = house.beside(text)
    n = text.number
    main = (
        f'<table class="contentpaneopen"><tr><td class="contentheading" width="100%">{text.title}</td><td align="right" '
        f'class="buttonheading"><a href="/index2.php?id={n}&amp;do_pdf=1"><img src="pdf.png" alt="PDF"></a></td><td><a href='
        f'"/index2.php?id={n}&amp;pop=1"><img src="print.png" alt="Imprimer"></a></td></tr></table><table class='
        f'"contentpaneopen"><tr><td width="70%" colspan="2"><span class="small">Écrit par {text.author}</span>&nbsp;&nbsp;'
        f'</td></tr><tr><td valign="top" colspan="2" class="createdate">{text.date}</td></tr><tr><td valign="top" colspan="2">'
        f'{paragraphs(text, "h4")}</td></tr><tr><td colspan="2" align="left" class="modifydate">Dernière mise à jour : '
        f'( {text.date} )</td></tr></table><span class="article_seperator">&nbsp;</span><table align="center"><tr><th class='
        f'"pagenav_prev">{house.link(before, "&lt; Précédent")}</th><td width="50">&nbsp;</td><th class="pagenav_next">'
        f'{house.link(after, "Suivant &gt;")}</th></tr></table><div class="back_button"><a href="javascript:history.go(-1)">'
        f"[ Retour ]</a></div>"
    )
    return _joomla(house, text.title, main, house.near(text, 5))


def joomla_list(house: House, title: str, texts: list[Text]) -> str:
    made = "".join(
        f'<table class="contentpaneopen"><tr><td class="contentheading" width="100%"><a class="contentpagetitle" href='
        f'"{one.url}">{one.title}</a></td></tr></table><table class="contentpaneopen"><tr><td><span class="small">Écrit par '
        f'{one.author}</span></td></tr><tr><td class="createdate">{one.date}</td></tr><tr><td><p>{one.first}</p></td></tr><tr>'
        f'<td><a class="readon" href="{one.url}">Lire la suite...</a></td></tr></table>'
        for one in texts
    )
    return _joomla(
        house,
        title,
        f'<div class="componentheading">{title}</div><table class="blog"><tr><td>{made}</td></tr></table>',
        texts[:5],
    )


# ---- Drupal 6, Zen ----------------------------------------------------------------------------------------------------


def _drupal(house: House, title: str, main: str, marks: str, block: str) -> str:
    return _html(
        f"{title} | {house.name}",
        f'<div id="page"><div id="page-inner"><div id="header"><div id="logo-title"><strong><a href="/">{house.name}</a>'
        f'</strong></div></div><div id="main"><div id="main-inner" class="clear-block with-navbar"><div id="content"><div '
        f'id="content-inner"><div id="content-header"><div class="breadcrumb"><a href="/">Accueil</a> › </div><h1 class='
        f'"title">{title}</h1></div><div id="content-area">{main}</div></div></div><div id="sidebar-left"><div id="block-menu-1"'
        f' class="block block-menu region-odd odd"><div class="block-inner"><h2 class="title">Navigation</h2><ul class="menu">'
        f'{house.entries("li", " class=leaf")}</ul></div></div>{block}</div></div></div><div id="footer"><div id='
        f'"footer-message">{house.foot}</div></div></div></div>',
        f' class="{marks}"',
    )


def drupal_page(house: House, text: Text) -> str:
    place = PLACES[text.number % len(PLACES)]
    terms = "".join(
        f'<li class="taxonomy_term_{n}"><a rel="tag" href="/taxonomy/term/{n}">{house.groups[n]}</a></li>'
        for n in {text.group, text.number % 4}
    )
    text.may_stand = f"Département : {place}"
    main = (
        f'<div id="node-{text.number}" class="node node-type-fiche"><div class="node-inner"><div class="meta"><div class='
        f'"submitted">Soumis par <a href="/user/{text.number % 5}">{text.author}</a> le {text.date} - 11:0{text.number % 9}</div>'
        f'<div class="terms terms-inline"><ul class="links inline">{terms}</ul></div></div><div class="content"><div class='
        f'"field field-type-text field-field-dep"><div class="field-items"><div class="field-item odd"><div class='
        f'"field-label-inline-first">Département :&nbsp;</div>{place}</div></div></div>{paragraphs(text, "h2")}</div><ul class='
        f'"links inline"><li class="print first"><a href="/print/{text.number}">Version imprimable</a></li><li class='
        f'"statistics_counter last"><span>{text.number * 7} lectures</span></li></ul></div></div>'
    )
    block = "".join(f"<li>{house.link(one)}</li>" for one in house.near(text, 3))
    side = (
        f'<div id="block-views-1" class="block block-views"><div class="block-inner"><h2 class="title">Du même auteur</h2>'
        f"<ul>{block}</ul></div></div>"
    )
    return _drupal(house, text.title, main, f"not-front not-logged-in node-type-fiche page-node-{text.number}", side)


def drupal_list(house: House, title: str, texts: list[Text]) -> str:
    rows = "".join(
        f'<div class="views-row views-row-{n}"><div class="views-field-title"><span class="field-content">{house.link(one)}'
        f'</span></div><div class="views-field-teaser"><div class="field-content"><p>{one.first}</p></div></div></div>'
        for n, one in enumerate(texts, 1)
    )
    pager = '<ul class="pager"><li class="pager-current first">1</li><li class="pager-item"><a href="?page=1">2</a></li></ul>'
    main = f'<div class="view view-fiches"><div class="view-content">{rows}</div><div class="item-list">{pager}</div></div>'
    return _drupal(house, title, main, "not-front page-fiches", "")


# ---- Typo3 --------------------------------------------------------------------------------------------------------------


def _typo3(house: House, title: str, main: str) -> str:
    menu = "".join(
        f'<li><a href="/rub{n}.html" onfocus="blurLink(this);">{e}</a></li>' for n, e in enumerate(house.menu)
    )
    return _html(
        f"{house.name}: {title}",
        f'<div id="top"><a name="top"></a><div class="sr-only">{house.name}</div></div><div id="nav"><ul>{menu}</ul></div><div '
        f'id="content"><!--TYPO3SEARCH_begin-->{main}<!--TYPO3SEARCH_end--></div><div id="foot"><p class="bodytext">'
        f"{house.foot}</p></div>",
        head='<meta name="generator" content="TYPO3 4.2 CMS">',
    )


def typo3_page(house: House, text: Text) -> str:
    made = []
    for place, (head, ones) in enumerate(text.parts):
        lead = (
            f'<div class="csc-header csc-header-n1"><h1 class="csc-firstHeader">{text.title}</h1></div>'
            if place == 0
            else f'<div class="csc-header csc-header-n{place + 1}"><h2>{head}</h2></div>'
        )
        words = "".join(f'<p class="bodytext">{one}</p>' for one in ones)
        if place % 2:
            words = (
                f'<div class="csc-textpic csc-textpic-intext-right"><div class="csc-textpic-imagewrap"><img src="/typo3temp/pics/'
                f'{text.number}{place}.jpg" alt=""></div><div class="csc-textpic-text">{words}</div></div>'
            )
        made.append(f'<div id="c{text.number * 10 + place}" class="csc-default">{lead}{words}</div>')
    made.append('<p class="csc-linkToTop no-print"><a href="#top">Haut de page</a></p>')
    return _typo3(house, text.title, "".join(made))


def typo3_list(house: House, title: str, texts: list[Text]) -> str:
    rows = "".join(
        f'<div class="news-list-item"><span class="news-list-date">{one.date}</span><h2>{house.link(one)}</h2><p class='
        f'"bodytext">{short(one)} <a href="{one.url}">[plus]</a></p></div>'
        for one in texts
    )
    main = (
        f'<div id="c{house.draw.random.randint(1, 9)}" class="csc-default"><div class="csc-header csc-header-n1"><h1 class='
        f'"csc-firstHeader">{title}</h1></div><div class="news-list-container">{rows}</div></div>'
    )
    return _typo3(house, title, main)


# ---- Dotclear -------------------------------------------------------------------------------------------------------------


def _dotclear(house: House, title: str, main: str, marks: str) -> str:
    cats = "".join(f'<li><a href="{house.host}/c{n}">{one}</a></li>' for n, one in enumerate(house.groups))
    return _html(
        f"{title} - {house.name}",
        f'<div id="page"><div id="top"><h1><span><a href="/">{house.name}</a></span></h1></div><p id="prelude"><a href="#main">'
        f'Aller au contenu</a> | <a href="#blognav">Aller au menu</a></p><div id="wrapper"><div id="main"><div id="content">{main}'
        f'</div></div><div id="sidebar"><div id="blognav"><div class="categories"><h2>Catégories</h2><ul>{cats}</ul></div>'
        f'<div class="links"><h2>Liens</h2><ul>{house.entries()}</ul></div></div></div></div><div id="footer"><p>{house.foot} '
        f"Propulsé par Dotclear</p></div></div>",
        f' class="{marks}"',
    )


def dotclear_page(house: House, text: Text) -> str:
    draw = house.draw
    before, after = house.beside(text)
    said = "".join(
        f'<dt id="c{n}" class="odd"><a href="#c{n}" class="comment-number">{n}.</a> Le {draw.date()}, 1{n}:24 par {draw.person()}'
        f"</dt><dd><p>{draw.paragraph(2)}</p></dd>"
        for n in range(1, text.number % 4 + 1)
    )
    comments = f'<div id="comments"><h3>Commentaires</h3><dl>{said}</dl></div>' if said else ""
    excerpt, rest = text.parts[0], text.parts[1:]
    more = Text(text.url, 0, "", rest, "", "", 0)
    main = (
        f'<p id="navlinks"><a href="{before.url}" title="{before.title}" class="prev">« {before.title}</a> <span> - </span> <a '
        f'href="{after.url}" title="{after.title}" class="next">{after.title} »</a></p><div id="p{text.number}" class="post"><h2 '
        f'class="post-title">{text.title}</h2><p class="post-info">Par {text.author} le {text.date}, 12:2{text.number % 9} - <a '
        f'href="{house.host}/c{text.group}">{house.groups[text.group]}</a> - <a href="{text.url}">Lien permanent</a></p><ul class='
        f'"post-tags"><li><a href="/tag/eau">{house.menu[0]}</a></li></ul><div class="post-excerpt">'
        + "".join(f"<p>{one}</p>" for one in excerpt[1])
        + f'</div><div class="post-content">{paragraphs(more, "h3") if rest else ""}</div></div>{comments}<div id="comment-form">'
        f'<h3>Ajouter un commentaire</h3><form action="#"><p class="field"><label>Nom ou pseudo :</label><input></p><p class='
        f'"form-help">Le code HTML est affiché comme du texte et les adresses web sont automatiquement transformées.</p></form>'
        f"</div>"
    )
    return _dotclear(house, text.title, main, "dc-post")


def dotclear_list(house: House, title: str, texts: list[Text]) -> str:
    made = "".join(
        f'<div class="post"><p class="day-date">{one.date}</p><h2 class="post-title">{house.link(one)}</h2><p class="post-info">Par '
        f'{one.author}</p><div class="post-content"><p>{one.first}</p><p><a href="{one.url}" title="Continuer à lire">Lire la '
        f'suite</a></p></div><p class="post-info-co"><a href="{one.url}#comments">aucun commentaire</a></p></div>'
        for one in texts
    )
    return _dotclear(house, title, f'<div id="content-info"><h2>{title}</h2></div>{made}', "dc-category")


# ---- Blogger ----------------------------------------------------------------------------------------------------------------


def _blogger(house: House, title: str, main: str) -> str:
    months = "".join(
        f'<ul class="hierarchy"><li class="archivedate"><a class="post-count-link" href="{house.host}/a{m}">mois {m}</a> <span '
        f'class="post-count">({m})</span><ul class="posts">'
        + "".join(f"<li>{house.link(one)}</li>" for one in house.texts[m::6][:4])
        + "</ul></li></ul>"
        for m in range(3)
    )
    return _html(
        f"{house.name}: {title}",
        f'<div id="outer-wrapper"><div id="header-wrapper"><div class="titlewrapper"><h1 class="title"><a href="/">{house.name}</a>'
        f'</h1></div></div><div id="content-wrapper"><div id="main-wrapper"><div class="main section" id="main"><div class="widget '
        f'Blog" id="Blog1"><div class="blog-posts hfeed">{main}</div></div></div></div><div id="sidebar-wrapper"><div class='
        f'"sidebar section" id="sidebar"><div class="widget BlogArchive" id="BlogArchive1"><h2>Archives du blog</h2>{months}</div>'
        f'<div class="widget LinkList" id="LinkList1"><h2>Liens</h2><ul>{house.entries()}</ul></div></div></div></div><div id='
        f'"footer-wrapper">{house.foot}</div></div>',
    )


def blogger_page(house: House, text: Text) -> str:
    before, after = house.beside(text)
    picture = (
        f'<div class="separator" style="clear: both; text-align: center;"><a href="http://bp.example/{text.number}.JPG"><img '
        f'border="0" src="http://bp.example/s320/{text.number}.JPG"></a></div>'
    )
    main = (
        f'<h2 class="date-header"><span>{text.date}</span></h2><div class="post hentry"><a name="{text.number}00"></a><h3 class='
        f'"post-title entry-title">{text.title}</h3><div class="post-header"></div><div class="post-body entry-content" id='
        f'"post-body-{text.number}00">{picture if text.number % 2 else ""}{broken(text)}<div style="clear: both;"></div></div><div '
        f'class="post-footer"><div class="post-footer-line post-footer-line-1"><span class="post-author vcard">Publié par <span '
        f'class="fn">{text.author}</span></span> <span class="post-timestamp">à <a class="timestamp-link" href="{text.url}">09:1'
        f'{text.number % 9}</a></span></div><div class="post-footer-line post-footer-line-2"><span class="post-labels">Libellés : '
        f'<a href="{house.host}/c{text.group}" rel="tag">{house.groups[text.group]}</a></span></div></div></div><div class='
        f'"comments" id="comments"><h4>0 commentaires:</h4></div><div class="blog-pager" id="blog-pager"><a class='
        f'"blog-pager-newer-link" href="{after.url}">Article plus récent</a> <a class="blog-pager-older-link" href="{before.url}">'
        f'Article plus ancien</a> <a class="home-link" href="/">Accueil</a></div>'
    )
    return _blogger(house, text.title, main)


def blogger_list(house: House, title: str, texts: list[Text]) -> str:
    """Whole articles follow each other, each as on its own page."""
    made = "".join(
        f'<h2 class="date-header"><span>{one.date}</span></h2><div class="post hentry"><h3 class="post-title entry-title">'
        f'{house.link(one)}</h3><div class="post-body entry-content">{broken(one)}</div><div class="post-footer">Publié par '
        f"{one.author}</div></div>"
        for one in texts
    )
    status = f'<div class="status-msg-wrap"><div class="status-msg-body">Affichage des articles dont le libellé est {title}</div></div>'
    return _blogger(house, title, status + made)


# ---- block theme, the menu after the text ------------------------------------------------------------------------------------


def _blocks(house: House, title: str, main: str) -> str:
    entries = "".join(
        f'<li class="wp-block-navigation-item wp-block-navigation-link"><a class="wp-block-navigation-item__content" href="/rub{n}/">'
        f'<span class="wp-block-navigation-item__label">{e}</span></a></li>'
        for n, e in enumerate(house.menu)
    )
    return _html(
        f"{title} – {house.name}",
        f'<div class="wp-site-blocks"><header class="wp-block-template-part"><p class="wp-block-site-title"><a href="/">{house.name}'
        f'</a></p></header>{main}<footer class="wp-block-template-part"><div class="wp-block-group is-layout-flow"><nav class='
        f'"is-responsive wp-block-navigation"><ul class="wp-block-navigation__container">{entries}</ul></nav><p>{house.foot}</p>'
        f"</div></footer></div>",
    )


def blocks_page(house: House, text: Text) -> str:
    query = "".join(
        f'<li class="wp-block-post post-{one.number} post type-post"><h2 class="wp-block-post-title">{house.link(one)}</h2><div '
        f'class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">{short(one)}</p></div></li>'
        for one in house.near(text, 3)
    )
    before, after = house.beside(text)
    inner = "".join(
        (f'<h2 class="wp-block-heading" id="h-{text.number}-{n}">{head}</h2>' if head else "")
        + '<div class="wp-block-columns is-layout-flex wp-container-{}"><div class="wp-block-column">{}</div></div>'.format(
            text.number + n, "".join(f"<p>{one}</p>" for one in ones)
        )
        for n, (head, ones) in enumerate(text.parts)
    )
    main = (
        f'<main class="wp-block-group is-layout-flow"><div class="wp-block-group has-global-padding"><div class='
        f'"wp-block-template-part"><div class="wp-block-post-date"><time datetime="x">{text.date}</time></div><div class='
        f'"taxonomy-category wp-block-post-terms"><span>dans </span><a href="{house.host}/c{text.group}" rel="tag">'
        f'{house.groups[text.group]}</a></div></div><h1 class="wp-block-post-title">{text.title}</h1></div><div class='
        f'"entry-content wp-block-post-content is-layout-constrained">{inner}</div><nav class="wp-block-group"><div class='
        f'"post-navigation-link-previous wp-block-post-navigation-link"><a href="{before.url}" rel="prev">{before.title}</a></div>'
        f'<div class="post-navigation-link-next wp-block-post-navigation-link"><a href="{after.url}" rel="next">{after.title}</a>'
        f'</div></nav><h2 class="wp-block-heading">Plus d’articles</h2><div class="wp-block-query"><ul class='
        f'"wp-block-post-template">{query}</ul></div></main>'
    )
    return _blocks(house, text.title, main)


def blocks_list(house: House, title: str, texts: list[Text]) -> str:
    query = "".join(
        f'<li class="wp-block-post post-{one.number}"><h2 class="wp-block-post-title">{house.link(one)}</h2><div class='
        f'"entry-content wp-block-post-content"><p>{one.first}</p><p>{short(one)}</p></div><div class="wp-block-post-date">'
        f"{one.date}</div></li>"
        for one in texts
    )
    return _blocks(
        house,
        title,
        f'<main class="wp-block-group"><h1 class="wp-block-query-title">{title}</h1><div class="wp-block-query"><ul class='
        f'"wp-block-post-template">{query}</ul></div></main>',
    )


# ---- Elementor, whose marks change from page to page -----------------------------------------------------------------------------


def _hash(house: House) -> str:
    return f"{house.draw.random.randrange(16**7):07x}"


def _widget(house: House, kind: str, inner: str) -> str:
    one = _hash(house)
    return (
        f'<div class="elementor-element elementor-element-{one} elementor-widget elementor-widget-{kind}" data-id="{one}"><div class='
        f'"elementor-widget-container">{inner}</div></div>'
    )


def _elementor(house: House, title: str, number: int, widgets: list[str]) -> str:
    made = "".join(
        f'<section class="elementor-section elementor-top-section elementor-element elementor-element-{_hash(house)}"><div class='
        f'"elementor-container elementor-column-gap-default"><div class="elementor-column elementor-col-100"><div class='
        f'"elementor-widget-wrap">{one}</div></div></div></section>'
        for one in widgets
    )
    return _html(
        f"{title} – {house.name}",
        f'<header class="elementor-location-header"><nav><ul class="elementor-nav-menu">{house.entries()}</ul></nav></header><div '
        f'data-elementor-type="wp-post" data-elementor-id="{number}" class="elementor elementor-{number}">{made}</div><footer class='
        f'"elementor-location-footer"><p>{house.foot}</p></footer>',
        f' class="elementor-default elementor-page elementor-page-{number}"',
    )


def elementor_page(house: House, text: Text) -> str:
    widgets = [
        _widget(house, "heading", f'<h2 class="elementor-heading-title elementor-size-default">{text.title}</h2>')
    ]
    for head, ones in text.parts:
        words = "".join(f"<p>{one}</p>" for one in ones)
        titled = f'<h3 class="elementor-heading-title elementor-size-default">{head}</h3>' if head else ""
        widgets.append((_widget(house, "heading", titled) if head else "") + _widget(house, "text-editor", words))
        widgets.append(_widget(house, "spacer", '<div class="elementor-spacer-inner"></div>'))
    cards = "".join(
        f'<article class="elementor-post elementor-grid-item post-{one.number}"><div class="elementor-post__text"><h3 class='
        f'"elementor-post__title">{house.link(one)}</h3><div class="elementor-post__excerpt"><p>{short(one)}</p></div><a class='
        f'"elementor-post__read-more" href="{one.url}">Lire la suite »</a></div></article>'
        for one in house.near(text, 3)
    )
    widgets.append(_widget(house, "posts", f'<div class="elementor-posts-container elementor-posts">{cards}</div>'))
    return _elementor(house, text.title, text.number, widgets)


def elementor_list(house: House, title: str, texts: list[Text]) -> str:
    cards = "".join(
        f'<article class="elementor-post post-{one.number}"><h3 class="elementor-post__title">{house.link(one)}</h3><p>{short(one)}'
        f"</p></article>"
        for one in texts
    )
    widgets = [
        _widget(house, "heading", f'<h2 class="elementor-heading-title">{title}</h2>'),
        _widget(house, "posts", cards),
    ]
    return _elementor(house, title, house.draw.random.randint(9000, 9999), widgets)


# ---- columns on both sides, other on each page --------------------------------------------------------------------------------------


def _columns(house: House, title: str, main: str, text: Text | None) -> str:
    """Boxes drawn from thirty: some stand on two pages, some on ten."""
    pick = house.draw.random
    left = "".join(f'<div class="boite"><p>{one}</p></div>' for one in pick.sample(house.pool, pick.randint(1, 3)))
    right = "".join(f'<div class="boite"><p>{one}</p></div>' for one in pick.sample(house.pool, pick.randint(0, 3)))
    news = "".join(f"<li>{house.link(one)}</li>" for one in (house.near(text, 3) if text else house.texts[:3]))
    return _html(
        f"{title}",
        f'<div class="haut">{house.name}</div><div class="gauche"><ul>{house.entries()}</ul>{left}</div><div class="centre">{main}'
        f'</div><div class="droite"><h4>Actualités</h4><ul>{news}</ul>{right}</div><div class="bas">{house.foot}</div>',
    )


def columns_page(house: House, text: Text) -> str:
    return _columns(house, text.title, f"<h2>{text.title}</h2>{paragraphs(text)}", text)


def columns_list(house: House, title: str, texts: list[Text]) -> str:
    rows = "".join(f"<h3>{house.link(one)}</h3><p>{one.first}</p>" for one in texts)
    return _columns(house, title, f"<h2>{title}</h2>{rows}", None)


# ---- a foreword on each page, lists with whole first paragraphs ---------------------------------------------------------------------


def _plain(house: House, title: str, main: str) -> str:
    return _html(
        f"{title} - {house.name}",
        f'<div id="menu"><ul>{house.entries()}</ul></div><div id="corps">{main}</div><div id="pied"><p>{house.foot}</p></div>',
    )


def foreword_page(house: House, text: Text) -> str:
    foreword = "".join(f"<p>{one}</p>" for one in house.pool[:3])
    return _plain(house, text.title, f"<h1>{text.title}</h1><div class=texte>{foreword}{paragraphs(text)}</div>")


def foreword_list(house: House, title: str, texts: list[Text]) -> str:
    rows = "".join(f"<h2>{house.link(one)}</h2><p>{one.first}</p>" for one in texts)
    return _plain(house, title, f"<h1>{title}</h1><div class=texte>{rows}</div>")


# ---- readers say more than the author --------------------------------------------------------------------------------------------------


def reactions_page(house: House, text: Text) -> str:
    draw = house.draw
    said = "".join(
        f"<div class=rep><p><b>{draw.person()}</b> ({draw.date()})</p><p>{draw.paragraph(3)}</p><p>{draw.paragraph(2)}</p></div>"
        for _ in range(draw.random.randint(3, 8))
    )
    count = said.count("class=rep")
    main = (
        f"<h1>{text.title}</h1><p class=chapeau>{text.author}, {text.date}</p>{paragraphs(text)}<div class=fil><h3>{count} réactions"
        f" à cet article</h3>{said}<p><a href='/reagir.php?id={text.number}'>Réagir à cet article</a></p></div>"
    )
    return _plain(house, text.title, main)


def reactions_list(house: House, title: str, texts: list[Text]) -> str:
    rows = "".join(f"<li>{house.link(one)} ({one.date})</li>" for one in texts)
    return _plain(house, title, f"<h1>{title}</h1><ul>{rows}</ul>")


# ---- cards between the paragraphs ---------------------------------------------------------------------------------------------------------


def inset_page(house: House, text: Text) -> str:
    pieces = [
        (f"<h2>{head}</h2>" if head else "") + "".join(f"<p>{one}</p>" for one in ones) for head, ones in text.parts
    ]
    for at, one in enumerate(house.near(text, 2)):
        card = (
            f'<aside class="carte"><span class="sur">Lire aussi</span><a href="{one.url}"><strong>{one.title}</strong></a><p>{short(one)}'
            f"</p></aside>"
        )
        pieces.insert(min(len(pieces), 1 + 2 * at), card)
    return _plain(
        house, text.title, f"<article><h1>{text.title}</h1><time>{text.date}</time>{''.join(pieces)}</article>"
    )


def inset_list(house: House, title: str, texts: list[Text]) -> str:
    rows = "".join(
        f'<div class="carte"><a href="{one.url}"><strong>{one.title}</strong></a><p>{short(one)}</p></div>'
        for one in texts
    )
    return _plain(house, title, f"<section><h1>{title}</h1>{rows}</section>")


# ---- titles drawn in pictures ------------------------------------------------------------------------------------------------------------


def drawn_page(house: House, text: Text) -> str:
    main = f'<p><img src="/titres/t{text.number}.gif" alt="{escape(text.title)}"></p>'
    for place, (head, ones) in enumerate(text.parts):
        if head:
            main += f'<p><img src="/titres/s{text.number}{place}.gif" alt="{escape(head)}"></p>'
        main += "".join(f"<p align=justify>{one}</p>" for one in ones)
    text.body = "\n".join(one for _, ones in text.parts for one in ones)
    text.may_stand = "\n".join(head for head, _ in text.parts if head)
    return _plain(house, text.title, main)


def drawn_list(house: House, title: str, texts: list[Text]) -> str:
    rows = "".join(
        f'<p><a href="{one.url}"><img src="/titres/p{one.number}.gif" alt="{escape(one.title)}"></a></p>'
        for one in texts
    )
    return _plain(house, title, f'<p><img src="/titres/l.gif" alt="{escape(title)}"></p>{rows}')


# ---- two languages on a page ----------------------------------------------------------------------------------------------------------------


def bilingual_page(house: House, text: Text) -> str:
    """The second half says the same in another language, under a title of its own."""
    draw = house.draw
    english = [draw.paragraph().translate(str.maketrans("eiou", "yaeo")) for _ in range(2)]
    other = draw.phrase(3, 6)
    text.body = f"{text.written()}\n{other}\n" + "\n".join(english)
    main = (
        f'<div lang="fr"><h2>{text.title}</h2>{paragraphs(text)}</div><hr><div lang="en"><h2>{other}</h2>'
        + "".join(f"<p><i>{one}</i></p>" for one in english)
        + "</div>"
    )
    return _plain(house, text.title, main)


def bilingual_list(house: House, title: str, texts: list[Text]) -> str:
    rows = "".join(f"<tr><td>{one.date}</td><td>{house.link(one)}</td></tr>" for one in texts)
    return _plain(house, title, f'<div lang="fr"><h2>{title}</h2><table>{rows}</table></div>')


# ---- a text typed as it stands ---------------------------------------------------------------------------------------------------------------


def typed_page(house: House, text: Text) -> str:
    lines: list[str] = []
    for head, ones in text.parts:
        lines += [head.upper()] * bool(head)
        for one in ones:
            words = one.split()
            lines += [" ".join(words[at : at + 11]) for at in range(0, len(words), 11)] + [""]
    text.body = "\n".join((head.upper() if head else "") + "\n" + "\n".join(ones) for head, ones in text.parts)
    return _plain(house, text.title, f"<h2>{text.title}</h2><pre>{chr(10).join(lines)}</pre>")


def typed_list(house: House, title: str, texts: list[Text]) -> str:
    rows = "\n".join(f"{one.date:<20} {house.link(one)}" for one in texts)
    return _plain(house, title, f"<h2>{title}</h2><pre>{rows}</pre>")


# ---- a form's fields, then a text -------------------------------------------------------------------------------------------------------------


def fields_page(house: House, text: Text) -> str:
    named = {
        "Territoire": PLACES[text.number % len(PLACES)],
        "Porteur": text.author,
        "Période": f"{1995 + text.number % 9} - {2001 + text.number % 9}",
        "Mots clés": house.groups[text.group],
    }
    rows = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in named.items())
    text.may_stand = "\n".join(f"{label}\n{value}" for label, value in named.items())
    return _plain(
        house, text.title, f"<h1>{text.title}</h1><dl class=fiche>{rows}</dl><div class=recit>{paragraphs(text)}</div>"
    )


def fields_list(house: House, title: str, texts: list[Text]) -> str:
    rows = "".join(f"<dt>{house.link(one)}</dt><dd>{short(one)}</dd>" for one in texts)
    return _plain(house, title, f"<h1>{title}</h1><dl class=liste>{rows}</dl>")


FIRST = (
    Engine("tables", tables_page, tables_list),
    Engine("framed", framed_page, framed_list),
    Engine("dreamweaver", dreamweaver_page, dreamweaver_list),
    Engine("joomla", joomla_page, joomla_list),
    Engine("drupal", drupal_page, drupal_list),
    Engine("typo3", typo3_page, typo3_list),
    Engine("dotclear", dotclear_page, dotclear_list),
    Engine("blogger", blogger_page, blogger_list),
    Engine("blocks", blocks_page, blocks_list),
    Engine("elementor", elementor_page, elementor_list),
    Engine("columns", columns_page, columns_list),
    Engine("foreword", foreword_page, foreword_list),
    Engine("reactions", reactions_page, reactions_list),
    Engine("inset", inset_page, inset_list),
    Engine("drawn", drawn_page, drawn_list),
    Engine("bilingual", bilingual_page, bilingual_list),
    Engine("typed", typed_page, typed_list),
    Engine("fields", fields_page, fields_list),
)

# ---- written after the first ones were mended for ----------------------------------------------------------------------


def mediawiki_page(house: House, text: Text) -> str:
    """A wiki: its table of contents, « [modifier] » behind each heading, categories below."""
    contents = "".join(
        f'<li class="toclevel-1"><a href="#s{n}"><span class="tocnumber">{n}</span> <span class="toctext">{head}</span></a></li>'
        for n, (head, _) in enumerate(text.parts)
        if head
    )
    toc = f'<table id="toc" class="toc"><tr><td><div id="toctitle"><h2>Sommaire</h2></div><ul>{contents}</ul></td></tr></table>'
    made = ""
    for n, (head, ones) in enumerate(text.parts):
        if head:
            edit = f'<span class="editsection">[<a href="/index.php?title={text.number}&amp;action=edit&amp;section={n}">modifier</a>]</span>'
            made += f'<h2>{edit} <span class="mw-headline" id="s{n}">{head}</span></h2>'
        made += "".join(f"<p>{one}\n</p>" for one in ones) + (toc if n == 0 and contents.count("<li") > 2 else "")
    cats = f'<div id="catlinks" class="catlinks">Catégorie&nbsp;: <a href="{house.host}/c{text.group}">{house.groups[text.group]}</a></div>'
    return _mediawiki(
        house,
        text.title,
        f'{made}<div class="printfooter">Récupérée de «&nbsp;<a href="{text.url}">{text.url}</a>&nbsp;»</div>{cats}',
        text.number,
    )


def _mediawiki(house: House, title: str, main: str, number: int) -> str:
    tabs = "".join(
        f'<li><a href="/index.php?title={number}&amp;action={a}">{a}</a></li>'
        for a in ("Discussion", "Voir le texte source", "Historique")
    )
    return _html(
        f"{title} — {house.name}",
        f'<div id="globalWrapper"><div id="column-content"><div id="content"><a id="top"></a><h1 id="firstHeading" class="firstHeading">{title}</h1><div id="bodyContent"><h3 id="siteSub">Un article de {house.name}.</h3><div id="jump-to-nav">Aller à : <a href="#column-one">Navigation</a>, <a href="#searchInput">rechercher</a></div>{main}<div class="visualClear"></div></div></div></div><div id="column-one"><div id="p-cactions" class="portlet"><h5>Affichages</h5><ul>{tabs}</ul></div><div class="portlet" id="p-nav"><h5>Navigation</h5><ul>{house.entries()}</ul></div></div><div id="footer"><ul><li id="lastmod">Dernière modification de cette page le {house.draw.date()} à 14:0{number % 9}.</li><li id="viewcount">Cette page a été consultée {number * 13} fois.</li><li>{house.foot}</li></ul></div></div>',
    )


def mediawiki_list(house: House, title: str, texts: list[Text]) -> str:
    letters: dict[str, list[Text]] = {}
    for one in sorted(texts, key=lambda one: one.title):
        letters.setdefault(one.title[0], []).append(one)
    groups = "".join(
        f"<h3>{letter}</h3><ul>{''.join(f'<li>{house.link(one)}</li>' for one in ones)}</ul>"
        for letter, ones in letters.items()
    )
    return _mediawiki(
        house,
        f"Catégorie:{title}",
        f'<div id="mw-pages"><h2>Pages dans la catégorie «&nbsp;{title}&nbsp;»</h2><p>Cette catégorie comprend {len(texts)} pages.</p>{groups}</div>',
        7,
    )


def plone_page(house: House, text: Text) -> str:
    """A description of one sentence under the title, in all pages; actions, and who made it, above and below."""
    lead = house.draw.sentence()
    text.body = f"{lead}\n{text.written()}"
    byline = f'<div class="documentByLine" id="plone-document-byline"><span class="documentAuthor">par <a href="/author/{text.number % 6}">{text.author}</a></span> — <span class="documentModified">Dernière modification {text.date} 10:2{text.number % 9}</span></div>'
    main = f'<h1 class="documentFirstHeading" id="parent-fieldname-title">{text.title}</h1>{byline}<p class="documentDescription">{lead}</p><div id="content-core"><div id="parent-fieldname-text" class="plain">{paragraphs(text, "h2")}</div></div><div class="documentActions"><h5 class="hiddenStructure">Actions sur le document</h5><ul><li><a href="{text.url}&amp;sendto_form">Envoyer</a></li><li><a href="javascript:this.print();">Imprimer</a></li></ul></div>'
    return _plone(house, text.title, main)


def _plone(house: House, title: str, main: str) -> str:
    return _html(
        f"{title} — {house.name}",
        f'<div id="visual-portal-wrapper"><div id="portal-top"><ul id="portal-globalnav">{house.entries()}</ul><div id="portal-breadcrumbs"><span id="breadcrumbs-you-are-here">Vous êtes ici :</span><a href="/">Accueil</a> › <span dir="ltr">{title}</span></div></div><table id="portal-columns"><tbody><tr><td id="portal-column-one"><dl class="portlet"><dt class="portletHeader">Navigation</dt><dd class="portletItem"><ul>{house.entries()}</ul></dd></dl></td><td id="portal-column-content"><div id="content">{main}</div></td></tr></tbody></table><div id="portal-footer"><p>{house.foot}</p></div></div>',
    )


def plone_list(house: House, title: str, texts: list[Text]) -> str:
    rows = "".join(
        f'<dt><span class="summary"><a href="{one.url}" class="contenttype-document url">{one.title}</a></span> <span class="documentByLine">par <a href="/author/1">{one.author}</a></span></dt><dd><span class="description">{one.first.split(".")[0]}.</span></dd>'
        for one in texts
    )
    return _plone(house, title, f'<h1 class="documentFirstHeading">{title}</h1><dl>{rows}</dl>')


def word_page(house: House, text: Text) -> str:
    """Word's own pages: a class on each paragraph, marks of its own, a title like any paragraph, no frame but a line."""
    made = ""
    for head, ones in text.parts:
        made += f"<p class=MsoNormal><b><span style='font-size:14.0pt'>{head}<o:p></o:p></span></b></p>" if head else ""
        made += "".join(
            f"<p class=MsoNormal style='text-align:justify'><span style='font-family:Arial'>{one}<o:p></o:p></span></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
            for one in ones
        )
    return _html(
        text.title,
        f"<div class=Section1><p class=MsoNormal align=center><b><span style='font-size:18.0pt'>{text.title}<o:p></o:p></span></b></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>{made}<p class=MsoNormal align=center><a href=\"index.htm\">Retour à l’accueil</a></p></div>",
        " lang=FR style='tab-interval:35.4pt'",
        '<meta name=Generator content="Microsoft Word 9">',
    )


def word_list(house: House, title: str, texts: list[Text]) -> str:
    rows = "".join(
        f"<p class=MsoNormal><span style='font-family:Symbol'>·</span> {house.link(one)}<o:p></o:p></p>"
        for one in texts
    )
    return _html(
        title,
        f"<div class=Section1><p class=MsoNormal align=center><b><span style='font-size:18.0pt'>{title}<o:p></o:p></span></b></p>{rows}</div>",
        " lang=FR",
    )


def ezpublish_page(house: House, text: Text) -> str:
    """An attribute a div; a picture with its caption; the same « dans le même dossier » as the other texts of its group."""
    same = "".join(f"<li>{house.link(one)}</li>" for one in house.texts if one.group == text.group)
    main = f'<div class="content-view-full"><div class="class-article"><div class="attribute-header"><h1>{text.title}</h1></div><div class="attribute-byline"><p class="author">{text.author}</p><p class="date">{text.date}</p></div><div class="attribute-short"><p>{text.parts[0][1][0]}</p></div><div class="attribute-long">{"".join(f"<p>{one}</p>" for one in text.parts[0][1][1:])}{paragraphs(Text("", 0, "", text.parts[1:], "", "", 0), "h2")}</div><div class="attribute-relatedcontent"><h2>Dans le même dossier</h2><ul>{same}</ul></div></div></div>'
    return _plain(house, text.title, main)


def ezpublish_list(house: House, title: str, texts: list[Text]) -> str:
    rows = "".join(
        f'<div class="content-view-line"><div class="class-article float-break"><h2>{house.link(one)}</h2><div class="attribute-short"><p>{one.first}</p></div></div></div>'
        for one in texts
    )
    return _plain(
        house,
        title,
        f'<div class="content-view-full"><div class="class-folder"><div class="attribute-header"><h1>{title}</h1></div><div class="content-view-children">{rows}</div></div></div>',
    )


def portal_page(house: House, text: Text) -> str:
    """PHP-Nuke and its children: boxes in tables in tables, each with a title bar; counters everywhere."""
    bar = '<table width="100%" border="0" cellpadding="1" bgcolor="#000000"><tr><td><table width="100%" border="0" bgcolor="#ffffff"><tr><td bgcolor="#dddddd"><font class="boxtitle">{0}</font></td></tr><tr><td><font class="content">{1}</font></td></tr></table></td></tr></table><br>'
    votes = f"Score moyen : {text.number % 5}<br>Votes : {text.number % 13}"
    links = (
        "· "
        + house.link(house.near(text, 1)[0], "Un autre article sur le même sujet")
        + f'<br>· <a href="/modules.php?name=Search&amp;author={text.number % 7}">Articles de {text.author}</a>'
    )
    story = f'<table width="100%"><tr><td valign="top"><font class="option"><b>{text.title}</b></font><br><font class="content">Posté par {text.author} le {text.date} (lu {text.number * 3} fois)</font><br><br>{broken(text)}<br><br><center>[ <a href="/print.php?sid={text.number}">Page imprimable</a> | <a href="/friend.php?sid={text.number}">Envoyer à un ami</a> ]</center></td><td width="20%" valign="top">{bar.format("Liens connexes", links)}{bar.format("Noter l’article", votes)}</td></tr></table>'
    return _portal(house, text.title, story, bar)


def _portal(house: House, title: str, story: str, bar: str) -> str:
    menu = "<br>".join(
        f'<strong><big>·</big></strong> <a href="/rub{n}.html">{e}</a>' for n, e in enumerate(house.menu)
    )
    online = f"Il y a actuellement {house.draw.random.randint(1, 40)} invités en ligne."
    return _html(
        f"{house.name} - {title}",
        f'<table width="100%"><tr><td><img src="logo.gif" alt="{house.name}"></td></tr></table><table width="100%" border="0"><tr valign="top"><td width="150">{bar.format("Modules", menu)}{bar.format("En ligne", online)}</td><td>{story}</td></tr></table><center><font class="footmsg">{house.foot}<br>Page générée en 0.{house.draw.random.randint(100, 999)} secondes</font></center>',
    )


def portal_list(house: House, title: str, texts: list[Text]) -> str:
    bar = '<table width="100%" border="0" cellpadding="1" bgcolor="#000000"><tr><td><table width="100%" border="0" bgcolor="#ffffff"><tr><td bgcolor="#dddddd"><font class="boxtitle">{0}</font></td></tr><tr><td><font class="content">{1}</font></td></tr></table></td></tr></table><br>'
    rows = "".join(
        bar.format(
            one.title,
            f'Posté par {one.author} le {one.date} (lu {one.number * 3} fois)<br>{one.first}<br>( <a href="{one.url}">Lire la suite...</a> | {len(one.written())} octets de plus )',
        )
        for one in texts
    )
    return _portal(house, title, f"<center><b>{title}</b></center>{rows}", bar)


def cards_grid_page(house: House, text: Text) -> str:
    """A site of 2018 made by hand: a label above the title, sharing buttons, three cards below."""
    cards = "".join(
        f'<article class="c-card"><a class="c-card__link" href="{one.url}"><img src="/u/{one.number}.jpg" alt=""><h3 class="c-card__title">{one.title}</h3></a><p class="c-card__text">{short(one, 14)}</p></article>'
        for one in house.near(text, 3)
    )
    share = "".join(
        f'<a class="share__link" href="https://{s}.example/?u={text.url}">{s}</a>'
        for s in ("facebook", "twitter", "linkedin")
    )
    main = f'<main id="main"><section class="hero"><span class="hero__tag">{house.groups[text.group]}</span><h1 class="hero__title">{text.title}</h1></section><div class="share">Partager {share}</div><div class="l-content"><div class="wysiwyg">{paragraphs(text, "h2")}</div></div><section class="next"><h2 class="next__title">À découvrir aussi</h2>{cards}</section></main>'
    return _grid(house, text.title, main)


def _grid(house: House, title: str, main: str) -> str:
    return _html(
        f"{title} · {house.name}",
        f'<a class="skip" href="#main">Aller au contenu</a><header class="site-header"><a href="/">{house.name}</a><button>Menu</button><ul class="nav">{house.entries()}</ul></header>{main}<footer class="site-foot"><p>{house.foot}</p><ul>{house.entries()}</ul></footer>',
    )


def cards_grid_list(house: House, title: str, texts: list[Text]) -> str:
    cards = "".join(
        f'<article class="c-card"><a class="c-card__link" href="{one.url}"><img src="/u/{one.number}.jpg" alt=""><h3 class="c-card__title">{one.title}</h3></a><p class="c-card__text">{short(one, 14)}</p></article>'
        for one in texts
    )
    return _grid(
        house,
        title,
        f'<main id="main"><section class="hero"><h1 class="hero__title">{title}</h1></section><div class="l-grid">{cards}</div></main>',
    )


FRESH = (
    Engine("mediawiki", mediawiki_page, mediawiki_list),
    Engine("plone", plone_page, plone_list),
    Engine("word", word_page, word_list),
    Engine("ezpublish", ezpublish_page, ezpublish_list),
    Engine("portal", portal_page, portal_list),
    Engine("cards-grid", cards_grid_page, cards_grid_list),
)


@dataclass
class Built:
    """`pages`: URL → HTML. `texts`: what the articles say; `lists`: addresses of pages that are no records."""

    pages: dict[str, str]
    texts: list[Text]
    lists: list[str]


def built(engine: Engine, seed: int, pages: int) -> Built:
    """One site of so many articles, with a list for each group and the whole in lists of ten."""
    draw = Draw(seed)
    house = House(draw, f"http://{engine.name}{seed}.example")
    house.name = f"{draw.phrase(1, 3)} {draw.random.choice(PLACES)}"
    house.menu = [draw.phrase(1, 4) for _ in range(draw.random.choice((5, 12, 40)))]
    house.groups = [draw.phrase(1, 2) for _ in range(4)]
    house.foot = f"{draw.phrase(5, 12)}. Contact : contact@site.example"
    house.pool = [draw.paragraph(2) for _ in range(30)]
    house.texts = [_text(draw, house.host, n) for n in range(pages)]
    made = {text.url: engine.page(house, text) for text in house.texts}
    lists: dict[str, str] = {}
    chosen = [(f"c{g}", house.groups[g], [one for one in house.texts if one.group == g]) for g in range(4)]
    chosen += [(f"p{at}", f"Toutes les fiches, {at}", house.texts[at : at + 10]) for at in range(0, pages, 10)]
    for path, title, texts in chosen:
        if len(texts) >= 2:
            lists[f"{house.host}/{path}"] = engine.listing(house, title, texts)
    return Built(made | lists, house.texts, list(lists))


def _text(draw: Draw, host: str, number: int) -> Text:
    parts = [("", [draw.paragraph() for _ in range(draw.random.randint(1, 3))])]
    for _ in range(draw.random.randint(0, 4)):
        heading = draw.random.choice(STOCK_HEADINGS) if draw.chance(0.6) else draw.phrase(2, 6)
        parts.append((heading, [draw.paragraph() for _ in range(draw.random.randint(1, 3))]))
    title = draw.phrase(3, 9)
    url = f"{host}/article.php?id={number + 100}"
    return Text(url, number + 100, title, parts, draw.date(), draw.person(), draw.random.randint(0, 3))
