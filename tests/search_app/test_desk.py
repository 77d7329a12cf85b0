"""The desk: who may decide, what is decided, and how it is taken back."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from lxml import html
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DatabaseError
from starlette.applications import Starlette

import search_app.desk.migrations
from crawler.archive import Archive
from indexer.search import Search
from search_app.app import AppOptions, create_app
from search_app.desk import DeskStore
from search_app.desk.errors import DeskError
from search_app.desk.gate import local_path
from search_app.desk.sessions import ABSOLUTE, IDLE
from search_app.desk.throttle import MAX_BY_ACCOUNT, WINDOW
from search_app.desk.typed_date import typed_date
from search_app.local_time import LocalTime
from tests.search_app.small_site import BASE, PASSWORD, TODAY, Clock, Response, TestClient, csrf_in, log_in
from tests.support.postgresql import new_database
from transform.decisions import Decision, DecisionKind

FEATURE = "/redaction/une/comedie-1"
REASON = "Pour préparer la rencontre sur l’eau."


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def desk_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'desk.sqlite'}"
    return new_database(request.getfixturevalue("postgresql"))


@contextmanager
def as_its_owner(desk_url: str) -> Iterator[Connection]:
    """Whoever has the whole database in hand."""
    engine = create_engine(desk_url)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def put_in_front(client: TestClient, record: str = "comedie-1", **changed: str) -> Response:
    csrf = csrf_in(client.get(f"/redaction/une/{record}").text)
    fields = {"csrf": csrf, "reason": REASON, "start": TODAY.isoformat(), "end": "2026-12-31", **changed}
    return client.post(f"/redaction/une/{record}", data=fields)


def visitor(app: Starlette) -> TestClient:
    return TestClient(app, base_url=BASE, raise_server_exceptions=False, follow_redirects=False)


def decision(number: int, **values: object) -> Decision:
    base = {"id": f"d{number}", "at": "2026-11-20T10:00:00Z", "by": "claire", "kind": "feature", "record": "comedie-1"}
    span = {"start": "2026-11-01", "end": "2026-12-01"}
    return Decision.model_validate({**base, "reason": "r", "values": span, **values})


def test_a_fiche_put_in_front_is_on_the_home_page_with_its_reason(editor: TestClient) -> None:
    done = put_in_front(editor)
    assert done.status_code == 303
    page = editor.get(done.headers["location"]).text
    assert "C’est fait" in page
    home = html.fromstring(editor.get("/").text)
    featured = home.xpath("//section[@aria-labelledby='une']//article")
    assert len(featured) == 1
    words = featured[0].text_content()
    assert REASON in words
    assert "31\u00a0décembre 2026" in words
    assert featured[0].xpath(".//h3/a/@href") == ["/notice/comedie-1/une-cooperation-a-propos-du-loup"]


def test_undo_stands_in_the_same_place_and_can_be_undone(editor: TestClient, desk: DeskStore) -> None:
    page = html.fromstring(editor.get(put_in_front(editor).headers["location"]).text)
    form = page.xpath("//div[@class='done']//form")[0]
    csrf = form.xpath(".//input[@name='csrf']/@value")[0]
    undone = editor.post(form.get("action"), data={"csrf": csrf})
    assert REASON not in editor.get("/").text
    back = html.fromstring(editor.get(undone.headers["location"]).text).xpath("//div[@class='done']//form")[0]
    editor.post(back.get("action"), data={"csrf": csrf})
    assert REASON in editor.get("/").text
    assert [d.kind for d in desk.decisions()] == [DecisionKind.FEATURE, DecisionKind.UNDO, DecisionKind.UNDO]


def test_a_second_click_on_undo_changes_nothing(editor: TestClient, desk: DeskStore) -> None:
    put_in_front(editor)
    first = desk.decisions()[0]
    csrf = csrf_in(editor.get("/redaction/").text)
    for _ in range(2):
        assert editor.post(f"/redaction/annuler/{first.id}", data={"csrf": csrf}).status_code == 303
    assert len(desk.decisions()) == 2
    assert editor.post("/redaction/annuler/inconnue", data={"csrf": csrf}).status_code == 404


def test_in_front_from_its_first_day_to_its_last(editor: TestClient, clock: Clock) -> None:
    put_in_front(editor, start="2026-11-25", end="2026-11-27")
    for day, shown in ((23, False), (24, False), (25, True), (27, True), (28, False)):
        clock.today = date(2026, 11, day)
        assert (REASON in editor.get("/").text) is shown, day


def test_the_desk_shows_what_is_to_come(editor: TestClient) -> None:
    put_in_front(editor, start="2026-12-25", end="2026-12-27")
    page = html.fromstring(editor.get("/redaction/").text)
    assert page.xpath("//h2[.='À venir']")
    assert page.xpath("//li[contains(@class,'later')]//q[.=$reason]", reason=REASON)


def test_a_fiche_that_no_longer_exists_is_passed_over_and_said_at_the_desk(editor: TestClient, desk: DeskStore) -> None:
    desk.append(decision(1, record="comedie-9999", reason="Une fiche perdue"))
    assert "Une fiche perdue" not in editor.get("/").text
    assert "Cette fiche n’est plus dans l’archive" in editor.get("/redaction/").text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("reason", "  ", "Écrivez une raison"),
        ("reason", "x" * 501, "trop longue"),
        ("end", "", "Donnez le dernier jour"),
        ("end", "demain", "ne se lit pas"),
        ("end", "2026-11-22", "avant le premier"),
        ("end", (TODAY + timedelta(800)).isoformat(), "trop loin\u00a0: deux ans au plus"),
        ("end", "9999-12-31", "trop loin\u00a0: deux ans au plus"),
        ("start", "9999-12-31", "trop loin\u00a0: deux ans au plus"),
        ("start", "0001-01-01", "trop ancien"),
        ("start", "31/13/2026", "ne se lit pas"),
        ("end", "10/01/27", "ne se lit pas"),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_nothing_typed_is_lost(
    editor: TestClient, desk: DeskStore, field: str, value: str, said: str
) -> None:
    typed = {"reason": REASON, "start": TODAY.isoformat(), "end": "2026-12-31", field: value}
    answer = put_in_front(editor, **typed)
    assert answer.status_code == 422
    page = html.fromstring(answer.text)
    control = page.xpath(f"//*[@name='{field}']")[0]
    described = page.xpath(f"//*[@id='{control.get('aria-describedby')}']")[0]
    assert said in described.text_content()
    assert control.get("aria-invalid") == "true"
    assert page.xpath("//textarea[@name='reason']")[0].text_content().strip() == " ".join(typed["reason"].split())
    assert page.xpath("//input[@name='end']/@value") == [typed["end"].strip()]
    assert desk.decisions() == ()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2027-01-10", date(2027, 1, 10)),
        ("10/01/2027", date(2027, 1, 10)),
        ("10.1.2027", date(2027, 1, 10)),
        (" 10  janvier 2027", date(2027, 1, 10)),
        ("10\u00a0Janvier 2027", date(2027, 1, 10)),
        ("1er février 2027", date(2027, 2, 1)),
        ("1 fevr. 2027", date(2027, 2, 1)),
        ("dimanche 15 août 2027", date(2027, 8, 15)),
        ("9999-12-31", date(9999, 12, 31)),
        ("31/02/2027", None),
        ("10/01.2027", None),
        ("10 ju 2027", None),
        ("10 jui 2027", None),
        ("10 brumaire 2027", None),
        ("demain", None),
        ("", None),
        ("1" * 10_000, None),
    ],
)
def test_a_day_is_read_as_it_is_typed(typed: str, read: date | None) -> None:
    assert typed_date(typed) == read


@pytest.mark.parametrize("typed", ["10/01/2027", "10.01.2027", "10 janvier 2027", "2027-01-10"])
def test_a_day_typed_by_hand_is_accepted(editor: TestClient, desk: DeskStore, typed: str) -> None:
    assert put_in_front(editor, end=typed).status_code == 303
    assert desk.decisions()[0].values == {"start": TODAY.isoformat(), "end": "2027-01-10"}


def test_a_day_that_a_calendar_would_not_show_stays_to_be_mended(editor: TestClient) -> None:
    page = html.fromstring(put_in_front(editor, start="le 31 quelque chose", end="10/01/2027").text)
    assert page.xpath("//input[@name='start']/@type") == ["text"]
    assert page.xpath("//input[@name='start']/@value") == ["le 31 quelque chose"]
    assert page.xpath("//input[@name='end'][@type='date']/@value") == ["2027-01-10"]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2026-11-23", "2026-11-23", "est à la une aujourd’hui."),
        ("2026-11-23", "2026-11-30", "est à la une jusqu’au 30 novembre 2026."),
        ("2026-12-25", "2026-12-25", "sera à la une le 25 décembre 2026."),
        ("2026-12-25", "2026-12-27", "sera à la une du 25 au 27 décembre 2026."),
        ("2026-12-01", "2026-12-27", "sera à la une du 1er au 27 décembre 2026."),
        ("2026-11-25", "2026-12-01", "sera à la une du 25 novembre au 1er décembre 2026."),
        ("2026-12-25", "2027-01-02", "sera à la une du 25 décembre 2026 au 2 janvier 2027."),
    ],
)
def test_what_was_done_is_said_with_its_days(editor: TestClient, start: str, end: str, said: str) -> None:
    page = html.fromstring(editor.get(put_in_front(editor, start=start, end=end).headers["location"]).text)
    assert said in " ".join(page.xpath("//div[@class='done']")[0].text_content().split())


def test_what_is_to_come_can_be_changed_and_is_then_there_once(editor: TestClient) -> None:
    put_in_front(editor, start="2026-12-25", end="2026-12-27")
    entry = html.fromstring(editor.get("/redaction/").text).xpath("//li[contains(@class,'later')]")[0]
    assert entry.xpath(".//a[.='Prolonger ou changer']/@href") == [FEATURE]
    form = html.fromstring(editor.get(FEATURE).text)
    assert "Elle sera à la une du 25 au 27 décembre 2026" in " ".join(form.text_content().split())
    assert form.xpath("//textarea/text()") == [REASON]
    assert form.xpath("//input[@type='date']/@value") == ["2026-12-25", "2026-12-27"]
    put_in_front(editor, start="2026-12-25", end="2026-12-31")
    later = html.fromstring(editor.get("/redaction/").text).xpath("//li[contains(@class,'later')]")
    assert len(later) == 1
    assert "Du 25 au 31 décembre 2026" in " ".join(later[0].text_content().split())


def test_guillemets_inside_guillemets_are_of_the_other_kind(editor: TestClient) -> None:
    put_in_front(editor, reason="Pour « l’eau », d’abord.")
    for path in ("/", "/redaction/", "/redaction/fiche/comedie-1", FEATURE):
        quoted = html.fromstring(editor.get(path).text).xpath("//q")
        assert {q.text_content() for q in quoted} == {"Pour “l’eau”, d’abord."}, path


def test_what_the_editors_say_is_signed(editor: TestClient) -> None:
    put_in_front(editor, end="2026-11-23")
    words = " ".join(html.fromstring(editor.get("/").text).xpath("//p[@class='editors']")[0].text_content().split())
    assert words == f"À la une le 23 novembre 2026 : {REASON} — la rédaction"


def test_a_last_day_already_past_is_refused(editor: TestClient, desk: DeskStore) -> None:
    assert "déjà passé" in put_in_front(editor, start="2026-01-01", end="2026-02-01").text
    assert desk.decisions() == ()


def test_the_pages_of_the_desk_ask_who_is_there(reader: TestClient) -> None:
    for path in ("/redaction/", FEATURE, "/redaction/fiche/comedie-1"):
        answer = reader.get(path)
        assert answer.status_code == 303
        assert answer.headers["location"] == f"/redaction/connexion?suite={path}"


def test_after_the_login_one_is_where_one_wanted_to_be(app: Starlette, desk: DeskStore) -> None:
    desk.add_user("claire", PASSWORD)
    with visitor(app) as client:
        assert log_in(client, suite=FEATURE).headers["location"] == FEATURE
        assert client.get(FEATURE).status_code == 200


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.test",
        "https://evil.test",
        "/\\evil.test",
        "/notice/x",
        "/redaction/../x",
        "/redaction//evil.test",
        "/redaction/\nx",
        "javascript:x",
        "",
    ],
)
def test_a_login_never_leads_elsewhere(app: Starlette, desk: DeskStore, wanted: str) -> None:
    assert local_path(wanted) is None
    desk.add_user("claire", PASSWORD)
    with visitor(app) as client:
        assert log_in(client, suite=wanted).headers["location"] == "/redaction/"


def test_the_cookie_is_for_the_desk_alone(app: Starlette, desk: DeskStore) -> None:
    desk.add_user("claire", PASSWORD)
    with visitor(app) as client:
        cookie = next(c for c in log_in(client).headers.get_list("set-cookie") if c.startswith("redaction="))
    assert "HttpOnly" in cookie
    assert "Path=/redaction;" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" in cookie


def test_only_the_digest_of_a_session_is_kept(editor: TestClient, desk_url: str) -> None:
    token = editor.cookies["redaction"]
    with as_its_owner(desk_url) as database:
        kept = [
            tuple(row) for table in ("sessions", "users") for row in database.execute(text(f"SELECT * FROM {table}"))
        ]
    assert kept
    assert token not in str(kept)
    assert PASSWORD not in str(kept)
    assert "$argon2id$" in str(kept)


def test_a_login_gives_a_new_session_and_closes_the_old_one(
    editor: TestClient, app: Starlette, desk: DeskStore
) -> None:
    old = editor.cookies["redaction"]
    page = editor.get("/redaction/connexion", params={"suite": "/redaction/"})
    assert page.status_code == 303, "already there"
    with visitor(app) as client:
        log_in(client)
        assert client.cookies["redaction"] != old
        client.cookies.set("redaction", "fixed-by-someone-else", domain="archive.example.org", path="/redaction")
        assert client.get("/redaction/").status_code == 303


def test_a_wrong_password_and_a_wrong_name_are_the_same_answer(app: Starlette, desk: DeskStore) -> None:
    desk.add_user("claire", PASSWORD)
    with visitor(app) as client:
        answers = [log_in(client, name, "faux").text.replace(name, "…") for name in ("claire", "personne")]
    for answer in answers:
        assert "n’est pas le bon" in answer
    strip = [html.fromstring(answer).xpath("string(//main)") for answer in answers]
    assert strip[0] == strip[1]


def test_too_many_attempts_have_to_wait_and_are_told_how_long(app: Starlette, desk: DeskStore, clock: Clock) -> None:
    desk.add_user("claire", PASSWORD)
    with visitor(app) as client:
        for _ in range(MAX_BY_ACCOUNT):
            assert log_in(client, password="faux").status_code == 403
        refused = log_in(client)
        assert refused.status_code == 429
        assert "attendez 15\u00a0minutes" in refused.text
        assert log_in(client, "quelqu’un d’autre", "faux").status_code == 403, "others may still try"
        clock.now += WINDOW + 1
        assert log_in(client).status_code == 303


def test_one_address_cannot_try_every_name(app: Starlette, desk: DeskStore) -> None:
    waits = [desk.throttle.wait(f"nom {n}", "192.0.2.7") for n in range(40)]
    assert waits[:30] == [0] * 30
    assert all(waits[30:])
    assert desk.throttle.wait("nom", "192.0.2.8") == 0


@pytest.mark.parametrize("elapsed", [IDLE + 1, ABSOLUTE + 1])
def test_a_session_ends(editor: TestClient, clock: Clock, elapsed: int) -> None:
    assert editor.get("/redaction/").status_code == 200
    clock.now += elapsed
    assert editor.get("/redaction/").status_code == 303


def test_a_session_in_use_ends_after_twelve_hours_all_the_same(editor: TestClient, clock: Clock) -> None:
    for _ in range(11):
        clock.now += 3600
        assert editor.get("/redaction/").status_code == 200
    clock.now += 3601
    assert editor.get("/redaction/").status_code == 303


def test_a_logout_closes_the_session_for_good(editor: TestClient) -> None:
    token = editor.cookies["redaction"]
    csrf = csrf_in(editor.get("/redaction/").text)
    assert editor.get("/redaction/deconnexion").status_code in {404, 405}, "never by a link"
    assert editor.post("/redaction/deconnexion", data={"csrf": csrf}).status_code == 303
    editor.cookies.set("redaction", token, domain="archive.example.org", path="/redaction")
    assert editor.get("/redaction/").status_code == 303


@pytest.mark.parametrize("csrf", ["", "0" * 64, "é"])
@pytest.mark.parametrize("path", [FEATURE, "/redaction/annuler/d1", "/redaction/deconnexion"])
def test_a_form_that_is_not_ours_changes_nothing(editor: TestClient, desk: DeskStore, path: str, csrf: str) -> None:
    desk.append(decision(1))
    answer = editor.post(path, data={"csrf": csrf, "reason": REASON, "end": "2026-12-31"})
    assert answer.status_code == 403
    assert "Rien n’a été changé" in answer.text
    assert len(desk.decisions()) == 1
    assert editor.get("/redaction/").status_code == 200


def test_a_login_form_that_is_not_ours_is_refused(app: Starlette, desk: DeskStore) -> None:
    desk.add_user("claire", PASSWORD)
    with visitor(app) as client:
        assert client.post("/redaction/connexion", data={"name": "claire", "password": PASSWORD}).status_code == 403
        client.get("/redaction/connexion")
        forged = {"name": "claire", "password": PASSWORD, "csrf": "0" * 64}
        assert client.post("/redaction/connexion", data=forged).status_code == 403


def test_a_form_too_long_is_refused_kindly(editor: TestClient) -> None:
    answer = editor.post(FEATURE, content=b"reason=" + b"x" * 100_000)
    assert answer.status_code == 413
    assert "trop long" in answer.text


def test_decisions_are_never_changed_nor_erased(desk: DeskStore, desk_url: str) -> None:
    desk.append(decision(1))
    statements = ["UPDATE decisions SET content = '{}'", "DELETE FROM decisions"]
    if desk_url.startswith("postgresql"):
        statements.append("TRUNCATE decisions")
    for statement in statements:
        with pytest.raises(DatabaseError, match="append-only"), as_its_owner(desk_url) as database:
            database.execute(text(statement))
    with pytest.raises(DeskError, match="déjà au journal"):
        desk.append(decision(1))
    assert desk.decisions() == (decision(1),)


def test_decisions_keep_their_order_and_are_seen_by_every_process(desk: DeskStore, desk_url: str) -> None:
    other = DeskStore(desk_url)
    for number in (3, 1, 2):
        (desk if number % 2 else other).append(decision(number))
        assert desk.decisions() == other.decisions()
    assert [d.id for d in desk.decisions()] == ["d3", "d1", "d2"]
    other.close()


def test_an_account_is_opened_once_and_its_password_changed_at_will(desk: DeskStore) -> None:
    desk.add_user("claire", PASSWORD)
    with pytest.raises(DeskError, match="existe déjà"):
        desk.add_user(" claire ", "autre")
    session = desk.sessions.start("claire")
    desk.set_password("claire", "une autre phrase")
    assert desk.accounts.check("claire", PASSWORD) is None
    assert desk.accounts.check("claire", "une autre phrase") == "claire"
    assert desk.sessions.of(session.token) is None


def test_the_schema_is_the_newest_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(search_app.desk.migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_heads() == [search_app.desk.migrations.HEAD]


def test_several_processes_may_open_a_new_desk_at_once(desk_url: str) -> None:
    code = "import sys; from search_app.desk import DeskStore; DeskStore(sys.argv[1]).decisions()"
    opened = [subprocess.Popen([sys.executable, "-c", code, desk_url], stderr=subprocess.PIPE) for _ in range(4)]
    assert [(process.communicate()[1], process.returncode) for process in opened] == [(b"", 0)] * 4


def test_a_database_that_cannot_be_opened_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(DeskError, match="COMEDIE_DATABASE_URL"):
        DeskStore(f"sqlite:///{tmp_path / 'folder'}")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("n’importe quoi", "postgresql://utilisateur"),
        ("bizarre://u:secret@h/b", "postgresql://utilisateur"),
        ("mysql+pymysql://u:secret@h/b", "pymysql"),
        ("postgresql://u:secret@127.0.0.1:1/b", "COMEDIE_DATABASE_URL"),
    ],
)
def test_a_database_that_is_none_says_what_to_write_without_its_password(url: str, said: str) -> None:
    with pytest.raises(DeskError, match=said) as told:
        DeskStore(url)
    assert "secret" not in str(told.value)


def test_the_desk_finds_fiches_to_put_in_front(editor: TestClient) -> None:
    page = html.fromstring(editor.get("/redaction/?q=bergers").text)
    assert page.xpath("//ul[@class='found']//a/@href")[0] == FEATURE
    assert "Ce que la rédaction en a décidé" in editor.get("/redaction/fiche/comedie-1").text


def test_a_record_page_leads_to_the_desk_without_knowing_who_reads(reader: TestClient) -> None:
    page = reader.get("/notice/comedie-1", follow_redirects=True)
    assert html.fromstring(page.text).xpath("//a[contains(., 'mettre à la une')]/@href") == [FEATURE]
    assert "cookie" not in page.headers.get("vary", "").lower()


def test_hostile_reasons_are_text(editor: TestClient) -> None:
    reason = '<script>alert(1)</script>" onload="x'
    put_in_front(editor, reason=reason)
    for path in ("/", "/redaction/", FEATURE, "/redaction/fiche/comedie-1"):
        page = editor.get(path).text
        assert page.count("<script") == page.count('<script src="/static/') == (1 if path == "/" else 0)
        assert reason in html.fromstring(page).text_content()


@pytest.mark.parametrize(
    ("zone", "said"),
    [("Europe/Paris", "1er janvier 2027 à 0 h 30"), ("Nulle/Part", "31 décembre 2026 à 23 h 30 UTC")],
)
def test_the_journal_says_the_hour_of_its_readers(
    search: Search, archive_folder: Path, desk: DeskStore, zone: str, said: str
) -> None:
    desk.append(decision(1, at="2026-12-31T23:30:00Z"))
    desk.add_user("claire", PASSWORD)
    options = AppOptions(base_url=BASE, time_zone=zone, today=lambda: TODAY)
    with visitor(create_app(search, Archive(archive_folder), desk, options)) as client:
        log_in(client)
        for path in ("/redaction/", "/redaction/fiche/comedie-1"):
            assert said in " ".join(html.fromstring(client.get(path).text).text_content().split())


@pytest.mark.parametrize("name", ["Europe/Paris", "Pacific/Kiritimati", "", "../etc/passwd", "Nulle/Part"])
def test_today_is_the_day_where_the_readers_are(name: str) -> None:
    time = LocalTime.of(name)
    before, shown, after = datetime.now(time.zone).date(), time.today(), datetime.now(time.zone).date()
    assert before <= shown <= after
    assert time.says_zone is (name not in {"Europe/Paris", "Pacific/Kiritimati"})
    assert time.hour("2026") == "2026"
    assert time.hour("jamais") == "jamais"


def test_the_newest_fiche_that_has_a_picture_leads(editor: TestClient) -> None:
    for record in ("comedie-1", "comedie-2", "comedie-3"):
        put_in_front(editor, record)
    articles = html.fromstring(editor.get("/").text).xpath("//section[@aria-labelledby='une']//article")
    assert [a.xpath("string(.//h3/a/@href)").split("/")[2] for a in articles] == ["comedie-1", "comedie-3", "comedie-2"]
    assert "first" in articles[0].get("class")


@pytest.mark.parametrize("number", range(2, 9))
def test_the_places_in_front_leave_no_hole(editor: TestClient, desk: DeskStore, number: int) -> None:
    for position in range(number):
        desk.append(decision(position, record=f"comedie-{position + 1}"))
    articles = html.fromstring(editor.get("/").text).xpath("//section[@aria-labelledby='une']//article/@class")
    width, row = {True: 6, False: 4}, 0
    for position, names in enumerate(articles):
        row += 12 if position == 0 and "half" not in names else width["half" in names]
        assert row <= 12
        row %= 12
    assert (len(articles), row) == (number, 0)
