"""The pages of the manual that are made from the code: rules and commands."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import click

import cuakhau
from cuakhau.zone.refusal import number_of, texts_of
from cuakhau.zone.types import Language

Rule = Callable[..., Any]
NUMBERED = re.compile(r"[a-z]+\d+_")
HEADINGS: dict[Language, tuple[str, str, str]] = {
    "vi": ("Quy tắc", "Lý do", "Cách xử lý"),
    "en": ("Rule", "Reason", "Cure"),
    "zh": ("规则", "原因", "处理办法"),
}
RIGHTS: dict[Language, tuple[str, str, str]] = {
    "vi": ("Ai được làm gì", "Việc", "● được; ○ được với cơ quan hoặc doanh nghiệp của mình."),
    "en": ("Who may do what", "Act", "● may; ○ may for one's own agency or firm."),
    "zh": ("权限一览", "操作", "● 可以；○ 仅限本机关或本企业。"),
}
TITLES: dict[Language, str] = {"vi": "Các quy tắc", "en": "Rules", "zh": "规则一览"}


def list_rules() -> list[Rule]:
    """Give every numbered rule of every package that has texts for them, in order of numbers."""
    found = {
        (rule.__module__, rule.__name__): rule for one in _modules() for rule in _rules_of(one)
    }
    return sorted(found.values(), key=_order)


def write_manual(folder: Path) -> list[Path]:
    """Write the pages into `folder` and give their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = {f"rules.{language}.md": rules_page(language) for language in HEADINGS}
    pages |= {f"rights.{language}.md": rights_page(language) for language in HEADINGS}
    pages["commands.md"] = commands_page()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in pages]


def rules_page(language: Language) -> str:
    """Write all rules in one language: number, reason, cure."""
    lines = [f"# {TITLES[language]}", "", "<!-- made by ./run docs from the rules themselves -->"]
    family = ""
    for rule in list_rules():
        letter = number_of(rule)[0]
        if letter != family:
            family = letter
            lines += ["", f"## {letter}", "", "| " + " | ".join(HEADINGS[language]) + " |"]
            lines += ["|---|---|---|"]
        texts = texts_of(rule)
        text = texts.get(language, texts["en"])
        lines.append(f"| {number_of(rule)} | {_cell(text.reason)} | {_cell(text.cure)} |")
    return "\n".join(lines) + "\n"


def rights_page(language: Language) -> str:
    """Write the table of rights in one language: `●` may, `○` may for what is one's own."""
    from cuakhau.accounts.people.roles import ROLES
    from cuakhau.accounts.rights import list_acts

    marks = {"yes": "●", "own": "○", "no": ""}
    heads = [RIGHTS[language][1], *(role.name(language) for role in ROLES.values())]
    lines = [f"# {RIGHTS[language][0]}", "", "<!-- made by ./run docs from permissions.csv -->", ""]
    lines += [RIGHTS[language][2], "", "| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
    for act in list_acts().values():
        cells = [marks[act.cells[role]] for role in ROLES]
        lines.append("| " + " | ".join([_cell(act.texts[language]), *cells]) + " |")
    return "\n".join(lines) + "\n"


def commands_page() -> str:
    """Write the help of every command, as the command itself prints it."""
    from cuakhau.cli import main

    lines = ["# Commands", "", "<!-- made by ./run docs from the commands themselves -->"]
    for path, command in _walk(main, ("cuakhau",)):
        # As `main` hands them down; asked outside of a run, nobody would.
        settings = {**main.context_settings, **command.context_settings}
        context = click.Context(command, info_name=" ".join(path), terminal_width=90, **settings)
        lines += ["", f"## {' '.join(path)}", "", "```text", command.get_help(context), "```"]
    return "\n".join(lines) + "\n"


def _walk(
    command: click.Command, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None and not inner.hidden:
                yield from _walk(inner, (*path, name))


def _modules() -> Iterator[ModuleType]:
    root = Path(cuakhau.__path__[0])
    for texts in sorted(root.rglob("rule_texts.csv")):
        package = ".".join(("cuakhau", *texts.parent.relative_to(root).parts))
        for found in pkgutil.walk_packages([str(texts.parent)], prefix=f"{package}."):
            if ".migrations" not in found.name:
                yield importlib.import_module(found.name)


def _rules_of(module: ModuleType) -> Iterator[Rule]:
    for name, value in inspect.getmembers(module, inspect.isfunction):
        if NUMBERED.match(name) and value.__module__ == module.__name__:
            yield value


def _order(rule: Rule) -> tuple[str, int]:
    number = number_of(rule)
    letters = number.rstrip("0123456789")
    return letters, int(number[len(letters) :])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
