"""How long a yearly report of 30 pages takes: 20 tables and 10 charts, as .docx and as PDF.

.venv/bin/python tests/speed/bench_documents.py [--json FILE]
"""

import sys
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import docx

from cuakhau.reports.paper.charts import build_bars
from cuakhau.reports.paper.compose import compose, plain, say, say_bare
from cuakhau.reports.paper.document import Block, Chart, Document, Heading, Paragraph, Table
from cuakhau.reports.paper.pdf import write_pdf
from cuakhau.reports.paper.word import write_word
from reports.paper.test_paper import FIGURE, build
from speed import measured

TABLES, CHARTS, ROWS = 20, 10, 24
CEILING_S = 5.0
SENTENCE = (
    "Kim ngạch xuất nhập khẩu qua các cửa khẩu trên địa bàn tỉnh đạt {value}, trong đó xuất khẩu "
    "{export}, nhập khẩu {imported}; lưu lượng phương tiện thông quan tăng so với cùng kỳ, các lực "
    "lượng tại cửa khẩu phối hợp chặt chẽ, không để ùn ứ kéo dài."
)


def fill() -> Document:
    """Build a report in which each number is a figure of its own."""
    number = iter(range(1, 100_000))

    def figure():
        n = next(number)
        return replace(FIGURE, code=f"F-{n:05}", value=n * 37, query=f"live.cleared(n={n})")

    blocks: list[Block] = []
    for part in range(TABLES):
        blocks.append(Heading(1, f"Phần {part + 1}"))
        for _ in range(3):
            said = {name: say(figure(), "vi") for name in ("value", "export", "imported")}
            blocks.append(Paragraph(compose(SENTENCE, said)))
        rows = tuple(
            (plain(f"Cửa khẩu {row + 1}"), *((say_bare(figure(), "vi"),) for _ in range(4)))
            for row in range(ROWS)
        )
        heads = ("Cửa khẩu", "Xuất", "Nhập", "Quay đầu", "Tồn")
        blocks.append(Table(caption=f"Bảng {part + 1}", heads=heads, rows=rows,
                            widths=(3, 1, 1, 1, 1), numeric=(1, 2, 3, 4)))  # fmt: skip
        if part < CHARTS:
            shown = tuple(figure() for _ in range(12))
            bars = [{"m": f"T{m}", "v": one.value} for m, one in enumerate(shown, start=1)]
            spec = build_bars(bars, x="m", y="v", titles=("Tháng", "Xe"))
            blocks.append(Chart(caption=f"Biểu đồ {part + 1}", spec=spec, figures=shown))
    return build(*blocks)


def run():
    """Write it three times as each; the first time is what somebody waits for."""
    document, rows = fill(), []
    for name, write in (("docx", write_word), ("pdf", write_pdf)):
        times = []
        for _ in range(3):
            began = time.perf_counter(), time.process_time()
            written = write(document)
            times.append((time.perf_counter() - began[0], time.process_time() - began[1]))
        rows.append(
            measured.measured(
                f"yearly report as {name}, first", times[0][0], "s", ceiling=CEILING_S
            )
        )
        again, cpu = min(times[1:])
        print(f"{name}: again {again:.2f} s, CPU {cpu:.2f} s, {len(written):,} bytes")
    tables = len(docx.Document(BytesIO(write_word(document))).tables) - 2
    print(f"{tables} tables, {CHARTS} charts, {len(document.figures())} figures")
    return measured.say(rows)


if __name__ == "__main__":
    chosen = measured.options(__doc__)
    sys.exit(measured.close(run(), chosen.json))
