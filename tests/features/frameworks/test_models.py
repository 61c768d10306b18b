"""What the tables themselves guarantee."""

import json
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from chuangcheng.domain.text import NO_TEXT, Text
from chuangcheng.features.frameworks.models import Edition, Node
from chuangcheng.features.frameworks.models.columns import ReadableEncoder
from tests.features.frameworks.small_editions import document, loaded

pytestmark = pytest.mark.django_db


def test_a_text_comes_back_in_every_script() -> None:
    edition = loaded()
    assert Edition.objects.get(pk=edition.pk).title == Text(
        "小縣測評體系", "小县测评体系", "Small framework"
    )


def test_an_absent_text_is_empty() -> None:
    assert loaded(document(description=None)).description == NO_TEXT


def test_texts_can_be_searched_inside() -> None:
    loaded()
    assert Node.objects.filter(title__hans="项目1").count() == 1
    assert Node.objects.filter(title__hant__icontains="指標").count() == 4
    assert Node.objects.filter(title__en="Ads C-1-1-1").count() == 1
    assert list(Edition.objects.values_list("title__hans", flat=True)) == ["小县测评体系"]


def test_chinese_is_stored_as_itself() -> None:
    assert json.dumps({"題": Decimal("0.660")}, cls=ReadableEncoder) == '{"題": "0.660"}'
    assert json.dumps([Decimal("1E+2")], cls=ReadableEncoder) == '["100"]'
    with pytest.raises(TypeError):
        json.dumps(object(), cls=ReadableEncoder)


@pytest.mark.parametrize("changes", [{"position": 0}, {"code": "P-1"}, {"full": -1}])
def test_the_tree_stays_consistent(changes: dict[str, object]) -> None:
    node = loaded().nodes.get(code="P-2")
    for name, value in changes.items():
        setattr(node, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        node.save()


def test_every_foreign_key_is_indexed() -> None:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if not table.startswith("frameworks_"):
                continue
            found = connection.introspection.get_constraints(cursor, table)
            indexed = {
                columns[0]
                for constraint in found.values()
                if (columns := constraint["columns"])
                and (constraint["index"] or constraint["unique"])
            }
            relations = connection.introspection.get_relations(cursor, table)
            assert set(relations) <= indexed, table
