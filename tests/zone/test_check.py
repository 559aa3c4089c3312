"""All mistakes of a broken folder in one go, each once, each with its file and line."""

from cuakhau.zone.check import check
from cuakhau.zone.load import files_of
from zone.conftest import edited, example_files, line_of
from zone.rule_cases import CELL

GATE = '\n[[gate]]\nid = "{id}"\nkind = "main"\nmode = "road"\n{more}\nsource = "made_up"\n'
# rule, file, old, new, a text on the line
SLIPS = [
    ("Z4", "zone.toml", "inside = true\n", "inside = tru\n", "inside = tru\n"),
    ("Z8", "zone.toml", "", '\n[[gaet]]\nid = "x"\n', "[[gaet]]"),
    ("Z9", "zone.toml", "capacity_per_day", "capacity_a_day", "capacity_a_day"),
    ("Z10", "zone.toml", 'direction = "import"\n', "", '[[lane]]\nid = "lane_in"'),
    ("Z11", "zone.toml", "payload_from_kg = 18000", "payload_from_kg = 18.5", "18.5"),
    ("Z16", "zone.toml", "latitude = 21.97", "latitude = 219.7", "219.7"),
    ("Z21", "zone.toml", "days = [1, 2, 3, 4, 5, 6, 7]", "days = [8]", "days = [8]"),
    ("Z22", "zone.toml", "Asia/Shanghai", "Asia/Schanghai", "Asia/Schanghai"),
    ("Z24", "zone.toml", "", GATE.format(id="north_gate", more=""), 'id = "north_gate"\nkind = "m'),
    ("Z27", "zone.toml", 'within = "other"', 'within = "othr"', "othr"),
    ("Z37", "zone.toml", 'closes = "21:00"', 'closes = "07:59"', "07:59"),
    ("Z14", "zone.toml", 'use = "transloading_only"\nsource', 'use = "transloading_only"\n# source',
     '[[fee_rule]]\nid = "transloading_only"'),
    ("Z30", "procedures.toml", 'agencies = ["plant_quarantine"]', "agencies = []", "= []"),
    ("Z34", "procedures.toml", '{ step = "registration" }',
     '{ step = "registration", requires = ["customs_check"] }', '["customs_check"] }'),
    ("Z5", "names.csv", "Main clearance route", '"Main" clearance route', '"Main"'),
    ("Z6", "names.csv", "Dedicated freight road,", "Dedicated, freight road,", "Dedicated, "),
    ("Z12", "tariffs.csv", "800000", '"800,000"', "800,000"),
    ("Z43", "tariffs.csv", "", CELL.format(id="twice", regime="ordinary", way="both", amount=1),
     "twice"),
]  # fmt: skip


def broken_files() -> dict[str, bytes]:
    return edited(example_files(), *((path, old, new) for _, path, old, new, _ in SLIPS))


def test_each_of_many_mistakes_is_told_once_with_its_place(broken_folder):
    files = broken_files()
    expected = sorted((path, line_of(files, path, mark), rule) for rule, path, _, _, mark in SLIPS)
    mistakes = check("example", files_of(broken_folder(files)))
    told = sorted((m.file, m.line, m.rule) for m in mistakes if m.severity == "error")
    assert len(expected) >= 15
    assert told == expected


def test_mistakes_come_in_the_order_of_the_files():
    places = [(m.file, m.line or 0) for m in check("example", broken_files())]
    assert places == sorted(places)


def test_a_missing_file_is_named():
    files = {path: text for path, text in example_files().items() if path != "procedures.toml"}
    assert ("Z1", "procedures.toml") in {(m.rule, m.file) for m in check("example", files)}


def test_an_empty_folder_is_told_what_it_lacks():
    assert [(m.rule, m.file) for m in check("example", {})] == [
        ("Z1", "procedures.toml"),
        ("Z1", "zone.toml"),
    ]


def test_broken_utf8_is_found_by_line_and_byte():
    files = example_files()
    files["names.csv"] = files["names.csv"].replace("Làn xuất".encode(), b"L\xe0n xu\xe2t")
    (mistake,) = [m for m in check("example", files) if m.severity == "error"]
    assert (mistake.rule, mistake.line) == ("Z3", line_of(files, "names.csv", "lane_out"))
    assert "0xe0" in mistake.reason()


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm():
    windows = {
        path: b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n")
        for path, content in example_files().items()
    }
    assert check("example", windows) == ()


def test_a_typo_is_answered_with_the_word_that_was_meant():
    files = edited(example_files(), ("zone.toml", "capacity = 200", "capacty = 200"))
    (mistake,) = check("example", files)
    assert '"capacity"' in mistake.cure("en")
    assert '"capacity"' in mistake.cure("vi")


def test_a_milestone_of_choices_needs_one_of_them():
    choice = ("procedures.toml", 'id = "left"\n', 'id = "left"\nany_of = ["transload", "permit"]\n')
    told = [m.facts["id"] for m in check("example", edited(example_files(), choice))]
    assert told == ["empty"]  # the only procedure with neither


def test_a_cell_of_several_lines_does_not_shift_the_lines_after_it():
    files = edited(
        example_files(),
        ("names.csv", "North Gate", '"North\nGate"'),
        ("names.csv", "lane_out,Làn xuất,Export lane,", "lane_out,Làn xuất,,"),
    )
    (mistake,) = check("example", files)
    assert (mistake.rule, mistake.line) == ("Z46", line_of(files, "names.csv", "lane_out"))


def test_hours_that_only_touch_do_not_overlap():
    rows = "".join(
        f'\n[[hours]]\nplace = "inner_yard"\nside = "vn"\nserves = "goods"\ndays = [1]\n'
        f'opens = "{opens}"\ncloses = "{closes}"\nsource = "made_up"\n'
        for opens, closes in (("13:00", "00:00"), ("07:00", "12:00"), ("12:00", "13:00"))
    )
    assert check("example", edited(example_files(), ("zone.toml", "", rows))) == ()


def test_rows_that_only_touch_do_not_overlap():
    later = '\n[[yard]]\nid = "inner_yard"\ngate = "north_gate"\nvalid_from = 2025-01-01\n'
    files = edited(
        example_files(),
        ("zone.toml", "capacity = 200\n", "capacity = 200\nvalid_until = 2025-01-01\n"),
        ("zone.toml", "", later + 'source = "made_up"\n'),
    )
    assert check("example", files) == ()
