"""Build hook of the release wheel: takes in what lies outside the package."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TAKEN_IN = {
    "examples": "chuangcheng/examples",
    "frontend/dist": "chuangcheng/foundation/shell/static/shell/dist",
    "locale": "chuangcheng/locale",
}


class TakeIn(BuildHookInterface[Any]):
    """Adds the built front end, the catalogues and the examples to a release wheel.

    An editable install reads them where they lie in the tree, so it takes in nothing. A release
    refuses to be built while one of them is missing: run `make dist`, which builds them first.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Extend `force_include` of `build_data`; raise FileNotFoundError for a missing folder."""
        if version == "editable":
            return
        for source, target in TAKEN_IN.items():
            folder = Path(self.root) / source
            if not folder.is_dir():
                raise FileNotFoundError(f"{source} is missing: run `make dist`")
            build_data["force_include"][str(folder)] = target
