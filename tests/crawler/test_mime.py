import pytest

from crawler.mime import sniff

XHTML = b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd"><html/>'


@pytest.mark.parametrize(
    ("payload", "name", "mime"),
    [
        (b"<!DOCTYPE html><p>", "", "text/html"),
        (b"\xef\xbb\xbf  <!-- a --><!-- b -->\n<HTML>", "", "text/html"),
        ("\ufeff<html>".encode("utf-16-le"), "x", "text/html"),
        (
            b'<?xml version="1.0" encoding="ISO-8859-1"?>\n<!-- c -->\n<html xmlns="http://www.w3.org/1999/xhtml">',
            "",
            "text/html",
        ),
        (XHTML, "x.html.fr", "text/html"),
        (b"<head><title>t</title>", "", "text/html"),
        (b"<body>", "page", "text/html"),
        (b"<?php echo 1 ?><html>", "index.php", "text/html"),
        (b"<div>morceau</div>", "x.html", "text/html"),
        (b"<p>morceau", "sans-extension", "text/html"),
        (b"texte seul", "x.htm", "text/html"),
        (b'<?xml version="1.0"?><modulesynopsis/>', "core.xml.fr", "application/xml"),
        (b"<!DOCTYPE manualpage SYSTEM 'x.dtd'><manualpage/>", "bind.html", "application/xml"),
        (b'<?xml version="1.0"?><rss version="2.0"/>', "feed", "application/rss+xml"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', "feed", "application/atom+xml"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "logo.svg", "image/svg+xml"),
        (b'<?xml version="1.0"?><svg:svg/>', "logo", "image/svg+xml"),
        (b"%PDF-1.4", "menteur.html", "application/pdf"),
        (b"\xff\xd8\xff\xe0", "photo", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "x.jpg", "image/png"),
        (b"GIF89a", "", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "", "image/webp"),
        (b"body { color: red }", "style.css", "text/css"),
        (b"var a = 1", "a.js", "text/javascript"),
        (b"Bonjour", "LICENSE", "text/plain"),
        (b"Bonjour \xe0 tous", "lisez-moi", "text/plain"),
        (b"a < b", "x", "text/plain"),
        (b"\x00\x01\x02", "x.html", "application/octet-stream"),
        (b"PK\x03\x04\x00", "rapport.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"PK\x03\x04\x00", "x.html", "application/zip"),
        (b"", "vide", "application/octet-stream"),
        (b"", "vide.css", "text/css"),
    ],
)
def test_what_a_file_is(payload: bytes, name: str, mime: str) -> None:
    assert sniff(payload, name) == mime
