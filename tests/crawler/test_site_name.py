import re

import pytest

from crawler.site_name import site_name_of


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("https://www.comedie.org/", "comedie"),
        ("http://comedie.org", "comedie"),
        ("https://WWW.Comedie.ORG:8443/fiche/?p=1", "comedie"),
        ("https://archives.i-cpc.org/", "archives-i-cpc"),
        ("https://www.collectivites.gouv.fr/", "collectivites-gouv"),
        ("http://127.0.0.1:8000/", "site"),
        ("http://[::1]:8000/", "site"),
        ("http://[::1]", "site"),
        ("http://localhost:8000/", "localhost"),
        ("http://localhost", "localhost"),
        ("https://www/", "www"),
        ("https://médiation.example/", "mediation"),
        ("wayback:www.comedie.org@2005-2020", "comedie"),
        ("/srv/copies/comedie", "comedie"),
        ("./Vieux Site/", "vieux-site"),
        ("senat", "senat"),
        ("export.2020.xml", "export-2020"),
        ("comedie-00001.warc.gz", "comedie-00001"),
        ("comedie.warc", "comedie"),
        ("archives/COMEDIE.wacz", "comedie"),
        ("comedie.arc.gz", "comedie"),
        ("/", "site"),
        ("…", "site"),
        ("https:///", "site"),
        ("http://[::1", "site"),
    ],
)
def test_name_of_a_source(source: str, name: str) -> None:
    assert site_name_of(source) == name
    assert re.fullmatch(r"[a-z0-9-]+", name)
