"""Pairs that say the same in other words, and pairs beside them that do not: what values, units and names decide."""

import pytest

from provenance.wording.alignment import align
from provenance.wording.changes import changes

SAME = [
    # numbers by value
    ("Two thirds of the wells ran dry", "66.7 percent of the wells ran dry"),
    ("Half of the sluices were rusty", "50% of the sluices were rusty"),
    ("One in five ferries ran late", "20 percent of ferries ran late"),
    ("The dyke cost 3.500.000 euros to raise", "The dyke cost 3.5 million euros to raise"),
    ("A hundred eels were counted", "100 eels were counted"),
    ("The lock lost two and a half million litres", "The lock lost 2.5 million litres"),
    ("The feud lasted half a century", "The feud lasted fifty years"),
    ("Fares rose half a percentage point in June", "Fares rose 0.5 percentage points in June"),
    ("Tolls doubled within weeks", "Tolls were doubled within weeks"),
    ("The sluice stood open for an hour and a half", "The sluice stood open for 90 minutes"),
    ("The sluice stood open for 1½ hours", "The sluice stood open for 1.5 hours"),
    ("The ferry waited seven days off the bar", "The ferry waited a week off the bar"),
    ("The ferry waited a couple of weeks off the bar", "The ferry waited a fortnight off the bar"),
    ("After a 1.5-hour delay the tug left", "After a delay of 90 minutes the tug left"),
    # units converted
    ("It was 68 °F on the quay", "It was 20 °C on the quay"),
    ("The anchor weighs 220 pounds", "The anchor weighs 100 kg"),
    ("Gusts of 50 mph tore the sails", "Gusts of 80 km/h tore the sails"),
    ("A 20-foot crane fell over", "A 6.1-metre crane fell over"),
    # names in other forms
    ("President Ada Brenk sailed home", "Ada Brenk sailed home"),
    ("President Brenk sailed home", "Ada Brenk sailed home"),
    ("A. Brenk sailed home at dusk", "Ada Brenk sailed home at dusk"),
    ("The United Kingdom closed its ports", "Britain closed its ports"),
    # negation kept
    ("It is not impossible to raise the wreck", "It is possible to raise the wreck"),
    ("The quay was neither wide nor deep", "The quay was not wide and not deep"),
    ("The guild has neither opened nor closed the lock", "A clerk said it does not “open” or “close” the lock"),
    ("The lock was not opened by the guild", "It is not true that the lock was opened by the guild"),
    # bounds that are alike
    ("More than 30 crews went out", "Over 30 crews went out"),
    ("At least 30 crews went out", "No fewer than 30 crews went out"),
    # the passive
    ("The council flooded the old meadow in spring", "The old meadow was flooded by the council in spring"),
    ("Rebels shot down two of the balloons at dawn", "Two of the balloons were shot down by rebels at dawn"),
    ("The board is considering a toll on the bridge", "A toll on the bridge is being considered by the board"),
    ("The guild claimed the prize for the best eel", "The prize for the best eel was claimed by the guild"),
    ("The ferryman planned the raid on the customs house", "The raid on the customs house was planned by the ferryman"),
    ("The crew may have holed the barge near the lock", "The barge may have been holed by the crew near the lock"),
    ("They welcomed the new lamp on the quay", "The new lamp on the quay was welcomed by them"),
    ("The tug that rammed the pier has sunk", "The pier that was rammed by the tug has sunk"),
    # verbs that go both ways
    ("The mayor met the bishop at the lock", "The bishop met the mayor at the lock"),
]

OTHER = [
    ("Two thirds of the wells ran dry", "Two fifths of the wells ran dry", "number"),
    ("One in five ferries ran late", "One in six ferries ran late", "number"),
    ("Tolls doubled within weeks", "Tolls tripled within weeks", "number"),
    ("Dozens of eels were counted", "Thousands of eels were counted", "number"),
    ("The ferry waited eight days off the bar", "The ferry waited a week off the bar", "number"),
    ("It was 20 °F on the quay", "It was 20 °C on the quay", "unit"),
    ("Some 40 percent went home", "Some 40 sailors went home", "unit"),
    ("It was built in the 1920s", "It was built in the 1930s", "date"),
    ("It was flooded last week", "It was flooded last month", "date"),
    ("Ada Brenk sailed home", "Ida Brenk sailed home", "name"),
    ("The rule is legal in the port", "The rule is illegal in the port", "negation"),
    ("He usually pays the toll", "He sometimes pays the toll", "quantifier"),
    ("About 30 crews went out", "Over 30 crews went out", "quantifier"),
    ("The fleet took heavy losses", "The fleet took light losses", "intensity"),
    ("Vask shelled Ludd at dawn", "Ludd shelled Vask at dawn", "order"),
    ("The reef is thought to be dead", "The reef is dead", "hedge"),
    # who does it to whom
    ("The army shelled the bridge at dawn", "The bridge shelled the army at dawn", "order"),
    ("The army shelled the bridge at dawn", "The army was shelled by the bridge at dawn", "order"),
    ("The bridge was shelled by the army", "The army was shelled by the bridge", "order"),
    ("Vask shelled Ludd at dawn", "Vask was shelled by Ludd at dawn", "order"),
    ("The dockers who sued the yard were paid", "The yard that sued the dockers was paid", "order"),
    ("The bank lent the town nine million crowns", "The town lent the bank nine million crowns", "order"),
    ("The Vaskian raid on Ludd was condemned", "The Luddian raid on Vask was condemned", "order"),
    ("Vask holed a trawler in the sound, Ludd said", "A trawler in the sound was holed by Ludd, Vask said", "name"),
    ("The board approved the weir", "The weir was not approved by the board", "negation"),
    ("The board approved the weir", "The weir was reportedly approved by the board", "hedge"),
]


@pytest.mark.parametrize(("before", "after"), SAME)
def test_the_same_in_other_words_is_not_material(before: str, after: str) -> None:
    assert [change.note for change in changes(align(before, after)) if change.material] == []


@pytest.mark.parametrize(("before", "after", "kind"), OTHER)
def test_the_kind_of_a_material_change(before: str, after: str, kind: str) -> None:
    assert kind in [change.kind.value for change in changes(align(before, after)) if change.material]


def test_a_conversion_says_so() -> None:
    (change,) = changes(align("The pipe is 62 miles long", "The pipe is 100 km long"))
    assert (change.kind.value, change.note) == ("unit", "“62 miles” is “100 km”: the same quantity, converted")


def test_a_name_in_doubt_is_left_to_the_reader() -> None:
    before = "The inquiry was led by the old bailiff of Vask who knew the harbour"
    after = "The inquiry was led by a retired sailor near Ludd who knew the harbour"
    (change,) = [c for c in changes(align(before, after)) if c.kind == "name"]
    assert (change.material, change.undecided) == (False, True)


def test_a_turned_clause_is_one_change_that_says_so() -> None:
    (change,) = changes(align("The army shelled the bridge.", "The bridge was shelled by the army."))
    assert (change.kind.value, change.note) == ("order", "said in the passive; who does it to whom is as before")
    (change,) = [
        c for c in changes(align("The army shelled the bridge.", "The army was shelled by the bridge.")) if c.material
    ]
    assert change.note == "“army” and “bridge” changed places around “shelled”: who does it to whom is turned round"


def test_another_doer_of_a_turned_clause_is_told() -> None:
    before = "The army shelled the old bridge near the mill on Friday"
    after = "The old bridge near the mill was shelled by the rebels on Friday"
    (change,) = [c for c in changes(align(before, after)) if c.undecided]
    assert (change.before, change.after) == ("army", "rebels")
    assert change.note == "“army” became “rebels”: perhaps another does it"
