"""The demonstration's county: whole, marked, with a past, and loaded once."""

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from chuangcheng.entrypoints.demo import county_people, orgs
from chuangcheng.foundation.orgs import queries
from chuangcheng.foundation.orgs.formats.statistical_codes import well_formed
from chuangcheng.foundation.orgs.models import Person, Subject, Unit, Zone
from chuangcheng.foundation.shell.access import Scope

EVERYWHERE = (Scope(),)

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Subject:
    list(orgs.load())
    return Subject.objects.get(code="yunxi")


def test_the_county_has_every_kind_of_unit_in_number(county: Subject) -> None:
    active = Unit.objects.filter(subject=county, status="active")
    kinds = dict(active.values_list("unit_class__kind").annotate(n=Count("pk")))
    assert active.count() >= 60
    assert kinds["township"] >= 12
    assert kinds["community"] >= 20
    assert all(kinds[kind] >= 5 for kind in ("department", "school", "window"))


def test_everything_is_invented_and_says_so(county: Subject) -> None:
    assert not Subject.objects.filter(is_demonstration=False).exists()
    assert not Person.objects.filter(is_demonstration=False).exists()
    assert all("演示" in subject.name_hant for subject in Subject.objects.all())
    for code in Unit.objects.exclude(statistical_code="").values_list(
        "statistical_code", flat=True
    ):
        assert well_formed(code)
        assert code.startswith("99")
    assert not Person.objects.exclude(phone__startswith="0000").exists()
    assert not Person.objects.exclude(email__endswith="@example.test").exists()


def test_no_statistical_code_is_doubtful(county: Subject) -> None:
    rows = Unit.objects.select_related("unit_class").filter(status="active")
    for unit in rows:
        assert queries.statistical_doubts(unit, queries.above(unit)) == (), unit


def test_every_unit_has_a_head_and_some_have_liaisons(county: Subject) -> None:
    active = Unit.objects.filter(status="active")
    headed = active.filter(people__post="head", people__is_active=True)
    assert headed.count() == active.count()
    posts = set(Person.objects.values_list("post", flat=True))
    assert posts == {"head", "leader", "liaison"}


def test_zones_have_a_lead_each(county: Subject) -> None:
    zones = Zone.objects.filter(subject=county)
    assert zones.count() >= 5
    assert zones.filter(duties__is_lead=True, duties__valid_to=None).count() == zones.count()


def test_there_is_a_past_to_look_at(county: Subject) -> None:
    renamed = Unit.objects.get(subject=county, code="dept-28")
    assert [row.change for row in queries.story_of(renamed)] == ["renamed", "created"]
    merged = Unit.objects.get(subject=county, status="merged")
    assert merged.successor is not None
    before = queries.tree_on(county, merged.valid_from, EVERYWHERE)
    assert merged.pk in {past.unit for past in before}


def test_a_school_is_a_second_subject(county: Subject) -> None:
    school = Subject.objects.get(kind="campus")
    assert school.units.count() >= 5


def test_a_second_run_only_looks(county: Subject) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert list(orgs.load()) == []
    assert len(asked) == 2


def test_no_name_is_given_twice() -> None:
    names = list(county_people.names())
    assert len(set(names)) == len(names) > 400
