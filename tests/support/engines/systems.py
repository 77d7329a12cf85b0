# ruff: noqa: E501 (markup stands as engines print it)
"""Joomla 1.0, Drupal 6, Typo3: systems of 2005 to 2012."""

from tests.support.drawing import PLACES
from tests.support.engines.house import House, Text, document, paragraphs, short

# ---- Joomla 1.0 -----------------------------------------------------------------------------------------------------


def _joomla(house: House, title: str, main: str, latest: list[Text]) -> str:
    rows = "".join(
        f'<tr align="left"><td>{house.link(one).replace("<a", "<a class=mainlevel")}</td></tr>' for one in latest
    )
    news = "".join(f'<li class="latestnews">{house.link(one)}</li>' for one in latest)
    menu = "".join(
        f'<tr><td><a class="mainlevel" href="/rub{n}.html">{e}</a></td></tr>' for n, e in enumerate(house.menu)
    )
    return document(
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
    return document(
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
    return document(
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
