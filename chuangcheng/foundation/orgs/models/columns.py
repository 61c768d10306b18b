"""Columns of the room: text to search in, and places in a tree that are asked for by branch."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

from chuangcheng.domain.text import searchable

PATH_LENGTH = 255
SEARCH_LENGTH = 500


class SearchField(models.CharField):  # type: ignore[type-arg]  # plain text in and out
    """What a row is found by, made of the fields named in ``of`` whenever the row is written.

    It holds for ``save`` and ``bulk_create``, so that nobody can forget it. A ``bulk_update``
    has to name it and set it by :meth:`made`.
    """

    def __init__(self, *args: Any, of: Sequence[str] = (), **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        self.of = tuple(of)
        kwargs.setdefault("max_length", SEARCH_LENGTH)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def made(self, row: models.Model) -> str:
        """Return the text to search in for ``row``."""
        return searchable(*(str(getattr(row, name)) for name in self.of))[: self.max_length]

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: ARG002, FBT001, RUF100 - Django's
        """Return what is written, and leave it on the row."""
        value = self.made(model_instance)
        setattr(model_instance, self.attname, value)
        return value

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Return what a migration writes down: the column is a plain text there."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class PathField(models.CharField):  # type: ignore[type-arg]  # plain text in and out
    """The numbers of all units from the top down to this one: ``/3/17/``.

    ``path__under="/3/"`` finds the whole branch, itself included, by the index on either database.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        kwargs.setdefault("max_length", PATH_LENGTH)
        kwargs.setdefault("db_index", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Return what a migration writes down: the column is a plain text there."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


@PathField.register_lookup
class Under(models.lookups.StartsWith):
    """A branch of the tree: paths that begin with the one given."""

    lookup_name = "under"

    def get_rhs_op(self, connection: BaseDatabaseWrapper, rhs: str) -> str:
        """Ask as ``startswith`` does, which the index for patterns answers."""
        return str(connection.operators["startswith"] % rhs)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: object
    ) -> tuple[str, Sequence[Any]]:
        """SQLite's LIKE passes the index by, so ask for a range: ``0`` follows ``/``."""
        column, column_params = self.process_lhs(compiler, connection)
        path = str(self.rhs)
        if not path:
            return "1 = 1", []
        column_params = tuple(column_params)
        return (
            f"({column} >= %s AND {column} < %s)",
            [*column_params, path, *column_params, f"{path[:-1]}0"],
        )
