"""What the JSON of a dossier holds, by id, and what a number of it is."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
End = tuple[int | None, int | None]


class Facts:
    """One ledger of a dossier, looked up by id."""

    def __init__(self, dossier: Json, ledger: Json, *, steps_missing: bool) -> None:
        self.ledger, self.steps_missing = ledger, steps_missing
        self.reports: dict[str, Json] = {r["id"]: r for r in dossier["reports"]}
        taken = dossier["extractions"]
        self.claims: dict[str, Json] = {c["id"]: c for e in taken for c in e["claims"]}
        self.victims: dict[str, Json] = {v["id"]: v for e in taken for v in e["victims"]}
        self.days: dict[str, set[str | None]] = {}
        for claim in self.claims.values():
            days = self.days.setdefault(claim["report"], set())
            days |= {claim["as_of"]["day"]} if claim["as_of"] else set()
            days |= {claim["when"]["period"]["end"]} if claim["when"] else set()  # "from Sunday to Tuesday"
        links = dossier["links"]
        self.claimants: dict[str, Json] = {c["id"]: c for c in links["claimants"]}
        self.tied: dict[str, Json] = {a["claim"]: a for a in links["attributions"]}
        self.places: dict[str, Json] = {p["id"]: p for p in links["places"]}
        self.placings: dict[str, Json] = {p["claim"]: p for p in links["placings"]}
        self.copies: list[Json] = links["copies"]
        self.tolls: dict[str, Json] = {t["id"]: t for t in ledger["tolls"]}
        rows = [*ledger["series"], *ledger["background"]]
        self.series: dict[str, Json] = {row["id"]: row for row in rows}
        self.snaps: dict[str, Json] = {s["id"]: {**s, "series": row} for row in rows for s in row["snapshots"]}
        self.of_claim = {claim: id for id, snap in self.snaps.items() for claim in snap["claims"]}
        self.bounds: dict[str, Json] = {b["id"]: b for b in ledger["bounds"]}
        self.relations: dict[str, Json] = {r["id"]: r for r in ledger["relations"]}
        self.estimates: dict[str, Json] = {e["id"]: e for e in ledger["estimates"]}
        self.persons: dict[str, Json] = {p["id"]: p for p in ledger["persons"]}
        self.contradictions: dict[str, Json] = {k["id"]: k for k in ledger["contradictions"]}

        self.said_above: dict[str, set[str]] = {}
        for relation in self.relations.values():
            if relation["kind"] == "part_of" and relation["objects"]:
                below, above = self.toll_of(relation["subject"]), self.toll_of(relation["objects"][0])
                if below is not None and above is not None:
                    self.said_above.setdefault(below, set()).add(above)

    def voice(self, snap: str) -> tuple[str | None, str | None]:
        """Whose a snapshot is: a claimant, or an outlet that names nobody."""
        return who(self.snaps[snap]["series"])

    def toll_of(self, id: str) -> str | None:
        """The toll that a snapshot, a bound or an estimate counts."""
        if id in self.snaps:
            return str(self.snaps[id]["series"]["toll"])
        found = self.bounds.get(id) or self.estimates.get(id)
        return str(found["toll"]) if found else None

    def counts(self, id: str) -> Json | None:
        """The toll that a snapshot, a bound or an estimate counts, with the one day that a figure covers, if one."""
        toll = self.tolls.get(self.toll_of(id) or "")
        period = self.snaps[id]["period"] if id in self.snaps else None
        one_day = period is not None and period["start"] is not None and period["start"] == period["end"]
        return None if toll is None else {**toll, "day": period["start"] if period is not None and one_day else None}

    def copied_from(self, report: str) -> set[str]:
        """The reports that a report repeats, through copies of copies."""
        found: set[str] = set()
        at = [report]
        while at:
            here = at.pop()
            for copy in self.copies:
                pair = {copy["first"], copy["second"]}
                original = copy["original"]
                if here in pair and original in pair - {here} - found:
                    found.add(original)
                    at.append(original)
        return found

    def number(self, id: str, end: str) -> int | None:
        """The number that an end of something is; None where it is open, or where there is no such thing."""
        if id in self.persons:
            return 1 if end == "number" else None
        if id in self.snaps:
            return _end_of(self.snaps[id], end)
        for held in (self.bounds, self.relations, self.estimates):
            if id in held and end in ("low", "high", "number"):
                one = held[id]
                said = one.get("best") if one.get("best") is not None else one["low"]
                return _int(one["high"] if said is None else said) if end == "number" else _int(one[end])
        return None


def who(row: Json) -> tuple[str | None, str | None]:
    """Whose a series or a bound is."""
    return (row["claimant"], row["outlet"])


def within(snap: Json) -> End:
    """A snapshot's ends, an approximate one's 10% wider on each side, in whole people."""
    return _end_of(snap, "low_within"), _end_of(snap, "high_within")


def _end_of(snap: Json, end: str) -> int | None:
    low, high = _int(snap["low"]), _int(snap["high"])
    if end == "number":
        return high if low is None else low
    if end == "low_within" and low is not None and snap["approximate"]:
        return -(-low * 90 // 100)
    if end == "high_within" and high is not None and snap["approximate"]:
        return high * 110 // 100
    return low if end.startswith("low") else high


def _int(value: Any) -> int | None:
    return value if isinstance(value, int) else None
