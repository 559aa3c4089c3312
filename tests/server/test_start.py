"""What stands between a command and the first page: nothing that the first page does not need."""

import os
import subprocess
import sys

# Each of these costs the first page a tenth of a second or more, and few pages ask for one.
HEAVY = ("PIL", "docx", "duckdb", "numba", "openpyxl", "scipy", "segno", "typst")
PROGRAM = """
import sys
import django
django.setup()
import cuakhau.server.urls
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_addresses_load_no_library_for_files_and_pictures():
    variables = {**os.environ, "DJANGO_SETTINGS_MODULE": "cuakhau.server.settings"}
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=variables, capture_output=True, text=True, check=True
    )
    loaded = told.stdout.split()
    assert "django" in loaded
    assert [name for name in HEAVY if name in loaded] == []
