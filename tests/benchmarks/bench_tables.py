"""A table of memberships → N-Quads: citygraph beside an rdflib loop and morph-kgc.

    python -m tests.benchmarks.bench_tables [--rows 1000000] [--rdflib-rows 100000] [--morph PYTHON]

Each side runs in a process of its own and must write the same quads. rdflib's time is scaled up
from fewer rows. `--morph` names the Python of an environment that holds morph-kgc and pyarrow;
`memberships_morph` says what it is given.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from citygraph.vocabulary import BASE

TARGETS = {"rdflib": 10.0, "morph-kgc": 4.0}
MOST_MEMORY = 2048.0


def run_side(side: str, mapping: Path, out: Path) -> None:
    """Writes the quads of a mapped table as one side does it; it alone is loaded."""
    if side == "rdflib":
        from tests.benchmarks.memberships_rdflib import run_rdflib

        run_rdflib(mapping, out)
        return
    from citygraph.assemble import write_table
    from citygraph.identity import Names

    with out.open("wb") as stream:
        write_table(mapping, stream, Names())


@dataclass(frozen=True, slots=True)
class Cost:
    """A process's seconds on the clock and of computing, and its peak memory in MiB."""

    clock: float
    computing: float
    memory: float

    def __str__(self) -> str:
        return f"{self.clock:.1f} s, {self.computing:.1f} s of computing, {self.memory:.0f} MiB"


def timed(command: list[str]) -> Cost:
    """Returns what a process costs, children included; the memory is that of the largest one."""
    code = (
        "import resource,subprocess,sys,time;b=time.perf_counter();"
        "subprocess.run(sys.argv[1:],check=True);s=time.perf_counter()-b;"
        "r=resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(s,r.ru_utime+r.ru_stime,r.ru_maxrss/1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command], capture_output=True, text=True, check=True
    )
    clock, computing, memory = map(float, done.stdout.split()[-3:])
    return Cost(clock, computing, memory)


def quads_digest(file: Path, source_lines: bool = True) -> tuple[int, int]:
    """Returns how many different quads a file holds, and a sum that does not mind their order."""
    about = f"<{BASE}id/source/members> "
    seen: set[int] = set()
    with file.open("rb") as lines:
        for line in lines:
            if line.strip() and (source_lines or not line.startswith(about.encode())):
                plain = line.strip().replace(b"^^<http://www.w3.org/2001/XMLSchema#string>", b"")
                seen.add(int.from_bytes(hashlib.blake2b(plain, digest_size=8).digest()))
    return len(seen), sum(seen) % 2**64


def main() -> int:
    """Runs one side after the other, prints how they compare; 0 when all targets are met."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--rows", type=int, default=1_000_000)
    asked.add_argument("--rdflib-rows", type=int, default=100_000)
    asked.add_argument("--morph", help="the Python of an environment with morph-kgc and pyarrow")
    asked.add_argument("--side", nargs=3, help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.side:
        side, mapping, out = options.side
        run_side(side, Path(mapping), Path(out))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return compare(Path(folder), options.rows, options.rdflib_rows, options.morph)


def compare(folder: Path, rows: int, few: int, morph: str | None) -> int:
    """Prints each side's time and memory; returns 0 when targets are met and quads are equal."""
    from tests.benchmarks.memberships import write_inputs
    from tests.benchmarks.memberships_morph import write_morph_inputs

    me = [sys.executable, "-m", "tests.benchmarks.bench_tables", "--side"]
    large, small = write_inputs(folder / "large", rows), write_inputs(folder / "small", few)
    own = timed([*me, "citygraph", str(large), str(folder / "own.nq")])
    print(f"citygraph {rows} rows: {own}")
    good = own.memory < MOST_MEMORY
    timed([*me, "citygraph", str(small), str(folder / "few.nq")])
    loop = timed([*me, "rdflib", str(small), str(folder / "rdflib.nq")])
    scaled = Cost(loop.clock * rows / few, loop.computing * rows / few, loop.memory)
    good &= _said("rdflib", scaled, own, f", scaled from {loop.clock:.1f} s for {few} rows")
    equal = quads_digest(folder / "few.nq") == quads_digest(folder / "rdflib.nq")
    if morph is not None:
        config = write_morph_inputs(large)
        good &= _said("morph-kgc", timed([morph, "-m", "morph_kgc", str(config)]), own, "")
        ours = quads_digest(folder / "own.nq", source_lines=False)
        equal &= ours == quads_digest(config.parent / "morph.nq", source_lines=False)
        print(f"{ours[0]} different quads")
    print("equal quads" if equal else "THE QUADS DIFFER")
    return 0 if good and equal else 1


def _said(side: str, cost: Cost, own: Cost, how: str) -> bool:
    ratio, target = cost.clock / own.clock, TARGETS[side]
    print(
        f"{side}: {cost}{how}: {ratio:.1f} times (aim {target:.0f}), "
        f"{cost.computing / own.computing:.1f} times the computing"
    )
    return ratio >= target


if __name__ == "__main__":
    raise SystemExit(main())
