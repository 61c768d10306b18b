"""The county edition holds what a county office needs, complete and consistent."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from chuangcheng.domain.editions.rules import (
    STANDARD_RULES,
    Deduct,
    Given,
    KOfN,
    Threshold,
    Veto,
)
from chuangcheng.domain.text import Text, to_simplified
from tests.features.frameworks.county import document, edition, nodes, standards

PROJECTS = {
    "Ⅰ-1": ("政務環境廉潔高效", 10),
    "Ⅰ-2": ("法治環境公平正義", 12),
    "Ⅰ-3": ("市場環境規範有序", 12),
    "Ⅰ-4": ("人文環境健康向上", 24),
    "Ⅰ-5": ("生活環境和諧有序", 18),
    "Ⅰ-6": ("生態環境可持續發展", 10),
    "Ⅰ-7": ("創建活動氛圍濃厚", 14),
}

# Indicator code and title; below it number, methods, lead unit (+ co-unit) of each content.
INDICATORS = """
Ⅱ-1 幹部學習教育
    1材propaganda 2材部organization 3材問organization+organs-committee 4材propaganda
Ⅱ-2 政務行為規範
    5材部justice 6材察government-office 7網材government-office 8材government-office
Ⅱ-3 政務服務效能
    9察窗approval 10察approval 11察材approval 12材察hotline
Ⅱ-4 勤政廉政評價
    13材部petitions 14部discipline 15問discipline 16問discipline
Ⅱ-5 法治宣傳與法律服務
    17材問justice 18察justice 19察justice 20材education
Ⅱ-6 公民權益維護
    21材察labour 22材women-federation 23材問civil-affairs 24材察disabled-federation
    25察材market-supervision
Ⅱ-7 基層民主
    26材察civil-affairs 27材trade-union 28材察civil-affairs
Ⅱ-8 平安建設
    29材部public-security 30問politics-law 31材部public-security 32材politics-law
Ⅱ-9 公共安全
    33察fire-rescue 34部emergency 35材察emergency 36材察問market-supervision
Ⅱ-10 誠信體系
    37材development 38材development 39問development
    40材察civilization-office+market-supervision
Ⅱ-11 市場監管
    41材部market-supervision 42察market-supervision 43察market-supervision
    44材market-supervision
Ⅱ-12 重點經營場所
    45察commerce+market-supervision 46察commerce 47察market-supervision 48察窗culture-tourism
    49察culture-tourism+education
Ⅱ-13 窗口行業規範化服務
    50察窗部transport 51察窗部health 52察窗finance-office+industry 53察窗housing
    54問部civilization-office
Ⅱ-14 思想道德建設
    55察問propaganda 56材women-federation+civilization-office 57材察civilization-office
    58材問propaganda 59材察civilization-office
Ⅱ-15 未成年人成長
    60材察education 61材察women-federation+education 62材察education
    63察材civilization-office+education 64察culture-tourism+public-security
Ⅱ-16 國民教育與科普
    65材問education 66材education 67材察education 68材察science-association
Ⅱ-17 公共文化與體育
    69察culture-tourism 70察culture-tourism 71材culture-tourism 72察材sports
    73材察culture-tourism 74材propaganda
Ⅱ-18 市民文明行為
    75察civilization-office+urban-management 76察traffic-police 77察civilization-office
    78材察culture-tourism+cyberspace 79察問urban-management+commerce
Ⅱ-19 志願服務與公益
    80材civilization-office+civil-affairs 81察civilization-office
    82材civilization-office+youth-league 83材問civil-affairs+health
Ⅱ-20 公益廣告與輿論宣傳
    84察propaganda+urban-management 85察urban-management+housing 86材網media-centre
    87察propaganda
Ⅱ-21 市政基礎設施
    88察housing 89察housing+disabled-federation 90察traffic-police 91察housing+subdistrict
    92察urban-management
Ⅱ-22 市容環境衛生
    93察urban-management 94察urban-management 95察urban-management 96察urban-management
    97察urban-management+industry 98察housing
Ⅱ-23 交通秩序與出行
    99材察traffic-police+housing 100察traffic-police+urban-management 101察問transport
    102察材transport
Ⅱ-24 社區與小區
    103察civil-affairs 104察housing 105察subdistrict 106察問civil-affairs
    107材察public-security
Ⅱ-25 民生保障
    108材部labour 109材部labour+civil-affairs 110材問health 111材問civil-affairs 112材housing
Ⅱ-26 鄉鎮（村）人居
    113察township 114察agriculture 115察transport+water
Ⅱ-27 環境管理
    116材部environment 117部environment+water 118部housing 119部urban-management
Ⅱ-28 環境質量
    120部environment 121部environment 122察部housing 123材問environment 124問environment
Ⅱ-29 園林綠化
    125部parks 126部parks 127察parks 128問parks
Ⅱ-30 資源節約
    129材development+government-affairs 130材water+transport 131部natural-resources
Ⅱ-31 組織領導與機制
    132聽材two-offices 133材creation-office 134材creation-office 135材creation-office
    136材organization+creation-office
Ⅱ-32 督查整改
    137材supervision-office+creation-office 138材察creation-office 139材civilization-office
    140材察creation-office 141材media-centre
Ⅱ-33 群眾性創建
    142材察civilization-office 143材察civilization-office+agriculture 144材察education
    145材women-federation+civilization-office 146材察every-unit
Ⅱ-34 群眾評價與整體形象
    147問creation-office 148問creation-office 149聽材creation-office 150整assessors
"""

METHODS = {
    "材": "material",
    "察": "site",
    "窗": "window",
    "問": "survey",
    "聽": "hearing",
    "整": "overall",
    "部": "department",
    "網": "network",
}

# Site type, how it is drawn, number of checklist items.
# Where the simplified text is not the plain conversion of the traditional one.
SIMPLIFIED_BY_HAND = {"「": "“", "」": "”"}


def texts(value: object) -> Iterator[dict[str, str]]:
    """Every text of the document that is written with its languages."""
    if isinstance(value, dict):
        if "zh-Hant" in value:
            yield value
        else:
            for part in value.values():
                yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


def titles(value: object) -> Iterator[object]:
    """Whatever stands where a text belongs."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key in (
                "title",
                "text",
                "name",
                "short",
                "judge",
                "extent",
                "description",
                "source",
            ):
                yield part
            else:
                yield from titles(part)
    elif isinstance(value, list):
        for part in value:
            yield from titles(part)


# -- the tree -----------------------------------------------------------------------------------


def test_it_has_7_projects_34_indicators_and_150_contents() -> None:
    assert [len(nodes(depth)) for depth in range(4)] == [7, 34, 150, 0]
    assert [level.zh_hant for level in edition().levels] == ["測評項目", "測評指標", "測評內容"]


def test_projects_carry_their_titles_and_suggested_weights() -> None:
    found = {node.code: (node.title.zh_hant, int(node.weight)) for node in nodes(0)}
    assert found == PROJECTS
    assert sum(node.weight for node in nodes(0)) == edition().full == 100


def test_weights_sum_exactly_to_the_parent_and_are_not_all_equal() -> None:
    for node in (*nodes(0), *nodes(1)):
        assert sum(child.weight for child in node.children) == node.weight, node.code
    for node in nodes(1):
        if len(node.children) > 3:
            assert len({child.weight for child in node.children}) > 1, node.code


def test_weights_move_in_steps_of_a_twentieth() -> None:
    assert all(node.weight % Decimal("0.05") == 0 for node in (*nodes(1), *nodes(2)))


def test_codes_methods_and_units_follow_the_tree_of_the_trade() -> None:
    expected: list[tuple[str, str, frozenset[str], list[str]]] = []
    expected_indicators: dict[str, str] = {}
    code = ""
    for line in INDICATORS.strip().splitlines():
        if line.startswith("Ⅱ"):
            code, title = line.split(" ", 1)
            expected_indicators[code] = title
            continue
        for number, methods, units in re.findall(r"(\d+)([材察窗問聽整部網]+)([a-z+-]+)", line):
            codes = frozenset(METHODS[method] for method in methods)
            expected.append((f"Ⅲ-{number}", code, codes, units.split("+")))
    found = [
        (
            node.code,
            parent.code,
            frozenset(method for standard in node.standards for method in standard.methods),
            [node.lead, *node.co],
        )
        for parent in nodes(1)
        for node in parent.children
    ]
    assert found == expected
    assert {node.code: node.title.zh_hant for node in nodes(1)} == expected_indicators


def test_31_contents_are_joint_and_the_first_unit_leads() -> None:
    joint = [node for node in nodes(2) if node.co]
    assert len(joint) == 31
    assert all(node.lead and node.lead not in node.co for node in joint)


def test_classes_of_units_and_the_assessors_are_marked() -> None:
    kinds = {unit.code: unit.kind for unit in edition().departments if unit.kind != "unit"}
    assert kinds == {
        "subdistrict": "class",
        "township": "class",
        "every-unit": "class",
        "assessors": "assessors",
    }
    (impression,) = (node for node in nodes(2) if node.lead == "assessors")
    assert impression.code == "Ⅲ-150"


def test_every_unit_named_is_used() -> None:
    used = {code for node in nodes(2) for code in (node.lead, *node.co)}
    assert used == {unit.code for unit in edition().departments}


# -- standards and rules ------------------------------------------------------------------------


def test_a_content_has_one_to_four_standards_each_with_one_method() -> None:
    assert all(1 <= len(node.standards) <= 4 for node in nodes(2))
    assert all(len(standard.methods) == 1 for _, standard in standards())


def test_standards_are_short_enough_to_read() -> None:
    assert max(len(standard.text.zh_hant) for _, standard in standards()) <= 80


def test_every_rule_type_is_used() -> None:
    used = Counter(standard.rule.type for _, standard in standards())
    assert set(used) == set(STANDARD_RULES)
    assert edition().negative


def test_no_rule_with_its_parameters_is_pasted_over_the_tree() -> None:
    used = Counter(repr(standard.rule) for _, standard in standards())
    _rule, most = used.most_common(1)[0]
    assert most <= len(standards()) * 0.15
    assert len(used) >= 120


def test_every_criterion_and_standard_says_how_it_is_shown() -> None:
    for node in nodes(2):
        assert any(standard.requirement for standard in node.standards), node.code
    for _, standard in standards():
        requirement = standard.requirement
        assert requirement is not None, standard.code
        assert requirement.kinds, standard.code
        assert requirement.min_count, standard.code
        assert len(requirement.text.zh_hant) <= 70, standard.code
        statement = "statement" in requirement.kinds
        assert requirement.max_characters == (500 if statement else None), standard.code


def test_how_it_is_shown_is_said_for_each_thing_and_not_pasted() -> None:
    said = Counter(
        standard.requirement.text.zh_hant for _, standard in standards() if standard.requirement
    )
    assert said.most_common(1)[0][1] <= 8
    assert len(said) >= len(standards()) * 0.9


def test_materials_and_figures_of_departments_are_of_the_last_year() -> None:
    for _, standard in standards():
        assert standard.requirement is not None
        papers = bool({"material", "department"} & set(standard.methods))
        assert standard.requirement.window_months == (12 if papers else None), standard.code


SHOWN_BY = {
    "site": {"photo", "record"},
    "window": {"record"},
    "survey": {"table", "record"},
    "department": {"document", "table"},
    "hearing": {"record"},
    "overall": {"record"},
    "network": {"link"},
}


def test_what_is_kept_fits_how_the_standard_is_assessed() -> None:
    for _, standard in standards():
        kept = set(standard.requirement.kinds) if standard.requirement else set()
        for method in set(standard.methods) & SHOWN_BY.keys():
            assert SHOWN_BY[method] & kept, standard.code


def test_a_panel_or_group_keeps_a_sheet_for_each() -> None:
    for _, standard in standards():
        if standard.requirement is None or "material" in standard.methods:
            continue
        rule = standard.rule
        if isinstance(rule, Given) and rule.panel is not None and rule.panel.assessors:
            assert (standard.requirement.min_count or 0) >= rule.panel.assessors, standard.code
        if isinstance(rule, KOfN) and rule.groups:
            assert (standard.requirement.min_count or 0) >= rule.groups, standard.code


def test_what_is_asked_of_residents_names_its_question() -> None:
    asked = [standard.question for _, standard in standards() if "survey" in standard.methods]
    assert all(asked)
    assert sorted(asked) == sorted(question.code for question in edition().questions)


def test_example_lines_of_the_trade_are_kept() -> None:
    lines = {
        "Ⅲ-15.1": (Decimal("0.9"), True),
        "Ⅲ-16.1": (Decimal("0.9"), True),
        "Ⅲ-17.3": (Decimal("0.8"), False),
        "Ⅲ-30.1": (Decimal("0.85"), True),
        "Ⅲ-33.1": (Decimal(1), False),
        "Ⅲ-39.1": (Decimal("0.9"), False),
        "Ⅲ-54.1": (Decimal("0.85"), False),
        "Ⅲ-58.2": (Decimal("0.8"), False),
        "Ⅲ-65.2": (Decimal("0.75"), False),
        "Ⅲ-67.1": (Decimal("0.8"), False),
        "Ⅲ-73.1": (Decimal("0.95"), False),
        "Ⅲ-83.3": (Decimal("0.9"), False),
        "Ⅲ-128.1": (Decimal("0.7"), False),
        "Ⅲ-147.1": (Decimal("0.9"), False),
        "Ⅲ-147.2": (Decimal("0.9"), False),
    }
    rules = {standard.code: standard.rule for _, standard in standards()}
    for code, (limit, strict) in lines.items():
        rule = rules[code]
        assert isinstance(rule, Threshold)
        assert (rule.steps[0].limit, rule.steps[0].strict) == (limit, strict), code
        assert rule.steps[0].share == 1, code


def test_public_ads_at_bus_stops_follow_the_published_scheme() -> None:
    rule = next(standard.rule for _, standard in standards() if standard.code == "Ⅲ-84.1")
    assert isinstance(rule, Deduct)
    stops = next(item for item in rule.items if item.code == "bus-stop")
    assert (stops.per, stops.required, stops.places) == (Decimal(4), 2, 15)


def test_numbers_in_a_sentence_are_those_of_its_rule() -> None:
    for _, standard in standards():
        if isinstance(standard.rule, Deduct) and len(standard.rule.items) == 1:
            per = standard.rule.items[0].per
            assert f"扣{per}分" in standard.text.zh_hant, standard.code


def test_a_deduction_can_take_the_full_mark() -> None:
    for _, standard in standards():
        if isinstance(standard.rule, Deduct):
            most = Decimal(0)
            for item in standard.rule.items:
                reach = Decimal("Infinity")
                if item.required is not None and item.places is not None:
                    reach = item.per * item.required * item.places
                most += min(reach, item.max_points or reach)
            assert most >= standard.rule.out_of, standard.code


def test_vetoes_stand_beside_a_scored_standard() -> None:
    vetoed = [node for node, standard in standards() if isinstance(standard.rule, Veto)]
    assert [node.code for node in vetoed] == ["Ⅲ-14", "Ⅲ-34"]
    assert all(len(node.standards) == 2 for node in vetoed)


def test_only_the_special_features_earn_a_bonus() -> None:
    bonuses = [standard.code for _, standard in standards() if standard.rule.type == "bonus"]
    assert bonuses == ["Ⅲ-149.2"]
    assert edition().bonus_cap == 3


# -- languages ----------------------------------------------------------------------------------


def test_every_text_is_written_in_three_languages() -> None:
    for text in titles(document().data):
        assert isinstance(text, dict), text
        assert set(text) == {"zh-Hant", "zh-Hans", "en"}, text
        assert all(part.strip() for part in text.values()), text


def test_simplified_texts_are_the_traditional_ones_converted() -> None:
    for text in texts(document().data):
        expected = to_simplified(text["zh-Hant"])
        for traditional, simplified in SIMPLIFIED_BY_HAND.items():
            expected = expected.replace(traditional, simplified)
        assert text["zh-Hans"] == expected


def test_simplified_texts_hold_only_everyday_characters() -> None:
    for text in texts(document().data):
        text["zh-Hans"].encode("gb2312")


def test_english_texts_are_english() -> None:
    for text in texts(document().data):
        assert not re.search(r"[\u4e00-\u9fff]", text["en"]), text["en"]


def test_no_two_standards_of_a_content_say_the_same() -> None:
    for node in nodes(2):
        said: list[Text] = [standard.text for standard in node.standards]
        assert len({text.zh_hant for text in said}) == len(said), node.code
