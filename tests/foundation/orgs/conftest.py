"""The county that most tests start with, and browsers of people in it."""

import pytest
from django.test import Client

from tests.foundation.orgs.county import County, small_county
from tests.people import make_browser, make_holder


@pytest.fixture
def county(db: None) -> County:
    return small_county()


@pytest.fixture
def office(county: County) -> Client:
    """The browser of the county's creation office."""
    return make_browser(make_holder("office", county.department))


@pytest.fixture
def east_liaison(county: County) -> Client:
    """The browser of the liaison of the eastern township."""
    return make_browser(make_holder("liaison", county.east))
