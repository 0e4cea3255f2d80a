"""What the tests of Spark share: sessions, a standalone cluster whose machines can be lost, and
comparisons with files of the command line."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import pyarrow.parquet as pq
import pyspark
from project import SHORT_LIVED
from pyspark.sql import SparkSession

ROOT = Path(__file__).resolve().parents[4]
JAR = ROOT / "target/nested-parquet-spark.jar"
SPARK_HOME = Path(pyspark.__file__).parent

MASTER = os.environ.get("SPARK_TEST_MASTER", "local-cluster[2,1,1024]")

# Deadlines of what ends by itself: long enough for a slow machine.
STARTED = 300
FINISHED = 900


def environment(work):
    """For processes of Spark that are to keep their files in a directory, and to themselves."""
    return os.environ | {
        "SPARK_HOME": str(SPARK_HOME),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_DIRS": f"{work}/local",
        "SPARK_WORKER_DIR": f"{work}/worker",
        "SPARK_LOG_DIR": f"{work}/logs",
    }


@contextlib.contextmanager
def session(work):
    """A session that keeps its files in a directory; its executors are processes of their own."""
    os.environ.update(environment(work))
    spark = (
        SparkSession.builder.master(MASTER)
        .config("spark.jars", str(JAR))
        .config("spark.log.level", "ERROR")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.warehouse.dir", f"{work}/warehouse")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.driver.extraJavaOptions", " ".join(SHORT_LIVED))
        .config("spark.executor.extraJavaOptions", " ".join([*SHORT_LIVED, "-XX:MaxDirectMemorySize=256m"]))
        .getOrCreate()
    )
    try:
        yield spark
    finally:
        spark.stop()


def source(spark, **options):
    return spark.read.format("nested-contacts").options(**options).load()


def plan(frame):
    return frame._jdf.queryExecution().executedPlan().toString()


def files(directory):
    """Contents by name, of all files there are on any level."""
    paths = (path for path in Path(directory).rglob("*") if not path.is_dir())
    return {str(path.relative_to(directory)): path.read_bytes() for path in paths}


def assert_same_rows(written_by_spark, made_by_command_line):
    """Compares files of two directories, one by one in the order of their names."""
    ours = sorted(Path(written_by_spark).glob("*.parquet"))
    theirs = sorted(Path(made_by_command_line).glob("*.parquet"))
    assert len(ours) == len(theirs), f"{len(ours)} files, not {len(theirs)}"
    for our, their in zip(ours, theirs):
        found, expected = pq.read_table(our), pq.read_table(their)
        assert found.num_rows == expected.num_rows > 0, f"{our}: {found.num_rows} rows"
        assert found.equals(expected.cast(found.schema)), f"{our} differs from {their}"


def await_that(what, condition, seconds=STARTED):
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, f"not after {seconds} s: {what}"
        time.sleep(0.02)
    return found


class StandaloneCluster(contextlib.AbstractContextManager):
    """A master and workers of one core each, as processes of this machine."""

    def __init__(self, workers):
        self.work = Path(tempfile.mkdtemp(prefix="nested-parquet-spark-"))
        self.url = f"spark://127.0.0.1:{free_port()}"
        self.processes = []
        try:
            port = self.url.rpartition(":")[2]
            self.start("master.Master", "--host", "127.0.0.1", "--port", port)
            await_that("the master listens", lambda: is_listening(int(port)))
            self.workers = [self.start_worker(f"127.0.0.{i + 1}") for i in range(workers)]
        except BaseException:
            self.__exit__()
            raise

    def start_worker(self, host):
        """A host of its own: Spark has no two attempts of a task race on the same one."""
        return self.start("worker.Worker", "--host", host, "--cores", "1", "--memory", "1g", self.url)

    def start(self, name, *arguments):
        command = [SPARK_HOME / "bin/spark-class", f"org.apache.spark.deploy.{name}", *arguments]
        command += ["--webui-port", str(free_port())]
        log = open(self.work / f"{name}-{len(self.processes)}.log", "wb")
        process = subprocess.Popen(
            command, stdout=log, stderr=log, env=environment(self.work), start_new_session=True
        )
        log.close()
        self.processes.append(process)
        return process

    def submit(self, main, *arguments, **conf):
        """Starts spark-submit on the cluster; its driver runs in this very process.

        A signal that a shell has its background jobs ignore is not ignored by the driver.
        """
        command = ["env", "--default-signal=INT,TERM", SPARK_HOME / "bin/spark-submit"]
        command += ["--master", self.url, "--class", main]
        for key, value in {"spark.ui.enabled": "false", **conf}.items():
            command += ["--conf", f"{key}={value}"]
        log = open(self.work / "driver.log", "wb")
        process = subprocess.Popen(
            [*command, JAR, *arguments],
            stdout=log,
            stderr=log,
            env=environment(self.work),
            start_new_session=True,
        )
        log.close()
        self.processes.append(process)
        return process

    def driver_log(self):
        return (self.work / "driver.log").read_text(errors="replace")

    def __exit__(self, *_):
        for process in reversed(self.processes):
            for pid in [*children(process.pid), process.pid]:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            process.wait()
        shutil.rmtree(self.work, ignore_errors=True)


def children(pid):
    with contextlib.suppress(OSError):  # It has ended.
        lists = Path(f"/proc/{pid}/task").glob("*/children")
        return [int(child) for file in lists for child in file.read_text().split()]
    return []


def executor_of(worker):
    """Process of a worker's executor; a worker has other children, too, for a moment."""
    for pid in children(worker.pid):
        if b"ExecutorBackend" in Path(f"/proc/{pid}/cmdline").read_bytes():
            return pid
    raise AssertionError("the worker has no executor")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_listening(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
