"""A run made again: its rows must be the same."""

from datetime import datetime

from cuakhau.planning.experiments.kept import code_version
from cuakhau.planning.models import DONE, Run
from cuakhau.planning.refusals import p94_run_is_over, refuse
from cuakhau.planning.runs.making import build_again, make_first, unpack


def prove(run: Run, *, by: str, at: datetime) -> bool:
    """Make the first replication again, and keep whether rows and measures are the same.

    Raises P94 for a run that is not done, P99 where its zone is no longer kept.
    """
    if run.status != DONE:
        raise refuse(p94_run_is_over)
    built = build_again(run)
    first = make_first(run, built.network)
    (measured,) = built.priced([first.measured])
    is_same = first.rows == run.rows and measured == unpack(run)[0]
    proof = {
        "by": by,
        "at": at.isoformat(),
        "rows": first.rows,
        "is_same": is_same,
        "code": code_version(),
    }
    Run.objects.filter(pk=run.pk).update(proof=proof)
    return is_same
