"""Writes a list of tasks as a workbook that can be filled in and sent back."""

import io
from datetime import date

from cuakhau.accounts.units import list_units
from cuakhau.portfolio.directives.areas import name_area
from cuakhau.portfolio.directives.models import Task
from cuakhau.portfolio.directives.sheet.columns import list_columns
from cuakhau.portfolio.directives.standing import due_of, state_of
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

TITLES: dict[Language, str] = {
    "vi": "DANH SÁCH NHIỆM VỤ",
    "en": "LIST OF TASKS",
    "zh": "任务清单",
}
MADE_UP: dict[Language, str] = {
    "vi": "TRÌNH DIỄN: có dòng dựng",
    "en": "DEMO: some rows are made up",
    "zh": "演示：部分行为虚构",
}
STATES: dict[str, dict[Language, str]] = {
    "open": {"vi": "đang làm", "en": "open", "zh": "进行中"},
    "reported": {"vi": "đã báo cáo xong", "en": "reported done", "zh": "已报完成"},
    "accepted": {"vi": "đã nghiệm thu", "en": "accepted", "zh": "已验收"},
}
HEAD = 2  # row of the heading, counted from 0


def write_sheet(zone: Zone, tasks: list[Task], language: Language) -> bytes:
    """Write tasks of `list_tasks`; a due day that nobody gave is blank."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    form = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
    title = book.add_format({**form, "bold": True, "font_size": 13, "align": "center"})
    head = book.add_format({**form, "bold": True, "border": 1, "text_wrap": True})
    text = book.add_format({**form, "border": 1, "text_wrap": True})
    day = book.add_format({**form, "border": 1, "num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet(TITLES[language].capitalize())
    columns = list_columns()
    sheet.merge_range(0, 0, 0, len(columns) - 1, TITLES[language], title)
    if zone.is_demo:
        sheet.write_string(1, 0, MADE_UP[language])
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.wide)
        sheet.write_string(HEAD, place, column.names[language], head)
    names = {unit: known[language] for unit, known in list_units(zone).items()}
    for row, task in enumerate(tasks, start=HEAD + 1):
        cells = _cells(task, names, language)
        for place, column in enumerate(columns):
            value = cells[column.id]
            if isinstance(value, date):
                sheet.write_datetime(row, place, value, day)
            else:
                sheet.write_string(row, place, value, text)
    sheet.freeze_panes(HEAD + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD)
    book.close()
    return out.getvalue()


def _cells(task: Task, names: dict[str, str], language: Language) -> dict[str, str | date]:
    directive = task.directive
    due = due_of(task)

    def units(ids: list[str]) -> str:
        return "; ".join(names.get(unit, unit) for unit in ids)

    def say(text: dict[str, str]) -> str:
        return text.get(language) or next(iter(text.values()), "")

    return {
        "document": directive.document,
        "day": directive.day,
        "giver": names.get(directive.giver, directive.giver),
        "area": name_area(directive.area, language),
        "text": say(directive.text),
        "task": say(task.text),
        "responsible": units(task.responsible),
        "cooperating": units(task.cooperating),
        "due": due or "",
        "state": STATES[state_of(task)][language],
    }
