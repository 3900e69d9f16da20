"""A Dask cluster of two worker processes on this computer, for tests: prints its address, and ends with its stdin.

In a program of its own: the process that watches over those that are spawned is one for each program, and a race here
ends it.
"""

import sys

from distributed import LocalCluster

if __name__ == "__main__":
    with LocalCluster(
        n_workers=2, processes=True, threads_per_worker=1, resources={"inkling": 1}, dashboard_address=None,
        silence_logs=50,
    ) as cluster:  # fmt: skip
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
