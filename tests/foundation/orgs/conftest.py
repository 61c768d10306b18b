"""The county that most tests start with."""

import pytest

from tests.foundation.orgs.county import County, small_county


@pytest.fixture
def county(db: None) -> County:
    return small_county()
