"""Keeping files: once by content, whole or not at all, held to limits, cleared away in time."""

import io
import shutil
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from chuangcheng.domain.errors import Refused, describe
from chuangcheng.foundation.audit.actors import Actor, acting
from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.files import registry, services
from chuangcheng.foundation.files.models import Blob, StoredFile
from chuangcheng.foundation.files.registry import OWN
from chuangcheng.foundation.files.services import cleaning, incoming
from chuangcheng.foundation.files.storage import Store, name_of
from chuangcheng.foundation.jobs.models import Job
from chuangcheng.foundation.orgs.services import move_unit
from tests.foundation.files import samples
from tests.foundation.orgs.county import County

pytestmark = pytest.mark.django_db
SOON = timedelta(0)


@pytest.fixture(autouse=True)
def somebody(kept_in: Store) -> Iterator[None]:
    with acting(Actor("7", "李文", "東溪鎮")):
        yield


def stored(county: County, content: bytes = samples.PDF, name: str = "通知.pdf") -> StoredFile:
    return services.store(io.BytesIO(content), name=name, owner=county.liaison.scope(), kind=OWN)


def arriving() -> list[Path]:
    return list((Path(settings.FILES_FOLDER) / "incoming").glob("*"))


def test_a_file_is_kept_under_the_hash_of_its_content(county: County, kept_in: Store) -> None:
    file = stored(county)
    blob = file.blob
    assert blob.name == f"{blob.sha256[:2]}/{blob.sha256[2:4]}/{blob.sha256}"
    with kept_in.open(blob.name) as kept:
        assert kept.read() == samples.PDF
    assert (file.name, file.type, file.size) == ("通知.pdf", "pdf", len(samples.PDF))
    assert (file.uploader_id, file.uploader_name) == ("7", "李文")
    assert file.scope() == county.liaison.scope()
    assert arriving() == []


def test_the_same_content_is_kept_once_however_often_it_is_used(
    county: County, kept_in: Store
) -> None:
    first, second = stored(county), stored(county, name="copy.pdf")
    assert first.blob == second.blob
    assert first.pk != second.pk
    assert len(list(kept_in.kept())) == 1


def test_the_record_tells_of_it(county: County) -> None:
    file = stored(county)
    event = Event.objects.latest("id")
    assert (event.action, event.target_id) == ("files.file.upload", str(file.pk))
    assert (event.actor_name, event.target_label) == ("李文", "通知.pdf")


def test_only_the_programs_user_can_read_the_folder(county: County, kept_in: Store) -> None:
    file = stored(county)
    path = Path(settings.FILES_FOLDER) / file.blob.name
    if path.exists():  # not in a bucket
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_refused_file_leaves_nothing_behind(county: County, kept_in: Store) -> None:
    with pytest.raises(Refused):
        stored(county, b"<html>", "page.pdf")
    assert list(kept_in.kept()) == []
    assert arriving() == []
    assert not Blob.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_reader_that_fails_leaves_nothing_behind(county: County, kept_in: Store) -> None:
    class Broken:
        def __init__(self) -> None:
            self.blocks = [b"%PDF-1.7 and more"]

        def read(self, _size: int) -> bytes:
            if not self.blocks:
                raise ConnectionResetError
            return self.blocks.pop()

    with pytest.raises(ConnectionResetError):
        services.store(Broken(), name="a.pdf", owner=county.liaison.scope(), kind=OWN)
    assert list(kept_in.kept()) == []
    assert arriving() == []


class Endless:
    """Two gigabytes that nobody has; counts how much was asked for."""

    def __init__(self) -> None:
        self.given = 0

    def read(self, size: int) -> bytes:
        if self.given >= 2 * 1024**3:
            return b""
        self.given += size
        return (b"%PDF-1.7" if self.given == size else b"").ljust(size, b"x")


@override_settings(FILES_LIMIT=5 * 1024**2)
def test_two_gigabytes_are_refused_as_soon_as_the_limit_is_passed(county: County) -> None:
    endless = Endless()
    with pytest.raises(Refused) as refusal:
        services.store(endless, name="a.pdf", owner=county.liaison.scope(), kind=OWN)
    assert describe(refusal.value.faults[0]) == (
        "“a.pdf” is larger than 5 MB, the most that is taken here, so it was not kept."
        " Make it smaller, e.g. a shorter video or a smaller picture, or send it in parts."
    )
    assert endless.given <= 6 * 1024**2
    assert arriving() == []


def test_a_kind_can_allow_less(county: County) -> None:
    with registry.registered_for_a_test():
        registry.register(registry.Kind("test.small", "small", limit=10))
        with pytest.raises(Refused, match="too_large"):
            services.store(
                io.BytesIO(samples.PDF), name="a.pdf", owner=county.liaison.scope(),
                kind="test.small",
            )  # fmt: skip


def test_a_kind_nobody_registered_is_a_slip_of_the_pen(county: County) -> None:
    with pytest.raises(LookupError, match="no room registers"):
        services.store(
            io.BytesIO(b"x"), name="a.pdf", owner=county.liaison.scope(), kind="test.unknown"
        )


def test_a_disk_that_is_nearly_full_takes_nothing(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = SimpleNamespace(total=100 * 1024**3, free=500 * 1024**2)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    with pytest.raises(Refused) as refusal:
        stored(county)
    assert describe(refusal.value.faults[0]).startswith(
        "The server's disk is nearly full, so “通知.pdf” was not kept."
    )


def test_a_disk_that_fills_up_on_the_way_is_said_as_well(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> int:  # noqa: ANN401 - whatever it is called with
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(incoming, "_write_all", full)
    with pytest.raises(Refused, match="disk_full"):
        stored(county)
    assert arriving() == []


def test_a_file_goes_with_its_unit_when_that_is_moved(county: County) -> None:
    file = services.store(
        io.BytesIO(samples.PDF), name="a.pdf", owner=county.village.scope(), kind=OWN
    )
    move_unit(
        unit=county.village,
        parent=county.west,
        reason="test",
        revision=county.village.revision,
    )
    found = StoredFile.objects.get(pk=file.pk)
    assert found.scope().path.startswith(county.west.path)


# -- clearing away ------------------------------------------------------------------------------


def test_what_nothing_uses_is_cleared_away_after_the_time_of_grace(
    county: County, kept_in: Store
) -> None:
    file = stored(county)
    services.remove(file)
    assert services.clean() == 0
    assert len(list(kept_in.kept())) == 1
    Blob.objects.update(unused_since=timezone.now() - cleaning.GRACE)
    assert services.clean() == 1
    assert list(kept_in.kept()) == []
    assert not Blob.objects.exists()


def test_what_is_used_again_in_time_stays(county: County, kept_in: Store) -> None:
    services.remove(stored(county))
    services.clean()
    Blob.objects.update(unused_since=timezone.now() - cleaning.GRACE)
    stored(county)
    assert services.clean() == 0
    assert Blob.objects.get().unused_since is None
    assert len(list(kept_in.kept())) == 1


def test_a_second_use_keeps_the_content(county: County, kept_in: Store) -> None:
    first, _ = stored(county), stored(county, name="b.pdf")
    services.remove(first)
    services.clean(SOON)
    assert services.clean(SOON) == 0
    assert len(list(kept_in.kept())) == 1


def test_bytes_that_no_row_tells_of_are_cleared_away_too(county: County, kept_in: Store) -> None:
    with services.admit(io.BytesIO(samples.PDF), name="a.pdf", kind=OWN):
        pass  # the transaction that would have used it failed
    assert len(list(kept_in.kept())) == 1
    assert services.clean() == 0, "it is too young"
    services.clean(SOON - timedelta(seconds=5))
    assert services.clean(SOON - timedelta(seconds=5)) + (not Blob.objects.exists()) >= 1
    assert list(kept_in.kept()) == []


def test_bytes_cleared_away_between_check_and_use_are_put_back(
    county: County, kept_in: Store
) -> None:
    with services.admit(io.BytesIO(samples.PDF), name="a.pdf", kind=OWN) as admitted:
        kept_in.delete(name_of(admitted.incoming.sha256))
        file = services.use(admitted, county.liaison.scope())
    with kept_in.open(file.blob.name) as kept:
        assert kept.read() == samples.PDF


def test_what_a_dead_process_left_half_received_is_removed(county: County) -> None:
    stored(county)
    left = Path(settings.FILES_FOLDER) / "incoming" / "left"
    left.write_bytes(b"half")
    services.clean()
    assert left.exists()
    services.clean(SOON - timedelta(seconds=5))
    assert not left.exists()


def test_a_picture_asks_for_its_copies_once(county: County) -> None:
    stored(county, samples.photo(), "a.jpg")
    stored(county, samples.photo(), "b.jpg")
    assert Job.objects.filter(name="files.prepare").count() == 1


def test_a_file_that_something_points_at_is_not_deleted(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rooms above point here; Rendition stands in for one, since it points at contents alike."""
    from django.db.models import ProtectedError

    file = stored(county)

    def protected(*_: Any, **__: Any) -> None:  # noqa: ANN401 - whatever it is called with
        raise ProtectedError("used", {file})

    monkeypatch.setattr(StoredFile, "delete", protected)
    with pytest.raises(Refused) as refusal:
        services.remove(file)
    assert describe(refusal.value.faults[0]) == (
        "“通知.pdf” is still used elsewhere, so it was not deleted. Take it out there first."
    )
    assert connection.in_atomic_block
    assert StoredFile.objects.filter(pk=file.pk).exists()
