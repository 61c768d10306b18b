"""What each example must give, computed by hand (the sums stand in the examples' comments)."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Expected:
    """Totals, gates by code, projects by code (score), adjustments by code, and the title."""

    total: str
    full: str
    lower: str = ""  # the same as total where nothing is unknown
    upper: str = ""
    known_share: str = "1.0000"
    gates: Mapping[str, str] = field(default_factory=dict)
    projects: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    adjustments: Mapping[str, str] = field(default_factory=dict)
    title_status: str = "clear"
    worst: str = ""  # the criterion that loses most


EXPECTED: Mapping[str, Expected] = {
    # 91.6 × 40 % + 84 × 40 % + 90 × 20 %; Ⅰ-1 = 6.4 × 1 + 40/15 × 0.95 + 4 × 0.9
    "channels-40-40-20": Expected(
        total="88.24",
        full="100.00",
        gates={"G-1": "pass", "G-2": "fail"},
        channels={"online": "91.60", "site": "84.00", "survey": "90.00"},
        projects={"Ⅰ-1": "12.53", "Ⅰ-5": "14.77", "Ⅰ-7": "10.85"},
        worst="Ⅱ-13",  # 40 × 10/30 × 9/50 = 2.4
    ),
    # 82.5 × 15 % + 86 × 25 % + 90 × 60 % = 87.875
    "years-15-25-60": Expected(
        total="87.88",
        full="100.00",
        gates={"G-1": "pass"},
        projects={
            "y1": "12.38",
            "y2": "21.50",
            "Ⅰ-1": "21.60",
            "Ⅰ-2": "21.00",
            "Ⅰ-3": "11.40",
        },
        worst="Ⅰ-2",
    ),
    # 36.2 + 46.3 × 0.9 + 9.2 + 8.5
    "methods-106": Expected(
        total="95.57",
        full="106.00",
        projects={"Ⅰ-1": "36.20", "Ⅰ-2": "41.67", "Ⅰ-3": "9.20", "Ⅰ-4": "8.50"},
        worst="Ⅰ-2",
    ),
    # 77.09 + 11 − 1
    "campus-grades-abcd": Expected(
        total="87.09",
        full="110.00",
        gates={"G-1": "pass", "G-2": "fail", "negative": "pass"},
        projects={
            "Ⅰ-1": "16.60",
            "Ⅰ-2": "10.31",
            "Ⅰ-3": "12.28",
            "Ⅰ-4": "20.00",
            "Ⅰ-5": "8.00",
            "Ⅰ-6": "9.90",
            "Ⅰ-7": "11.00",
        },
        adjustments={"bonus_cap": "-1.00"},
        worst="Ⅱ-10",
    ),
    # 16.8 + 13.5 + 12 + 11 + 8.4
    "township-weighted-mean": Expected(
        total="61.7",
        full="100.0",
        projects={
            "Ⅰ-1": "16.8",
            "Ⅰ-2": "13.5",
            "Ⅰ-3": "12.0",
            "Ⅰ-4": "11.0",
            "Ⅰ-5": "8.4",
        },
        worst="Ⅰ-2",
    ),
    # 817 ÷ 1166 = 0.70068…
    "pass-share-1166": Expected(total="70.1", full="100.0", worst="Ⅰ-1"),
    "pass-share-1166-by-category": Expected(
        total="70.1", full="100.0", gates={"G-1": "pass"}, worst="Ⅰ-1"
    ),
    # 100 − 3 × 4 − 1 × 4 − 1 × 2 − 3 × 2
    "public-ads-deductions": Expected(total="76.00", full="100.00", worst="Ⅰ-1"),
    # 40 × 5/8 + 30 × 3/4 + 0
    "tv-radio-ratio": Expected(
        total="47.50",
        full="100.00",
        projects={"Ⅰ-1": "25.00", "Ⅰ-2": "22.50", "Ⅰ-3": "0.00"},
        worst="Ⅰ-3",
    ),
    # 60 × 3/4 + 40
    "pupils-3-of-5": Expected(
        total="85.00",
        full="100.00",
        projects={"Ⅰ-1": "45.00", "Ⅰ-2": "40.00"},
        worst="Ⅰ-1",
    ),
    # 37 + 54 − 2 × 2
    "negative-suspended": Expected(
        total="87.00",
        full="100.00",
        gates={"G-1": "pass", "negative": "fail"},
        adjustments={"N-1": "-4.00"},
        title_status="suspended",
        worst="Ⅰ-2",
    ),
    # 40 × 86.6 % + 51 to 40 × 90 % + 51; unknown 1.36 of 100
    "panel-trimmed-mean": Expected(
        total="85.64",
        lower="85.64",
        upper="87.00",
        full="100.00",
        known_share="0.9864",
        projects={"Ⅰ-1": "34.64", "Ⅰ-2": "51.00"},
        worst="Ⅰ-2",
    ),
    # 79.8 % × 105 + 3 − 2
    "unit-bonus-105": Expected(
        total="84.79",
        full="110.00",
        gates={"negative": "pass"},
        projects={"U-3": "13.86", "U-5": "6.93", "U-6": "3.00"},
        adjustments={"J-1": "-2.00"},
        worst="U-5",
    ),
    # 20 + 12 + 20 + 12 + 20
    "survey-rates": Expected(
        total="84.00",
        full="100.00",
        projects={
            "Ⅰ-1": "20.00",
            "Ⅰ-2": "12.00",
            "Ⅰ-3": "20.00",
            "Ⅰ-4": "12.00",
            "Ⅰ-5": "20.00",
        },
        worst="Ⅰ-2",
    ),
    # 34.4 + 30 + 20
    "department-scoring": Expected(
        total="84.40",
        full="100.00",
        projects={"Ⅰ-1": "34.40", "Ⅰ-2": "30.00", "Ⅰ-3": "20.00"},
        worst="Ⅰ-3",
    ),
    # 44 + 34 + 9.3
    "minors-50-40-10": Expected(
        total="87.30",
        full="100.00",
        gates={"G-1": "pass"},
        projects={"Ⅰ-1": "44.00", "Ⅰ-2": "34.00", "Ⅰ-3": "9.30"},
        worst="Ⅰ-1",
    ),
    # 26.1 + 18.7 + 15 + 23.4 + 4
    "civility-index-2012": Expected(
        total="87.20",
        full="100.00",
        projects={
            "Ⅰ-1": "26.10",
            "Ⅰ-2": "18.70",
            "Ⅰ-3": "15.00",
            "Ⅰ-4": "23.40",
            "Ⅰ-5": "4.00",
        },
        worst="Ⅰ-2",
    ),
    # 73.6 + 16.8
    "veto-gate": Expected(
        total="90.40",
        full="100.00",
        gates={"G-1": "pass", "G-2": "fail", "V-1": "pass", "V-2": "fail"},
        projects={"Ⅰ-1": "73.60", "Ⅰ-2": "16.80", "Ⅰ-3": "0.00"},
        worst="Ⅰ-1",
    ),
    # see the example's facts: eight kinds of gaps
    "partial-facts": Expected(
        total="55.25",
        lower="51.25",
        upper="95.50",
        full="103.00",
        known_share="0.6275",
        gates={
            "G-1": "pass",
            "G-2": "unknown",
            "G-3": "fail",
            "V-1": "unknown",
            "negative": "unknown",
        },
        projects={"share": "14.40", "deduction": "0.00", "ratio": "3.75", "panel": "5.10"},
        adjustments={"N-1": "0.00"},
        title_status="unknown",
        worst="department",  # 3 lost for certain; the deduction only 2
    ),
    # 88.3 + 16
    "basic-100-feature-20": Expected(
        total="104.30", full="120.00", projects={"Ⅰ-7": "16.00", "Ⅰ-5": "34.00"}, worst="Ⅰ-5"
    ),
    # 61.6 + 25.8
    "survey-70-30": Expected(
        total="87.40",
        full="100.00",
        projects={"Ⅰ-1": "61.60", "Ⅰ-2": "25.80"},
        worst="Ⅰ-1",
    ),
    # criteria rounded first: 11 + 6.67 + 9.33 + 26.67 + 25.5 + 6.67
    "market-20-12-58-10": Expected(
        total="85.84",
        full="100.00",
        gates={"G-1": "pass"},
        projects={
            "Ⅰ-1": "17.67",
            "Ⅰ-2": "9.33",
            "Ⅰ-3": "52.17",
            "Ⅰ-4": "6.67",
        },
        worst="Ⅱ-5",
    ),
    # 88.445, a tie: half to even
    "index-50-50": Expected(
        total="88.44",
        full="100.00",
        projects={"Ⅰ-1": "44.30", "Ⅰ-2": "44.14"},
        worst="Ⅱ-4",
    ),
    # 10.655 cut down
    "school-item-points": Expected(
        total="10.65", full="15.00", projects={"Ⅰ-1": "10.65"}, worst="Ⅱ-1"
    ),
}
