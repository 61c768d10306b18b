"""What changes the library: editions come in whole and go out whole."""

from chuangcheng.features.frameworks.services.library import (
    Loading,
    checksum_of,
    load_edition,
    remove_edition,
)

__all__ = ["Loading", "checksum_of", "load_edition", "remove_edition"]
