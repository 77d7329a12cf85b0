# ruff: noqa: E501 (markup stands as engines print it)
"""Dotclear, Blogger."""

from tests.support.engines.house import House, Text, broken, document, paragraphs

# ---- Dotclear -------------------------------------------------------------------------------------------------------------


def _dotclear(house: House, title: str, main: str, marks: str) -> str:
    cats = "".join(f'<li><a href="{house.host}/c{n}">{one}</a></li>' for n, one in enumerate(house.groups))
    return document(
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
    return document(
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
