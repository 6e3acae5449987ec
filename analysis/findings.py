"""What the numbers say, in a sentence: generated, never written by hand.

In go tables of `measures`; out comes a `Sentence` in the report's language. A sentence claims an order or a gap only
where the intervals allow it: where they overlap it says so, and with fewer than `FEW` articles it gives counts and says
that they generalise to nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from analysis import measures
from analysis.resampling import FEW
from analysis.tables import Measured
from analysis.words import PICTURES, Words


@dataclass(frozen=True)
class Sentence:
    """A sentence of reading below a picture; `doubt` says where the articles are too few."""

    text: str
    doubt: str = ""

    def _repr_html_(self) -> str:
        return f'<p class="reading" dir="auto">{escape(f"{self.text} {self.doubt}".strip())}</p>'

    def _repr_markdown_(self) -> str:
        return f"{self.text} {self.doubt}".strip()


def corpus(m: Measured, chosen: Measured, say: Words, *, copies: bool = False) -> Sentence:
    """What the corpus is: articles, outlets, words, days, and what was set apart."""
    table = chosen.articles
    days = sorted(d[:10] for d in table["date"].fillna("").astype(str) if d)
    if not days:
        dates = say("no-dates")
    elif days[0] == days[-1]:
        dates = say("date-one", first=say.day(days[0]))
    else:
        dates = say("dates", first=say.day(days[0]), last=say.day(days[-1]))
    words = say.number(table["words"].sum())
    outlets = sorted(table["outlet"].fillna("").unique())
    if len(table) == 1:
        parts = [say("corpus-one", outlet=say.label(outlets[0]), words=words, dates=dates)]
    elif len(outlets) == 1:
        parts = [say("corpus-outlet", articles=say.number(len(table)), outlet=say.label(outlets[0]), words=words, dates=dates)]  # fmt: skip
    else:
        parts = [say("corpus", articles=say.number(len(table)), outlets=say.number(len(outlets)), words=words, dates=dates)]  # fmt: skip
    undated = int((table["date"].fillna("") == "").sum())
    if days and undated:
        parts.append(say("undated-one" if undated == 1 else "undated-some", n=say.number(undated)))
    rejected, duplicate = len(m.rejected), int((m.articles["status"] == "duplicate").sum())
    if rejected:
        parts.append(say("unfit-one" if rejected == 1 else "unfit", n=say.number(rejected)))
    if duplicate:
        counted = say("copies-in" if copies else "copies-out")
        parts.append(say("copies-one" if duplicate == 1 else "copies", n=say.number(duplicate), counted=counted))
    if not rejected and not duplicate:
        parts.append(say("none-apart"))
    return Sentence(" ".join(parts))


def named(rates: pd.DataFrame, say: Words) -> Sentence:
    """How often the focal states are named (`actor_rates`)."""
    states = say.join([say.label(a) for a in rates["actor"]])
    if not rates["mentions"].sum():
        return Sentence(say("no-mention", states=states))
    ordered = rates.sort_values("value", ascending=False, kind="stable")
    top, last = ordered.iloc[0], ordered.iloc[-1]
    if pd.isna(top["low"]):
        even = last["mentions"] * 3 >= top["mentions"] * 2
        values = say.join(
            [say("times", name=say.label(r["actor"]), n=say.number(r["mentions"])) for r in rates.to_dict("records")]
        )
        first = say("states-counts-even", states=states, values=values) if even else say("states-counts", values=values)
        return Sentence(first, _few(rates, say))
    unit = say.picture("states")[1]
    if _overlap(top, last):
        values = say.join([f"{say.label(r['actor'])} {say.value(r, 'rate')}" for r in rates.to_dict("records")])
        return Sentence(say("states-even", states=states, values=values, unit=unit, overlap=say("overlap")))
    rows = [row for _, row in ordered.iterrows()]
    most = [r for r in rows if _overlap(r, top)]
    least = [r for r in rows if _overlap(r, last) and not _overlap(r, top)]
    if len(most) == len(least) == 1:
        return Sentence(
            say("states-order", top=say.label(top["actor"]), high=say.value(top, "rate"), unit=unit,
                last=say.label(last["actor"]), low=say.value(last, "rate"))
        )  # fmt: skip
    high, low = (say.join([f"{say.label(r['actor'])} {say.value(r, 'rate')}" for r in part]) for part in (most, least))
    return Sentence(say("states-groups", top=high, last=low, unit=unit))


def heard(gaps: pd.DataFrame, speakers: pd.DataFrame, say: Words) -> Sentence:
    """Who of the focal states is heard (`voice_against_mention`), and who speaks (`voice_share` by speaker)."""
    states = say.join([say.label(s) for s in dict.fromkeys(gaps["country"])])
    if not speakers["quotations"].sum():
        return Sentence(say("no-quotation"))
    words, mentions = (_keyed(gaps[gaps["measure"] == m], "country") for m in ("words", "mentions"))
    silent = [s for s in words if not words[s]["count"] and mentions[s]["count"]]
    total = sum(row["count"] for row in words.values())
    parts = []
    if not total:
        parts.append(say("no-voice", states=states))
    elif silent:
        whom, key = say.join([say.label(s) for s in silent]), "silent-many" if len(silent) > 1 else "silent-one"
        if len(speakers) <= 3:
            by = say.join([say.label(s) for s in speakers["speaker"]])
            parts.append(say("voice-all", n=say.number(speakers["quotations"].sum()), speakers=by))
        parts.append(say(key, silent=whom))
    if all(pd.isna(row["low"]) for row in words.values()):
        if total and not silent:
            values = say.join([f"{say.label(s)} {say.percent(row['value'])}" for s, row in words.items()])
            parts.append(say("voice-shares", values=values))
        return Sentence(" ".join(parts), _few(gaps, say))
    certain = [s for s, row in words.items() if s not in silent and (row["gap_low"] > 0 or row["gap_high"] < 0)]
    certain.sort(key=lambda s: -abs(words[s]["gap"]))
    for state in certain[:2]:
        parts.append(say("voice-more" if words[state]["gap"] > 0 else "voice-less", state=say.label(state),
                         words=say.value(words[state], "share"), mentions=say.value(mentions[state], "share")))  # fmt: skip
    if not certain and not silent and total:
        values = say.join([f"{say.label(s)} {say.value(row, 'share')}" for s, row in words.items()])
        parts += [say("voice-even", states=states), say("voice-shares", values=values)]
    return Sentence(" ".join(parts))


def sourced(types: pd.DataFrame, counts: pd.DataFrame, say: Words) -> Sentence:
    """Officials, unnamed sources, and articles with no or one source (`source_types`, `sources_per_article`)."""
    if types.empty:
        return Sentence(say("no-quotation"))
    by_type, by_count = _keyed(types, "speaker"), _keyed(counts, "speakers")

    def share(kind: str) -> str:
        return say.value(by_type[kind], "share") if kind in by_type else say.percent(0)

    text = say("sources", official=share("official"), anonymous=share("anonymous"),
               none=say.value(by_count["0"], "share"), one=say.value(by_count["1"], "share"))  # fmt: skip
    return Sentence(text, "" if types["low"].notna().any() else _few(counts, say))


def relayed(credits: pd.DataFrame, chains: pd.DataFrame, say: Words) -> Sentence:
    """Through whom (`credit_shares`, `relays`)."""
    if credits.empty:
        return Sentence(say("no-credit"))
    if credits["low"].isna().all() and len(chains):
        outlets = {o: list(dict.fromkeys(part["source"])) for o, part in chains.groupby("outlet", sort=True)}
        listed = [say("chain-counts", outlet=say.label(o), sources=say.join([say.label(s) for s in sources]))
                  for o, sources in outlets.items()]  # fmt: skip
        return Sentence(" ".join(listed))
    top = credits.iloc[0]
    even = sum(_overlap(row, top) for _, row in credits.iloc[1:].iterrows())
    parts = [say("credit-even" if even else "credit", source=say.label(top["source"]), value=say.value(top, "share"))]
    if len(chains):
        c = chains.iloc[0]
        alone = (chains["quotations"] == c["quotations"]).sum() == 1
        parts.append(say("chain" if alone else "chain-even", outlet=say.label(c["outlet"]), source=say.label(c["source"]),
                         speaker=say.label(c["speaker"]), n=say.number(c["quotations"])))  # fmt: skip
    return Sentence(" ".join(parts))


def told(frames: pd.DataFrame, say: Words) -> Sentence:
    """Which frames lead (`frame_prevalence`)."""
    found = frames[frames["articles"] > 0]
    if found.empty:
        return Sentence(say("no-frame"))
    if found["low"].isna().all():
        values = say.join([say.label(f) for f in found["frame"]])
        return Sentence(say("frames-counts", values=values), _few(found, say))
    if len(found) == 1:
        return Sentence(say("frames-one", first=say.label(found.iloc[0]["frame"]), value=say.value(found.iloc[0], "share")))  # fmt: skip
    one, two = found.iloc[0], found.iloc[1]
    return Sentence(
        say("frames-lead", first=say.label(one["frame"]), value=say.value(one, "share"), second=say.label(two["frame"]),
            next=say.value(two, "share"), hedge=_hedge(one, two, say))
    )  # fmt: skip


def stood(shares: pd.DataFrame, say: Words) -> Sentence:
    """How the pairs stand (`stances`); of states between which relations are not measured, that they are not."""
    only = say.only_related()
    if only and not say.related:
        return Sentence(only)
    if shares.empty:
        none = say("no-stance", states=say.join([say.label(s) for s in say.related or say.states]))
        return Sentence(f"{none} {only}".strip())
    groups: dict[str, list[str]] = {"cooperative": [], "conflictual": [], "open": []}
    parts = []
    for pair, rows in shares.groupby("pair", sort=False):
        by, name, total = _keyed(rows, "stance"), say.label(pair), say.number(rows["sentences"].sum())
        one, other = by["cooperative"], by["conflictual"]
        if pd.isna(one["low"]):
            said = {s: say.number(by[s]["sentences"]) for s in ("cooperative", "conflictual")}
            parts.append(say("stance-pair-few", pair=name, n=total, **said))
            continue
        parts.append(say("stance-pair", pair=name, n=total, cooperative=say.value(one, "share"),
                         conflictual=say.value(other, "share")))  # fmt: skip
        sure = "cooperative" if one["low"] > other["high"] else "conflictual" if other["low"] > one["high"] else "open"
        groups[sure].append(name)
    apart = "؛ " if say.rtl else "; "
    listed = say("stance-list", values=apart.join(parts))
    if not any(groups.values()):
        return Sentence(f"{listed} {only}".strip(), _few(shares, say))
    whole = len(parts) == len(shares["pair"].unique()) > 1
    lead = [
        say(f"stance-{kind}-all")
        if whole and len(names) == len(parts)
        else say(f"stance-{kind}", pairs=apart.join(names))
        for kind, names in groups.items()
        if names
    ]
    return Sentence(" ".join([*lead, listed, only]).strip())


def ranking(numbers: pd.DataFrame, say: Words, key: str) -> Sentence | None:
    """First and second of a table as drawn by `figures.bars` with the same key; None where there is nothing."""
    picture = PICTURES[key]
    numbers = numbers[numbers["value"] > 0] if len(numbers) else numbers
    if numbers.empty:
        return None
    ordered = numbers.sort_values("value", ascending=False, kind="stable")
    one = ordered.iloc[0]
    if len(ordered) == 1:
        return Sentence(say("rank-one", first=say.label(one[picture.id]), value=say.value(one, picture.form)))
    two = ordered.iloc[1]
    return Sentence(
        say("rank", first=say.label(one[picture.id]), value=say.value(one, picture.form), second=say.label(two[picture.id]),
            next=say.value(two, picture.form), hedge=_hedge(one, two, say))
    )  # fmt: skip


def peaks(numbers: pd.DataFrame, say: Words, key: str, *, unit: str, top: int = 3) -> Sentence | None:
    """In which period each id is highest, of periods with at least `FEW` articles; None with fewer than two of them."""
    picture = PICTURES[key]
    enough = numbers[(numbers["n"] >= FEW) & numbers["value"].notna()] if len(numbers) else numbers
    if len(enough) == 0 or enough["period"].nunique() < 2:
        return None
    parts = []
    for id in list(dict.fromkeys(enough[picture.id]))[:top]:
        rows = enough[enough[picture.id] == id]
        if rows["value"].nunique() < 2:  # one period, or all alike
            continue
        high, low = rows.loc[rows["value"].idxmax()], rows.loc[rows["value"].idxmin()]
        key = "range-even" if _overlap(high, low) else "range"
        parts.append(say(key, name=say.label(id), low=say.value(low, picture.form), high=say.value(high, picture.form),
                         lowest=say.period(low["period"], unit), highest=say.period(high["period"], unit)))  # fmt: skip
    return Sentence(" ".join(parts)) if parts else None


def owned(sponsors: pd.DataFrame, say: Words, *, top: int = 3) -> Sentence | None:
    """In whose words the most frequent frames come (`frame_sponsors`)."""
    parts = []
    for frame in list(dict.fromkeys(sponsors["frame"]))[:top]:
        rows = sponsors[sponsors["frame"] == frame]
        lead = rows.loc[rows["value"].idxmax()]
        even = rows[rows["value"] == lead["value"]]["sponsor"]
        if len(even) > 1:
            parts.append(say("sponsor-even", frame=say.label(frame), sponsors=say.join([say.label(s) for s in even]),
                             value=say.value(lead, "share")))  # fmt: skip
            continue
        key = "sponsor-lead" if lead["low"] > 0.5 else "sponsor-first"  # «mostly» is more than half for certain
        parts.append(say(key, frame=say.label(frame), sponsor=say.label(lead["sponsor"]), value=say.value(lead, "share")))  # fmt: skip
    return Sentence(" ".join(parts)) if parts else None


def varied(diversity: pd.DataFrame, say: Words) -> Sentence | None:
    """How many voices carry the speech (`source_diversity`)."""
    rows = _keyed(diversity, "index")
    if not rows["speakers"]["value"]:
        return None
    return Sentence(
        say("diversity", speakers=say.number(rows["speakers"]["value"]), effective=say.value(rows["effective"], "rate"))
    )  # fmt: skip


def headlines(m: Measured, say: Words, states: Sequence[str], *, replicates: int, seed: int) -> list[dict[str, Any]]:
    """The findings of the front page: `[{key, title, sentences, numbers, picture}]`, four of them."""
    draw: dict[str, Any] = {"replicates": replicates, "seed": seed}
    rates = measures.actor_rates(m, actors=states, **draw)
    gaps = measures.voice_against_mention(m, states, **draw)
    speakers = measures.voice_share(m, top=8, **draw)
    types, counts = measures.source_types(m, **draw), measures.sources_per_article(m, **draw)
    frames, shares = measures.frame_prevalence(m, **draw), measures.stances(m, states, **draw)
    sources, chains = measures.credit_shares(m, **draw), measures.relays(m)
    return [
        {"key": "named", "page": "1-actors", "picture": "states", "numbers": rates, "sentences": [named(rates, say)]},
        {"key": "heard", "page": "2-sourcing", "picture": "voice-gap", "numbers": gaps,
         "sentences": [heard(gaps, speakers, say), *([sourced(types, counts, say)] if len(types) and len(m.articles) >= FEW else []), relayed(sources, chains, say)]},
        {"key": "told", "page": "3-framing", "picture": "frames", "numbers": frames, "sentences": [told(frames, say)]},
        {"key": "stand", "page": "4-cooperation", "picture": "stances", "numbers": shares, "sentences": [stood(shares, say)]},
    ]  # fmt: skip


def _keyed(table: pd.DataFrame, column: str) -> dict[str, dict[Any, Any]]:
    return {str(row[column]): row for row in table.to_dict("records")}


def _few(table: pd.DataFrame, say: Words) -> str:
    return say("few", n=say.number(table["n"].max()))


def _overlap(one: pd.Series, two: pd.Series) -> bool:
    if pd.isna(one["low"]) or pd.isna(two["low"]):
        return True
    return bool(one["low"] <= two["high"] and two["low"] <= one["high"])


def _hedge(one: pd.Series, two: pd.Series, say: Words) -> str:
    if pd.isna(one["low"]) or pd.isna(two["low"]):
        return say("hedge", overlap=_few(pd.DataFrame([one, two]), say).rstrip("."))
    return say("hedge", overlap=say("overlap")) if _overlap(one, two) else ""
