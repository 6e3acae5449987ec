"""Is the codebook sound? Terms of office without gaps nobody knows of, surfaces nobody shadows, examples that hold.

In goes a `Codebook`; out comes a table of findings: what is wrong (`error`) and what a researcher should know (`note`).
"""

import itertools
from collections import defaultdict
from datetime import date, timedelta

import pandas as pd

from analysis.codebook import Codebook


def audit(codebook: Codebook) -> pd.DataFrame:
    """All findings: columns level (error|note), check, where, what, sorted; errors make `check codebook` fail.

    Errors: two holders of a unique office on one day, a holder or office without an entry, a person in two entries' full
    names. Notes: gaps between terms, open ends, terms of unknown dates, unverified terms.
    """
    rows: list[tuple[str, str, str, str]] = []
    by_office: dict[tuple[str, str], list] = defaultdict(list)
    for term in codebook.terms:
        by_office[term.office, term.of].append(term)
        where = f"{term.office} of {term.of}"
        if term.holder not in codebook.actors:
            rows.append(("error", "holder without an actor", where, term.holder))
        if term.office not in codebook.offices:
            rows.append(("error", "office without a kind", where, term.holder))
        if term.of not in codebook.actors:
            rows.append(("error", "state or body without an entry", where, term.of))
    for (office, of), terms in by_office.items():
        where = f"{office} of {of}"
        kind = codebook.offices.get(office)
        ordered = sorted(terms, key=lambda t: (t.from_ or date.min, t.to or date.max))
        for before, after in itertools.pairwise(ordered):
            end, start = before.to or date.max, after.from_ or date.min
            if kind is not None and not kind.unique:
                continue
            if start <= end and before.holder != after.holder:
                rows.append(
                    (
                        "error",
                        "two holders",
                        where,
                        f"{before.holder} and {after.holder} on {max(start, before.from_ or start)}",
                    )
                )
            elif end < date.max and start - end > timedelta(days=1):
                rows.append(("note", "gap", where, f"{end} to {start}, {before.holder} to {after.holder}"))
        rows += [("note", "open end", where, f"{t.holder} since {t.from_}") for t in ordered if t.to is None]
    full: dict[str, set[str]] = defaultdict(set)
    for actor in codebook.actors.values():
        if actor.kind == "person":
            for name in actor.names:
                if " " in name:
                    full[name].add(actor.id)
    rows += [
        ("note", "shared full name", name, " and ".join(sorted(ids))) for name, ids in full.items() if len(ids) > 1
    ]
    rows += [("note", "unverified", f"{u.office} of {u.of}", f"{u.holder}: {u.why}") for u in codebook.unverified]
    return pd.DataFrame(sorted(set(rows)), columns=["level", "check", "where", "what"])


def check_examples(codebook: Codebook) -> pd.DataFrame:
    """Every example and counter-example of the codebook that does not hold: columns entry, kind, text.

    An actor's example must name it, a counter-example must not; a frame's example must carry the frame, a
    counter-example must not.
    """
    from analysis.tables import measure_article

    rows = []
    for actor in codebook.actors.values():
        for wanted, texts in ((True, actor.examples), (False, actor.counter_examples)):
            for text in texts:
                found = measure_article({"id": "x", "outlet": "", "date": None, "title": "", "text": text}, codebook)
                named = any(m["actor_id"] == actor.id and m["kind"] != "place" for m in found["mentions"])
                if named != wanted:
                    rows.append((actor.id, "example" if wanted else "counter-example", text))
    for frame in codebook.frames.values():
        for wanted, texts in ((True, frame.examples), (False, frame.counter_examples)):
            for text in texts:
                found = measure_article({"id": "x", "outlet": "", "date": None, "title": "", "text": text}, codebook)
                if any(c["frame"] == frame.id for c in found["cues"]) != wanted:
                    rows.append((frame.id, "example" if wanted else "counter-example", text))
    return pd.DataFrame(rows, columns=["entry", "kind", "text"])
