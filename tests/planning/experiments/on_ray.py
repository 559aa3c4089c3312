"""Run by hand or by the long tests: the same cases on threads and on two workers of Ray."""

import json
import os
from hashlib import sha256

import msgspec

from cuakhau.planning.experiments.sweep import Case, run_case, sweep, sweep_on_ray
from planning.search.networks import side_by_side

SEEDS = range(6)


def digest(measured):
    return sha256(msgspec.json.encode(measured, order="deterministic")).hexdigest()


def run_and_sign(case):
    """Run a case in a worker, and say in whose process."""
    return run_case(case), os.getpid()


def main():
    cases = [Case("a", side_by_side(), seed) for seed in SEEDS]
    signed = sweep_on_ray(cases, act=run_and_sign, num_cpus=2, include_dashboard=False)
    told = {
        "on_threads": [digest(one) for one in sweep(cases)],
        "on_ray": [digest(one) for one, _ in signed],
        "workers": len({pid for _, pid in signed}),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
