# ruff: noqa: E501 (markup stands as engines print it)
"""Written after the first ones were mended for: MediaWiki, Plone, Word, eZ Publish, a portal, cards."""

from tests.support.engines.house import House, Text, broken, document, paragraphs, plain_page, short

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
    return document(
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
    return document(
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
    return document(
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
    return document(
        title,
        f"<div class=Section1><p class=MsoNormal align=center><b><span style='font-size:18.0pt'>{title}<o:p></o:p></span></b></p>{rows}</div>",
        " lang=FR",
    )


def ezpublish_page(house: House, text: Text) -> str:
    """An attribute a div; a picture with its caption; the same « dans le même dossier » as the other texts of its group."""
    same = "".join(f"<li>{house.link(one)}</li>" for one in house.texts if one.group == text.group)
    main = f'<div class="content-view-full"><div class="class-article"><div class="attribute-header"><h1>{text.title}</h1></div><div class="attribute-byline"><p class="author">{text.author}</p><p class="date">{text.date}</p></div><div class="attribute-short"><p>{text.parts[0][1][0]}</p></div><div class="attribute-long">{"".join(f"<p>{one}</p>" for one in text.parts[0][1][1:])}{paragraphs(Text("", 0, "", text.parts[1:], "", "", 0), "h2")}</div><div class="attribute-relatedcontent"><h2>Dans le même dossier</h2><ul>{same}</ul></div></div></div>'
    return plain_page(house, text.title, main)


def ezpublish_list(house: House, title: str, texts: list[Text]) -> str:
    rows = "".join(
        f'<div class="content-view-line"><div class="class-article float-break"><h2>{house.link(one)}</h2><div class="attribute-short"><p>{one.first}</p></div></div></div>'
        for one in texts
    )
    return plain_page(
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
    return document(
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
    return document(
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
