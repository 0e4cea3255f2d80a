#!/usr/bin/env python3
"""The yardstick: what pyarrow's write_table costs alone: yardstick.py DIRECTORY REPEATS FILE

Reads a data set into memory, then times write_table to FILE by the CPU time of this process: one
thread, uncompressed, row groups of 32,768 rows. Prints the seconds of each repeat as a JSON list.
"""

import json
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


def main(directory, repeats, file):
    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    paths = sorted(Path(directory).glob("*.parquet"))
    table = pa.concat_tables(pq.read_table(path, use_threads=False) for path in paths)
    table = table.combine_chunks()
    seconds = []
    for _ in range(int(repeats)):
        start = time.process_time()
        pq.write_table(table, file, compression="none", row_group_size=32_768)
        seconds.append(time.process_time() - start)
        Path(file).unlink()
    print(json.dumps(seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
