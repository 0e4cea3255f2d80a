"""Files that DuckDB writes, one COPY a file, each from a thread of its own."""

from concurrent.futures import ThreadPoolExecutor

FILES = 4


def write(database, query, rows, directory, name):
    """Writes the rows of a query of $first to $last, so that all of DuckDB's threads have work."""
    database.execute("SET preserve_insertion_order = false")

    def write_part(part):
        part_query = query.replace("$first", str(part * rows // FILES))
        part_query = part_query.replace("$last", str((part + 1) * rows // FILES))
        file = directory / f"{name}-{part:05}-of-{FILES:05}.parquet"
        with database.cursor() as connection:
            connection.execute(
                f"COPY ({part_query}) TO '{file}' (FORMAT parquet, COMPRESSION uncompressed)"
            )

    with ThreadPoolExecutor(FILES) as pool:
        list(pool.map(write_part, range(FILES)))
