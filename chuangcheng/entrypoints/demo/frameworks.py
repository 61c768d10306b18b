"""The demonstration's part of the framework library: the county edition and the worked examples."""

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import get_language, gettext, ngettext

import chuangcheng
from chuangcheng.domain.editions import read_edition
from chuangcheng.domain.errors import Refused
from chuangcheng.features.frameworks.formats.documents import open_document
from chuangcheng.features.frameworks.services import (
    Loading,
    checksum_of,
    load_edition,
    remove_edition,
)

PACKAGE = Path(chuangcheng.__file__).parent
SHIPPED = PACKAGE / "features" / "frameworks" / "editions"
# In the source tree the examples lie beside the package, in a wheel inside it.
EXAMPLES = (PACKAGE.parent / "examples", PACKAGE / "examples")


def load() -> Iterator[str]:
    """Bring the library up to date with the shipped files; yield a sentence for each change.

    Raises Refused with all faults of the first file that cannot be read; the files before
    it stay loaded, the file itself changes nothing.
    """
    files = edition_files()
    fresh = 0
    for file in files:
        loading = load_file(file)
        if loading.fault is not None:
            raise Refused((loading.fault,))
        if loading.created and loading.edition is not None:
            fresh += 1
            yield gettext("loaded %(title)s (%(code)s %(version)s)") % {
                "title": loading.edition.title.get(get_language() or "zh-hant"),
                "code": loading.edition.code,
                "version": loading.edition.version,
            }
    yield ngettext(
        "%(count)s framework of the demonstration, %(fresh)s of them loaded now",
        "%(count)s frameworks of the demonstration, %(fresh)s of them loaded now",
        len(files),
    ) % {"count": len(files), "fresh": fresh}


def edition_files() -> list[Path]:
    """Return the edition files that come with the program, the shipped library first."""
    examples = next((folder for folder in EXAMPLES if folder.is_dir()), None)
    folders = [SHIPPED, *([examples] if examples else [])]
    return [file for folder in folders for file in sorted(folder.glob("*.edition.yaml"))]


def load_file(file: Path) -> Loading:
    """Take one file into the library.

    In the demonstration a changed file replaces what was loaded from it before, unless other
    work already builds on that.
    """
    document = open_document(file, kind="edition")
    reading = read_edition(document.data, document.locate)
    if reading.edition is None:
        raise Refused(reading.faults)
    checksum = checksum_of(document.data)
    example = file.parent != SHIPPED
    loading = load_edition(reading.edition, document.data, checksum, as_example=example)
    if loading.fault is None or loading.held is None:
        return loading
    fault = remove_edition(loading.held)
    if fault is not None:
        return Loading(None, fault=fault)
    return load_edition(reading.edition, document.data, checksum, as_example=example)
