"""What a browser prints."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path


def printed(file: Path, tmp_path: Path) -> tuple[int, str]:
    """Pages and text of what Chromium prints of a page."""
    target = tmp_path / "printed.pdf"
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run([*command, f"--print-to-pdf={target}", file.as_uri()], capture_output=True, check=True)
    said = subprocess.run(["pdfinfo", target], capture_output=True, text=True, check=True).stdout
    text = subprocess.run(["pdftotext", target, "-"], capture_output=True, text=True, check=True).stdout
    return int(re.findall(r"Pages:\s+(\d+)", said)[0]), text
