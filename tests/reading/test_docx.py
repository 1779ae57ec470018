"""Word documents: what is printed with all changes accepted, and documents that are none."""

import io
import zipfile
from datetime import UTC, date, datetime

import docx
import pytest
from articles_on_disk import BODY, read, write

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def made(*lines: str, title: str = "") -> bytes:
    """A document made by python-docx."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.core_properties.title = title
    document.core_properties.created = datetime(2026, 10, 1, tzinfo=UTC)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def packed(body: str | bytes, *, name: str = "word/document.xml") -> bytes:
    """A document whose body is this XML."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr(name, body)
    return file.getvalue()


def body(*paragraphs: str) -> str:
    inner = "".join(f"<w:p>{paragraph}</w:p>" for paragraph in paragraphs)
    return f"<?xml version='1.0'?><w:document {SPACE}><w:body>{inner}</w:body></w:document>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def text_of(tmp_path, content: bytes) -> str:
    write(tmp_path, {"paper.docx": content})
    (document,), errors = read(tmp_path)
    assert not errors
    return document.text


def test_paragraphs_dates_and_title_are_read(tmp_path):
    lines = ("Ferry leaves harbour without lights", "Ann Lee 7 December 2022", BODY)
    write(tmp_path, {"paper.docx": made(*lines)})
    (document,), errors = read(tmp_path)
    assert not errors
    assert document.text == "\n\n".join(lines)
    article = document.article
    assert (article.title, article.author, article.published.earliest) == (lines[0], "Ann Lee", date(2022, 12, 7))


@pytest.mark.parametrize(
    ("paragraph", "printed"),
    [
        (f"{run('It ')}<w:ins>{run('never ')}</w:ins>{run('left.')}", "It never left."),
        (f"{run('It ')}<w:del><w:r><w:delText>never </w:delText></w:r></w:del>{run('left.')}", "It left."),
        (f"<w:moveFrom>{run('Gone.')}</w:moveFrom>{run('Here.')}", "Here."),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('In a control.')}</w:sdtContent></w:sdt>", "In a control."),
        ("<w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three.</w:t></w:r>", "One\ntwo\tthree."),
        ("<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t></w:r>", "well-known"),
        ("<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>" + run("A link."), "A link."),
        ("<w:hyperlink>" + run("A link.") + "</w:hyperlink>", "A link."),
        ("<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>" + run("Words."), "Words."),
    ],
)
def test_what_is_printed_counts(tmp_path, paragraph, printed):
    assert text_of(tmp_path, packed(body(paragraph))) == printed


def test_cells_of_a_table_are_paragraphs(tmp_path):
    cell = "<w:tc><w:p>{}</w:p></w:tc>"
    table = f"<w:tbl><w:tr>{cell.format(run('One.'))}{cell.format(run('Two.'))}</w:tr></w:tbl>"
    assert text_of(tmp_path, packed(body().replace("<w:body>", f"<w:body>{table}"))) == "One.\n\nTwo."


DECLARING = body(run("&a;")).replace("<w:document", "<!DOCTYPE w [<!ENTITY a 'aaaa'>]><w:document")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (packed(DECLARING), "declares a document type, which no document does"),
        (packed(b"<w>" + bytes(40_000_000)), "unpacks to 40,000,003 bytes, more than a document may"),
        (packed(body("<w:x>" * 5_000 + "</w:x>" * 5_000)), "is a damaged document, or nested too deeply"),
        (packed("<w:document"), "is a damaged document, or nested too deeply"),
        (packed(body(), name="xl/workbook.xml"), "is an office file, but no text document"),
        (made(BODY)[:-100], "is a damaged or encrypted document"),
        (packed(body(run(" "))), "holds no words"),
        (b"words", "is named like a Word document, but is none"),
    ],
    ids=["document type", "bomb", "deep", "broken", "spreadsheet", "cut off", "blank", "text"],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_a_line(tmp_path, content, reason):
    write(tmp_path, {"paper.docx": content})
    documents, errors = read(tmp_path)
    assert (documents, [error.reason for error in errors]) == ([], [reason])
    assert errors[0].remedy
