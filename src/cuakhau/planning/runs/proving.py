"""A run made again: its rows must be the same."""

from datetime import datetime

from cuakhau.planning.experiments.kept import code_version
from cuakhau.planning.models import DONE, Run
from cuakhau.planning.refusals import p94_run_is_over, refuse
from cuakhau.planning.runs.making import build_again, measure_again, measure_rows, unpack


def prove(run: Run, *, by: str, at: datetime) -> bool:
    """Make the first replication again, and keep whether rows and measures are the same.

    Raises P94 for a run that is not done, P99 where its zone is no longer kept.
    """
    if run.status != DONE:
        raise refuse(p94_run_is_over)
    built = build_again(run)
    rows, _frames = measure_rows(run, built.network)
    is_same = rows == run.rows and measure_again(run, built) == unpack(run)[0]
    proof = {
        "by": by,
        "at": at.isoformat(),
        "rows": rows,
        "is_same": is_same,
        "code": code_version(),
    }
    Run.objects.filter(pk=run.pk).update(proof=proof)
    return is_same
