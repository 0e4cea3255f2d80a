"""The data source nested-contacts in a real Spark, compared with the command line's files."""

import shutil
import tempfile
import unittest

from clusters import assert_same_rows, generate, source, session


class SourceTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.work = tempfile.mkdtemp(prefix="nested-parquet-spark-")
        cls.addClassCleanup(shutil.rmtree, cls.work, ignore_errors=True)
        cls.spark = session()

    def contacts(self, **options):
        return source(self.spark, **{"rows": 1000, "partitions": 2, **options})

    def plan(self, frame):
        return frame._jdf.queryExecution().executedPlan().toString()

    def assert_refused(self, message, query):
        with self.assertRaises(Exception) as refusal:
            query()
        self.assertIn(message, str(refusal.exception))

    def test_rows_are_those_of_the_command_line_row_for_row(self):
        for preset, rows, partitions in (
            ("contacts", 200_001, 3),
            ("null-states", 20_000, 2),
            ("long-lists", 2_000, 2),
            ("null-runs", 600_000, 2),
            ("wide-text", 5_000, 2),
        ):
            with self.subTest(preset):
                flags = ["--preset", preset, "--rows", rows, "--partitions", partitions, "--seed", 7]
                files = generate(f"{self.work}/cli-{preset}", *map(str, flags))
                written = f"{self.work}/spark-{preset}"
                options = {"preset": preset, "rows": rows, "partitions": partitions, "seed": 7}
                source(self.spark, **options).write.parquet(written)
                assert_same_rows(written, files)

    def test_other_names_and_batches_give_the_same_rows_too(self):
        flags = ["--rows", "30k", "--partitions", "1", "--name-skew", "0", "--seed", "-3"]
        files = generate(f"{self.work}/cli-uniform", *flags)
        written = f"{self.work}/spark-uniform"
        options = {"nameSkew": 0, "seed": -3, "batchRows": 1000}
        self.contacts(rows="30k", partitions=1, **options).write.parquet(written)
        assert_same_rows(written, files)

    def test_aggregates_are_what_the_rows_say(self):
        rows = self.contacts().collect()
        phones = [phone for row in rows for phone in row.phones or []]
        types = {}
        for phone in phones:
            types[phone.phone_type] = types.get(phone.phone_type, 0) + 1
        counted = self.contacts().selectExpr("explode(phones) AS p").groupBy("p.phone_type").count()
        self.assertEqual({row.phone_type: row["count"] for row in counted.collect()}, types)
        distinct = self.contacts().selectExpr("count(DISTINCT name)").collect()[0][0]
        self.assertEqual(distinct, len({row.name for row in rows} - {None}))
        self.assertEqual(self.contacts().count(), 1000)

    def test_rows_survive_shuffles_and_the_cache(self):
        contacts = self.contacts()
        rows = contacts.collect()
        names = sorted(row.name for row in rows if row.name)
        sorted_names = contacts.where("name IS NOT NULL").orderBy("name").select("name").collect()
        self.assertEqual([row.name for row in sorted_names], names)
        numbers = contacts.selectExpr("explode(phones.number) AS number")
        phones = self.contacts().selectExpr("explode(phones) AS phone")
        joined = numbers.join(phones, numbers.number == phones.phone.number)
        with_number = sum(1 for row in rows for phone in row.phones or [] if phone.number)
        self.assertEqual(joined.count(), with_number)
        cached = contacts.cache()
        self.addCleanup(cached.unpersist)
        self.assertEqual(cached.collect(), rows)

    def test_only_columns_that_a_query_reads_are_filled(self):
        reads = "reads 1,000 rows of struct<"
        numbers = self.contacts().selectExpr("explode(phones.number)")
        self.assertIn(f"{reads}phones:array<struct<number:string>>>", self.plan(numbers))
        names = self.contacts().select("name")
        self.assertIn(f"{reads}name:string>", self.plan(names))
        self.assertEqual(names.collect(), [(row.name,) for row in self.contacts().collect()])
        counting = self.contacts().groupBy().count()
        self.assertIn(f"{reads}>", self.plan(counting))

    def test_batches_are_columnar(self):
        self.assertIn("ColumnarToRow", self.plan(self.contacts()))

    def test_a_limit_reads_no_more_rows(self):
        limited = self.contacts(partitions=4).limit(300)
        self.assertIn("reads 300 rows", self.plan(limited))
        self.assertEqual(limited.collect(), self.contacts().collect()[:300])

    def test_the_planner_knows_the_rows(self):
        self.spark.conf.set("spark.sql.cbo.enabled", True)  # Newer Sparks ask for rows only then.
        self.addCleanup(self.spark.conf.unset, "spark.sql.cbo.enabled")
        statistics = self.contacts(rows="12_345")._jdf.queryExecution().optimizedPlan().stats()
        self.assertEqual(statistics.rowCount().get(), 12_345)
        joined = self.contacts(rows="10G").join(self.contacts(rows=100).select("name"), "name")
        self.assertIn("BroadcastHashJoin", self.plan(joined))

    def test_tables_of_a_catalog_are_the_same_data(self):
        sql = self.spark.sql
        sql("CREATE TABLE people USING `nested-contacts` OPTIONS (rows '1k', partitions 2, seed 9)")
        self.addCleanup(sql, "DROP TABLE people")
        self.assertEqual(sql("SELECT * FROM people").collect(), self.contacts(seed=9).collect())
        self.assertEqual(self.spark.table("people").schema, self.contacts().schema)
        self.assertEqual(sql("SELECT count(*) FROM people WITH (rows 7)").collect()[0][0], 7)
        statement = sql("SHOW CREATE TABLE people").collect()[0][0]
        self.assertRegex(statement, "USING `?nested-contacts")
        self.assertIn("'seed' = '9'", statement)

    def test_wrong_options_are_refused_before_anything_runs(self):
        for message, options in (
            ("nested-contacts: rows: 'many' is not a count such as", {"rows": "many"}),
            ("nested-contacts: there is no option 'row'; there are", {"row": "5"}),
            ("nested-contacts: partitions: 0 is not between 1 and 100,000", {"partitions": "0"}),
            ("nested-contacts: preset: there is no people; choose one of", {"preset": "people"}),
        ):
            with self.subTest(message):
                self.assert_refused(message, lambda: self.contacts(**options))
        self.assert_refused(
            "nested-contacts: there is no option 'row'",
            lambda: self.spark.sql("CREATE TABLE wrong USING `nested-contacts` OPTIONS (row 5)"),
        )
        self.assert_refused(
            "nested-contacts: schema: struct<age:int> is not struct<name:string,",
            lambda: self.spark.read.format("nested-contacts").schema("age int").load(),
        )

    def test_it_can_only_be_read(self):
        for mode in ("errorifexists", "append", "overwrite", "ignore"):
            with self.subTest(mode):
                self.assert_refused(
                    "nested-contacts can only be read",
                    self.contacts().write.format("nested-contacts").mode(mode).save,
                )
        self.assert_refused(
            "does not support streamed reading",
            self.spark.readStream.format("nested-contacts").load,
        )

    def test_partitions_are_as_many_as_can_run_unless_said_otherwise(self):
        contacts = source(self.spark, rows=1000)
        self.assertEqual(
            contacts.rdd.getNumPartitions(), self.spark.sparkContext.defaultParallelism
        )
