"""A list of tasks goes out as a workbook and comes back the same; all mistakes are told at once."""

import io

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from cuakhau.operations.actions import Signed
from cuakhau.portfolio.directives.demo import fill_demo
from cuakhau.portfolio.directives.models import Act, Directive, Task
from cuakhau.portfolio.directives.sheet.reading import read_sheet, take
from cuakhau.portfolio.directives.sheet.writing import write_sheet
from cuakhau.portfolio.directives.standing import list_tasks


def told(zone_name):
    return sorted(
        (one.directive.document, one.directive.day, one.directive.giver, one.directive.area,
         next(iter(one.text.values())), one.responsible, one.cooperating, one.due)
        for one in Task.objects.filter(zone=zone_name).select_related("directive")
    )  # fmt: skip


def test_a_sheet_comes_back_the_same_and_a_wrong_one_tells_every_cell(lang_son):
    zone, name = lang_son.zone, lang_son.zone.name
    content = write_sheet(zone, list(list_tasks(name)), "zh")
    before = told(name)
    Act.objects.filter(task__zone=name).delete()
    Task.objects.filter(zone=name).delete()
    Directive.objects.filter(zone=name).delete()
    read = read_sheet(zone, content, "zh")
    assert not read.mistakes
    take(zone, read, Signed("x", lang_son.now, "sheet"))
    assert [one[:4] + one[5:] for one in told(name)] == [one[:4] + one[5:] for one in before]

    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    sheet["G4"] = None  # no responsible unit
    sheet["G5"] = "nobody; board_office"
    sheet["I6"] = "1/1/2018"
    sheet["B7"] = "soon"
    sheet["D8"] = "x"
    out = io.BytesIO()
    book.save(out)
    wrong = read_sheet(zone, out.getvalue(), "en").mistakes
    cells = [(f"{one.column}{one.row}", one.refusal.rule) for one in wrong]
    assert cells == [("G4", "H2"), ("G5", "H3"), ("I6", "H4"), ("B7", "H5"), ("D8", "H11")]
    board = lang_son.sign_in("board")
    count = Directive.objects.count()
    file = SimpleUploadedFile("tasks.xlsx", out.getvalue())
    board.post("portfolio/tasks/import", file=file, nonce="wrong")
    assert all(said in board.page for said in ("H14", "G4", "G5", "I6", "B7", "D8"))
    assert Directive.objects.count() == count
    assert board.get("portfolio/tasks/tasks.xlsx").content[:2] == b"PK"


def test_the_demo_has_something_on_each_page(gate):
    if gate.zone.is_demo:
        assert fill_demo(gate.zone, by="demo", at=gate.now) > 0
    assert fill_demo(gate.zone, by="demo", at=gate.now) == 0
