"""Words that say what a date is the date of: "Updated", "Veröffentlicht am", "Mis à jour le"."""

from __future__ import annotations

import re

from provenance.models import DateRole

_LABELS = {
    DateRole.ORIGINALLY: r"(?:originally|first)\s+(?:published|posted|appeared|printed|aired)|original(?:\s+date)?",
    DateRole.UPDATED: r"(?:last\s+)?(?:updated?|modified|edited|revised|corrected)|correction|clarification",
    DateRole.NOT_AFTER: (
        r"retrieved|accessed|downloaded|archived(?:\s+from\s+the\s+original)?|captured|scraped|fetched|crawled|printed"
    ),
    # Of a paper of science.
    DateRole.NOT_BEFORE: r"received|accepted",
    DateRole.PUBLISHED: r"(?:date\s+)?published|publication\s+date|posted|issued|released|filed|dated?|uploaded",
}
# The same in German, French, Spanish, Italian, Dutch and Portuguese, all of which put the day before the month.
_FOREIGN_LABELS = {
    DateRole.ORIGINALLY: (
        r"(?:zuerst|ursprünglich)\s+(?:veröffentlicht|erschienen)|initialement\s+publiée?|publicad[oa]\s+originalmente|"
        r"pubblicat[oa]\s+originariamente|oorspronkelijk\s+gepubliceerd"
    ),
    DateRole.UPDATED: (
        r"(?:zuletzt\s+|letzte\s+)?(?:aktualisiert|aktualisierung|geändert|änderung|bearbeitet)|stand(?=\s*[:\d])|"
        r"(?:dernière\s+)?(?:mise?\s+à\s+jour|modifiée?)|dernière\s+modification|"
        r"(?:última\s+)?(?:actualizad[oa]|actualización|modificación|atualizad[oa]|atualização)|"
        r"(?:ultimo\s+)?(?:aggiornat[oa]|aggiornamento)|(?:laatst\s+)?(?:bijgewerkt|gewijzigd)"
    ),
    DateRole.NOT_AFTER: r"abgerufen|archiviert|consultée?|archivée?|consultad[oa]|archivad[oa]|geraadpleegd",
    DateRole.NOT_BEFORE: r"eingegangen|angenommen",
    DateRole.PUBLISHED: (
        r"(?:veröffentlicht|erschienen|publiziert|erstellt|eingestellt|datum|publiée?|parue?|postée?|publicad[oa]|"
        r"publicación|fecha|pubblicat[oa]|gepubliceerd|geplaatst)"
    ),
}
_ROLES = tuple(_LABELS)
LABEL = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"({_LABELS[role]}|{_FOREIGN_LABELS[role]})" for role in _ROLES) + r")\b", re.IGNORECASE
)
"""A label; `role_of` tells which. "Corona-Update" is none."""

FOREIGN_LABEL = re.compile(r"(?<![\w-])(?:" + "|".join(_FOREIGN_LABELS.values()) + r")\b", re.IGNORECASE)
"""A label in one of those languages, beside which 07/12/2022 is 7 December."""


def role_of(found: re.Match[str]) -> DateRole:
    """The role that a match of `LABEL` names."""
    return _ROLES[(found.lastindex or 1) - 1]
