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

from clusters import FINISHED, StandaloneCluster, await_that, children, files, generate

FLAGS = ["--rows", "6M", "--partitions", "12", "--seed", "5"]


class LostMachinesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.work = Path(tempfile.mkdtemp(prefix="nested-parquet-spark-"))
        cls.addClassCleanup(shutil.rmtree, cls.work, ignore_errors=True)
        cls.expected = files(generate(cls.work / "one-machine", *FLAGS))

    def setUp(self):
        self.cluster = self.enterContext(StandaloneCluster(workers=2))
        self.output = self.work / "output"
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

    def logged(self, event):
        """What the driver has told so far, without a line that is being written."""
        found = []
        for log in self.events.iterdir():
            for line in log.read_text().splitlines():
                if line.endswith("}") and f'"Event":"SparkListener{event}"' in line:
                    found.append(json.loads(line))
        return found

    def succeeded(self):
        ended = self.logged("TaskEnd")
        return [end for end in ended if end["Task End Reason"]["Reason"] == "Success"]

    def attempts_in_progress(self):
        """Attempts that have begun to write and have not ended: no manifest of theirs is there."""
        attempts = self.output.glob(".nested-parquet-*/attempts/*")
        return [
            attempt
            for attempt in attempts
            if any(attempt.rglob("*.parquet")) and not any(attempt.glob("_manifest*"))
        ]

    def await_middle(self):
        def is_middle():
            self.assertIsNone(self.job.poll(), self.cluster.driver_log())
            return len(self.succeeded()) >= 2 and self.attempts_in_progress()

        await_that("some parts are made and others are being made", is_middle)

    def executor_of(self, worker):
        return await_that("the worker has an executor", lambda: children(worker.pid))[0]

    def assert_files_of_one_machine(self):
        self.assertEqual(self.job.wait(FINISHED), 0, self.cluster.driver_log())
        found = files(self.output)
        self.assertEqual(found.keys(), self.expected.keys())
        for name, contents in self.expected.items():
            self.assertEqual(found[name], contents, name)

    def assert_lost(self, reason):
        reasons = [end["Task End Reason"]["Reason"] for end in self.logged("TaskEnd")]
        self.assertIn(reason, reasons)

    def test_a_killed_executor_costs_time_only(self):
        self.start_job()
        self.await_middle()
        os.kill(self.executor_of(self.cluster.workers[0]), signal.SIGKILL)
        self.assert_files_of_one_machine()
        self.assert_lost("ExecutorLostFailure")

    def test_a_lost_machine_costs_time_only(self):
        self.start_job()
        self.await_middle()
        worker = self.cluster.workers[1]
        executor = self.executor_of(worker)
        os.kill(worker.pid, signal.SIGKILL)
        os.kill(executor, signal.SIGKILL)
        self.assert_files_of_one_machine()
        self.assert_lost("ExecutorLostFailure")

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
        self.await_middle()
        slow = self.executor_of(self.cluster.workers[0])
        os.kill(slow, signal.SIGSTOP)
        try:
            await_that(
                "a second attempt has won",
                lambda: any(end["Task Info"]["Speculative"] for end in self.succeeded()),
            )
        finally:
            os.kill(slow, signal.SIGCONT)
        self.assert_files_of_one_machine()
        self.assert_lost("TaskKilled")

    def test_a_killed_driver_leaves_no_file_with_a_final_name(self):
        self.start_job()
        self.await_middle()
        os.kill(self.job.pid, signal.SIGKILL)
        self.job.wait()
        self.assertEqual([path.name for path in self.output.glob("[!.]*")], [])
        self.start_job()
        self.assertEqual(self.job.wait(FINISHED), 2, self.cluster.driver_log())
        self.assertIn("is not empty", self.cluster.driver_log())


if __name__ == "__main__":
    unittest.main(verbosity=2, warnings="ignore")
