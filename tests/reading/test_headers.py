"""The header of a plain text, line by line: who, where, when, and what is no date of publication."""

from datetime import UTC, date, datetime

import pytest

from provenance.models import Certainty, DateRole, Precision
from provenance.reading.headers import read_header

BODY = (
    "The ferry left the harbour at dawn with forty passengers on board, and nobody on the quay thought it odd that the "
    "lights were out. It had done so every day of that week, as the harbour master told this newspaper."
)


def header(*lines: str, body: str = BODY, tail: str = ""):
    text = "\n\n".join([*lines, body, *([tail] if tail else [])])
    return text, read_header(text)


def dates(text, found):
    return [(entry.role.value, entry.interval.evidence, entry.interval.rule) for entry in found.dates]


# line below the title, role, evidence, author, outlet
DATE_LINES = [
    ("Ann Lee 7 December 2022", "published", "7 December 2022", "Ann Lee", None),
    ("December 7th, 2022 - by Ann Lee / The Quay", "published", "December 7th, 2022", "Ann Lee", "The Quay"),
    ("By Ann Lee and Bo de Witt | 7 December 2022", "published", "7 December 2022", "Ann Lee and Bo de Witt", None),
    ("By Ann Lee, harbour correspondent, 7 December 2022", "published", "7 December 2022", "Ann Lee", None),
    ("Ann Lee, Quay Courier, 7 December 2022", "published", "7 December 2022", "Ann Lee", "Quay Courier"),
    ("The Quay Courier, 7 December 2022", "published", "7 December 2022", None, "The Quay Courier"),
    ("AP December 7, 2022", "published", "December 7, 2022", None, None),
    ("London, 7 December 2022", "published", "7 December 2022", None, None),
    ("Published: 7:37 PM, December 7, 2022", "published", "December 7, 2022", None, None),
    ("Updated: December 7, 2022", "updated", "December 7, 2022", None, None),
    ("Last modified on 2022-12-07", "updated", "2022-12-07", None, None),
    ("Originally published 7 December 2022", "originally", "7 December 2022", None, None),
    ("Retrieved 7 December 2022", "not-after", "7 December 2022", None, None),
    ("**Posted by Ann Lee on 7 December 2022**", "published", "7 December 2022", "Ann Lee", None),
]


@pytest.mark.parametrize(("line", "role", "evidence", "author", "outlet"), DATE_LINES)
def test_a_line_that_does_nothing_but_date_and_sign(line, role, evidence, author, outlet):
    text, found = header("Ferry leaves harbour without lights", line)
    (entry,) = found.dates
    assert (entry.role.value, entry.interval.evidence) == (role, evidence)
    assert entry.interval.span.of(text) == evidence
    assert entry.interval.earliest == date(2022, 12, 7)
    assert (found.title, found.author, found.outlet) == ("Ferry leaves harbour without lights", author, outlet)


NO_DATES = [
    "In this June 30, 2013 file photo, the ferry Alma enters the harbour",
    "FILE - The ferry Alma on 7 December 2022",
    "7 December 2022 – 10 December 2022",
    "The inquiry report published on 7 December 2022 blamed nobody",
    "Harbour Summit 10 December 2022",
    "December 2022",
    "May 30 at 2:44 PM",
    "© 7 December 2022 Quay Courier",
]


@pytest.mark.parametrize("line", NO_DATES)
def test_an_event_a_caption_a_range_a_month_is_no_date_of_publication(line):
    _, found = header("Ferry leaves harbour without lights", line)
    assert found.dates == ()


def test_a_date_in_the_title_does_not_count():
    _, found = header("What the harbour master wrote on 7 December 2022")
    assert found.dates == ()
    assert found.title == "What the harbour master wrote on 7 December 2022"


def test_two_labelled_dates_keep_their_roles():
    text, found = header("Ferry leaves harbour without lights", "Published 7 December 2022, updated 9 December 2022")
    assert dates(text, found) == [
        ("published", "7 December 2022", "header-line"),
        ("updated", "9 December 2022", "header-line"),
    ]


def test_a_label_may_stand_on_the_line_before():
    text, found = header("Ferry leaves harbour without lights", "Updated", "1:52 pm, Friday, May 31, 2019")
    assert dates(text, found) == [("updated", "Friday, May 31, 2019", "header-line")]


def test_a_time_with_a_zone_is_a_moment_and_part_of_the_evidence():
    _, found = header("May 31, 2019, 9:52 PM UTC", "By Ann Lee, professor at the Harbour School")
    (entry,) = found.dates
    assert entry.interval.earliest == entry.interval.latest == datetime(2019, 5, 31, 21, 52, tzinfo=UTC)
    assert entry.interval.precision is Precision.TIME
    assert entry.interval.evidence == "May 31, 2019, 9:52 PM UTC"
    assert found.author == "Ann Lee"


def test_a_north_american_zone_puts_the_month_first():
    _, found = header("EDITION", "06/01/2018 02:57 pm ET", "Ferry leaves harbour without lights")
    assert found.dates[0].interval.earliest == datetime(2018, 6, 1, 18, 57, tzinfo=UTC)
    assert found.title == "Ferry leaves harbour without lights"


def test_an_ambiguous_date_keeps_both_readings_and_is_known_to_the_year():
    _, found = header("Ferry leaves harbour without lights", "07/12/2022")
    interval = found.dates[0].interval
    assert (interval.earliest, interval.latest, interval.precision) == (
        date(2022, 7, 12),
        date(2022, 12, 7),
        Precision.YEAR,
    )


def test_a_weekday_that_does_not_fit_makes_the_date_unreliable():
    _, found = header("Ferry leaves harbour without lights", "Friday, 7 December 2022")
    assert not found.dates[0].interval.reliable


def test_a_dateline_earlier_than_the_header_is_the_original_date():
    body = f"(December 11, 2022) — {BODY}"
    text, found = header("Ferry leaves harbour without lights", "14 December 2022", body=body)
    assert dates(text, found) == [
        ("published", "14 December 2022", "header-line"),
        ("originally", "December 11, 2022", "dateline"),
    ]


@pytest.mark.parametrize(
    "opening", ["KYIV, Dec. 7, 2022 (AP) — ", "December 7, 2022 – ", "New York (Reuters), 7 December 2022 - "]
)
def test_a_dateline_alone_dates_the_article(opening):
    _, found = header("Ferry leaves harbour without lights", body=opening + BODY)
    assert [(entry.role, entry.interval.earliest) for entry in found.dates] == [(DateRole.PUBLISHED, date(2022, 12, 7))]


def test_a_date_that_merely_opens_a_sentence_is_no_dateline():
    for opening in ("On December 7, 2022 nothing happened. ", "December 7, 1941 — a date which will live in infamy. "):
        _, found = header("Ferry leaves harbour without lights", body=opening + BODY)
        assert found.dates == ()


def test_a_date_line_below_a_caption():
    text, found = header("Ferry leaves harbour without lights", BODY, "Quay Press", "May 31, 2018 12:01 PM")
    assert dates(text, found) == [("published", "May 31, 2018", "date-line")]


@pytest.mark.parametrize(
    ("note", "evidence"),
    [
        ("This article was originally published by the Quay Courier on May 3, 2021.", "May 3, 2021"),
        ("(First published in The Quay, 3 May 2021)", "3 May 2021"),
        ("Reprinted from the Courier of 3 May 2021.", "3 May 2021"),
    ],
)
def test_a_note_below_states_an_earlier_publication(note, evidence):
    text, found = header("Ferry leaves harbour without lights", tail=note)
    assert dates(text, found) == [("originally", evidence, "footer-origin")]


def test_a_sentence_about_another_publication_is_no_note():
    tail = "The list was first published on 3 May 2021 by the ministry."
    _, found = header("Ferry leaves harbour without lights", tail=tail)
    assert found.dates == ()


def test_a_correction_note_proves_that_the_article_was_there():
    text, found = header("Ferry leaves harbour without lights", tail="Correction, June 1, 2018: It was the Alma.")
    assert dates(text, found) == [("updated", "June 1, 2018", "footer-correction")]


@pytest.mark.parametrize(
    ("line", "author", "outlet"),
    [
        ("By Ann Lee", "Ann Lee", None),
        ("by ANN LEE and Bo Ek, CNN", "ANN LEE and Bo Ek", None),
        ("Ann Lee / The Quay Review", "Ann Lee", "The Quay Review"),
        ("Written by: Ann Lee for The Quay Review", "Ann Lee", "The Quay Review"),
        ("By The Associated Press", "The Associated Press", None),
        ("By Corran Wire / The Quay Ledger", "Corran Wire", "The Quay Ledger"),
        ("By Ann Lee, The Quay Ledger", "Ann Lee", "The Quay Ledger"),
        ("By Ann Lee, Quay Courier", "Ann Lee", "Quay Courier"),
        ("By Ann Lee, CNN Supreme Court Reporter", "Ann Lee", None),
        ("Ann Lee/Getty Images", None, None),
        ("Lionel Alma / Getty Images", None, None),
        ("In-depth Report:", None, None),
        ("Outlet: Quay Courier", None, "Quay Courier"),
    ],
)
def test_bylines_and_what_only_looks_like_one(line, author, outlet):
    _, found = header("Ferry leaves harbour without lights", line)
    assert (found.author, found.outlet) == (author, outlet)


@pytest.mark.parametrize(
    "line", ["Advertisement", "Share on Facebook Share on Twitter", "TERRY GROSS, HOST:", "May 31 at 3:41 PM", "***"]
)
def test_furniture_above_a_text_is_not_its_title(line):
    _, found = header(line, "Ferry leaves harbour without lights")
    assert found.title == "Ferry leaves harbour without lights"


def test_a_text_without_a_header_has_no_title():
    assert read_header(BODY).title is None
    assert read_header("The mayor has resigned.").title is None
    assert read_header("").title is None


def test_a_wrapped_title_is_joined_and_keeps_its_hyphen():
    text = (
        " Drone attack on harbour aims to sink US-\nNATO ferry line\n"
        "    On Tuesday, the port launched its second\ndrone ferry to date and the first that carries\n"
        "passengers. Eight of them had bought a ticket,\nof which at least one was returned at once to\n"
        "the office on the quay by its owner.\n   Nobody knows why.\n"
    )
    found = read_header(text)
    assert found.title == "Drone attack on harbour aims to sink US-NATO ferry line"
    assert text[found.body_begin :].startswith("On Tuesday")


def test_flattened_lines_are_lines():
    text = f"Ferry leaves harbour without lights ### By Ann Lee ### May 30, 2019 ### {BODY} ### More"
    found = read_header(text)
    assert (found.title, found.author) == ("Ferry leaves harbour without lights", "Ann Lee")
    assert found.dates[0].interval.span.of(text) == "May 30, 2019"


def test_mark_up_around_a_line_moves_no_span():
    text, found = header("# Ferry leaves harbour without lights", "### **Ann Lee, 7 December 2022**")
    assert found.dates[0].interval.span.of(text) == "7 December 2022"
    assert (found.title, found.author) == ("Ferry leaves harbour without lights", "Ann Lee")


def test_a_first_line_that_names_its_outlet_is_no_title():
    _, found = header("The Quay Courier, 7 December 2022", "Ferry leaves harbour without lights")
    assert (found.title, found.outlet) == ("Ferry leaves harbour without lights", "The Quay Courier")
    assert found.dates[0].interval.earliest == date(2022, 12, 7)


def test_an_address_alone_on_a_line_is_the_articles():
    _, found = header("Ferry leaves harbour without lights", "https://quay.example/2022/12/07/ferry")
    assert found.url == "https://quay.example/2022/12/07/ferry"


def test_the_fetch_gives_a_bare_day_and_time_its_year_as_a_guess():
    text = "\n".join(["Ferry leaves harbour without lights", "By Ann Lee", "May 30 at 2:44 PM", "", BODY])
    (entry,) = read_header(text, captured=date(2019, 5, 31)).dates
    assert (entry.interval.earliest, entry.interval.rule) == (date(2019, 5, 30), "year-by-capture")
    assert entry.interval.certainty is Certainty.GUESS
    assert entry.interval.span.of(text) == entry.interval.evidence == "May 30"
    assert read_header(text).dates == ()


def test_a_bare_day_without_a_time_gets_no_year():
    _, found = header("Ferry leaves harbour without lights", "May 30")
    assert read_header("Ferry leaves harbour\nMay 30\n\n" + BODY, captured=date(2019, 5, 31)).dates == found.dates == ()


def test_the_address_a_page_offers_itself_for_sharing_with_is_its_own():
    shared = "Check out this story on quay.example: https://quay.example/2019/05/31/ferry/ CancelSend"
    _, found = header("Ferry leaves harbour without lights", shared)
    assert found.url == "https://quay.example/2019/05/31/ferry/"
    _, found = header("Ferry leaves harbour without lights", "See https://ledger.example/2011/05/31/ferry/ for more")
    assert found.url is None


def test_the_language_of_a_label_or_of_the_text_decides_a_numeric_date():
    _, found = header("Die Fähre", "Veröffentlicht am 07.12.2022")
    assert found.dates[0].interval.earliest == date(2022, 12, 7)
    text = "Ferry leaves harbour without lights\n07/12/2022\n\n" + BODY
    assert read_header(text, month_first=False).dates[0].interval.latest == date(2022, 12, 7)
    assert read_header(text, month_first=True).dates[0].interval.latest == date(2022, 7, 12)
