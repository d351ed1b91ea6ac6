"""What the wheel holds besides the package: browser files, compiled translations and the offline verifier."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Hook(BuildHookInterface):  # type: ignore[type-arg]
    """Makes what git does not hold, so that users of the wheel need neither npm nor the repository."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch the browser files and say what else belongs in."""
        root = Path(self.root)
        sys.path.insert(0, str(root / "bin" / "_setup"))
        import browser

        browser.ready()
        build_data["artifacts"] += ["/signoff/ui/static/vendor/**"]
        build_data["force_include"][str(root / "verify.py")] = "signoff/verify.py"
