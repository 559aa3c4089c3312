"""What one officer waits for while others work: pages, the check-in, the find box."""

import psycopg

from speed.desk.site import Desk
from speed.measured import measured, p95

ROUNDS = 150
WARM = 5
PAGE_MS, ACT_MS, FIND_MS, TODAY_MS = 100, 150, 200, 200
CEILINGS = {
    "desk page": PAGE_MS,
    "live board, page": PAGE_MS,
    "live board, part": PAGE_MS,
    "check-in": ACT_MS,
    "find box": FIND_MS,
    "page of today": TODAY_MS,
}


def measure(site, url):
    """Rounds of look, act, look at the board and find; p95 of each in milliseconds.

    Each act moves the log, so that every page has something to catch up with. What a browser on
    the same machine waits is measured: the server's time and the way there and back.
    """
    gate, customs = Desk(site, "border_guard"), Desk(site, "customs")
    centre, leader = site.browser("dispatcher"), site.browser("board")
    spent = {name: [] for name in CEILINGS}
    before = count_rows(url, site.zone)
    asked = list_asked(url, site.zone)
    for number, plate in asked:
        spent["desk page"] += [gate.look(), customs.look()]
        spent["check-in"].append(gate.confirm())
        spent["live board, page"].append(centre.get(site.root)[0])
        spent["live board, part"].append(centre.get(f"{site.root}live")[0])
        spent["page of today"].append(leader.get(f"{site.root}today/")[0])
        found_s, page = find(centre, site, plate[-5:])
        spent["find box"].append(found_s)
        if number not in page:  # two months hold more plates that end so than a box can show
            _, page = find(centre, site, plate)
        assert number in page, f"{number} with the plate {plate} was not found"
    assert count_rows(url, site.zone) - before == len(asked), "an act was lost"
    return [
        measured(f"{name}, p95", 1e3 * p95(seconds[WARM:]), "ms", ceiling=CEILINGS[name])
        for name, seconds in spent.items()
    ]


def find(browser, site, text):
    """What the find box gives for a text: (seconds, page)."""
    return browser.get(f"{site.root}find?q={text}", **{"HX-Request": "true"})


def list_asked(url, zone):
    """Visits and their plates to be looked for: open ones and old ones, half and half."""
    query = (
        "SELECT s.subject, p.search_key FROM journal_subject s "
        "JOIN journal_personal p ON p.zone = s.zone AND p.id = s.subject || '.plate' "
        "WHERE s.zone = %s AND s.is_open = %s AND p.search_key IS NOT NULL "
        "ORDER BY md5(s.subject) LIMIT %s"
    )
    half = (ROUNDS + WARM) // 2
    with psycopg.connect(url) as connection:
        open_ones, old_ones = (
            connection.execute(query, [zone, is_open, half]).fetchall() for is_open in (True, False)
        )
    return [pair for pairs in zip(open_ones, old_ones, strict=True) for pair in pairs]


def count_rows(url, zone):
    """How many rows the log of a zone has."""
    with psycopg.connect(url) as connection:
        query = "SELECT coalesce(sum(seq), 0) FROM journal_subject WHERE zone = %s"
        return connection.execute(query, [zone]).fetchone()[0]
