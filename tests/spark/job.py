"""A job on a cluster of two executors, one of which is killed while it works; run by a Python that has PySpark.

    python job.py RECORDS FOLDER MODULES

Says on its last line, as JSON, how many executors were killed, how many triples there are, and the problems.
"""

# mypy: ignore-errors
import json
import os
import signal
import sys
import threading
import time
from pathlib import Path

from pyspark.sql import SparkSession


def main(records: str, folder: str, modules: str) -> None:
    session = open_session(modules)
    killed: list[int] = []
    watch = threading.Thread(target=kill_one, args=(session.sparkContext, killed), daemon=True)
    from koryu_rdf.cluster import convert_on_cluster  # noqa: PLC0415  (found once the session is open)
    from koryu_rdf.settings import Settings  # noqa: PLC0415

    watch.start()
    done = convert_on_cluster(session, [records], folder, Settings())
    watch.join(1)
    problems = [[one.code, one.where.record] for one in done.problems]
    sys.stdout.write(json.dumps({"killed": len(killed), "triples": done.triples, "problems": problems}) + "\n")
    session.stop()


def open_session(modules: str) -> SparkSession:
    sys.path[:0] = modules.split(os.pathsep)
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("koryu test")
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.executorEnv.PYTHONPATH": modules,
        "spark.sql.files.maxPartitionBytes": "400k",
        "spark.sql.files.openCostInBytes": "0",
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def kill_one(context, killed: list[int]) -> None:
    """Kill an executor of ours as soon as a task runs while others have ended or wait."""
    tracker, java = context.statusTracker(), context._gateway.proc.pid
    while not killed:
        stages = filter(None, map(tracker.getStageInfo, tracker.getActiveStageIds()))
        if any(stage.numActiveTasks and stage.numCompletedTasks for stage in stages):
            executors = [
                pid for pid in list_family(java) if b"CoarseGrainedExecutorBackend" in read(f"/proc/{pid}/cmdline")
            ]
            if len(executors) > 1:
                os.kill(executors[0], signal.SIGKILL)
                killed.append(executors[0])
        time.sleep(0.02)


def list_family(pid: int) -> list[int]:
    family = [pid]
    for one in family:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            family += map(int, read(str(task)).split())
    return family


def read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError:
        return b""


if __name__ == "__main__":
    main(*sys.argv[1:])
