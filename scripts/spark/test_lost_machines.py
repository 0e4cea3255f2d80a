"""The command line's files from a standalone cluster that loses processes in the middle of the job.

What Spark saw of it is in its event log: a test that lost nothing has tested nothing.
"""

import json
import os
import shutil
import signal
import tempfile
import unittest
from pathlib import Path

from clusters import FINISHED, StandaloneCluster, await_that, executor_of, files, generate

FLAGS = ["--rows", "6M", "--partitions", "12", "--seed", "5"]


class LostMachinesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.work = Path(tempfile.mkdtemp(prefix="nested-parquet-spark-"))
        cls.addClassCleanup(shutil.rmtree, cls.work, ignore_errors=True)
        cls.expected = files(generate(cls.work / "one-machine", *FLAGS))

    def setUp(self):
        self.cluster = self.enterContext(StandaloneCluster(workers=2))
        self.output = self.work / self.id().rpartition(".")[2]
        self.addCleanup(shutil.rmtree, self.output, ignore_errors=True)
        self.events = self.cluster.work / "events"
        self.events.mkdir()

    def start_job(self, **conf):
        self.job = self.cluster.submit(
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
        for attempt in self.output.glob(".nested-parquet-*/*/attempts/*"):
            part = attempt.name.partition("-")[0]
            found = complete if any(attempt.glob("_manifest*")) else others
            found.setdefault(part, []).append(attempt)
        return complete, others

    def stop_in_the_middle(self):
        """Stops both executors at a time when some parts are made, and each is making another."""
        def is_middle():
            self.assertIsNone(self.job.poll(), self.cluster.driver_log())
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

    def assert_files_of_one_machine(self):
        self.assertEqual(self.job.wait(FINISHED), 0, self.cluster.driver_log())
        found = files(self.output)
        self.assertEqual(found.keys(), self.expected.keys())
        for name, contents in self.expected.items():
            self.assertEqual(found[name], contents, name)

    def ended_attempts(self):
        """The ends of tasks that Spark logged, whole once the job is."""
        lines = [line for log in self.events.iterdir() for line in log.read_text().splitlines()]
        events = map(json.loads, lines)
        return [event for event in events if event["Event"] == "SparkListenerTaskEnd"]

    def assert_an_attempt_was_lost(self):
        reasons = [end["Task End Reason"]["Reason"] for end in self.ended_attempts()]
        self.assertIn("ExecutorLostFailure", reasons)

    def test_a_killed_executor_costs_time_only(self):
        self.start_job()
        killed, other = self.stop_in_the_middle()
        os.kill(killed, signal.SIGKILL)
        os.kill(other, signal.SIGCONT)
        self.assert_files_of_one_machine()
        self.assert_an_attempt_was_lost()

    def test_a_lost_machine_costs_time_only(self):
        self.start_job()
        killed, other = self.stop_in_the_middle()
        os.kill(self.cluster.workers[0].pid, signal.SIGKILL)
        os.kill(killed, signal.SIGKILL)
        os.kill(other, signal.SIGCONT)
        self.assert_files_of_one_machine()
        self.assert_an_attempt_was_lost()

    def test_of_two_attempts_that_race_one_is_published(self):
        self.start_job(
            **{
                "spark.speculation": "true",
                "spark.speculation.interval": "50ms",
                "spark.speculation.multiplier": "1.1",
                "spark.speculation.quantile": "0.1",
                "spark.speculation.minTaskRuntime": "50ms",
            }
        )
        slow, other = self.stop_in_the_middle()
        os.kill(other, signal.SIGCONT)

        def is_overtaken():
            complete, others = self.attempts()
            return complete.keys() & others.keys()

        try:
            await_that("a part is complete that the stopped executor is still making", is_overtaken)
        finally:
            os.kill(slow, signal.SIGCONT)
        self.assert_files_of_one_machine()
        attempts = [end["Task Info"] for end in self.ended_attempts()]
        overtaking = {attempt["Index"] for attempt in attempts if attempt["Speculative"]}
        overtaken = {attempt["Index"] for attempt in attempts if not attempt["Speculative"]}
        self.assertTrue(overtaking & overtaken)

    def test_a_killed_driver_leaves_no_file_with_a_final_name(self):
        self.start_job()
        executors = self.stop_in_the_middle()
        os.kill(self.job.pid, signal.SIGKILL)
        self.job.wait()
        for executor in executors:
            os.kill(executor, signal.SIGCONT)
        self.assertEqual([path.name for path in self.output.glob("[!.]*")], [])
        self.start_job()
        self.assertEqual(self.job.wait(FINISHED), 2, self.cluster.driver_log())
        self.assertIn("is not empty", self.cluster.driver_log())


    def test_a_signal_to_the_driver_leaves_nothing(self):
        for number, exit_code in ((signal.SIGTERM, 143), (signal.SIGINT, 130)):
            with self.subTest(number.name):
                self.start_job()
                executors = self.stop_in_the_middle()
                os.kill(self.job.pid, number)
                for executor in executors:
                    os.kill(executor, signal.SIGCONT)
                self.assertEqual(self.job.wait(FINISHED), exit_code, self.cluster.driver_log())
                self.assertFalse(self.output.exists())
