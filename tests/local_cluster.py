"""A Dask cluster of two worker processes on this computer, for tests: prints its address, and ends with its stdin.

In a program of its own: the process that watches over those that are spawned is one for each program, and a race here
ends it. The workers, and those that take the place of lost ones, are forked from one that has loaded the libraries.
"""

import sys
from multiprocessing import forkserver

import dask
from distributed import LocalCluster
from distributed.utils import get_mp_context

if __name__ == "__main__":
    if sys.platform != "win32":
        dask.config.set({"distributed.worker.multiprocessing-method": "forkserver"})
        get_mp_context()  # which has its own list, the first time
        forkserver.set_forkserver_preload(["distributed", "engine.experiments.cluster_worker"])
    with LocalCluster(
        n_workers=2, processes=True, threads_per_worker=1, resources={"inkling": 1}, dashboard_address=None,
        silence_logs=50,
    ) as cluster:  # fmt: skip
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
    forkserver._forkserver._stop()  # what it has taken counts as the tests'
