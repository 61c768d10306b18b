"""Filters of the pages about roles."""

from django import template

from chuangcheng.foundation.accounts.models import Role
from chuangcheng.foundation.accounts.queries.names import named, place_of

register = template.Library()
register.filter("named", named)
register.filter("place", place_of)


@register.filter
def role_name(code: str) -> str:
    """Return the name of a role."""
    return str(Role(code).label)
