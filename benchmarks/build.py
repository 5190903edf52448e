"""Compare `gcm build` with the same job by rdflib, owlrl and pyshacl only, and time `gcm show`, `find` and `query`.

Usage: python benchmarks/build.py [--runs N] [--json]

Everything is measured as whole processes, from their start to their end, in one run. The two pipelines take turns, so
that whatever else the machine does meets both alike. Before anything is measured, both run once: Python's bytecode is
compiled, as in an installed package, and the slow pipeline's graphs must be those of the fast one. Nothing is judged by
its time; the status is 1 only if the graphs differ or a command fails.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from measuring import ProcessError, Run, median_cpu, median_stages, median_wall, run

BUILD = "gcm build"
REFERENCE = "rdflib, owlrl, pyshacl only"
COMMANDS = {
    'gcm show "27(b)"': ("show", "27(b)"),
    "gcm find 'sovereign*'": ("find", "sovereign*"),
    "gcm query --name two-titles": ("query", "--name", "two-titles"),
}

_GCM = str(Path(sys.executable).with_name("gcm"))
_PIPELINE = str(Path(__file__).with_name("reference_pipeline.py"))
_PACKAGES = ("pyoxigraph", "pyshifty", "rdflib", "owlrl", "pyshacl")

Results = Mapping[str, Sequence[Run]]


def main() -> int:
    """Measure and print the figures."""
    parser = argparse.ArgumentParser(description="Compare gcm build with rdflib, owlrl and pyshacl only.")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="how often each process is measured (5)")
    parser.add_argument("--json", action="store_true", help="print every measurement as JSON instead of tables")
    arguments = parser.parse_args()
    if arguments.runs < 1:
        parser.error("--runs must be at least 1")
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="gcm-benchmark-") as folder:
        try:
            results = measure(Path(folder), arguments.runs)
        except ProcessError as error:
            print(error, file=sys.stderr)
            return 1
    machine = {**_machine(), "load average before": round(load, 2)}
    if arguments.json:
        runs = {label: [asdict(one) for one in measured] for label, measured in results.items()}
        print(json.dumps({"machine": machine, "ratios": ratios(results), "runs": runs}, indent=2))
    else:
        print(report(results, machine))
    return 0


def measure(folder: Path, runs: int) -> Results:
    """Return all measurements by what was measured.

    Args:
        folder: where to build.
        runs: how often each process is measured.

    Raises:
        ProcessError: a command failed, or the two pipelines did not give the same graphs.
    """
    release = folder / "release"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPYCACHEPREFIX": str(folder / "bytecode"), "GCM_RELEASE": str(release)}
    print("both once, and their graphs compared …", file=sys.stderr)
    run([_GCM, "build", "-o", str(release)], environment)
    same_as = ["--same-as", str(release / "current")]
    run([sys.executable, _PIPELINE, str(folder / "reference"), *same_as], environment)
    results: dict[str, list[Run]] = {BUILD: [], REFERENCE: []}
    for turn in range(runs):
        # A folder of its own: where the same release is there already, `gcm build` leaves it as it is.
        commands = {
            BUILD: [_GCM, "build", "--json", "-o", str(folder / f"release-{turn}")],
            REFERENCE: [sys.executable, _PIPELINE, str(folder / f"reference-{turn}")],
        }
        for label, command in commands.items():
            results[label].append(run(command, environment))
            print(f"{turn + 1}/{runs} {label}: {results[label][-1].wall:.2f} s", file=sys.stderr)
    for words in COMMANDS.values():
        run([_GCM, *words], environment)
    results |= {label: [] for label in COMMANDS}
    for _ in range(runs):
        for label, words in COMMANDS.items():
            results[label].append(run([_GCM, *words], environment))
    return results


def ratios(results: Results) -> dict[str, float]:
    """Return how many times as long the slow pipeline takes, by clock, by processor and without integrity checks."""
    fast, slow = results[BUILD], results[REFERENCE]
    checks = median_stages(slow)["check"]
    return {
        "clock": round(median_wall(slow) / median_wall(fast), 1),
        "cpu": round(median_cpu(slow) / median_cpu(fast), 1),
        "clock without the checks": round((median_wall(slow) - checks) / median_wall(fast), 1),
    }


def report(results: Results, machine: Mapping[str, object]) -> str:
    """Return the figures as Markdown."""
    lines = [
        "; ".join(f"{name} {value}" for name, value in machine.items()) + ".",
        "",
        "| process | runs | seconds on the clock: min / median / max | CPU seconds: median | peak memory: max |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for label, runs in results.items():
        walls = [one.wall for one in runs]
        clock = f"{min(walls):.2f} / {median_wall(runs):.2f} / {max(walls):.2f}"
        memory = max(one.memory for one in runs)
        lines.append(f"| {label} | {len(runs)} | {clock} | {median_cpu(runs):.2f} | {memory:.0f} MiB |")
    times = ratios(results)
    lines += [
        "",
        (
            f"{BUILD} is {times['clock']} times as fast (ratio of the medians on the clock; {times['cpu']} by CPU "
            f"seconds; {times['clock without the checks']} on the clock if the other ran no integrity checks)."
        ),
        "",
        f"| stage | {BUILD}: median | {REFERENCE}: median |",
        "| --- | ---: | ---: |",
    ]
    fast, slow = median_stages(results[BUILD]), median_stages(results[REFERENCE])
    for stage, seconds in slow.items():
        ours = f"{fast[stage]:.3f} s" if stage in fast else "(in validate)"
        lines.append(f"| {stage} | {ours} | {seconds:.3f} s |")
    return "\n".join(lines)


def _machine() -> dict[str, object]:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "cores": cores,
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        **{package: version(package) for package in _PACKAGES},
    }


if __name__ == "__main__":
    sys.exit(main())
