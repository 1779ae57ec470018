"""A traced list, to be kept as files; each is made when it is asked for, and the page stays as it is."""

from __future__ import annotations

import io
import zipfile
from functools import partial
from pathlib import Path

import streamlit as st

from provenance.reporting.batch import BatchFormat, output_files
from provenance.ui.batching.run import BatchRun
from provenance.ui.collecting.uploads import safe_name

_NAMES: dict[BatchFormat, tuple[str, str]] = {
    BatchFormat.HTML: ("HTML", "a report to publish or print: one file, no network"),
    BatchFormat.XLSX: ("Excel", "a workbook: claims, appearances, changes"),
    BatchFormat.CSV: ("CSV", "three tables in a .zip: claims, appearances, changes"),
    BatchFormat.MARKDOWN: ("Markdown", "for a note, an issue, a wiki"),
    BatchFormat.JSON: ("JSON", "for programs: one document"),
    BatchFormat.JSONL: ("JSON lines", "for programs: a document a claim"),
    BatchFormat.JSONLD: ("JSON-LD", "for the web of data: schema.org claims"),
    BatchFormat.BUNDLE: ("Evidence bundle", "a .zip to check a year later: report, articles’ texts, checksums"),
}
_FIRST = (BatchFormat.HTML, BatchFormat.XLSX, BatchFormat.BUNDLE)
_ENDINGS = {BatchFormat.CSV: "csv.zip", BatchFormat.BUNDLE: "zip"}
_TIME = (1980, 1, 1, 0, 0, 0)  # the same list gives the same bytes


def show_downloads(run: BatchRun) -> None:
    """The formats to choose from, and a button for each that is chosen."""
    with st.container(key="batch-downloads"):
        chosen = st.pills(
            "Keep these results as",
            list(_NAMES),
            format_func=lambda wanted: _NAMES[wanted][0],
            selection_mode="multi",
            default=_FIRST,
            key="batch formats",
        )
        with st.container(horizontal=True, key="batch-files"):
            for wanted in _NAMES:
                if wanted in chosen:
                    _show_button(run, wanted)


def _show_button(run: BatchRun, wanted: BatchFormat) -> None:
    label, purpose = _NAMES[wanted]
    st.download_button(
        f"Download {label}",
        data=partial(content, run, wanted),
        file_name=file_name(run.claims.name, wanted),
        mime="application/octet-stream",
        help=purpose,
        on_click="ignore",
        key=f"batch download {wanted.value}",
    )


def file_name(claims: str, wanted: BatchFormat) -> str:
    """What a file of results is called: ``claims.csv`` becomes ``claims-provenance.html``."""
    return f"{Path(safe_name(claims)).stem}-provenance.{_ENDINGS.get(wanted, wanted.value)}"


def content(run: BatchRun, wanted: BatchFormat) -> bytes:
    """The results in a format; several files of a format as one .zip."""
    batch = run.batch()
    made = {}
    for file in output_files(Path(f"results.{wanted.value}"), wanted, text=run.text):
        stream = io.BytesIO()
        file.write(batch, stream)
        made[file.path.name] = stream.getvalue()
    return next(iter(made.values())) if len(made) == 1 else _zipped(made)


def _zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, written in files.items():
            archive.writestr(zipfile.ZipInfo(name, _TIME), written, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
