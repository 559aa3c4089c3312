"""Tiny packages as npm would install them, and the lock file that names them."""

import json

import pytest

from cuakhau.web import vendor
from desk import caller, desk_database, site, visit, zone  # noqa: F401

ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" viewBox="0 0 24 24" stroke-width="2">'
    '<path d="M0 0h24"/></svg>'
)


class Installed:
    """A `node_modules` to fill, its lock, and the folder to collect into."""

    def __init__(self, folder):
        self.modules = folder / "node_modules"
        self.lock = folder / "package-lock.json"
        self.to = folder / "made"
        self.rows = {"": {"name": "cuakhau-pages"}}

    def add(self, name, *, says=None, integrity="sha512-x", **files):
        about = {"name": name, "version": "1.0.0", "license": "MIT", **(says or {})}
        (self.modules / name).mkdir(parents=True)
        for file, text in {"package.json": json.dumps(about), "LICENSE": "free", **files}.items():
            if text is not None:
                (self.modules / name / file).write_text(text)
        self.rows[f"node_modules/{name}"] = {"version": "1.0.0", "integrity": integrity}
        self.lock.write_text(json.dumps({"packages": self.rows}))

    def collect(self, stated=None, **files):
        icons = {"package": "icons", "from": "{name}.svg", "to": "icons.svg", "names": ["lorry"]}
        table = vendor.Table(["MIT"], {"kit": files}, icons, stated or {})
        return vendor.collect(table, self.lock, self.modules, self.to)


@pytest.fixture
def installed(tmp_path):
    found = Installed(tmp_path)
    found.add("icons", **{"lorry.svg": ICON})
    return found
