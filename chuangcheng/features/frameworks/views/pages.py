"""The pages of one edition: its tree, its lists, its criteria."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chuangcheng.features.frameworks import queries
from chuangcheng.features.frameworks.models import Edition
from chuangcheng.features.frameworks.views.freshness import unless_unchanged


def _found(code: str, version: str) -> Edition:
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


@require_safe
@unless_unchanged
def edition(request: HttpRequest, code: str, version: str) -> HttpResponse:
    """Show an edition: how its score comes about, and its tree, whole or filtered."""
    found = _found(code, version)
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


@require_safe
@unless_unchanged
def criterion(request: HttpRequest, code: str, version: str, node: str) -> HttpResponse:
    """Show one criterion."""
    found = _found(code, version)
    page = queries.criterion_page(found, node)
    if page is None:
        raise Http404
    context = _frame(found, "criteria") | {"page": page}
    return render(request, "frameworks/criterion.html", context)


@require_safe
@unless_unchanged
def sites(request: HttpRequest, code: str, version: str) -> HttpResponse:
    """Show the site types with their checklists."""
    found = _found(code, version)
    context = _frame(found, "sites") | {"site_types": queries.site_types(found)}
    return render(request, "frameworks/sites.html", context)


@require_safe
@unless_unchanged
def questions(request: HttpRequest, code: str, version: str) -> HttpResponse:
    """Show the survey questions with their answers."""
    found = _found(code, version)
    context = _frame(found, "questions") | {"questions": queries.questions(found)}
    return render(request, "frameworks/questions.html", context)


@require_safe
@unless_unchanged
def negative(request: HttpRequest, code: str, version: str) -> HttpResponse:
    """Show the negative list."""
    found = _found(code, version)
    context = _frame(found, "negative") | {"articles": queries.negative_articles(found)}
    return render(request, "frameworks/negative.html", context)


@require_safe
@unless_unchanged
def departments(request: HttpRequest, code: str, version: str) -> HttpResponse:
    """Show the departments with what each is suggested to lead and to join."""
    found = _found(code, version)
    context = _frame(found, "departments") | {"lines": queries.department_lines(found)}
    return render(request, "frameworks/departments.html", context)
