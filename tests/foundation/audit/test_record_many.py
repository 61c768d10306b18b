"""Many events at once are told as one by one."""

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from chuangcheng.foundation.audit.actors import Actor, acting
from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.audit.services import Target, record, record_many

OWNER = Actor("7", "李文", "東溪鎮")


def test_many_events_say_the_same_as_single_ones(db: None) -> None:
    target = Target("orgs.unit", "3", "柳樹村", "1")
    changes = {"phone": ["", "138****5678"]}
    with acting(OWNER, "web"), transaction.atomic():
        record("orgs.unit.change", target, changes=changes, reason="名單")
        assert record_many([("orgs.unit.change", target, changes)] * 2, reason="名單") == 2
    fields = ("action", "actor_id", "actor_unit", "target_id", "target_label", "changes", "reason")
    told = list(Event.objects.values_list(*fields))
    assert len(told) == 3
    assert all(one == told[0] for one in told)


def test_no_event_is_no_statement(db: None) -> None:
    with transaction.atomic():
        assert record_many([]) == 0
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_events_need_the_transaction_of_their_changes() -> None:
    with pytest.raises(TransactionManagementError):
        record_many([("orgs.unit.change", Target("orgs.unit", "3"), {})])
