"""The command line's files made as a Spark job, compared byte for byte."""

import shutil
import tempfile
import unittest
from pathlib import Path

from clusters import files, generate, session


class PartsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.work = Path(tempfile.mkdtemp(prefix="nested-parquet-spark-"))
        cls.addClassCleanup(shutil.rmtree, cls.work, ignore_errors=True)
        cls.spark = session()

    def run_job(self, *arguments):
        gateway = self.spark.sparkContext._gateway
        array = gateway.new_array(gateway.jvm.String, len(arguments))
        for i, argument in enumerate(arguments):
            array[i] = str(argument)
        return gateway.jvm.dev.nestedparquet.spark.GenerateParts.run(array)

    def test_files_and_manifest_are_those_of_one_machine(self):
        for name, flags in {
            "contacts": ["--rows", "300_001", "--partitions", "4", "--seed", "3"],
            "one-part": ["--rows", "10k", "--partitions", "1"],
            "more-parts-than-rows": ["--rows", "3", "--partitions", "5"],
            "no-rows": ["--rows", "0", "--partitions", "2"],
            "long-lists": ["--preset", "long-lists", "--rows", "2k", "--partitions", "2"],
            "short-batches": ["--rows", "20k", "--partitions", "2", "--batch-rows", "999", "--name-skew", "0"],
        }.items():
            with self.subTest(name):
                expected = generate(self.work / f"cli-{name}", *flags)
                made = self.work / f"spark-{name}"
                self.assertEqual(self.run_job("--output", made, *flags), 0)
                self.assertEqual(files(made), files(expected))

    def test_a_directory_that_is_not_empty_is_refused_and_left_alone(self):
        output = self.work / "taken"
        output.mkdir()
        (output / "note.txt").write_text("mine")
        self.assertEqual(self.run_job("-o", output, "-n", "1k"), 2)
        self.assertEqual(files(output), {"note.txt": b"mine"})

    def test_earlier_output_is_replaced_if_asked_for(self):
        output = self.work / "again"
        self.assertEqual(self.run_job("-o", output, "-n", "2k", "-p", "3"), 0)
        self.assertEqual(self.run_job("-o", output, "-n", "1k", "-p", "2"), 2)
        self.assertEqual(self.run_job("-o", output, "-n", "1k", "-p", "2", "--overwrite"), 0)
        expected = generate(self.work / "cli-again", "-n", "1k", "-p", "2")
        self.assertEqual(files(output), files(expected))

    def test_wrong_options_are_refused_before_anything_is_touched(self):
        output = self.work / "never"
        for arguments in (
            ["-n", "many"],
            ["-p", "0"],
            ["--preset", "people"],
            ["--preset", "null-runs", "--name-skew", "1"],
            ["--unknown"],
        ):
            with self.subTest(arguments):
                self.assertEqual(self.run_job("-o", output, *arguments), 2)
                self.assertFalse(output.exists())
        self.assertEqual(self.run_job("-n", "1k"), 2)

    def test_an_output_that_is_no_directory_is_refused_and_its_uri_is_not(self):
        cwd = Path.cwd()
        here = set(cwd.iterdir())
        for output in ("s3://bucket/contacts", "hdfs://host/contacts", ""):
            with self.subTest(output):
                self.assertEqual(self.run_job("-n", "10", "-o", output), 2)
                self.assertEqual(set(cwd.iterdir()), here)
        output = self.work / "by-uri"
        self.assertEqual(self.run_job("-n", "10", "-o", output.as_uri()), 0)
        self.assertTrue((output / "_manifest.json").exists())

    def test_a_job_that_fails_leaves_nothing(self):
        output = self.work / "too-large"
        # Batches that the driver has memory for, and the executors have not.
        self.assertEqual(self.run_job("-o", output, "-n", "4M", "--batch-rows", "2M"), 1)
        self.assertFalse(output.exists())
