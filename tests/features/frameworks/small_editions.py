"""Small editions made in memory, of any size, with one of everything that pages show."""

from collections.abc import Mapping

from chuangcheng.domain.editions import read_edition
from chuangcheng.domain.errors import describe
from chuangcheng.features.frameworks.models import Edition
from chuangcheng.features.frameworks.services import Loading, checksum_of, load_edition

Document = dict[str, object]

METHODS = [
    {
        "code": "material",
        "name": {"zh-Hant": "材料審核", "en": "Material review"},
        "short": {"zh-Hant": "材", "en": "Material"},
    },
    {"code": "site", "name": "實地考察", "short": "察"},
    {"code": "survey", "name": "問卷調查", "short": "問"},
]
DEPARTMENTS = [
    {"code": "propaganda", "name": {"zh-Hant": "宣傳部", "en": "Publicity Department"}},
    {"code": "urban", "name": "城管局"},
    {"code": "township", "name": "鄉鎮", "kind": "class"},
]
SITE_TYPE = {
    "code": "road",
    "name": "主次幹道",
    "draw": "random",
    "extent": "步行{300}米",
    "items": [
        {"no": 1, "text": "公益廣告≥{5}處", "judge": "褪色的不計"},
        {"no": 2, "text": "路面平整"},
    ],
}
QUESTION = {
    "code": "q-awareness",
    "text": "您知道本縣正在創建文明縣城嗎?",
    "rate": "awareness",
    "options": [
        {"text": "知道", "counts": True},
        {"text": "不知道", "counts": False},
        {"text": "不清楚"},
    ],
}
NEGATIVE = [
    {"code": "N-1", "text": "瞞報", "sanction": "deduct", "points": 2, "max_points": 6},
    {"code": "N-2", "text": "重大事故", "sanction": "suspend", "months": 12},
]
GATES = [
    {"code": "G-1", "title": "總分", "type": "total", "at_least": 85},
    {"code": "G-2", "title": "項目", "type": "node", "node": "P-1", "at_least": "0.6"},
    {"code": "G-3", "title": "項目", "type": "node", "node": "P-2", "at_least": "0.6"},
]


def criterion(code: str, title: str = "公益廣告", **more: object) -> Document:
    """A criterion with a standard of every kind of reference."""
    standard = {
        "text": f"{title}的數量與質量",
        "methods": ["material", "site"],
        "rule": {"type": "deduct", "per": 4},
        "requirement": {
            "text": "台賬一份",
            "kinds": ["document", "photo"],
            "min_count": 2,
            "max_characters": 500,
            "window_months": 12,
        },
        "sites": [{"type": "road", "items": [1]}],
        "question": "q-awareness",
    }
    return {
        "code": code,
        "title": {"zh-Hant": title, "en": f"Ads {code}"},
        "weight": 1,
        "lead": "propaganda",
        "co": ["urban"],
        "standards": [standard],
        **more,
    }


def unweighted(code: str, title: str, rule: Mapping[str, object]) -> Document:
    """A criterion that adds or stops, and has no weight."""
    standard = {"text": title, "methods": ["material"], "rule": rule}
    return {"code": code, "title": title, "standards": [standard]}


def document(projects: int = 2, criteria: int = 2, **more: object) -> Document:
    """An edition of ``projects`` × 2 indicators × ``criteria`` criteria, a bonus and a veto."""
    nodes: list[Document] = [
        {
            "code": f"P-{p}",
            "title": f"項目{p}",
            "weight": 1,
            "children": [
                {
                    "code": f"I-{p}-{i}",
                    "title": f"指標{p}-{i}",
                    "weight": 1,
                    "children": [criterion(f"C-{p}-{i}-{c}") for c in range(1, criteria + 1)],
                }
                for i in (1, 2)
            ],
        }
        for p in range(1, projects + 1)
    ]
    nodes.append(unweighted("B-1", "特色加分", {"type": "bonus", "cap": 3}))
    nodes.append(unweighted("V-1", "一票否決", {"type": "veto"}))
    return {
        "format": "chuangcheng.edition.v1",
        "code": "small",
        "version": "1",
        "kind": "county",
        "title": {"zh-Hant": "小縣測評體系", "en": "Small framework"},
        "description": "供測試用",
        "weights_status": "suggested",
        "levels": ["測評項目", "測評指標", "測評內容"],
        "weights": "relative",
        "methods": METHODS,
        "departments": DEPARTMENTS,
        "site_types": [SITE_TYPE],
        "questions": [QUESTION],
        "negative": NEGATIVE,
        "gates": GATES,
        "nodes": nodes,
        **more,
    }


def bare_document(**more: object) -> Document:
    """An edition with nothing but one criterion."""
    standard = {"text": "標準", "methods": ["material"], "rule": {"type": "given"}}
    node = {"code": "C", "title": "唯一", "weight": 100, "standards": [standard]}
    return {
        "format": "chuangcheng.edition.v1",
        "code": "bare",
        "version": "1",
        "title": "單項",
        "weights_status": "published",
        "levels": ["內容"],
        "methods": [METHODS[0]],
        "nodes": [node],
        **more,
    }


def load(source: Document, *, as_example: bool = False) -> Loading:
    """Load a document; it must be without fault itself."""
    reading = read_edition(source)
    assert reading.edition is not None, "\n".join(describe(fault) for fault in reading.faults)
    return load_edition(reading.edition, source, checksum_of(source), as_example=as_example)


def loaded(source: Document | None = None, *, as_example: bool = False) -> Edition:
    """Load a document that the library must take, and return its edition."""
    loading = load(source or document(), as_example=as_example)
    assert loading.edition is not None
    return loading.edition
