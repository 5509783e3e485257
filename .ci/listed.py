"""Tell whether this Python has nothing but what the lists say, and that it fits together."""

import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Compare what is installed with the lists; a difference ends this with what it is."""
    subprocess.run([sys.executable, "-m", "pip", "check"], check=True)
    found = {canonicalize_name(one.name): one.version for one in metadata.distributions()}
    pip = found.pop(canonicalize_name("pip"))
    lists = [ROOT / "requirements.txt", *ROOT.glob("requirements/*.txt")]
    text = "".join(file.read_text(encoding="utf-8") for file in lists)
    pins = map(Requirement, re.findall(r"^([a-z0-9].*?) *\\$", text, re.MULTILINE))
    wanted = {
        canonicalize_name(pin.name): str(pin.specifier).removeprefix("==")
        for pin in pins
        if pin.marker is None or pin.marker.evaluate()
    }
    if wrong := found.items() - wanted.items():
        raise SystemExit(f"not what the lists say: {sorted(wrong)}")
    version = sys.version.split()[0]
    print(f"Python {version}, pip {pip}: {len(found)} packages, each as listed")


if __name__ == "__main__":
    main()
