"""What changes the library: editions come in whole and go out whole."""

from chuangcheng.features.frameworks.services.library import (
    Loading,
    load_edition,
    remove_edition,
)

__all__ = ["Loading", "load_edition", "remove_edition"]
