"""The invented traces of tests/reporting are shown here too; they are found beside these tests."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "reporting"))
