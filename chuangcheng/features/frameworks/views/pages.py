"""The pages of one edition: its tree, its lists, its criteria."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chuangcheng.features.frameworks import queries
from chuangcheng.features.frameworks.models import Edition
from chuangcheng.features.frameworks.views.freshness import Page, unless_unchanged
from chuangcheng.foundation.shell.access import open_to_all


def found_edition(code: str, version: str) -> Edition:
    """Return the edition that an address names; raise Http404 where there is none."""
    edition = queries.find_edition(code, version)
    if edition is None:
        raise Http404
    return edition


def _frame(edition: Edition, tab: str) -> dict[str, object]:
    """Return what the head and the tabs of each page of an edition need."""
    whole = queries.content_of(edition)
    criteria = list(whole.criteria())
    return {
        "edition": edition,
        "whole": whole,
        "tab": tab,
        "criteria_count": len(criteria),
        "vetoes": [c for c in criteria if any(s.rule.type == "veto" for s in c.standards)],
    }


@open_to_all
@require_safe
@unless_unchanged
def edition(request: HttpRequest, code: str, version: str) -> HttpResponse:
    """Show an edition: how its score comes about, and its tree, whole or filtered."""
    found = found_edition(code, version)
    wanted = queries.Wanted(
        words=request.GET.get("q", "").strip(),
        method=request.GET.get("method", ""),
        department=request.GET.get("department", ""),
    )
    context = _frame(found, "criteria") | {
        "wanted": wanted,
        "tree": queries.tree(found, wanted),
        "open": request.GET.get("open", ""),
    }
    return render(request, "frameworks/edition.html", context)


@open_to_all
@require_safe
@unless_unchanged
def criterion(request: HttpRequest, code: str, version: str, node: str) -> HttpResponse:
    """Show one criterion."""
    found = found_edition(code, version)
    page = queries.criterion_page(found, node)
    if page is None:
        raise Http404
    context = _frame(found, "criteria") | {"page": page}
    return render(request, "frameworks/criterion.html", context)


def _list_page(tab: str, name: str, ask: Callable[[Edition], object]) -> Page:
    """Return the page of one list: what ``ask`` finds, called ``name`` in the tab's template."""

    @open_to_all
    @require_safe
    @unless_unchanged
    def page(request: HttpRequest, code: str, version: str) -> HttpResponse:
        found = found_edition(code, version)
        context = _frame(found, tab) | {name: ask(found)}
        return render(request, f"frameworks/{tab}.html", context)

    return page


sites = _list_page("sites", "site_types", queries.site_types)
questions = _list_page("questions", "questions", queries.questions)
negative = _list_page("negative", "articles", queries.negative_articles)
departments = _list_page("departments", "lines", queries.department_lines)
