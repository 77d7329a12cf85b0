import gzip

import pytest

from crawler.links import links_of


def hrefs(html: str | bytes, mime: str = "text/html", name: str = "") -> list[str]:
    payload = html.encode() if isinstance(html, str) else html
    return [link.href for link in links_of(payload, mime, name).links]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="a">x</a><map><area href="b"></map>', ["a", "b"]),
        ('<img src="a" srcset="b.png, c.png 2x,d.png 300w" data-src="e">', ["a", "e", "b.png", "c.png", "d.png"]),
        ('<img srcset="https://h/a,b.png 1x">', ["https://h/a,b.png"]),
        ('<iframe src="a"></iframe><video poster="p"><source src="v"></video><object data="o">', ["a", "p", "v", "o"]),
        ('<link rel="shortlink" href="/?p=1"><link rel="canonical" href="/c">', ["/?p=1", "/c"]),
        ('<link rel="alternate" type="application/json+oembed" href="/o"><link rel="dns-prefetch" href="//s">', []),
        ('<link rel="EditURI" href="/x.php?rsd"><link rel="https://api.w.org/" href="/wp-json/">', []),
        ('<meta http-equiv="Refresh" content="0; URL=\'suite.html\'">', ["suite.html"]),
        ('<meta property="og:image" content="/i.png">', ["/i.png"]),
        ('<style>a{background:url("f.png")} @import "g.css";</style>', ["f.png", "g.css"]),
        ("<p style=\"background:url('h.png')\">", ["h.png"]),
        ('<p style="background:url(data:image/png;base64,xx)">', []),
        ('<!-- <a href="non">x</a> --><script>"<a href=\'non\'>"</script>', []),
        ('<noscript><img src="paresseuse.png"></noscript>', ["paresseuse.png"]),
        ('<body background="f.gif"><table background="t.gif">', ["f.gif", "t.gif"]),
        ("<frameset><frame src=a><frame src=b></frameset>", ["a", "b"]),
        ('<a href="">vide</a>', [""]),
        ("<a>sans</a><p>", []),
        ("", []),
        ("<" * 5000, []),
    ],
)
def test_what_a_page_names(html: str, expected: list[str]) -> None:
    assert hrefs(f"<!doctype html><html>{html}" if html else "") == expected


def test_depth_without_end_is_survived() -> None:
    assert hrefs("<div>" * 50_000 + '<a href="fond">x</a>') in (["fond"], [])


def test_words_of_a_link() -> None:
    page = '<a href="a"> Une\n <b>fiche</b> </a><a href="b"><img alt="Le lac" src="i"></a><a href="c" title="T"></a>'
    links = links_of(page.encode(), "text/html").links
    assert [(link.href, link.text) for link in links] == [
        ("a", "Une fiche"),
        ("b", "Le lac"),
        ("c", "T"),
        ("i", "Le lac"),
    ]
    assert len(links_of(b"<a href=a>" + b"mot " * 9999, "text/html").links[0].text) == 200


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("<a href='été'>".encode(), "été"),
        ("<meta charset=iso-8859-1><a href='été'>".encode("latin-1"), "été"),
        ("<meta charset=iso-8859-1><a href='été'>".encode(), "été"),
        ("<a href='l’eau'>".encode("cp1252"), "l’eau"),
        ("\ufeff<html><a href='été'>".encode("utf-16-le"), "été"),
        (b"<meta charset=inconnu><a href='\xe9'>", "é"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?><html><a href="été"/></html>'.encode("latin-1"), "été"),
    ],
)
def test_addresses_in_any_charset(raw: bytes, expected: str) -> None:
    assert hrefs(raw) == [expected]


def test_the_base_of_a_page() -> None:
    found = links_of(b'<base href="/d/"><base href="/non/"><a href="a">', "text/html")
    assert (found.base, found.links[0].href) == ("/d/", "a")


SITEMAP = (
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    "<url><loc> http://h/a </loc></url></urlset>"
)


@pytest.mark.parametrize(
    ("xml", "name", "expected"),
    [
        (SITEMAP.encode(), "sitemap.xml", ["http://h/a"]),
        (gzip.compress(SITEMAP.encode(), mtime=0), "sitemap.xml.gz", ["http://h/a"]),
        (gzip.compress(SITEMAP.encode(), mtime=0)[:-9], "sitemap.xml.gz", []),
        (b"<sitemapindex><sitemap><loc>b.xml</loc></sitemap></sitemapindex>", "", ["b.xml"]),
        (b'<?xml version="1.0"?><sitemapindex><sitemap><loc>b.xml</loc></sitemap></sitemapindex>', "", ["b.xml"]),
        (b'<rss><channel><link>http://h/</link><item><link>/i</link><enclosure url="/e.mp3"/></item></channel></rss>',
         "", ["http://h/", "/i", "/e.mp3"]),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/f"/></entry></feed>', "", ["/f"]),
        (b'<?xml version="1.0"?><livre><loc>non</loc></livre>', "", []),
        (b'<?xml version="1.0"?><!DOCTYPE u [<!ENTITY a "http://h/x">]><urlset><loc>&a;</loc></urlset>', "", []),
        (b'<?xml version="1.0"?><urlset><loc>http://h/b</loc><', "", ["http://h/b"]),
    ],
)  # fmt: skip
def test_inventories(xml: bytes, name: str, expected: list[str]) -> None:
    assert hrefs(xml, "application/xml", name) == expected


def test_entities_are_not_expanded() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE u [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "' + b"&a;" * 1000 + b'">]>'
    assert hrefs(bomb + b"<urlset><loc>" + b"&b;" * 1000 + b"</loc></urlset>", "text/xml") == []


def test_a_stylesheet() -> None:
    css = "@import url(a.css); b{background:url( 'b c.png' )} c{src:url(d.woff),url(data:x)} @import 'e.css';"
    assert hrefs(css, "text/css") == ["a.css", "b c.png", "d.woff", "e.css"]


def test_no_more_links_than_the_bound() -> None:
    page = b"".join(b'<a href="%d">' % n for n in range(500))
    assert len(links_of(page, "text/html", limit=100).links) == 100


@pytest.mark.parametrize("payload", [b"%PDF-1.4 <a href=x>", b"\x89PNG\r\n\x1a\n", b"\x00" * 100])
def test_files_name_nothing(payload: bytes) -> None:
    assert hrefs(payload, "application/octet-stream") == []
    assert hrefs(payload, "text/html") == []


@pytest.mark.parametrize(
    ("handler", "expected"),
    [
        ("window.open('/popup/a/','popup','width=500');return false;", ["/popup/a/"]),
        ('location.href="/b/"', ["/b/"]),
        ("document.location = '/c/'", ["/c/"]),
        ("window.location.replace('/d/')", ["/d/"]),
        ("open(base + '/e/')", []),
        ("track('/f/')", []),
        ("window.open('')", []),
        ("reopen", []),
    ],
)
def test_a_click_handler_that_opens_an_address_is_a_link(handler: str, expected: list[str]) -> None:
    page = f'<!doctype html><html><body><a href="#" onclick="{handler.replace(chr(34), "&quot;")}">voir</a></body>'
    found = links_of(page.encode(), "text/html").links
    assert [link.href for link in found if link.href != "#"] == expected
    assert all(link.text == "voir" for link in found)
