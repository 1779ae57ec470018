"""Files as a newsroom has them, one of each kind, made of the invented articles in seeds/: what fuzzing begins from."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from functools import cache
from html import escape
from pathlib import Path

from docx import Document
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

SEEDS = Path(__file__).resolve().parents[1] / "seeds"


@cache
def articles() -> tuple[str, ...]:
    """Some articles' texts; short, so that a change somewhere changes something."""
    return tuple(path.read_text("utf-8")[:3_000] for path in sorted(SEEDS.glob("*.txt"))[:6])


@cache
def likely_files() -> dict[str, tuple[bytes, ...]]:
    """Files by the ending of their names."""
    texts = articles()
    return {
        "txt": tuple(text.encode() for text in texts),
        "md": tuple(f"---\ntitle: A tide\ndate: 2021-03-0{n}\n---\n\n# A tide\n\n{text}".encode()
                    for n, text in enumerate(texts[:3], start=1)),
        "html": tuple(_page(text, number).encode() for number, text in enumerate(texts, start=1)),
        "docx": tuple(map(_docx, texts[:3])),
        "pdf": tuple(map(_pdf, texts[:3])),
        "rss": (_feed(texts[:3]).encode(),),
        "atom": (_atom(texts[:3]).encode(),),
        "warc": (_warc(texts[:3]),),
        "csv": (_csv(texts[:3]),),
        "jsonl": (_jsonl(texts[:3]),),
        "zip": (_zip(texts[:3]),),
    }  # fmt: skip


def _paragraphs(text: str) -> list[str]:
    return [part for part in text.split("\n\n") if part.strip()]


def _page(text: str, day: int) -> str:
    title, *rest = _paragraphs(text)
    data = json.dumps({"@type": "NewsArticle", "headline": title, "datePublished": f"2021-03-0{day}T08:00:00Z",
                       "author": {"@type": "Person", "name": "Ann Lee"}})  # fmt: skip
    body = "".join(f"<p>{escape(part)}</p>" for part in rest)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} | The Quay</title>'
        f'<link rel="canonical" href="https://quay.example/2021/03/0{day}/tide">'
        f'<meta property="article:published_time" content="2021-03-0{day}">'
        f'<script type="application/ld+json">{data}</script></head><body><nav><a href="/">Home</a></nav>'
        f"<article><h1>{escape(title)}</h1><time datetime='2021-03-0{day}'>{day} March 2021</time>{body}"
        f"<blockquote>{escape(rest[-1])}</blockquote></article><footer>© The Quay</footer></body></html>"
    )


def _docx(text: str) -> bytes:
    document, file = Document(), io.BytesIO()
    document.core_properties.title = "A tide"
    for part in _paragraphs(text):
        document.add_paragraph(part)
    document.save(file)
    return file.getvalue()


def _pdf(text: str) -> bytes:
    file = io.BytesIO()
    style = getSampleStyleSheet()["Normal"]
    SimpleDocTemplate(file, title="A tide").build([Paragraph(escape(part), style) for part in _paragraphs(text)])
    return file.getvalue()


def _feed(texts: tuple[str, ...]) -> str:
    items = "".join(
        f"<item><title>A tide {n}</title><link>https://quay.example/{n}</link><pubDate>Mon, 0{n} Mar 2021 08:00:00 GMT"
        f"</pubDate><description>{escape(''.join(f'<p>{part}</p>' for part in _paragraphs(text)))}</description></item>"
        for n, text in enumerate(texts, start=1)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>The Quay</title>{items}</channel></rss>'


def _atom(texts: tuple[str, ...]) -> str:
    entries = "".join(
        f'<entry><title>A tide {n}</title><link href="https://quay.example/{n}"/><updated>2021-03-0{n}T08:00:00Z'
        f'</updated><content type="html">{escape(text)}</content></entry>'
        for n, text in enumerate(texts, start=1)
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Quay</title>{entries}</feed>'


def _warc(texts: tuple[str, ...]) -> bytes:
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=False)
    for number, text in enumerate(texts, start=1):
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                f"https://quay.example/{number}", "response", payload=io.BytesIO(_page(text, number).encode()),
                http_headers=headers, warc_headers_dict={"WARC-Date": f"2021-03-0{number}T12:00:00Z"},
            )
        )  # fmt: skip
    return file.getvalue()


def _rows(texts: tuple[str, ...]) -> list[dict[str, str]]:
    return [
        {"id": f"tide-{n}", "title": f"A tide {n}", "outlet": "The Quay", "author": "Ann Lee",
         "url": f"https://quay.example/{n}", "published": f"2021-03-0{n}", "text": text}
        for n, text in enumerate(texts, start=1)
    ]  # fmt: skip


def _csv(texts: tuple[str, ...]) -> bytes:
    file, rows = io.StringIO(), _rows(texts)
    writer = csv.DictWriter(file, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def _jsonl(texts: tuple[str, ...]) -> bytes:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in _rows(texts)).encode()


def _zip(texts: tuple[str, ...]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, text in enumerate(texts):
            archive.writestr(f"articles/{number}.txt", text)
        archive.writestr("articles/articles.csv", "file,outlet\n" + "".join(f"{n}.txt,The Quay\n" for n in range(3)))
    return file.getvalue()
