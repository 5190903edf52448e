"""Try the container file without a container: run its commands in a scratch folder, and then its entry point.

    python tests/serving/http/try_containerfile.py SCRATCH

Paths of the image become paths below SCRATCH. It takes as long as building the image: continuous integration runs it,
pytest does not.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
FOLDER = CHECKOUT / "docs" / "examples" / "deploy"


def instructions() -> list[tuple[str, str]]:
    """Return the instructions of the container file with their arguments."""
    text = (FOLDER / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in lines]


def copy(source: Path, target: Path) -> None:
    """Copy what `COPY source target` copies into the working folder, without what the ignore file names.

    A pattern is of the root of the checkout; one that begins with `**/` of every folder.
    """
    ignored = (FOLDER / "Containerfile.dockerignore").read_text(encoding="utf-8").split()
    anywhere = shutil.ignore_patterns(*(line.removeprefix("**/") for line in ignored if line.startswith("**/")))
    at_the_root = shutil.ignore_patterns(*(line.removesuffix("/*") for line in ignored if not line.startswith("**/")))

    def left_out(folder: str, names: list[str]) -> set[str]:
        return anywhere(folder, names) | (at_the_root(folder, names) if Path(folder) == source else set())

    if source.is_dir():
        shutil.copytree(source, target, ignore=left_out, dirs_exist_ok=True, symlinks=True)
    else:
        shutil.copy(source, target)


def main(scratch: Path) -> None:
    """Run the commands of the image, then serve from it."""
    folders = {folder: f"{scratch}{folder}" for folder in ("/opt/gcm", "/srv/gcm", "/src")}

    def placed(words: str) -> str:
        for folder, place in folders.items():
            words = words.replace(folder, place)
        return words

    for folder in folders.values():
        Path(folder).parent.mkdir(parents=True, exist_ok=True)
    Path(folders["/src"]).mkdir()
    served: list[str] = []
    health: list[str] = []
    for name, argument in instructions():
        sys.stdout.write(f"{name} {argument}\n")
        sys.stdout.flush()
        if name == "RUN":
            subprocess.run(["sh", "-ec", placed(argument)], cwd=folders["/src"], check=True)
        elif name == "COPY" and not argument.startswith("--from"):
            source, target = argument.split()
            copy(CHECKOUT / source, Path(folders["/src"]) / target)
        elif name == "ENTRYPOINT":
            served = [placed(word) for word in json.loads(argument)]
        elif name == "HEALTHCHECK":
            health = [placed(word) for word in json.loads(argument.split("CMD ", 1)[1])]
    loopback = ["127.0.0.1" if word == "0.0.0.0" else word for word in served]  # noqa: S104 - it is taken out
    with subprocess.Popen([*loopback, "--port", "0"], cwd=scratch, stderr=subprocess.PIPE) as server:
        try:
            assert server.stderr is not None
            url = json.loads(server.stderr.readline())["url"]
            with urllib.request.urlopen(f"{url}/objective/11/", timeout=20) as answer:  # noqa: S310 - our own server
                assert b"Objective 11" in answer.read()
            subprocess.run([word.replace("http://127.0.0.1:8000", url) for word in health], check=True, timeout=20)
        finally:
            server.terminate()
        assert server.wait(60) == 0
    sys.stdout.write("the container file works\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
