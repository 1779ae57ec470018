"""Whether a bundle of evidence is whole and true to itself: every file, every sum, every passage at its offsets."""

from __future__ import annotations

import hashlib
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from provenance.reporting.batch import archives, layout
from provenance.reporting.batch.archives import Damaged, Fault
from provenance.reporting.json import Json

_MOST_FAULTS = 1_000
_TEXTS_AT_HAND = 64
_LONG = 1_000_000  # bytes
_MADE = ("list", "program", "model")
_COUNTED = ("files", "claims", "articles", "passages", "dates", "unlisted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was checked of a bundle, and what is wrong with it.

    Attributes:
        files: Files whose sums were compared.
        claims: Rows read.
        articles: Articles with their texts.
        passages: Cited passages held against the texts.
        dates: Evidence of dates held against them.
        made: What the bundle says of its making: list, program, model.
        fingerprint: SHA-256 of the list of sums. Whoever had it from its maker knows that nothing was exchanged; the
            sums alone show damage, and changes by somebody who made no new sums.
        faults: What is wrong, in the order of checking; empty for a bundle that verifies.
        unlisted: How many more faults there are.
    """

    files: int
    claims: int
    articles: int
    passages: int
    dates: int
    made: tuple[tuple[str, str], ...]
    fingerprint: str
    faults: tuple[Fault, ...] = ()
    unlisted: int = 0

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify(path: Path) -> Verification:
    """Check the bundle at `path`: nothing missing, nothing added, every sum right, every passage where it is cited.

    Raises:
        BundleError: It cannot be read, is no archive, or would unpack to far more than any bundle holds.
    """
    with archives.opened(path) as archive:
        members, faults = archives.members(archive)
        check = _Check(archive, members, _texts(archive, members))
        for fault in faults:
            check.fault(fault.where, fault.what)
        check.sums()
        check.articles()
        check.claims()
        return check.verification()


@dataclass(slots=True)
class _Check:
    """One pass over a bundle.

    Attributes:
        members: The files that may be read, by name.
        text: The text in a file; None where it cannot be read.
        files: The file of every article's text, by the article's id.
        cited: Ids of the articles that a row cites.
    """

    archive: zipfile.ZipFile
    members: Mapping[str, zipfile.ZipInfo]
    text: Callable[[str], str | None]
    found: list[Fault] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)
    fingerprint: str = ""
    files: dict[str, str] = field(default_factory=dict)
    cited: set[str] = field(default_factory=set)

    def fault(self, where: str, what: str) -> None:
        """Note what is wrong; beyond many, only how many."""
        if len(self.found) < _MOST_FAULTS:
            self.found.append(Fault(where, what))
        else:
            self.counted["unlisted"] += 1

    def verification(self) -> Verification:
        """What was found."""
        counts = {name: self.counted[name] for name in _COUNTED}
        made = tuple((name, told) for name, told in self._about().items() if name in _MADE and isinstance(told, str))
        return Verification(**counts, made=made, fingerprint=self.fingerprint, faults=tuple(self.found))

    def _about(self) -> dict[str, Json]:
        """What the bundle says of its making; nothing where that cannot be read."""
        if layout.ABOUT not in self.members:
            return {}
        try:
            return archives.document(self.archive, self.members[layout.ABOUT])
        except Damaged as reason:
            self.fault(layout.ABOUT, str(reason))
            return {}

    # -------------------------------------------------------------------------------------------- files and sums

    def sums(self) -> None:
        """Every file is listed, every listed file is there, and is what was bundled."""
        listed = self._listed()
        for name in sorted({*listed, *layout.NEEDED} - self.members.keys()):
            self.fault(archives.shown(name), "is missing")
        for name in sorted(self.members.keys() - {layout.SUMS} - listed.keys()):
            self.fault(name, "is in no list of sums: it was added")
        for name in sorted(listed.keys() & self.members.keys()):
            self._sum(name, listed[name])

    def _sum(self, name: str, expected: str) -> None:
        self.counted["files"] += 1
        try:
            if archives.digest(self.archive, self.members[name]) != expected:
                self.fault(name, "is not the file that was bundled: its SHA-256 is another")
        except Damaged as reason:
            self.fault(name, str(reason))

    def _listed(self) -> dict[str, str]:
        """The sums by file, as the bundle lists them."""
        content = self.text(layout.SUMS) if layout.SUMS in self.members else None
        if content is None:
            return {}
        self.fingerprint = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
        lines = [layout.read_sum_line(line) for line in content.removesuffix("\n").split("\n")]
        listed = [line for line in lines if line is not None]
        if len(dict(listed)) < len(lines):
            self.fault(layout.SUMS, "holds a line that is no sum, or lists a file twice")
        return dict(listed)

    # -------------------------------------------------------------------------------------------- articles

    def articles(self) -> None:
        """Every article has its text, every text its article, and the evidence of dates stands in it."""
        for number, article in enumerate(self._documents(layout.ARTICLES), start=1):
            identity, file = article.get("id"), article.get("file")
            if not isinstance(identity, str) or file != layout.text_name(identity) or identity in self.files:
                self.fault(layout.ARTICLES, f"line {number:,} is no article, or one that was told before")
                continue
            self.counted["articles"] += 1
            self.files[identity] = file
            if file in self.members:
                self._dates(article, file)
            else:
                self.fault(file, f"the text of article {archives.shown(identity)} is missing")
        for name in sorted({name for name in self.members if name not in layout.NEEDED} - set(self.files.values())):
            self.fault(name, "is the text of no article")

    def _dates(self, article: Mapping[str, Json], file: str) -> None:
        text, more = self.text(file), article.get("evidence")
        for dated in (article.get("published"), article.get("originally"), *(more if isinstance(more, list) else ())):
            span = dated.get("span") if isinstance(dated, Mapping) else None
            if text is None or not isinstance(dated, Mapping) or not isinstance(span, Mapping):
                continue
            self.counted["dates"] += 1
            if _stands(text, span.get("begin"), span.get("end"), dated.get("evidence")) is False:
                self.fault(file, "the evidence of its date does not stand where it is said to")

    # -------------------------------------------------------------------------------------------- claims

    def claims(self) -> None:
        """Every passage that a row cites stands in its article's text, at its offsets."""
        for number, row in enumerate(self._documents(layout.CLAIMS), start=1):
            self.counted["claims"] += 1
            for found in _passages(row):
                where = f"claim {number:,}, {archives.shown(str(_field(found, 'id')))}"
                self.counted["passages"] += 1
                what = self._objection(found)
                if what is not None:
                    self.fault(where, what)
        for identity in sorted(self.files.keys() - self.cited):
            self.fault(self.files[identity], "is the text of an article that no claim cites")

    def _objection(self, found: Json) -> str | None:
        """What is wrong with a cited passage; None where it stands as it is cited."""
        passage, identity = _field(found, "passage"), _field(_field(found, "article"), "id")
        if not isinstance(identity, str) or identity not in self.files:
            return "cites an article that is not in the bundle"
        self.cited.add(identity)
        text = self.text(self.files[identity]) if self.files[identity] in self.members else None
        if text is None:
            return f"cites {self.files[identity]}, which cannot be read"
        begin, end = _field(passage, "begin"), _field(passage, "end")
        if not _stands(text, begin, end, _field(passage, "exact")):
            return f"its passage does not stand at its offsets in {self.files[identity]}"
        return None if _around(text, passage) else f"what stands around its passage in {self.files[identity]} is other"

    def _documents(self, name: str) -> Iterator[dict[str, Json]]:
        if name not in self.members:
            return  # it was named as missing
        try:
            yield from archives.documents(self.archive, self.members[name])
        except Damaged as reason:
            self.fault(name, str(reason))


def _texts(archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]) -> Callable[[str], str | None]:
    """What gives the text in a file; the last ones are kept at hand, of very long ones only the last."""

    def read(name: str) -> str | None:
        try:
            return archives.text(archive, members[name])
        except Damaged:
            return None

    short, long = lru_cache(_TEXTS_AT_HAND)(read), lru_cache(1)(read)
    return lambda name: (long if members[name].file_size > _LONG else short)(name)


def _field(value: Json, name: str) -> Json:
    return value.get(name) if isinstance(value, Mapping) else None


def _passages(row: Mapping[str, Json]) -> Iterator[Json]:
    for name in ("appearances", "related"):
        found = row.get(name)
        if isinstance(found, Sequence) and not isinstance(found, str):
            yield from found


def _stands(text: str, begin: Json, end: Json, exact: Json) -> bool:
    """Whether `exact` is what stands from `begin` to `end`, all of them being what they should be."""
    if not isinstance(begin, int) or not isinstance(end, int) or not isinstance(exact, str):
        return False
    return 0 <= begin <= end <= len(text) and text[begin:end] == exact


def _around(text: str, passage: Json) -> bool:
    begin, end = _field(passage, "begin"), _field(passage, "end")
    prefix, suffix = _field(passage, "prefix"), _field(passage, "suffix")
    if not (isinstance(begin, int) and isinstance(end, int) and isinstance(prefix, str) and isinstance(suffix, str)):
        return False
    return _stands(text, begin - len(prefix), begin, prefix) and _stands(text, end, end + len(suffix), suffix)
