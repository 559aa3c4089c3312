"""Runs the checks and the test suites one after the other and adds up what they say.

./run test                     the checks, then every suite
./run test core journal        only these suites (check, core, journal, server)
./run test core -- -k plates   what follows the dashes goes to pytest
./run check types style        only these checks
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import checks

ROOT = checks.ROOT
LONGEST_SUITE_S = 60 * 60
# Every folder of tests belongs to one suite; `core` needs neither Django nor a database.
SUITES = {
    "core": "zone movement simulation statistics trade figures properties spec theory project",
    "journal": "journal",
    # The longest first, so that no worker is left alone with them at the end.
    "server": "pages cli server people accounts operations planning turnover portfolio web reports "
    "api",
}
APART = {"test-long": "long", "bench": "speed"}  # of speed only `bench_….py` is run
# Environments beside the product's, in .venvs: the folders that `test-long` runs there.
BESIDE = {"peers": "peers", "spark": "spark"}
BENCHED_BESIDE = {"bench_simulation": "peers"}
SYSTEM_SERVERS = range(15, 18)
# Each worker has a database of its own; more than four ask more memory than a laptop has. One more
# than there are cores was tried: it won nothing, the cores are full.
WORKERS = min(4, os.cpu_count() or 1)
SIDE_BY_SIDE = [f"--numprocesses={WORKERS}", "--dist=loadfile", "--no-loadscope-reorder"]


@dataclass
class Outcome:
    """What all suites together said."""

    counts: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)


def find_system_servers() -> dict[int, Path]:
    """Major version → folder of its programs, for PostgreSQL servers of this machine."""
    found = {}
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    on_path = shutil.which("postgres")
    for folder in [*folders, *([Path(on_path).resolve().parent] if on_path else [])]:
        program = folder / "postgres"
        if not program.exists():
            continue
        said = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
        major = re.search(r"(\d+)\.", said)
        if major and int(major[1]) in SYSTEM_SERVERS:
            found.setdefault(int(major[1]), folder)
    return found


def find_stray_folders() -> list[str]:
    """Folders with tests that no suite would run."""
    known = {*" ".join([*SUITES.values(), *BESIDE.values()]).split(), *APART.values()}
    with_tests = {
        path.relative_to(ROOT / "tests").parts[0] for path in ROOT.glob("tests/**/test_*.py")
    }
    return sorted(with_tests - known)


def find_python(environment: str | None) -> str:
    """The Python of an environment that `./run` made beside the product's; else this one."""
    return str(ROOT / ".venvs" / environment / "bin/python") if environment else sys.executable


def read_counts(report: Path) -> Counter[str]:
    counts: Counter[str] = Counter()
    for suite in ET.parse(report).getroot().iter("testsuite"):
        number = {key: int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")}
        bad = number["failures"] + number["errors"]
        counts.update(failed=bad, skipped=number["skipped"])
        counts.update(passed=max(0, number["tests"] - bad - number["skipped"]))
    return counts


def read_not_run(report: Path) -> list[str]:
    """Why tests were left out that a machine with more on it would run."""
    reasons = {skip.get("message", "") for skip in ET.parse(report).getroot().iter("skipped")}
    return sorted(reason for reason in reasons if reason.startswith("NOT RUN"))


def run_pytest(
    name: str,
    folders: str,
    more: list[str],
    outcome: Outcome,
    *,
    beside: str | None = None,
    **variables: str,
) -> None:
    here = [
        f"tests/{one}" for one in folders.split() if any(ROOT.glob(f"tests/{one}/**/test_*.py"))
    ]
    if not here:
        print(f"suite {name}: no tests yet", flush=True)
        return
    print(f"suite {name} …", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="cuakhau-report-") as scratch:
        report = Path(scratch, "report.xml")
        command = [find_python(beside), "-m", "pytest", "-q", f"--junitxml={report}", *more, *here]
        environment = {**os.environ, **variables}
        if name == "core" or beside:
            command += ["-p", "no:django", "-p", "no:schemathesis"]
        elif checks.has_settings():
            environment["DJANGO_SETTINGS_MODULE"] = checks.SETTINGS
        if name in SUITES or name.startswith("journal"):
            command += SIDE_BY_SIDE
        try:
            code = subprocess.run(
                command,
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                timeout=LONGEST_SUITE_S,
            ).returncode
        except subprocess.TimeoutExpired:
            code = -1
        counts = read_counts(report) if report.exists() else Counter()
        outcome.notes += read_not_run(report) if report.exists() else []
    nothing_chosen = code == 5 and more
    if code != 0 and not counts["failed"] and not nothing_chosen:
        counts["failed"] += 1
        print(f"suite {name}: pytest ended with code {code}")
    outcome.counts.update(counts)
    if counts["failed"]:
        outcome.failed.append(name)
    outcome.seconds[name] = time.monotonic() - began


def run_check(chosen: list[str], outcome: Outcome) -> None:
    began = time.monotonic()
    outcome.failed += [f"check {step}" for step in checks.run_checks(chosen)]
    outcome.seconds["check"] = time.monotonic() - began


def run_journal_again(more: list[str], outcome: Outcome) -> None:
    """The journal must run on every PostgreSQL from 15 on, not only on the one it brings."""
    servers = find_system_servers()
    for major, folder in sorted(servers.items()):
        name = f"journal on PostgreSQL {major}"
        run_pytest(name, SUITES["journal"], more, outcome, CUAKHAU_PG_BIN=str(folder))
    if not servers:
        note = "NOT RUN: journal on PostgreSQL 15-17 (none found in /usr/lib/postgresql or PATH)"
        print(f"\n{'!' * len(note)}\n{note}\n{'!' * len(note)}\n", flush=True)
        outcome.notes.append(note)


def close(outcome: Outcome, *, tests_expected: bool) -> int:
    print()
    for name, spent_s in outcome.seconds.items():
        print(f"{spent_s:8.1f} s  {name}")
    for note in outcome.notes:
        print(note)
    if outcome.failed:
        print(f"FAILED: {', '.join(outcome.failed)}")
    counts = outcome.counts
    executed = counts["passed"] + counts["failed"]
    if not tests_expected:
        print("check failed" if outcome.failed else "check passed")
        return 1 if outcome.failed else 0
    if not executed:
        print("FAILED: no test was executed")
    skipped = f", {counts['skipped']} skipped" if counts["skipped"] else ""
    print(f"{counts['passed']} passed, {counts['failed']} failed{skipped}")
    return 1 if outcome.failed or not executed else 0


def run_tests(names: list[str], more: list[str], outcome: Outcome) -> None:
    chosen = names or ["check", *SUITES]
    if stray := find_stray_folders():
        print(f"tests/{', tests/'.join(stray)}: no suite of tests/run_suites.py names it")
        outcome.failed.append("folders without a suite")
    for name in chosen:
        if name == "check":
            run_check([], outcome)
            continue
        run_pytest(name, SUITES[name], more, outcome)
        if name == "journal" and any(ROOT.glob("tests/journal/**/test_*.py")):
            run_journal_again(more, outcome)


def run_benchmarks(more: list[str]) -> int:
    """Run each program `tests/speed/bench_….py`; 1 when one of them missed a floor."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": checks.SETTINGS}
    missed = []
    for program in sorted((ROOT / "tests/speed").glob("bench_*.py")):
        print(f"benchmark {program.stem} …", flush=True)
        python = find_python(BENCHED_BESIDE.get(program.stem))
        if subprocess.run([python, program, *more], cwd=ROOT, env=environment).returncode:
            missed.append(program.stem)
    print(f"FAILED: {', '.join(missed)}" if missed else "every floor is reached")
    return 1 if missed else 0


def main(arguments: list[str]) -> int:
    verb, *rest = arguments
    split = rest.index("--") if "--" in rest else len(rest)
    names, more = rest[:split], rest[split + 1 :]
    allowed = {"test": ["check", *SUITES], "check": list(checks.STEPS)}.get(verb, [])
    if unknown := [name for name in names if name not in allowed]:
        print(f"{verb} knows no {' '.join(unknown)}; it knows: {' '.join(allowed) or '(nothing)'}")
        return 2
    outcome = Outcome()
    if verb == "check":
        run_check(names, outcome)
        return close(outcome, tests_expected=False)
    if verb == "bench":
        return run_benchmarks(more)
    if verb == "test":
        run_tests(names, more, outcome)
    else:
        run_pytest(verb, APART[verb], more, outcome)
        for environment, folders in BESIDE.items():
            run_pytest(f"{verb} beside {environment}", folders, more, outcome, beside=environment)
    return close(outcome, tests_expected=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
