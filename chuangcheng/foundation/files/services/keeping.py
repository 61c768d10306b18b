"""Keeping a file: checked, its content once in the store, one row for this use of it."""

from dataclasses import dataclass
from types import TracebackType
from typing import Self

from django.conf import settings
from django.db import transaction

from chuangcheng.foundation.audit.actors import current_actor
from chuangcheng.foundation.audit.services import Target, record
from chuangcheng.foundation.files import registry
from chuangcheng.foundation.files.formats.names import Name, read_name
from chuangcheng.foundation.files.formats.sniffing import inspect
from chuangcheng.foundation.files.formats.types import FileType
from chuangcheng.foundation.files.models import Blob, StoredFile
from chuangcheng.foundation.files.services.incoming import Incoming, Stream, receive
from chuangcheng.foundation.files.storage import name_of
from chuangcheng.foundation.files.storage import store as the_store
from chuangcheng.foundation.jobs.services import enqueue
from chuangcheng.foundation.orgs.models import Unit
from chuangcheng.foundation.shell.access import Scope

TARGET = "files.storedfile"
PREPARE = "files.prepare"


@dataclass(frozen=True, slots=True)
class Admitted:
    """A file that was checked and whose bytes are in the store; no row tells of it yet."""

    incoming: Incoming
    name: Name
    file_type: FileType
    kind: registry.Kind

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.incoming.close()


def limit_of(kind: registry.Kind, limit: int | None = None) -> int:
    """Return the most bytes of a file: the least of all limits that hold."""
    limits: tuple[int | None, ...] = (settings.FILES_LIMIT, kind.limit, limit)
    return min(most for most in limits if most is not None)


def store(
    stream: Stream | Incoming,
    *,
    name: str,
    owner: Scope,
    kind: str,
    limit: int | None = None,
) -> StoredFile:
    """Keep a file that belongs to ``owner`` and is of ``kind``; who acts is its uploader.

    ``stream`` is read to its end (an Incoming one has been). Raises Refused with a sentence for
    a file that is not taken: then nothing of it is left. LookupError for a kind nobody registered.
    """
    with admit(stream, name=name, kind=kind, limit=limit) as admitted:
        return use(admitted, owner)


def admit(stream: Stream | Incoming, *, name: str, kind: str, limit: int | None = None) -> Admitted:
    """Check a file and put its bytes into the store: the long part, outside any transaction.

    Leave the ``with`` block of what is returned after :func:`use`. Raises as :func:`store` does.
    """
    wanted = registry.known(kind)
    incoming = stream if isinstance(stream, Incoming) else None
    try:
        given = read_name(name)
        if incoming is None:
            incoming = receive(stream, given.text, limit_of(wanted, limit))  # type: ignore[arg-type]  # else it is one
        found = inspect(incoming.file, incoming.size, given, wanted.types)
        the_store().save(name_of(incoming.sha256), incoming.as_file())
    except BaseException:
        if incoming is not None:
            incoming.close()
        raise
    return Admitted(incoming, given, found, wanted)


@transaction.atomic
def use(admitted: Admitted, owner: Scope) -> StoredFile:
    """Write the row that tells of an admitted file, and ask for what a picture needs."""
    blob = held(admitted.incoming)
    actor = current_actor()
    file = StoredFile.objects.create(
        blob=blob,
        name=admitted.name.text,
        type=admitted.file_type.code,
        kind=admitted.kind.name,
        subject_id=int(owner.subject) if owner.subject else None,
        unit=Unit.objects.get(path=owner.path) if owner.path else None,
        person_id=int(owner.person) if owner.person else None,
        uploader_id=actor.id,
        uploader_name=actor.name,
    )
    record("files.file.upload", target_of(file), changes={"size": [None, blob.size]})
    if file.is_picture and blob.made == Blob.Made.NOTHING:
        blob.made = Blob.Made.PENDING
        blob.save(update_fields=["made"])
        enqueue(PREPARE, {"blob": blob.pk, "type": file.type}, key=f"{PREPARE}:{blob.pk}")
    return file


def held(incoming: Incoming) -> Blob:
    """Return the content's row, held until the transaction ends, its bytes surely in the store.

    Clearing away holds the same row while it deletes the bytes, so neither passes the other.
    """
    Blob.objects.get_or_create(sha256=incoming.sha256, defaults={"size": incoming.size})
    blob = Blob.objects.select_for_update().filter(sha256=incoming.sha256).first()
    if blob is None:  # cleared away in between
        return held(incoming)
    if not the_store().exists(blob.name):
        the_store().save(blob.name, incoming.as_file())
    if blob.unused_since is not None:
        blob.unused_since = None
        blob.save(update_fields=["unused_since"])
    return blob


def target_of(file: StoredFile) -> Target:
    """Return what the record calls a file."""
    return Target(TARGET, str(file.pk), file.name, file.scope().subject)
