"""Two texts side by side as HTML: linked passages, a map of their places, and what only one of them says.

All of it works without a script: a passage is a link to its counterpart, so that a click or the Enter key goes there
and the same again comes back.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.models import AlignedPassage, Span
from provenance.reporting.characters import one_line
from provenance.reporting.comparison.columns import Column, Role, Run, Spread, Standing, Stretch, place
from provenance.reporting.marks import Mark, Markup, Segment, element
from provenance.reporting.phrases import count_phrase, date_phrase, percent, span_phrase

_TEXTS = Markup('<div class="provenance columns">{}</div>')
_COLUMN = Markup(
    '<section class="column" aria-label="{name}"><header class="column-head"><p class="column-role">{role}</p>'
    '<p class="column-name"><bdi>{name}</bdi></p><p class="quiet">{date}{folded}</p></header>'
    '<div class="column-text" tabindex="0" role="region" aria-label="Text of the {role}"><p dir="auto">{text}</p></div>'
    "</section>"
)
_PASSAGE = Markup(
    '<a class="taken{kind}" id="{own}" href="#{across}">{number}<span class="spoken">[passage {told}: </span>'
    '{text}<span class="spoken">]</span></a>'
)
_NUMBER = Markup('<span class="number" aria-hidden="true">{}</span>')
_ALSO = Markup('<a class="number" id="{own}" href="#{across}" aria-label="{told}">{number}</a>')
_LEFT_OUT = Markup(
    '<span class="omitted"><a class="number" href="#{across}">left out before {number}</a>{text}'
    '<span class="spoken"> [until here]</span></span>'
)
_FOLD = Markup('<span class="fold">[{} not shown]</span>')
_RUNS: dict[Standing, Markup] = {
    Standing.PLAIN: Markup("{}"),
    Standing.CREDIT: Markup('<span class="credited" title="Gives the source">{}</span>'),
    Standing.FURNITURE: Markup('<span class="surrounding">{}</span>'),
}


def texts_html(spread: Spread) -> Markup:
    """Both whole texts in two columns, each passage linked with its counterpart."""
    return _TEXTS.format(Markup("").join(_column(spread, role) for role in Role))


def _column(spread: Spread, role: Role) -> Markup:
    column = spread.column(role)
    folded = f"; {count_phrase(column.folded, 'character')} of {column.length:,} not shown" if column.folded else ""
    return _COLUMN.format(
        name=one_line(column.article.title or column.article.name),
        role=role.value,
        date=date_phrase(column.article.first_date),
        folded=folded,
        text=Markup("").join(_stretch(one, role, spread) for one in column.stretches),
    )


def _stretch(one: Stretch, role: Role, spread: Spread) -> Markup:
    if one.folded:
        return _FOLD.format(count_phrase(one.folded, "character"))
    text = Markup("").join(_run(run, role) for run in one.runs)
    if one.passage is not None:
        return _passage(one, text, role, spread)
    if one.left_out is not None and one.words:
        return _LEFT_OUT.format(across=_id(role.other, one.left_out), number=one.left_out, text=text)
    return text


def _passage(one: Stretch, text: Markup, role: Role, spread: Spread) -> Markup:
    assert one.passage is not None  # noqa: S101 - the caller has seen to it; the type does not say so
    passage = spread.found.passages[one.passage - 1]
    across = one.part if one.part and spread.column(role.other).holds(one.passage, one.part) else 0
    also = Markup("").join(
        _ALSO.format(
            own=_id(role, number), across=_id(role.other, number), number=number, told=f"Passage {number} begins here"
        )
        for number in one.opens[1:]
    )
    first = bool(one.opens)
    return also + _PASSAGE.format(
        kind=_kind(passage),
        own=_id(role, one.passage, one.part),
        across=_id(role.other, one.passage, across),
        number=_NUMBER.format(label(one.passage, passage)) if first else "",
        told=label(one.passage, passage) if first else f"{one.passage} goes on",
        text=text,
    )


def _id(role: Role, number: int, part: int | None = 0) -> str:
    """The place of a passage, or of a part of it, in the page."""
    return f"{role.value}-{number}" + ("-end" if part is None else f"-{part}" if part else "")


def label(number: int, passage: AlignedPassage) -> str:
    """A passage's number with what sets it apart: ``3``, ``4, moved``, ``7, page furniture``."""
    return ", ".join((f"{number}", *standings(passage)))


def standings(passage: AlignedPassage) -> Iterator[str]:
    """What sets a passage apart from one that was taken over where it stood."""
    if passage.boilerplate is not None:
        yield "page furniture"
    elif not passage.counts:
        yield "not counted"
    if passage.moved:
        yield "moved"


def _kind(passage: AlignedPassage) -> str:
    idle = "" if passage.counts else " taken-idle"
    return f"{idle} taken-moved" if passage.moved else idle


def _run(run: Run, role: Role) -> Markup:
    if run.standing is Standing.CHANGED:
        return element(Segment(Mark.DELETED if role is Role.SOURCE else Mark.INSERTED, run.text))
    return _RUNS[run.standing].format(run.text)


# ------------------------------------------------------------------------------------------------ the map

_MAP = Markup(
    '<figure class="provenance map"><div class="map-drawing"><p class="map-role" aria-hidden="true">source</p>'
    '<div class="map-bar">{source}</div><div class="map-between" aria-hidden="true">{between}</div>'
    '<div class="map-bar">{target}</div><p class="map-role" aria-hidden="true">target</p></div>'
    "<figcaption>{told}</figcaption></figure>"
)
_BAR = Markup('<a class="map-place{kind}" href="#{own}" style="--from:{begin};--to:{end}" title="{told}" {heard}></a>')
_BETWEEN = Markup('<span class="map-tie{kind}" style="--a:{a};--b:{b};--c:{c};--d:{d}"></span>')


def map_html(spread: Spread) -> Markup:
    """Where the passages stand in both texts: a bar a text, and what ties each place to its counterpart."""
    passages = list(enumerate(spread.found.passages, start=1))
    ties = (
        _BETWEEN.format(
            kind=_kind(passage),
            a=_share(passage.source.span.begin, spread.source),
            b=_share(passage.source.span.end, spread.source),
            c=_share(passage.target.span.end, spread.target),
            d=_share(passage.target.span.begin, spread.target),
        )
        for _, passage in passages
    )
    source, target = (
        Markup("").join(_place(number, passage, role, spread) for number, passage in passages) for role in Role
    )
    return _MAP.format(source=source, between=Markup("").join(ties), target=target, told=_told(spread))


def _place(number: int, passage: AlignedPassage, role: Role, spread: Spread) -> Markup:
    """A passage's place; the ones on the upper bar are for the mouse only, or all would be heard twice."""
    told = (
        f"Passage {label(number, passage)}: {span_phrase(passage.source.span)} of the source, "
        f"{span_phrase(passage.target.span)} of the target"
    )
    heard = (
        Markup('tabindex="-1" aria-hidden="true"') if role is Role.SOURCE else Markup('aria-label="{}"').format(told)
    )
    column, span = spread.column(role), place(passage, role)
    begin, end = _share(span.begin, column), _share(span.end, column)
    return _BAR.format(kind=_kind(passage), own=_id(role, number), begin=begin, end=end, told=told, heard=heard)


def _share(offset: int, column: Column) -> str:
    return f"{100 * offset / max(1, column.length):.3f}"


def _told(spread: Spread) -> str:
    """The map in words."""
    passages = spread.found.passages
    moved = sum(passage.moved for passage in passages)
    order = f"{count_phrase(moved, 'passage')} in another order" if moved else "in the same order in both"
    spans = (_extent(spread.column(role), passages) for role in Role)
    alone = len(passages) == 1
    return (
        f"Where the {'passage stands' if alone else f'{len(passages):,} passages stand'}: {' and '.join(spans)}"
        f"{'' if alone else f', {order}'}."
    )


def _extent(column: Column, passages: tuple[AlignedPassage, ...]) -> str:
    """Between which points of a text its passages stand: ``between 1 % and 88 % of the source``."""
    spans: list[Span] = [place(passage, column.role) for passage in passages]
    length = max(1, column.length)
    begin = percent(min(span.begin for span in spans) / length)
    end = percent(max(span.end for span in spans) / length)
    points = f"at {begin}" if begin == end else f"between {begin} and {end}"
    return f"{points} of the {column.role.value}"


# ------------------------------------------------------------------------------------------- only in one

_ONLY = Markup('<div class="provenance columns">{}</div>')
_ONLY_COLUMN = Markup(
    '<section class="column" aria-label="Only in the {role}"><header class="column-head"><p class="column-role">'
    'Only in the {role}</p><p class="quiet">{told}</p></header>{own}</section>'
)
_CLOSING = ".,;:!?”’)…\n "  # signs that end what stands before
_OWN = Markup('<div class="own{kind}"><p class="own-place">{told}</p><p dir="auto">{text}</p></div>')


def only_html(spread: Spread) -> Markup:
    """What stands in one text and not in the other, in order, in two columns."""
    return _ONLY.format(Markup("").join(_only_column(spread.column(role)) for role in Role))


def _only_column(column: Column) -> Markup:
    own = column.own
    furniture = sum(one.words for one in own if one.is_furniture)
    words = sum(one.words for one in own)
    aside = f", {furniture:,} of them page furniture" if furniture else ""
    total = f"{words:,} of {count_phrase(column.words, 'word')}{aside}"
    return _ONLY_COLUMN.format(
        role=column.role.value,
        told="Nothing." if not own else f"{total}, as far as shown" if column.folded else total,
        own=Markup("").join(map(_own, own)),
    )


def _own(one: Stretch) -> Markup:
    told = [span_phrase(one.span), *([f"left out before passage {one.left_out}"] if one.left_out else [])]
    if one.is_furniture:
        told.append("page furniture")
    text = (
        _FOLD.format(count_phrase(one.folded, "character"))
        if one.folded
        else Markup("").join(_RUNS.get(run.standing, _RUNS[Standing.PLAIN]).format(run.text) for run in one.runs)
    )
    return _OWN.format(
        kind=" own-furniture" if one.is_furniture else "",
        told=", ".join(told),
        text=Markup(text.strip().lstrip(_CLOSING)),
    )
