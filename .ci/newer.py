"""Make a folder with release 9999 of every package that is listed: `python .ci/newer.py FOLDER`.

As PIP_FIND_LINKS it stands beside the index, which then looks as it may in another year.
"""

import re
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Write a wheel for each package."""
    folder = Path(sys.argv[1])
    for file in (ROOT / "requirements.txt", *ROOT.glob("requirements/*.txt")):
        text = file.read_text(encoding="utf-8")
        for package in re.findall(r"^([a-z0-9][^=\[ ]*)(?:\[.*\])?==", text, re.MULTILINE):
            write_wheel(folder, package, "9999")


def write_wheel(folder: Path, package: str, version: str) -> None:
    """Write the smallest wheel that pip installs: no code, only its name and version."""
    stem = f"{package.replace('-', '_')}-{version}"
    info = f"{stem}.dist-info"
    with zipfile.ZipFile(folder / f"{stem}-py3-none-any.whl", "w") as wheel:
        about = f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n"
        wheel.writestr(f"{info}/METADATA", about)
        tags = "Wheel-Version: 1.0\nGenerator: roomdesk\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        wheel.writestr(f"{info}/WHEEL", tags)
        wheel.writestr(f"{info}/RECORD", f"{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")


if __name__ == "__main__":
    main()
