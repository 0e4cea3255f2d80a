"""The command line's files from a standalone cluster that loses processes in the middle of the job.

What Spark saw of it is in its event log: a test that lost nothing has tested nothing.
"""

import json
import os
import signal

import pytest
from clusters import FINISHED, StandaloneCluster, await_that, executor_of, files
from project import generate

pytestmark = pytest.mark.slow

FLAGS = ["--rows", "6M", "--partitions", "12", "--seed", "5"]


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    """The files as one machine makes them."""
    return files(generate(tmp_path_factory.mktemp("lost") / "one-machine", *FLAGS))


@pytest.fixture
def job(tmp_path):
    with StandaloneCluster(workers=2) as cluster:
        yield Job(cluster, tmp_path / "output")


class Job:
    """Makes the files on a cluster."""

    def __init__(self, cluster, output):
        self.cluster, self.output = cluster, output
        self.events = cluster.work / "events"
        self.events.mkdir()

    def start(self, **conf):
        self.process = self.cluster.submit(
            "dev.nestedparquet.spark.GenerateParts",
            *["--output", str(self.output), *FLAGS],
            **{
                "spark.eventLog.enabled": "true",
                "spark.eventLog.dir": self.events.as_uri(),
                "spark.eventLog.rolling.enabled": "false",
                "spark.eventLog.compress": "false",
                **conf,
            },
        )

    def attempts(self):
        """Directories of attempts by part, those that are complete and those that are not."""
        complete, others = {}, {}
        for attempt in self.output.glob(".nested-parquet-*/attempts/*"):
            part = attempt.name.partition("-")[0]
            found = complete if any(attempt.glob("_manifest*")) else others
            found.setdefault(part, []).append(attempt)
        return complete, others

    def stop_in_the_middle(self):
        """Stops both executors at a time when some parts are made, and each is making another."""

        def is_middle():
            assert self.process.poll() is None, self.cluster.driver_log()
            complete, others = self.attempts()
            return len(complete) >= 2 and len(others) == 2

        def is_stopped_in_the_middle():
            if not is_middle():
                return None
            executors = [executor_of(worker) for worker in self.cluster.workers]
            for executor in executors:
                os.kill(executor, signal.SIGSTOP)
            if is_middle():
                return executors
            for executor in executors:
                os.kill(executor, signal.SIGCONT)
            return None

        return await_that("some parts are made and two are being made", is_stopped_in_the_middle)

    def assert_ends_with(self, exit_code):
        assert self.process.wait(FINISHED) == exit_code, self.cluster.driver_log()

    def assert_made(self, expected):
        self.assert_ends_with(0)
        found = files(self.output)
        assert found.keys() == expected.keys()
        assert [name for name in expected if found[name] != expected[name]] == []

    def ended_attempts(self):
        """The ends of tasks that Spark logged, whole once the job is."""
        lines = [line for log in self.events.iterdir() for line in log.read_text().splitlines()]
        events = map(json.loads, lines)
        return [event for event in events if event["Event"] == "SparkListenerTaskEnd"]

    def assert_an_attempt_was_lost(self):
        reasons = [end["Task End Reason"]["Reason"] for end in self.ended_attempts()]
        assert "ExecutorLostFailure" in reasons


def test_a_killed_executor_costs_time_only(job, expected):
    job.start()
    killed, other = job.stop_in_the_middle()
    os.kill(killed, signal.SIGKILL)
    os.kill(other, signal.SIGCONT)
    job.assert_made(expected)
    job.assert_an_attempt_was_lost()


def test_a_lost_machine_costs_time_only(job, expected):
    job.start()
    killed, other = job.stop_in_the_middle()
    os.kill(job.cluster.workers[0].pid, signal.SIGKILL)
    os.kill(killed, signal.SIGKILL)
    os.kill(other, signal.SIGCONT)
    job.assert_made(expected)
    job.assert_an_attempt_was_lost()


def test_of_two_attempts_that_race_one_is_published(job, expected):
    job.start(
        **{
            "spark.speculation": "true",
            "spark.speculation.interval": "50ms",
            "spark.speculation.multiplier": "1.1",
            "spark.speculation.quantile": "0.1",
            "spark.speculation.minTaskRuntime": "50ms",
        }
    )
    slow, other = job.stop_in_the_middle()
    os.kill(other, signal.SIGCONT)

    def is_overtaken():
        complete, others = job.attempts()
        return complete.keys() & others.keys()

    try:
        await_that("a part is complete that the stopped executor is still making", is_overtaken)
    finally:
        os.kill(slow, signal.SIGCONT)
    job.assert_made(expected)
    attempts = [end["Task Info"] for end in job.ended_attempts()]
    overtaking = {attempt["Index"] for attempt in attempts if attempt["Speculative"]}
    overtaken = {attempt["Index"] for attempt in attempts if not attempt["Speculative"]}
    assert overtaking & overtaken


def test_a_killed_driver_leaves_no_file_with_a_final_name(job):
    job.start()
    executors = job.stop_in_the_middle()
    os.kill(job.process.pid, signal.SIGKILL)
    job.process.wait()
    for executor in executors:
        os.kill(executor, signal.SIGCONT)
    assert [path.name for path in job.output.glob("[!.]*")] == []
    job.start()
    job.assert_ends_with(2)
    assert "holds what a killed run left (.nested-parquet-" in job.cluster.driver_log()


@pytest.mark.parametrize("number, exit_code", [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_to_the_driver_leaves_nothing(job, number, exit_code):
    job.start()
    executors = job.stop_in_the_middle()
    os.kill(job.process.pid, number)
    for executor in executors:
        os.kill(executor, signal.SIGCONT)
    job.assert_ends_with(exit_code)
    assert not job.output.exists()
