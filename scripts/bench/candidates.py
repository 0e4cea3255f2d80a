"""What scripts/bench.sh measures: our tool in its variants, and what a user would take instead."""

import dataclasses
import shutil
import subprocess
from pathlib import Path

GROUPS = {
    "compare": "Side by side",
    "jdk": "Other JDKs",
    "partitions": "By partitions",
    "producers": "By producers",
    "fill": "Filling only",
    "orders": "Orders, three lists deep",
    "startup": "Start-up",
}
STARTUP_ROWS = 1_000


@dataclasses.dataclass
class Candidate:
    key: str
    label: str
    groups: list[str]
    command: list[str]  # {rows}, {output}, {names} are filled in
    environment: dict[str, str] = dataclasses.field(default_factory=dict)
    several_processes: bool = False
    ours: bool = False
    files: int = 4  # 0: writes none
    codec: str = "UNCOMPRESSED"
    check: str = "check_output.py"

    def arguments(self, rows, output, names):
        values = {"rows": rows, "output": output, "names": names}
        return [argument.format(**values) for argument in self.command]


def candidates(root, python, java_homes):
    """All there are for rows as many as one likes, but for start-up."""
    yield from our_tool(root, java_homes)
    yield from others(root, python)
    yield from of_orders(root, python)


def our_tool(root, java_homes):
    def generate(key, label, groups, *options, skew="0", files=4, java_home=None, **more):
        command = [f"{root}/scripts/nested-parquet", "generate", "-q", "--no-progress", "-n", "{rows}"]
        command += ["-o", "{output}", *options]
        if skew is not None:
            command += ["--name-skew", skew]
        environment = {"JAVA_HOME": java_home} if java_home else {}
        return Candidate(key, label, groups, command, environment, ours=True, files=files, **more)

    yield generate(
        "nested-parquet",
        "Nested Parquet",
        ["compare", "partitions", "producers", "startup"] + ["jdk"] * bool(java_homes),
    )
    shredder = ["--writer", "shredder"]
    yield generate("shredder", "Nested Parquet, shredder", ["compare", "startup"], *shredder)
    yield generate(
        "shredder-plain",
        "Nested Parquet, shredder, plain strings",
        ["compare"],
        *shredder,
        "--encoding",
        "name=plain",
        "--encoding",
        "phones.list.element.number=plain",
    )
    yield generate(
        "shredder-zstd",
        "Nested Parquet, shredder, zstd:1",
        ["compare"],
        *shredder,
        "--compression",
        "zstd:1",
        codec="ZSTD",
    )
    yield generate("nested-parquet-zipf", "Nested Parquet, Zipfian names", ["compare"], skew=None)
    for java_home in java_homes:
        version = java_version(java_home)
        yield generate(
            f"jdk-{version}", f"Nested Parquet, JDK {version}", ["jdk", "startup"], java_home=java_home
        )
    for n in 1, 2, 8:
        yield generate(f"partitions-{n}", f"-p {n}", ["partitions"], "-p", str(n), files=n)
    for n in 1, 2, 4:
        yield generate(f"producers-{n}", f"--producers {n}", ["producers"], "--producers", str(n))
    yield generate("writer-none", "--writer none", ["fill"], "--writer", "none", files=0)


def java_version(java_home):
    for line in (Path(java_home) / "release").read_text().splitlines():
        if line.startswith("JAVA_VERSION="):
            return line.split('"')[1]
    raise ValueError(f"{java_home}/release names no JAVA_VERSION")


def others(root, python):
    scripts, target = root / "scripts/bench", root / "target"

    def program(key, label, command, *arguments, **more):
        command = [*command, "{rows}", "{output}", "{names}", *arguments]
        return Candidate(key, label, ["compare"], command, **more)

    def of_python(key, label, script, *arguments, **more):
        return program(key, label, [str(python), str(scripts / script)], *arguments, **more)

    def of_java(key, label, main, *options):
        listed = target / "bench.classpath"  # bench.sh makes it, unless it only tells what there is
        libraries = listed.read_text().strip() if listed.exists() else ""
        path = f"{target / 'test-classes'}:{target / 'classes'}:{libraries}"
        return program(key, label, ["java", *options, "-cp", path, f"dev.nestedparquet.bench.{main}"])

    yield of_python("pyarrow", "pyarrow, numpy arrays", "pyarrow_numpy.py")
    yield of_python(
        "pyarrow-plain", "pyarrow, numpy arrays, plain strings", "pyarrow_numpy.py", "plain"
    )
    yield of_java(
        "duckdb",
        "DuckDB, fed by our batches",
        "DuckDbFromArrow",
        "--add-opens=java.base/java.nio=ALL-UNNAMED",
    )
    yield of_python("duckdb-sql", "DuckDB, SQL", "duckdb_sql.py")
    yield of_java("parquet-java", "parquet-java, row by row", "ParquetJavaRows")
    if has_module(python, "pyspark"):
        yield of_python("spark", "Spark, local", "spark_local.py", several_processes=True)


def of_orders(root, python):
    def candidate(key, label, command, **more):
        return Candidate(key, label, ["orders"], command, check="check_orders.py", **more)

    def of_python(key, label, script, **more):
        command = [str(python), str(root / "scripts/bench" / script), "{rows}", "{output}"]
        return candidate(key, label, command, **more)

    command = [f"{root}/scripts/nested-parquet", "generate", "-q", "--no-progress", "-n", "{rows}"]
    command += ["-o", "{output}", "--schema", "orders"]
    yield candidate("orders", "Nested Parquet, orders", command, ours=True)
    yield of_python("orders-duckdb-sql", "DuckDB, SQL, orders", "orders_duckdb_sql.py")
    if has_module(python, "dbldatagen"):
        yield of_python(
            "orders-dbldatagen", "dbldatagen, orders", "orders_dbldatagen.py", several_processes=True
        )


def has_module(python, module):
    return subprocess.run([python, "-c", f"import {module}"], capture_output=True).returncode == 0


def perf_works():
    """perf may be there and not allowed, or count nothing in a virtual machine."""
    if not shutil.which("perf"):
        return False
    command = ["perf", "stat", "-e", "task-clock", "true"]
    return subprocess.run(command, capture_output=True).returncode == 0
