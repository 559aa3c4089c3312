"""Channel, selection, wanted hits and the reason of a check: every role, every page, every export.

The same hour happens in two zones; in one of them customs selects two vehicles. Whoever does not
work for customs must get the same pages to the letter: the same rows, counts, orders and times.
"""

import json
import sqlite3
from contextlib import closing
from difflib import ndiff
from io import BytesIO
from zipfile import ZipFile

import pyarrow as pa
import pytest
from django.test import Client

from addresses import fill_in, list_files, list_routes
from cuakhau.accounts.people.roles import ROLES
from cuakhau.api.declarations import owner_of
from cuakhau.api.describe import ARROW
from cuakhau.journal.read import get_visit
from cuakhau.operations.visits.why import find_why
from desk import Caller
from journal.example import EXAMPLE
from pages.secrets.conftest import SECRETS

OTHERS = [role for role in ROLES if role != "customs"]
# A force, the Board, a firm: who sees most of each kind. The long tests try all others.
TRIED = ["border_guard", "board", "declarant"]
AGENCIES = sorted({agency.id for agency in EXAMPLE.agencies} - {"customs"})
# A picture of the number itself, packed files without a vehicle, and the access log, in which the
# lines of one look stand in no order.
PICTURES = ("/qr.svg", "/template.xlsx", "/export.xlsx", "/personal/")
FIRST = 2  # the pages of so many vehicles are opened: those that customs selects


def list_pages(here, role):
    """The addresses of all pages of a zone, those of a vehicle for each of the first."""
    agency = role if role in here.zone.agency_by_id else "customs"
    found = {
        fill_in(route, arguments, zone=here.zone.name, visit=number, agency=agency)
        for number in here.numbers[:FIRST]
        for route, arguments, _ in list_routes()
        if "zone_name" in arguments and not route.endswith(PICTURES)
    }
    return sorted(found - {None})


def open_page(here, browser, path, **query):
    here.open()
    answer = browser.client.get(path, query)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    where = answer.headers.get("Location", "")
    text = read_text(body).replace(browser.person.username, "ME")
    return answer.status_code, here.plain(where), here.plain(text)


def read_text(body):
    """All that a page or a file says; a workbook or document is a bundle of texts."""
    if body.startswith(b"SQLite format 3"):
        return dump(body)
    if not body.startswith(b"PK"):
        return body.decode("utf-8", "replace")
    with ZipFile(BytesIO(body)) as bundle:
        names = sorted(set(bundle.namelist()) - {"docProps/core.xml"})  # when it was written
        parts = [f"{name}\n{bundle.read(name).decode('utf-8', 'replace')}" for name in names]
    return "\n".join(parts).replace("><", ">\n<")


def dump(body):
    """A database as the statements that would make it anew."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(body)
        return "\n".join(database.iterdump())


def tell_differences(page, other):
    """The lines that differ, so that a leak is found in a page of thousands of letters."""
    if page == other:
        return ""
    lines = [[str(one[0]), one[1], *one[2].splitlines()] for one in (page, other)]
    return "\n".join(line for line in ndiff(*lines) if line[0] in "+-") or "the ends of lines"


@pytest.mark.parametrize("role", TRIED)
def test_every_page_is_the_same_for_who_may_not_know(twins, role):
    compare_pages(twins, role)


def compare_pages(twins, role):
    """Open every page of a role in both zones; each must be the same to the letter."""
    pages = []
    for here in twins:
        browser = here.sign_in(role)
        browser.person.full_name = "the same"
        pages.append(
            {here.plain(path): open_page(here, browser, path) for path in list_pages(here, role)}
        )
    there, nowhere = pages
    assert len(there) > 2 * FIRST
    assert there.keys() == nowhere.keys()
    for path, page in there.items():
        assert not tell_differences(page, nowhere[path]), path
        assert not any(secret in page[2] for secret in SECRETS), path


@pytest.mark.parametrize("role", TRIED)
def test_every_file_is_the_same_for_who_may_not_know(twins, role):
    compare_files(twins, role)


def compare_files(twins, role):
    """Take every file of a role in both zones; each must be the same to the letter."""
    files = []
    for here in twins:
        browser = here.sign_in(role)
        paths = list_files(here.zone.name)
        files.append({here.plain(path): open_page(here, browser, path) for path in paths})
    there, nowhere = files
    assert there.keys() == nowhere.keys()
    for path, file in there.items():
        assert not tell_differences(file, nowhere[path]), path
        assert not any(secret in file[2] for secret in SECRETS), path
    if role == "board":  # who may have them all, so that there is something to compare
        given = [path for path, (status, *_) in there.items() if status == 200]
        assert len(given) > len(there) / 2  # some files need a question that nobody asks here
        endings = {path.rpartition(".")[2] for path in given}
        assert endings >= {"docx", "xlsx", "txt", "json", "xml"}


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("asked", ["2345", "345678", "33"])
def test_the_find_box_finds_the_same(twins, role, asked):
    found = [
        open_page(here, here.sign_in(role), f"/zone/{here.zone.name}/find", q=asked)
        for here in twins
    ]
    assert found[0] == found[1]


def test_customs_itself_sees_what_it_set(twins):
    there, nowhere = twins
    pages = [
        open_page(here, here.sign_in("customs"), f"/zone/{here.zone.name}/visit/{number}/")
        for here in twins
        for number in here.numbers[:2]
    ]
    assert there.zone.name_of("selection", "en") in pages[0][2]
    assert pages[0] != pages[2]
    assert pages[1] != pages[3]


@pytest.mark.parametrize("place", range(FIRST))
def test_the_sentence_why_it_waits_is_the_same(twins, place):
    whys = [find_why(one.zone, get_visit(one.zone.name, one.numbers[place])) for one in twins]
    assert whys[0] == whys[1]


# -- programs ----------------------------------------------------------------------------------

READS = ("/log?limit=100", "/refusals", "/bulletins/2024-08-22")
ARROWS = ("/log?limit=100", "/log?since=2024-08-01T00:00:00Z")


def ask(here, caller, path, **headers):
    here.open()
    answer = caller.get(path, **headers)
    if answer.streaming:
        rows = pa.ipc.open_stream(b"".join(answer.streaming_content)).read_all().to_pylist()
        return json.loads(here.plain(json.dumps(rows, default=str)))
    return json.loads(here.plain(answer.content.decode()))


def without_numbers(value):
    """Rows keep their true numbers for agencies (decision 0011); their order and count is told."""
    if isinstance(value, dict):
        left_out = ("seq", "corrects", "zone_version", "next", "prefix", "log", "digest")
        return {key: without_numbers(one) for key, one in value.items() if key not in left_out}
    return [without_numbers(one) for one in value] if isinstance(value, list) else value


def make_caller(here, site, agency, may=("read",)):
    return Caller(site, here.zone, agency, may)


@pytest.fixture
def site():
    return Client(HTTP_HOST="localhost", raise_request_exception=False)


@pytest.mark.parametrize("agency", AGENCIES)
def test_programs_of_other_agencies_read_the_same(twins, site, agency):
    answers = []
    for here in twins:
        caller = make_caller(here, site, agency)
        paths = [*READS, *(f"/visits/{number}" for number in here.numbers)]
        told = [ask(here, caller, path) for path in paths]
        told += [ask(here, caller, path, Accept=ARROW) for path in ARROWS]
        answers.append(told)
        assert not any(secret in json.dumps(told) for secret in (*SECRETS, "selection"))
    assert without_numbers(answers[0]) == without_numbers(answers[1])


def test_the_program_of_a_firm_reads_the_same_with_all_numbers(twins, site):
    answers = []
    for here in twins:
        caller = make_caller(here, site, "", may=("declare", "read"))
        owner = owner_of(caller.row)
        own = [here.declare("12C-999.11", owner=owner), here.declare("12C-999.22", owner=owner)]
        here.numbers += own
        for number in own:
            here.confirm(number, "customs_in")
        if here is twins[0]:
            said = {"step": "selection", "agency": "customs", "payload": {"channel": SECRETS[0]}}
            row = here.write(own[0], "confirmed", **said)
            here.write(own[1], "confirmed", **said)
            here.write(own[0], "voided", agency="customs", corrects=row.seq)
        for number in own:
            here.confirm(number, "border_guard_in", "customs_check")
        told = [ask(here, caller, f"/visits/{number}") for number in own]
        for one in told:
            for event in one["events"]:
                event.pop("zone_version")
        answers.append(told)
    assert answers[0] == answers[1]
    assert [event["seq"] for event in answers[0][0]["events"]] == [1, 2, 3, 4]
