"""Typed changes: a table of what a careful reader would name."""

import pytest

from provenance.wording.alignment import align
from provenance.wording.changes import changes

# first wording, second wording, the material changes as (kind, before, after)
MATERIAL = [
    ("Divers freed 14 people from the hull", "Divers freed 40 people from the hull", [("number", "14", "40")]),
    (
        "It cost 1.5 million crowns to mend",
        "It cost 1.5 billion crowns to mend",
        [("number", "1.5 million crowns", "1.5 billion crowns")],
    ),
    (
        "The wall is nine feet thick at the base",
        "The wall is nine metres thick at the base",
        [("unit", "nine feet", "nine metres")],
    ),
    (
        "The vote was on 12 June in the old hall",
        "The vote was on 12 July in the old hall",
        [("date", "12 June", "12 July")],
    ),
    (
        "The pier was closed on Monday by the council",
        "The pier was closed on Friday by the council",
        [("date", "Monday", "Friday")],
    ),
    (
        "The licence was signed by Ada Brenk in the spring",
        "The licence was signed by Ida Karsk in the spring",
        [("name", "Ada Brenk", "Ida Karsk")],
    ),
    (
        "The inspectors found no trace of oil in the well",
        "The inspectors found a trace of oil in the well",
        [("negation", "no trace", "trace")],
    ),
    (
        "The valve was checked before the storm",
        "The valve was not checked before the storm",
        [("negation", "checked", "not checked")],
    ),
    (
        "The valve may have failed in the storm",
        "The valve failed in the storm",
        [("hedge", "may have failed", "failed")],
    ),
    ("The fire was allegedly set by a guard", "The fire was set by a guard", [("hedge", "allegedly set", "set")]),
    (
        "All wards of the clinic were evacuated",
        "Some wards of the clinic were evacuated",
        [("quantifier", "All", "Some")],
    ),
    ("More than 300 boats were lost in the gale", "300 boats were lost in the gale", [("quantifier", "More than", "")]),
    (
        "The spill caused slight damage to the reef",
        "The spill caused catastrophic damage to the reef",
        [("intensity", "slight", "catastrophic")],
    ),
    ("Exports of timber rose in the autumn", "Exports of timber fell in the autumn", [("wording", "rose", "fell")]),
    (
        "The minister claimed that the dam was sound",
        "The dam was sound",
        [("attribution", "The minister claimed that", "")],
    ),
    (
        "Salt in the wells is linked to stomach trouble in the valley",
        "Salt in the wells causes stomach trouble in the valley",
        [("hedge", "is linked to", "causes")],
    ),
    (
        "A link between the mill dust and the cough was found by the clinic",
        "That mill dust leads to the cough was found by the clinic",
        [("hedge", "link", "leads")],
    ),
    (
        "Strong tea lowers the pulse of most sailors",
        "Strong tea is associated with the pulse of most sailors",
        [("hedge", "lowers", "is associated with")],
    ),
    (
        "The price of rope doubled in the spring",
        "The price of rope rose by 50 percent in the spring",
        [("number", "doubled", "rose by 50 percent")],
    ),
    (
        "The price of rope halved in the spring",
        "The price of rope rose 50 percent in the spring",
        [("number", "halved", "rose 50 percent")],
    ),
    (
        "In the warden's view, the sluice was opened by hand",
        "The sluice was opened by hand",
        [("attribution", "In the warden's view", "")],
    ),
    ("As he sees it, the sluice is safe", "The sluice is safe", [("attribution", "As he sees it", "")]),
    ("Apparently, the sluice is safe", "The sluice is safe", [("hedge", "Apparently, the", "The")]),
    ("None of the pumps, alone, could drain it", "None of the pumps … could drain it", [("omission", "alone", "")]),
]

# pairs whose differences must not be called material
HARMLESS = [
    ("The harbour authority organised a search", "the harbor authority organized a search"),
    ("They do not know who opened the hatch", "They don't know who opened the hatch"),
    ("Sixty-two people spent the night in the school", "62 people spent the night in the school"),
    ("The crater is 62 miles from the border", "The crater is 100 kilometres from the border"),
    ("The price of rope doubled in the spring", "The price of rope rose 100 percent in the spring"),
    ("The lock took half a century to build", "The lock took 50 years to build"),
    ("It took a quarter of an hour to drain", "It took 15 minutes to drain"),
    ("Governor Ada Brenk opened the new lock", "Brenk opened the new lock"),
    ("The Eastern Rivers Water Board closed the sluice", "The ERWB closed the sluice"),
    ("The troops of Russia left the pass", "The Russian troops left the pass"),
    ("Crews from Kiev mended the line", "Crews from Kyiv mended the line"),
    ("It is not cheap or quick to mend", "It is neither cheap nor quick to mend"),
    ("The council will buy the land next to the mill", "The council will purchase the land next to the mill"),
    ("A crowd gathered at the gate on Sunday", "On Sunday a crowd gathered at the gate"),
]


def material(before: str, after: str) -> list[tuple[str, str, str]]:
    return [(c.kind.value, c.before, c.after) for c in changes(align(before, after)) if c.material]


@pytest.mark.parametrize(("before", "after", "expected"), MATERIAL)
def test_material_changes_are_named(before: str, after: str, expected: list[tuple[str, str, str]]) -> None:
    assert material(before, after) == expected


@pytest.mark.parametrize(("before", "after"), HARMLESS)
def test_harmless_changes_are_not_material(before: str, after: str) -> None:
    assert material(before, after) == []


@pytest.mark.parametrize(
    ("claim", "passage", "kind"),
    [
        ("the sluice was opened by hand", "It is not true that the sluice was opened by hand.", "negation"),
        ("the sluice was opened by hand", "Officials denied the sluice was opened by hand.", "negation"),
        ("the sluice was opened by hand", "Possibly the sluice was opened by hand.", "hedge"),
        ("the sluice was opened by hand", "Apparently, the sluice was opened by hand.", "hedge"),
        ("the sluice was opened by hand", "It seems the sluice was opened by hand.", "hedge"),
        ("the sluice was opened by hand", "The sluice is understood to have been opened by hand.", "hedge"),
    ],
)
def test_what_governs_the_match_from_outside_is_material(claim: str, passage: str, kind: str) -> None:
    assert [c[0] for c in material(claim, passage)] == [kind]


@pytest.mark.parametrize(
    ("opening", "note"),
    [
        ("In his view, ", "here it is somebody's view: “In his view, the sluice was”"),
        ("To her mind, ", "here it is somebody's view: “To her mind, the sluice was”"),
        ("According to him, ", "here the words are attributed (“According”)"),
    ],
)
def test_whose_view_it_is_is_told_beside_the_match(opening: str, note: str) -> None:
    found = changes(align("the sluice was opened by hand", f"{opening}the sluice was opened by hand."))
    assert [(c.kind.value, c.note, c.material) for c in found] == [("attribution", note, False)]


@pytest.mark.parametrize("opening", ["In the morning, ", "No, ", "In view of the flood, ", "As he saw the tide, "])
def test_an_opening_that_says_nothing_of_who_thinks_so_is_none(opening: str) -> None:
    assert changes(align("the sluice was opened by hand", f"{opening}the sluice was opened by hand.")) == ()


CONTRARIES = [
    ("The guild endorses the toll", "The guild opposes the toll"),
    ("The court permitted night fishing", "The court prohibited night fishing"),
    ("The catch soared in the spring", "The catch slumped in the spring"),
    ("The skipper was convicted in May", "The skipper was acquitted in May"),
    ("The weir has been strengthened by frost", "The weir has been weakened by frost"),
    ("The ban on eels was lifted in May", "The ban on eels was imposed in May"),
    ("The water in the old dock is harmless", "The water in the old dock is harmful"),
]


@pytest.mark.parametrize(("one", "other"), [*CONTRARIES, *(pair[::-1] for pair in CONTRARIES)])
def test_contraries_are_told_as_such_in_all_their_forms(one: str, other: str) -> None:
    (change,) = changes(align(one, other))
    assert change.material
    assert change.note == f"the contrary: “{change.before}” became “{change.after}”"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("They sailed to attend the fair", "They sailed from Vask to see the fair"),
        ("The skipper rose at dawn", "The skipper woke at dawn"),
    ],
)
def test_small_words_among_others_and_words_of_one_pole_are_no_contraries(one: str, other: str) -> None:
    assert not [change for change in changes(align(one, other)) if change.note.startswith("the contrary")]


@pytest.mark.parametrize(
    ("one", "other", "undecided"),
    [
        ("The classic tug was sold", "The classical tug was sold", True),
        ("The absense of the skipper was noted", "The absence of the skipper was noted", True),
        ("The boiler of the tug was old", "The anchor of the tug was old", False),
        ("The elected mayor went home", "The selected mayor went home", False),
    ],
)
def test_words_of_one_family_are_left_to_the_reader(one: str, other: str, undecided: bool) -> None:
    (change,) = [c for c in changes(align(one, other)) if c.kind == "wording"]
    assert (change.undecided, change.material) == (undecided, not undecided)


def test_a_clause_of_its_own_to_the_left_does_not_govern_the_match() -> None:
    assert material("the sluice was opened by hand", "He did not come; the sluice was opened by hand.") == []


def test_every_change_points_at_its_characters() -> None:
    before = "Divers may have freed 14 people from the hull on Monday, Ada Brenk said"
    after = "Divers freed 40 of the people from a hull on Friday, Ida Karsk says"
    found = changes(align(before, after))
    assert len(found) >= 4
    for change in found:
        assert change.before_span.of(before) == change.before
        assert change.after_span.of(after) == change.after


def test_every_change_says_in_a_sentence_what_happened() -> None:
    (hedge,) = [c for c in changes(align("The valve may have failed", "The valve failed")) if c.material]
    assert hedge.note == "“may” is gone: what was possible or reported became a fact"
