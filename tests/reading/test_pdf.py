"""PDF: its text in reading order, its date from what it says, and files that are none."""

import io
import sys
import zlib
from datetime import date
from pathlib import Path

import pytest
from articles_on_disk import BODY, read, write
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from provenance.models import Certainty
from provenance.reading.extractors.pdf import iso_date

LINES = ["By Ann Lee", "7 December 2022", BODY, BODY.replace("ferry", "packet boat"), BODY.replace("ferry", "tug")]


def printed(*, columns: int = 1, lines: list[str] = LINES, title: str = "Ferry leaves harbour without lights") -> bytes:
    """A document with running heads and page numbers, made by reportlab."""
    file = io.BytesIO()
    document = BaseDocTemplate(file, pagesize=A4, title="Untitled", author="somebody", invariant=1)
    width, height = A4
    room = (width - 100) / columns
    frames = [Frame(50 + room * n, 60, room - 10, height - 130) for n in range(columns)]
    document.addPageTemplates(PageTemplate(frames=frames, onPage=_around))
    style = getSampleStyleSheet()
    document.build([Paragraph(title, style["Heading1"]), *(Paragraph(line, style["BodyText"]) for line in lines)])
    return file.getvalue()


def _around(canvas: Canvas, document: BaseDocTemplate) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(50, A4[1] - 30, f"The Quay, page {document.page}")
    canvas.drawString(300, 25, str(document.page))


@pytest.mark.parametrize("columns", [1, 2])
def test_paragraphs_come_in_reading_order_without_running_heads(tmp_path, columns):
    things = ["ferry", "tug", "barge", "dredger", "lighter", "trawler", "schooner", "pilot boat"]
    lines = [BODY.replace("ferry", f"{thing} of {'abcde'[n]} dock") for n in range(5) for thing in things]
    write(tmp_path, {"paper.pdf": printed(columns=columns, lines=lines)})
    (document,), errors = read(tmp_path)
    assert not errors
    assert document.text.split("\n\n") == ["Ferry leaves harbour without lights", *lines]


def test_what_the_text_states_goes_before_the_properties(tmp_path):
    write(tmp_path, {"paper.pdf": printed()})
    (document,), _ = read(tmp_path)
    article = document.article
    assert (article.title, article.author) == ("Ferry leaves harbour without lights", "Ann Lee")
    assert article.published.earliest == date(2022, 12, 7)
    assert "file-properties" in {entry.interval.rule for entry in article.evidence}


def test_a_file_property_alone_is_a_guess(tmp_path):
    write(tmp_path, {"paper.pdf": printed(lines=[BODY])})
    (document,), _ = read(tmp_path)
    assert document.article.published.certainty in {Certainty.GUESS, Certainty.NONE, Certainty.BOUND}


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("D:20221207103000+01'00'", "2022-12-07T10:30:00+01:00"),
        ("D:20221207103000Z", "2022-12-07T10:30:00Z"),
        ("D:20221207", "2022-12-07"),
        ("20221207103000", "2022-12-07T10:30:00"),
        ("yesterday", None),
    ],
)
def test_dates_as_pdf_writes_them(value, iso):
    assert iso_date(value) == iso


def pictured() -> bytes:
    """A page with a picture only."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.rect(100, 100, 300, 300, fill=1)
    canvas.save()
    return file.getvalue()


def encrypted() -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, encrypt="secret")
    canvas.drawString(100, 100, BODY)
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (pictured(), "holds pictures of pages and no text"),
        (encrypted(), "is encrypted with a password"),
        (b"%PDF-1.7\n%\xe2\xe3", "is a damaged PDF"),
        (printed()[:400], "is a damaged PDF"),
        (b"words", "is named like a PDF, but is none"),
    ],
    ids=["scanned", "encrypted", "a beginning", "cut off", "text"],
)
def test_what_cannot_be_read_is_told_in_a_line(tmp_path, content, reason):
    write(tmp_path, {"paper.pdf": content})
    documents, errors = read(tmp_path)
    assert (documents, [error.reason for error in errors]) == ([], [reason])
    assert errors[0].remedy


def test_a_pdf_under_another_name_is_read(tmp_path):
    write(tmp_path, {"paper.txt": printed()})
    (document,), errors = read(tmp_path)
    assert not errors
    assert document.article.id == "paper"
    assert BODY in document.text


@pytest.mark.skipif(sys.platform == "win32", reason="memory is limited by the system elsewhere")
def test_a_page_packed_twice_does_no_harm(tmp_path):
    inner = zlib.compress(b"0 0 m " * 100_000_000, 1)
    stream = zlib.compress(inner, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%b\nendstream" % (len(stream), stream),
    ]
    body = b"".join(b"%d 0 obj %b endobj\n" % (number, one) for number, one in enumerate(objects, start=1))
    write(tmp_path, {"bomb.pdf": b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n", "good.pdf": printed()})
    documents, errors = read(tmp_path)
    assert [document.article.id for document in documents] == ["good"]
    assert [Path(error.subject).name for error in errors] == ["bomb.pdf"]
