"""Faults as values, and the sentences made of them."""

from chuangcheng.domain.errors import (
    Fault,
    Place,
    Refused,
    Sentence,
    describe,
    describe_message,
    describe_place,
    describe_remedy,
    in_document,
)

SENTENCE = Sentence("edition.example", "“%(code)s” is used twice.", "Give one another code.")


def test_a_sentence_names_the_place_the_fault_and_the_remedy() -> None:
    fault = Fault(SENTENCE, Place("county.yaml", ("nodes", 0, "code"), 12, 5), {"code": "Ⅲ-1"})
    assert describe(fault) == (
        "county.yaml, line 12, nodes/1/code: “Ⅲ-1” is used twice. Give one another code."
    )


def test_list_positions_are_counted_as_people_count() -> None:
    assert describe_place(in_document(("nodes", 0, "children", 2))) == "nodes/1/children/3"


def test_a_cell_is_named_by_sheet_and_address_without_the_path() -> None:
    place = Place("facts.xlsx", ("facts", "Ⅲ-1"), sheet="事實", cell="D7")
    assert describe_place(place) == "facts.xlsx, sheet “事實”, cell D7"


def test_a_fault_without_a_place_is_still_a_sentence() -> None:
    assert describe(Fault(SENTENCE, params={"code": "x"})) == (
        "“x” is used twice. Give one another code."
    )


def test_every_part_is_translated_by_the_function_given() -> None:
    def shout(message: str) -> str:
        return message.upper().replace("%(CODE)S", "%(code)s")

    fault = Fault(SENTENCE, params={"code": "x"})
    assert describe_message(fault, shout) == "“x” IS USED TWICE."
    assert describe_remedy(fault, shout) == "GIVE ONE ANOTHER CODE."


def test_a_refusal_carries_its_faults() -> None:
    fault = Fault(SENTENCE, params={"code": "x"})
    refusal = Refused((fault,))
    assert refusal.faults == (fault,)
    assert str(refusal) == "edition.example"
    assert fault.code == "edition.example"
