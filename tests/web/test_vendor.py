"""What is taken from npm packages: checked, hashed, with its licence, from no other host."""

import gzip
import hashlib
import re

import pytest

import checks
from cuakhau.web import asset_trouble, vendor

LOCK = checks.ROOT / "package-lock.json"
APART = {vendor.MANIFEST, vendor.STAMP}


@pytest.fixture(scope="module")
def manifest():
    """What `./run` fetched before it called the tests."""
    return vendor.read_manifest()


# -- the folder that the pages load from -------------------------------------------------------


def test_the_manifest_names_every_file_and_its_hash(manifest):
    there = {
        path.relative_to(vendor.VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in vendor.VENDOR.rglob("*")
        if path.is_file() and path.name not in APART
    }
    assert {row["path"]: row["sha256"] for row in manifest["files"]} == there


def test_everything_that_the_table_lists_is_there(manifest):
    table = vendor.read_table()
    found = [row["path"] for row in manifest["files"]]
    listed = [path for files in table.files.values() for path in files] + [table.icons["to"]]
    assert [path for path in listed if not any(one.startswith(path) for one in found)] == []


def test_every_locked_package_has_an_allowed_licence_and_its_text(manifest):
    locked = {(package.name, package.version) for package in vendor.list_locked(LOCK)}
    rows = manifest["packages"]
    assert {(row["name"], row["version"]) for row in rows} == locked
    assert {row["licence"] for row in rows} <= set(vendor.read_table().allowed_licences)
    assert all((vendor.VENDOR / row["licence_file"]).stat().st_size > 500 for row in rows)


def test_no_style_sheet_leads_to_another_host(manifest):
    sheets = [row["path"] for row in manifest["files"] if row["path"].endswith(".css")]
    texts = {path: (vendor.VENDOR / path).read_text("utf-8") for path in sheets}
    outside = re.compile(r"""(url\(\s*|@import\s*)["']?\s*(https?:|//)""", re.IGNORECASE)
    assert len(texts) >= 5
    assert [path for path, text in texts.items() if outside.search(text)] == []


def test_no_file_asks_for_a_source_map(manifest):
    texts = [row["path"] for row in manifest["files"] if row["path"].endswith(("js", "css"))]
    assert [one for one in texts if b"sourceMappingURL" in (vendor.VENDOR / one).read_bytes()] == []


def test_packed_copies_hold_the_same(manifest):
    packed = [vendor.VENDOR / row["path"] for row in manifest["files"] if row["path"][-3:] == ".gz"]
    assert packed
    for path in packed:
        assert gzip.decompress(path.read_bytes()) == path.with_suffix("").read_bytes()


def test_the_sprite_draws_every_icon_of_the_table():
    icons = vendor.read_table().icons
    sprite = (vendor.VENDOR / icons["to"]).read_text("utf-8")
    assert re.findall(r'<symbol id="([^"]+)"', sprite) == icons["names"]
    assert len(set(icons["names"])) == len(icons["names"])


# -- how it is made ----------------------------------------------------------------------------


def test_files_are_taken_alone_joined_and_by_pattern(installed):
    installed.add(
        "kit", **{"a.js": "a", "b.css": "b{}", "c.css": "c{}", "d1.txt": "", "d2.txt": ""}
    )
    taken = {"k/a.js": "a.js", "k/all.css": ["b.css", "c.css"], "k/d/": "d*.txt"}
    made = installed.collect(**taken)
    assert {"k/a.js", "k/all.css", "k/d/d1.txt", "k/d/d2.txt", "licences/kit.txt"} <= {
        row["path"] for row in made["files"]
    }
    assert (installed.to / "k/all.css").read_text() == "b{}\nc{}"
    assert vendor.read_manifest(installed.to) == made


@pytest.mark.parametrize("mark", ["//# sourceMappingURL=a.js.map", "/*# sourceMappingURL=a.map */"])
def test_the_address_of_a_source_map_is_dropped(installed, mark):
    installed.add("kit", **{"a.js": f"run();\n{mark}\n"})
    installed.collect(**{"a.js": "a.js"})
    assert (installed.to / "a.js").read_text() == "run();\n"


@pytest.mark.parametrize(
    "rule",
    [
        "a{b:url(https://host.example/x.png)}",
        'a{b:URL( "//host.example/x.png" )}',
        '@import "https://host.example/x.css";',
        "@import url(//host.example/x.css);",
        "a{b:url(/x.png)}",
        "a{b:url(absent.png)}",
        "a{b:url(../../package-lock.json)}",
    ],
)
def test_a_style_sheet_that_leads_outside_is_refused(installed, rule):
    installed.add("kit", **{"a.css": rule})
    with pytest.raises(asset_trouble.LeadsOutside):
        installed.collect(**{"k/a.css": "a.css"})


def test_a_style_sheet_may_use_itself_and_what_lies_beside_it(installed):
    sheet = "a{b:url('data:image/svg+xml,%3csvg xmlns=\"http://w3\"/%3e')}c{d:url(#e)}"
    installed.add("kit", **{"a.css": sheet + "@import 'b.css?v=1';", "b.css": ""})
    assert installed.collect(**{"a.css": "a.css", "b.css": "b.css"})


def test_a_licence_that_is_not_allowed_is_refused(installed):
    installed.add("kit", says={"license": "SSPL-1.0"})
    with pytest.raises(asset_trouble.LicenceRefused, match="SSPL"):
        installed.collect()


def test_a_licence_without_its_text_is_refused(installed):
    installed.add("kit", LICENSE=None)
    with pytest.raises(asset_trouble.TextMissing):
        installed.collect()


def test_a_licence_may_be_stated_where_the_package_is_silent(installed):
    installed.add("kit", LICENSE=None, says={"license": None})
    made = installed.collect(stated={"kit": {"licence": "MIT", "text": "tabler-core.txt"}})
    assert made["packages"][1]["licence"] == "MIT"
    assert "Tabler" in (installed.to / "licences/kit.txt").read_text()


def test_another_version_than_the_locked_one_is_refused(installed):
    installed.add("kit", says={"version": "1.0.1"})
    with pytest.raises(asset_trouble.OtherVersion, match=r"1\.0\.1"):
        installed.collect()


def test_a_file_that_the_package_lacks_is_named(installed):
    installed.add("kit")
    with pytest.raises(asset_trouble.FileMissing, match="absent"):
        installed.collect(**{"a.js": "absent.js"})


@pytest.mark.parametrize("integrity", ["", "sha1-x"])
def test_a_package_without_its_hash_is_refused(installed, integrity):
    installed.add("kit", integrity=integrity)
    with pytest.raises(asset_trouble.NotHashed, match="kit"):
        installed.collect()


# -- when it is made ---------------------------------------------------------------------------


def test_the_shell_compares_what_python_joins():
    joined = re.search(
        r"^\s+cat (.+) \|\n\s+cmp -s - (\S+)", (checks.ROOT / "run").read_text(), re.M
    )
    parts = [(checks.ROOT / name).read_bytes() for name in joined[1].split()]
    assert b"".join(parts) == vendor.build_stamp(LOCK)
    assert checks.ROOT / joined[2] == vendor.VENDOR / vendor.STAMP


def test_a_change_of_lock_or_table_makes_the_folder_stale(tmp_path):
    lock, table = tmp_path / "lock", tmp_path / "table"
    lock.write_text("1")
    table.write_text("2")
    (tmp_path / vendor.STAMP).write_bytes(vendor.build_stamp(lock, table))
    assert vendor.is_current(vendor.build_stamp(lock, table), tmp_path)
    table.write_text("3")
    assert not vendor.is_current(vendor.build_stamp(lock, table), tmp_path)
    assert not vendor.is_current(vendor.build_stamp(lock, table), tmp_path / "absent")


def test_a_new_folder_takes_the_place_of_the_old_one(tmp_path):
    made, folder = tmp_path / ".new", tmp_path / "static" / "vendor"
    for name in ("first", "second"):
        made.mkdir()
        (made / name).touch()
        vendor.put_in_place(made, folder)
    assert [path.name for path in folder.iterdir()] == ["second"]
    assert [path.name for path in tmp_path.iterdir()] == ["static"]


@pytest.mark.parametrize("trouble", asset_trouble.AssetTrouble.__subclasses__())
def test_every_trouble_is_said_in_both_languages_with_a_cure(trouble):
    assert "{output}" in trouble.en or ("Cách sửa:" in trouble.vi and "Cure:" in trouble.en)
