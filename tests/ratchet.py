"""Holds the size budgets: what is too large today is listed in ratchet.json and may only shrink.

python tests/ratchet.py            say what breaks a budget
python tests/ratchet.py --shrink   lower or drop exceptions that are no longer needed
"""

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXCEPTIONS = Path("tests/ratchet.json")

MOST_LINES = 250
MOST_CONFTEST_LINES = 150
MOST_STATEMENTS = 40
MOST_PARAMETERS = 6
MOST_FILES = 12
MOST_DEPTH = 3
# The simulation kernel is one function, as numba likes it: its state is local arrays, and each
# kind of event changes most of them.
KERNEL = "src/cuakhau/simulation/kernel.py"
MOST_KERNEL_STATEMENTS = 370
MOST_KERNEL_LINES = 560

CURES = {
    "lines": "split the file along what it is about",
    "statements": "give a part of the function a name of its own",
    "parameters": "pass one value that the parameters belong to",
    "flags": "make two functions, or let the flag be passed by keyword only",
    "files": "make a sub-package of the files that belong together",
    "depth": "move the module up",
}


def python_files(root: Path) -> list[Path]:
    found = [path for top in ("src", "tests") for path in (root / top).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def count_statements(function: ast.AST) -> int:
    """Statements of the function itself; a function inside it counts for itself."""
    total, waiting = 0, list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            total += 1
            continue
        total += isinstance(node, ast.stmt)
        waiting.extend(ast.iter_child_nodes(node))
    return total


def count_flags(arguments: ast.arguments) -> int:
    """True-or-false parameters that a caller may pass without naming them."""
    places = arguments.posonlyargs + arguments.args
    defaults: list[ast.expr | None] = [None] * (len(places) - len(arguments.defaults))
    return sum(
        (isinstance(default, ast.Constant) and isinstance(default.value, bool))
        or (isinstance(place.annotation, ast.Name) and place.annotation.id == "bool")
        for place, default in zip(places, defaults + list(arguments.defaults), strict=True)
    )


def measure_functions(name: str, tree: ast.Module) -> Iterator[tuple[str, str, int, int]]:
    most_statements = MOST_KERNEL_STATEMENTS if name == KERNEL else MOST_STATEMENTS
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        given = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
        named = [one for one in given if one.arg not in ("self", "cls")]
        where = f"{name}:{node.name}"
        yield where, "statements", count_statements(node), most_statements
        yield where, "parameters", len(named), MOST_PARAMETERS
        yield where, "flags", count_flags(node.args), 0


def measure(root: Path) -> Iterator[tuple[str, str, int, int]]:
    """(where, what, how much, how much is allowed) for everything that has a budget."""
    in_folder: dict[str, int] = {}
    for path in python_files(root):
        name = path.relative_to(root).as_posix()
        text = path.read_text("utf-8")
        folder = name.rpartition("/")[0]
        in_folder[folder] = in_folder.get(folder, 0) + (path.name != "__init__.py")
        most_lines = MOST_CONFTEST_LINES if path.name == "conftest.py" else MOST_LINES
        most_lines = MOST_KERNEL_LINES if path.as_posix().endswith(KERNEL) else most_lines
        yield name, "lines", len(text.splitlines()), most_lines
        if name.startswith("src/cuakhau/"):
            yield name, "depth", name.count("/") - 2, MOST_DEPTH
            yield from measure_functions(name, ast.parse(text, name))
    for folder, files in in_folder.items():
        yield folder, "files", files, MOST_FILES


def find_over_budget(root: Path) -> dict[str, tuple[int, int]]:
    """Name of the budget broken → (found, allowed); of two functions alike, the larger."""
    over: dict[str, tuple[int, int]] = {}
    for where, what, found, allowed in measure(root):
        key = f"{where}: {what}"
        if found > max(allowed, over.get(key, (0, 0))[0]):
            over[key] = (found, allowed)
    return over


def compare(over: dict[str, tuple[int, int]], exceptions: dict[str, int]) -> list[str]:
    """One line for each thing to do; none when every budget is kept."""
    todo = []
    for key, (found, allowed) in sorted(over.items()):
        limit = max(allowed, exceptions.get(key, 0))
        if found > limit:
            cure = CURES[key.rpartition(": ")[2]]
            todo.append(f"{key}: {found}, at most {limit} allowed. Cure: {cure}.")
    for key, limit in sorted(exceptions.items()):
        if over.get(key, (0, 0))[0] < limit:
            todo.append(f"{key}: better than its exception. Run: python tests/ratchet.py --shrink")
    return todo


def shrink(over: dict[str, tuple[int, int]], exceptions: dict[str, int]) -> dict[str, int]:
    return {key: min(limit, over[key][0]) for key, limit in exceptions.items() if key in over}


def main(arguments: list[str]) -> int:
    over = find_over_budget(ROOT)
    exceptions = json.loads((ROOT / EXCEPTIONS).read_text("utf-8"))
    if arguments == ["--shrink"]:
        exceptions = shrink(over, exceptions)
        text = json.dumps(exceptions, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        (ROOT / EXCEPTIONS).write_text(text, "utf-8")
    todo = compare(over, exceptions)
    for line in todo:
        print(line)
    print(f"ratchet: {len(todo)} to mend, {len(exceptions)} exceptions left")
    return 1 if todo else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
