"""One slip per rule: rule, file, what is replaced by what, a text on the line reported.

A marker that begins with the name of a file (`procedures.toml: …`) is sought there instead.
"""

ZONE, PROCEDURES, TARIFFS, NAMES = "zone.toml", "procedures.toml", "tariffs.csv", "names.csv"
AGAIN = 'id = "north_gate"\nkind = "main"'
NEW_GATE = '\n[[gate]]\nid = "{id}"\nkind = "main"\nmode = "road"\n{more}source = "made_up"\n'
CELL = "{id},Example 1,infrastructure,{regime},{way},other,VT4,in_gate,{amount},,,made_up\n"
HOURS = (
    '\n[[hours]]\nplace = "{place}"\nside = "vn"\nserves = "goods"\n'
    'days = [1]\nopens = "{opens}"\ncloses = "{closes}"\nsource = "made_up"\n'
)
CLOSURE = '\n[[closure]]\nplace = "*"\nreason = "flood"\n{more}source = "made_up"\n'
LINE = '\n[[bulletin_line]]\nid = "freight_road"\nplaces = {places}\nsource = "made_up"\n'


def cell(key: str, amount: str = "1", regime: str = "ordinary", way: str = "both") -> str:
    return CELL.format(id=key, amount=amount, regime=regime, way=way)


CASES: list[tuple[str, str, str, str, str]] = [
    ("Z2", "tarifs.csv", "", "id\n", "id"),
    ("Z4", ZONE, 'mode = "road"', 'mode = "road', 'mode = "road'),
    ("Z5", NAMES, "North Gate", '"North" Gate', "north_gate"),
    ("Z6", TARIFFS, "", "one,two\n", "one,two"),
    ("Z7", TARIFFS, "valid_until,source", "valid_from,source", "id,"),
    ("Z8", ZONE, "", '\n[[gaet]]\nid = "x"\nsource = "made_up"\n', "[[gaet]]"),
    ("Z8", ZONE, "", '\n[[zone]]\nid = "x"\n', "[[zone]]"),
    ("Z8", PROCEDURES, '[[step]]\nid = "reg', 'name = "x"\n[[step]]\nid = "reg', 'name = "x"'),
    ("Z9", ZONE, "capacity = 200", "capacty = 200", "capacty"),
    ("Z9", PROCEDURES, "optional = true }", "optonal = true }", "optonal"),
    ("Z10", ZONE, 'direction = "export"\n', "", "[[lane]]"),
    ("Z10", PROCEDURES, 'counts_as = "none"\n', "", '[[procedure]]\nid = "empty"'),
    ("Z11", ZONE, 'kind = "international"', 'kind = "huge"', "huge"),
    ("Z11", ZONE, "capacity = 200", 'capacity = "many"', "many"),
    ("Z11", PROCEDURES, 'breach = "refuse"', 'breach = "scold"', "scold"),
    ("Z12", TARIFFS, "300000", "300.000", "300.000"),
    ("Z13", ZONE, 'id = "waiting_yard"', 'id = "bãi trong"', "bãi trong"),
    ("Z14", ZONE, 'inside = true\ncapacity = 200\nsource = "made_up"\n', "", "[[yard]]"),
    ("Z15", ZONE, "valid_until = 2025-02-01", "valid_until = 2025-01-28", "until = 2025-01-28"),
    ("Z16", ZONE, "latitude = 21.97", "latitude = 106.71", "latitude"),
    ("Z17", ZONE, "longitude = 106.71\n", "", "latitude"),
    ("Z18", ZONE, "capacity = 200", "capacity = -200", "-200"),
    ("Z18", ZONE, "capacity = 200", "capacity_by_class = { VT4 = -1 }", "VT4 = -1"),
    ("Z19", ZONE, "payload_below_kg = 10000", "payload_below_kg = 1000", "below_kg = 1000"),
    ("Z20", TARIFFS, "300000", "-300000", "-300000"),
    ("Z21", ZONE, "days = [1, 2, 3, 4, 5, 6, 7]", "days = [0, 1]", "days = [0, 1]"),
    ("Z22", ZONE, '"Asia/Ho_Chi_Minh"', '"Asia/Ho_Chi_Min"', "Ho_Chi_Min"),
    ("Z23", ZONE, 'name = "example"', 'name = "exemple"', "exemple"),
    ("Z24", ZONE, "", NEW_GATE.format(id="north_gate", more=""), AGAIN),
    (
        "Z25",
        ZONE,
        "",
        NEW_GATE.format(id="north_gate", more="valid_from = 2025-01-01\n"),
        AGAIN,
    ),
    ("Z26", ZONE, 'id = "lane_out"', 'id = "main_road"', 'id = "main_road"\nroute'),
    ("Z27", ZONE, 'gate = "north_gate"\nkind', 'gate = "noth_gate"\nkind', "noth_gate"),
    ("Z27", ZONE, 'source = "made_up"\n\n[[route]]', 'source = "made"\n\n[[route]]', '"made"'),
    ("Z27", PROCEDURES, '"border_guard_in", "customs_in"]', '"border_gard", "customs_in"]', "gard"),
    ("Z27", TARIFFS, "fruit,VT4", "fruit,VT9", "VT9"),
    (
        "Z28",
        ZONE,
        'id = "plant_quarantine"',
        'id = "plant_quarantine"\nvalid_until = 2030-01-01',
        'procedures.toml: agencies = ["plant_quarantine"]',
    ),
    ("Z29", ZONE, 'id = "other"', 'id = "other"\nwithin = "fruit"', 'within = "fruit"'),
    ("Z30", PROCEDURES, 'agencies = ["transport_station"]', "agencies = []", "agencies = []"),
    ("Z31", PROCEDURES, 'all_of = ["payment"]\n', "", '[[milestone]]\nid = "paid"'),
    (
        "Z32",
        PROCEDURES,
        '{ step = "plant_check", optional = true }',
        '{ step = "permit" }',
        '{ step = "permit" },\n    { step = "selection"',
    ),
    ("Z33", PROCEDURES, 'requires = ["permit"]', 'requires = ["transload"]', '["transload"]'),
    (
        "Z34",
        PROCEDURES,
        '{ step = "registration" }',
        '{ step = "registration", requires = ["customs_check"] }',
        '["customs_check"] }',
    ),
    (
        "Z35",
        PROCEDURES,
        '    { step = "exit_customs", requires = ["customs_check"], milestone = "left" },\n',
        "",
        '[[procedure]]\nid = "export"',
    ),
    (
        "Z36",
        PROCEDURES,
        'agencies = ["customs"]\nsecret = true',
        'agencies = ["border_guard", "customs"]\nsecret = true',
        '["border_guard", "customs"]',
    ),
    (
        "Z53",
        PROCEDURES,
        'step = "selection", optional = true',
        'step = "selection"',
        'step = "selection"',
    ),
    ("Z53", PROCEDURES, 'all_of = ["customs_check"]', 'all_of = ["selection"]', '["selection"]'),
    ("Z37", ZONE, 'closes = "20:00"', 'closes = "06:00"', "06:00"),
    (
        "Z38",
        ZONE,
        "",
        HOURS.format(place="north_gate", opens="19:00", closes="22:00"),
        'opens = "19:00"',
    ),
    ("Z39", ZONE, "", CLOSURE.format(more=""), '[[closure]]\nplace = "*"\nreason = "flood"'),
    (
        "Z40",
        ZONE,
        "",
        CLOSURE.format(more='valid_from = 2030-01-01\ndaily_from = "07:00"\n'),
        'daily_from = "07:00"',
    ),
    ("Z41", ZONE, "", LINE.format(places='[ "north_gate" ]'), '[ "north_gate" ]'),
    ("Z42", ZONE, 'places = ["north_gate"]', 'places = ["main_road"]', 'id = "north_gate"'),
    ("Z43", TARIFFS, "", cell("again", way="export"), "again"),
    ("Z44", TARIFFS, "", cell("bonded", regime="bonded"), "bonded"),
    ("Z45", ZONE, "", '\n[[agency]]\nid = "police"\nsource = "made_up"\n', "police"),
    ("Z46", NAMES, "North Gate,北门口岸", "North Gate,", "north_gate"),
    ("Z47", NAMES, "", "nobody,Không ai,Nobody,无人,,,made_up\n", "nobody"),
    (
        "Z48",
        "history/counts.csv",
        "",
        "first_day,last_day,place,measure,direction,cargo,value,unit,precision,source\n"
        "2024-08-22,2024-08-21,north_gate,cleared,both,all,1,vehicle,exact,made_up\n",
        "2024-08-22",
    ),
    (
        "Z49",
        ZONE,
        "",
        '\n[[fee_rule]]\nid = "again"\nresolution = "2"\npercent = 501\ngoods = "ore"\n'
        'source = "made_up"\n',
        "percent = 501",
    ),
    ("Z50", ZONE, "come_within_min = 30", "come_within_min = 0", "come_within_min = 0"),
    (
        "Z51",
        ZONE,
        "",
        '\n[[call_rule]]\nid = "again"\nplace = "*"\ncome_within_min = 7\nback_places = 1\n'
        'chances = 1\nsource = "made_up"\n',
        'place = "*"\ncome_within_min = 7',
    ),
    ("Z52", ZONE, 'code = "B"', 'code = "A"', 'code = "A"\nrows = 4'),
    ("Z10", "history/events.csv", "", "first_day,place,what\n2024-08-22,north_gate,rain\n", "2024"),
    (
        "Z27",
        "history/events.csv",
        "",
        "first_day,place,what,source\n2024-08-22,noth_gate,rain,made_up\n",
        "2024",
    ),
    ("Z11", PROCEDURES, 'agencies = ["transport_station"]', 'agencies = "customs"', '= "customs"'),
    ("Z54", PROCEDURES, "within_min = 30", "within_min = 0", "within_min = 0"),
    (
        "Z55",
        PROCEDURES,
        "",
        '\n[[promise]]\nid = "again"\nstep = "health_check"\nwithin_min = 31\nbasis = "2"\n'
        'source = "made_up"\n',
        'step = "health_check"\nwithin_min = 31',
    ),
    ("Z56", ZONE, "within_days = 30", "within_days = 0", "within_days = 0"),
    (
        "Z57",
        ZONE,
        "",
        '\n[[complaint_limit]]\nid = "again"\nwithin_days = 9\nlaw = "4"\nsource = "made_up"\n',
        'id = "again"\nwithin_days = 9',
    ),
    ("Z27", PROCEDURES, 'step = "permit"\nproc', 'step = "permitt"\nproc', "permitt"),
]
