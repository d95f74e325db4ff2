"""
Measure how long it takes to read a register and how much memory that needs, beside readers that only split the cells.

Run: ``python benchmarks/reading.py [S|M|L|XL ...]``; without sizes, M and L; XL writes 350 MB and takes some minutes to draw.
Each reader runs in a process of its own, one at a time and in turn, ``N_RUNS`` times; the table shows the fastest run and the slowest.
Memory is what Linux says that the process has held at most.
What Relève does and the others do not: check every cell, key and reference, take SHA-256 of the bytes, build the snapshot.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from releve.exchange.writers import write_folder
from releve.synthesis import Size, TableFormat, register_files, synthesise_register

N_RUNS = 3
SEED = 1
MEASURE = """
import json, sys, time
from pathlib import Path
folder = Path(sys.argv[1])
{setup}
wall, cpu = time.perf_counter(), time.process_time()
n = {read}
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(json.dumps([wall, cpu, int(status["VmHWM"].split()[0]) / 1024, n]))
"""
READ_FOLDER = ("from releve.exchange import read_folder_or_raise", "len(read_folder_or_raise(folder).snapshot.officers)")
READERS: Mapping[str, tuple[str, tuple[str, str]]] = {
    "Relève, Parquet": ("parquet", READ_FOLDER),
    "Relève, CSV": ("csv", READ_FOLDER),
    "Relève, CSV, strict reader": (
        "csv",
        (f"{READ_FOLDER[0]}\nfrom releve.exchange import csv_columns\ncsv_columns.SMALL_BYTES = sys.maxsize", READ_FOLDER[1]),
    ),
    "csv module, cells as lists": ("csv", ("import csv", "len(list(csv.reader((folder / 'officers.csv').open(newline='')))) - 1")),
    "pyarrow, CSV, types guessed": ("csv", ("import pyarrow.csv", "pyarrow.csv.read_csv(folder / 'officers.csv').num_rows")),
    "pyarrow, Parquet": ("parquet", ("import pyarrow.parquet", "pyarrow.parquet.read_table(folder / 'officers.parquet').num_rows")),
}


class Run(NamedTuple):
    """Seconds on the clock and of the processors, MiB at most, and the rows found."""

    wall_s: float
    cpu_s: float
    peak_mib: float
    n_rows: int


def measure(reader: str, folder: Path) -> Run:
    """Return one run of a reader in a new process."""
    _, (setup, read) = READERS[reader]
    code = MEASURE.format(setup=setup, read=read)
    # The code is this file's own.
    said = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True)
    return Run(*json.loads(said.stdout))


def write_register(size: Size, home: Path) -> Mapping[str, Path]:
    """Write one register as CSV and as Parquet; return the folders by form."""
    register = synthesise_register(size, seed=SEED)
    folders = {form.value: home / form.value for form in TableFormat}
    for form in TableFormat:
        write_folder(folders[form.value], register_files(register, size=size, seed=SEED, table_format=form), is_ours=lambda _: False)
    return folders


def main(sizes: list[Size]) -> None:
    """Print a table for each size."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as home:
            folders = write_register(size, Path(home))
            runs: dict[str, list[Run]] = {reader: [] for reader in READERS}
            for _ in range(N_RUNS):
                for reader, (form, _) in READERS.items():
                    runs[reader].append(measure(reader, folders[form]))
            sizes_mb = {form: (folder / f"officers.{form}").stat().st_size / 1e6 for form, folder in folders.items()}
        n_rows = {run.n_rows for found in runs.values() for run in found}
        assert len(n_rows) == 1
        print(f"\n{n_rows.pop():,} officers: {sizes_mb['csv']:.0f} MB as CSV, {sizes_mb['parquet']:.0f} MB as Parquet")
        print("| reader | seconds | of processors | MiB |\n| --- | ---: | ---: | ---: |")
        for reader, found in runs.items():
            walls, cpus = [run.wall_s for run in found], [run.cpu_s for run in found]
            peak = max(run.peak_mib for run in found)
            print(f"| {reader} | {min(walls):.2f} to {max(walls):.2f} | {min(cpus):.2f} to {max(cpus):.2f} | {peak:,.0f} |")


if __name__ == "__main__":
    main([Size(text) for text in sys.argv[1:]] or [Size.M, Size.L])
