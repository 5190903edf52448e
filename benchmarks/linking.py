"""Time the linker: on the Compact, and on 100 MB of other text, dense and sparse in mentions.

Usage: python benchmarks/linking.py [--megabytes N] [--json]

Two texts are made of shuffled sentences, always the same by a fixed seed: the Compact's own, in which every few words
are a mention (dense), and the documentation strings, help texts and licences of the installed Python (sparse). They are
read in documents of 64 KiB. Measured is what `Linker.find` does, with the key of the text and the resolution of
overlaps; making the text and starting Python are not. Both come again and again to the same words, which the linker
remembers; so the speed at the first reading of the distinct text is given too. For comparison the same forms are found
in a smaller piece by one alternation of the module `re`, which resolves nothing.
"""

from __future__ import annotations

import argparse
import ast
import json
import platform
import random
import re
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from gcm_graph.dataset import read_content
from gcm_graph.linking.forms import key
from gcm_graph.linking.lexicon import Lexicon, read_lexicon
from gcm_graph.linking.linker import Linker
from gcm_graph.linking.mentions import find_mentions, read_units
from gcm_graph.model import Document
from gcm_graph.reading import open_source, read_resolution

SEED = 73195
DOCUMENT = 64 * 1024
PIECE = 100_000
_MEGABYTE = 1_000_000
_SENTENCE = re.compile(r"(?<=[.;:]) ")


def main() -> int:
    """Measure and print the figures."""
    parser = argparse.ArgumentParser(description="Time the linker on the Compact and on much other text.")
    parser.add_argument("--megabytes", type=int, default=100, metavar="N", help="how much of each text is read (100)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    arguments = parser.parse_args()
    if arguments.megabytes < 1:
        parser.error("--megabytes must be at least 1")
    content = read_content(read_resolution(open_source("a-res-73-195")))
    lexicon = read_lexicon(content)
    figures: dict[str, object] = {
        "Python": platform.python_version(),
        "pyahocorasick": version("pyahocorasick"),
        "forms": len(lexicon.entries),
        "Compact: lexicon, automaton and mentions, seconds": _best(
            lambda: find_mentions(content.document, read_lexicon(content))
        ),
    }
    for name, sentences in (("dense", compact_sentences(content.document)), ("sparse", other_sentences())):
        print(f"{name}: {arguments.megabytes} MB …", file=sys.stderr)
        figures |= measure(name, sentences, lexicon, arguments.megabytes * _MEGABYTE)
    if arguments.json:
        print(json.dumps(figures, indent=2))
    else:
        for name, value in figures.items():
            print(f"{name}: {round(value, 3) if isinstance(value, float) else value}")
    return 0


def compact_sentences(document: Document) -> list[str]:
    """Return the sentences and clauses of the Compact."""
    return [sentence for unit in read_units(document) for sentence in _SENTENCE.split(unit.text)]


def other_sentences() -> list[str]:
    """Return the sentences of the documentation strings, help texts and licences of the installed Python, each once."""
    library = Path(sysconfig.get_path("stdlib"))
    modules = [file for file in library.rglob("*.py") if not {"site-packages", "test"} & set(file.parts)]
    licences = [file for name in ("LICENSE*", "LICENCE*", "COPYING*") for file in library.rglob(name) if file.is_file()]
    sentences: dict[str, None] = {}
    for file in sorted({*modules, *licences}):
        for text in _prose(file):
            sentences |= dict.fromkeys(_SENTENCE.split(" ".join(text.split())))
    return list(sentences)


def measure(name: str, sentences: Sequence[str], lexicon: Lexicon, size: int) -> dict[str, object]:
    """Return the figures of one text.

    Args:
        name: what the text is called.
        sentences: its sentences.
        lexicon: the lexicon.
        size: how many bytes are read.
    """
    linker = Linker(lexicon)
    distinct = sum(len(sentence.encode()) + 1 for sentence in sentences)
    first, _, _ = _read(linker, documents(sentences, distinct))
    seconds, read, mentions = _read(linker, documents(sentences, size))
    piece = key(" ".join(_shuffled(sentences, random_numbers())))[:PIECE]
    forms = "|".join(map(re.escape, sorted(lexicon.entries, key=len, reverse=True)))
    pattern = re.compile(rf"(?<!\w)(?:{forms})(?!\w)")
    alone = _best(lambda: sum(1 for _ in pattern.finditer(piece)), runs=1)
    ours = min(_first_reading(lexicon, piece) for _ in range(3))
    return {
        f"{name}: distinct text, MB": distinct / _MEGABYTE,
        f"{name}: mentions per 1000 bytes": mentions / read * 1000,
        f"{name}: MB per second": read / _MEGABYTE / seconds,
        f"{name}: MB per second, distinct text at first reading": distinct / _MEGABYTE / first,
        f"{name}: one alternation of re, MB per second": len(piece) / _MEGABYTE / alone,
        f"{name}: times as fast as the alternation, on the same {PIECE} characters": alone / ours,
    }


def documents(sentences: Sequence[str], size: int) -> Iterator[str]:
    """Return documents of about 64 KiB, of some bytes in all, of sentences in an order fixed by the seed."""
    numbers = random_numbers()
    shuffled: list[str] = []
    while size > 0:
        document: list[str] = []
        length = 0
        while length < min(DOCUMENT, size):
            if not shuffled:
                shuffled = _shuffled(sentences, numbers)
            document.append(shuffled.pop())
            length += len(document[-1].encode()) + 1
        size -= length
        yield " ".join(document)


def random_numbers() -> random.Random:
    """Return the same random numbers each time."""
    return random.Random(SEED)  # noqa: S311 - nothing is kept secret by them


def _shuffled(sentences: Sequence[str], numbers: random.Random) -> list[str]:
    return numbers.sample(list(sentences), len(sentences))


def _read(linker: Linker, texts: Iterator[str]) -> tuple[float, int, int]:
    """Return the CPU seconds for the texts, their bytes, and the number of mentions."""
    seconds, size, mentions = 0.0, 0, 0
    for text in texts:
        begin = time.process_time()
        found = linker.find(text)
        seconds += time.process_time() - begin
        size += len(text.encode()) + 1
        mentions += len(found)
    return seconds, size, mentions


def _first_reading(lexicon: Lexicon, text: str) -> float:
    """Return the CPU seconds of a linker that has read nothing so far for a text."""
    linker = Linker(lexicon)
    begin = time.process_time()
    linker.find(text)
    return time.process_time() - begin


def _best(work: Callable[[], object], runs: int = 5) -> float:
    """Return the fewest CPU seconds of some runs."""
    times = []
    for _ in range(runs):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)


def _prose(file: Path) -> list[str]:
    """Return the documentation strings of a module, the help texts of Python, or the text of a licence."""
    try:
        text = file.read_text(encoding="utf-8")
        if file.suffix != ".py":
            return [text]
        tree = ast.parse(text)
    except (UnicodeDecodeError, SyntaxError, ValueError):
        return []
    if file.name == "topics.py":
        strings = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
        return [string for string in strings if isinstance(string, str)]
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    found = (ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, holders))
    return [string for string in found if string]


if __name__ == "__main__":
    sys.exit(main())
