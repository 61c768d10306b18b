"""Load the days off of a year."""

from dataclasses import dataclass

from django.db import transaction

from chuangcheng.foundation.audit.actors import current_actor
from chuangcheng.foundation.audit.services import Target, record
from chuangcheng.foundation.calendar.events import YEAR_LOADED
from chuangcheng.foundation.calendar.formats.year_file import YearFile
from chuangcheng.foundation.calendar.models import LoadedDay, LoadedYear
from chuangcheng.foundation.calendar.queries import Preview, preview
from chuangcheng.foundation.jobs.services import publish


@dataclass(frozen=True, slots=True)
class Loading:
    """What came of loading: the year, whether anything changed, and what turned."""

    year: LoadedYear
    changed: bool
    preview: Preview


@transaction.atomic
def load_year(file: YearFile) -> Loading:
    """Take a year in, in place of what was loaded for it before; tell the rooms above.

    The same content again changes nothing. Two who load the same year at once come one after the
    other.
    """
    before = preview(file)
    fresh = {"checksum": "", "revision": 0, "loaded_by": ""}
    year, _ = LoadedYear.objects.select_for_update().get_or_create(fresh, year=file.year)
    if year.checksum == file.checksum:
        return Loading(year, changed=False, preview=before)
    revision, source = year.revision, year.source
    _write(file, year)
    turned = [str(change.after.date) for change in before.changes]
    record(
        "calendar.year.load",
        Target("calendar.loadedyear", str(year.year), str(year.year)),
        changes={
            "revision": [revision, year.revision],
            "source": [source, year.source],
            "days": [None, [f"{day.date} {'off' if day.is_off else 'on'}" for day in file.days]],
        },
    )
    publish(YEAR_LOADED, {"year": year.year, "revision": year.revision, "changed": turned})
    return Loading(year, changed=True, preview=before)


def _write(file: YearFile, year: LoadedYear) -> None:
    year.source, year.checksum = file.source, file.checksum
    year.revision, year.loaded_by = year.revision + 1, current_actor().name
    year.save()
    year.days.all().delete()
    LoadedDay.objects.bulk_create(
        LoadedDay(year=year, date=day.date, is_off=day.is_off, name=day.name) for day in file.days
    )
