# ruff: noqa: E501 (markup stands as engines print it)
"""Pages made by hand and with the tools of 1998 to 2005: tables in tables, framesets, Dreamweaver."""

from tests.support.engines.house import House, Text, broken, document, short

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
    return document(
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
    return document(
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
    return document("Document sans titre", f"<h2 align='center'><font color='#003399'>{title}</font></h2><p>{rows}</p>")


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
