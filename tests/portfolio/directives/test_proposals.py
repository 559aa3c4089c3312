"""Proposals go in order, meetings yield directives, a boundary is checked and compared."""

import json
import math

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from cuakhau.planning.overlaps.models import FirstFound
from cuakhau.portfolio.directives.acting.shapes import NotAShape, area_m2, differ, read_shape
from cuakhau.portfolio.directives.models import Boundary, Meeting, Proposal


def square(x, y, wide, high, turn=0.0):
    corners = [(-wide, -high), (wide, -high), (wide, high), (-wide, high), (-wide, -high)]
    s, c = math.sin(turn), math.cos(turn)
    return [[x + (a * c - b * s) / 2, y + (a * s + b * c) / 2] for a, b in corners]


def geojson(*rings):
    return json.dumps({"type": "Polygon", "coordinates": rings})


def test_a_proposal_goes_from_problem_to_decision_in_order(gate):
    board, customs = gate.sign_in("board"), gate.sign_in("customs")
    FirstFound.objects.create(zone=gate.zone.name, key="k1", at=gate.now)
    said = {"area": "policy", "title": "One check", "problem": "Two checks.", "leader": "board"}
    board.post("portfolio/proposals/", **said, nonce="p")
    path = f"portfolio/proposals/{Proposal.objects.get().pk}/"
    ask = {"act": "asked", "unit": "customs", "day": "2024-08-30"}
    end = {"document": "TTr 3", "day": "2024-08-23"}
    tries = [
        (board, ask, "H15"),
        (board, {"act": "evidence", "ref_kind": "overlap", "ref": "k2"}, "H16"),
        (board, {"act": "evidence", "ref_kind": "overlap", "ref": "k1"}, ""),
        (board, {"act": "option", "words": "One stop for both"}, ""),
        (board, ask, ""),
        (board, {"act": "submitted", **end}, "H15"),
        (customs, {"act": "opinion", "words": "Agreed."}, ""),
        (board, {"act": "decided", "words": "Yes", **end}, "H15"),
        (board, {"act": "submitted", **end}, ""),
        (board, {"act": "decided", "words": "Yes", **end}, ""),
        (board, {"act": "option", "words": "Another"}, "H15"),
    ]
    for number, (who, fields, rule) in enumerate(tries):
        answer = who.post(path, **fields, nonce=f"s{number}")
        assert (answer.status_code == 302) == (rule == ""), (number, who.page)
        assert rule in who.page
    assert customs.post(path, act="opinion", words="More.", nonce="late").status_code == 403


def test_a_meeting_yields_directives_and_an_area_shows_them(gate):
    board = gate.sign_in("board")
    said = {"kind": "event", "day": "2024-10-14", "held_by": "board", "title": "Ten years"}
    for _press in range(2):
        board.post("portfolio/meetings/", **said, nonce="m")
    [meeting] = Meeting.objects.filter(zone=gate.zone.name)
    task = {"text-0": "Invite the guests", "responsible-0": "board", "due-0": "2024-10-01"}
    directive = {"document": "KH 5", "day": "2024-08-22", "giver": "board", "area": "events"}
    give = {**directive, **task, "text": "Prepare", "meeting": meeting.pk, "nonce": "d"}
    board.post("portfolio/tasks/give", **give)
    for page in (f"meetings/{meeting.pk}/", "areas/events/"):
        board.get(f"portfolio/{page}")
        assert "Invite the guests" in board.page
    board.get("portfolio/areas/")
    assert "1 open" in board.page


@given(st.floats(0.05, 1.5), st.floats(-0.15, 0.15), st.floats(0.02, 0.3), st.floats(0.02, 0.3))
def test_what_is_added_less_what_is_removed_is_the_difference_of_the_areas(turn, by, wide, high):
    old = read_shape(geojson(square(106.7, 21.9, 0.2, 0.1)))
    new = read_shape(geojson(square(106.7 + by, 21.9, wide, high, turn)))
    _, _, added, removed = differ(old, new)
    before, after = area_m2(old), area_m2(new)
    assert abs(added - removed - (after - before)) <= 1 + (after + before) * 1e-5
    assert 0 <= added <= after * 1.00001
    assert 0 <= removed <= before * 1.00001


def test_a_square_degree_has_its_area_and_a_hole_has_none():
    whole = read_shape(geojson(square(106.5, 21.5, 1, 1)))
    # Strips of the ellipsoid of WGS 84, one thousandth of a degree each.
    step, e2, a = math.radians(0.001), 0.00669437999014, 6_378_137.0
    heights = [math.radians(21 + (n + 0.5) / 1000) for n in range(1000)]
    strips = [math.cos(h) * (1 - e2) / (1 - e2 * math.sin(h) ** 2) ** 2 * step for h in heights]
    assert area_m2(whole) == pytest.approx(a * a * math.radians(1) * sum(strips), rel=1e-4)
    holed = read_shape(geojson(square(106.5, 21.5, 1, 1), square(106.5, 21.5, 0.5, 0.5)))
    assert 0.249 < 1 - area_m2(holed) / area_m2(whole) < 0.251


def test_a_boundary_is_checked_kept_and_compared(gate):
    board = gate.sign_in("board")
    bow = [[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]
    far = [[0, 0], [500, 0], [500, 1], [0, 0]]
    wrong = {"{": "unreadable", geojson(bow): "crosses", geojson(bow[:3]): "open_ring",
             geojson(far): "not_degrees"}  # fmt: skip
    for text, why in wrong.items():
        with pytest.raises(NotAShape, match=why):
            read_shape(text)
    board.get("portfolio/boundary/")
    assert "The boundary is unknown" in board.page
    shapes = [(bow, "2008-10-14"), (square(106.7, 21.9, 0.2, 0.1), "2008-10-14"),
              (square(106.75, 21.9, 0.2, 0.1), "2018-04-12")]  # fmt: skip
    for number, (ring, day) in enumerate(shapes):
        file = SimpleUploadedFile("zone.geojson", geojson(ring).encode())
        board.post("portfolio/boundary/", file=file, day=day, document="QĐ", nonce=f"b{number}")
        assert ("H17" in board.page) == (number == 0)
    assert Boundary.objects.filter(zone=gate.zone.name).count() == 2
    board.get("portfolio/boundary/")
    [added] = [line for line in board.page.split("<span") if "added:" in line]
    assert "57.2" in added
    centre = gate.sign_in("dispatcher")  # sees the map, and so its layers
    centre.get("portfolio/boundary/shapes.geojson")
    layers = {one["properties"]["part"]: one for one in json.loads(centre.page)["features"]}
    assert list(layers) == ["older", "newer", "added", "removed"]
    assert layers["newer"]["properties"]["day"] == "2018-04-12"
    lefts = [min(x for ring in one for x, _ in ring) for one in
             (layers[part]["geometry"]["coordinates"] for part in ("older", "newer"))]  # fmt: skip
    assert lefts == [pytest.approx(106.6), pytest.approx(106.65)]
    assert layers["removed"]["geometry"]["coordinates"]
