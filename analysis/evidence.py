"""The words behind the numbers: a reading page per article, and the rows of the evidence tables.

In goes a measured corpus, narrowed to the report's articles; out come HTML fragments with every span marked in the text
as published, and small script files that hold the rows of `evidence.html`. All text is escaped: what an article
contains is shown, never run.
"""

import json
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, NamedTuple

import pandas as pd

from analysis import measures
from analysis.figures import STATE_COLOURS
from analysis.tables import Measured
from analysis.words import Words

AROUND = 45  # characters of context on either side of a span
REACH = 220  # as far from a quotation its cue and speaker are shown
LONGEST = 320  # characters of a span that a row shows
CHUNK = 3000  # rows of a script file: some 700 KB
KINDS = {  # evidence table: (columns that can be filtered and sorted, letter of its anchors)
    "quotations": (("speaker", "country", "type", "verb", "form", "rung"), "q"),
    "mentions": (("actor", "country", "kind", "named", "wording"), "m"),
    "credits": (("source", "relation"), "c"),
    "cues": (("frame", "sponsor", "function"), "f"),
    "relations": (("pair", "stance", "sponsor"), "r"),
}
LEGEND = (  # how the reading pages mark a stretch, and what it is
    ("quotations", "legend-quotation"), ("said-cue", "legend-speech"), ("said-speaker", "speaker"),
    ("mentions", "legend-mention"), ("credits", "legend-credit"), ("cues", "legend-cue"),
)  # fmt: skip
_FROM = {"actor": "actor_id", "named": "resolved_by", "wording": "entry", "speaker": "speaker_id", "type": "source_type",
         "verb": "verb_class", "source": "source_id"}  # fmt: skip


# Asked for by a picture and not shown as a column: who is named in one sentence, as actors and as sides (their countries);
# through which sources a quotation came, and on which side its speaker stands (one of the focal states, or other).
HIDDEN = {"quotations": ("source", "side"), "sentences": ("together", "sides")}
FURTHER = ("sentences", "articles")  # listed too, and without anchors of their own


class Span(NamedTuple):
    """A marked stretch of a part: what to call it, how to paint it, its anchor (empty on a continued piece), and the
    number by which the list beneath the text knows it."""

    start: int
    end: int
    style: str
    says: str
    anchor: str
    number: str = ""


def tables(m: Measured, states: Sequence[str]) -> dict[str, pd.DataFrame]:
    """The evidence tables: span columns, `anchor`, and the columns that `KINDS` names, all as strings; names outside the
    codebook as the numbers spell them."""
    m = measures.spelt_alike(m)
    named = measures.named(m)
    ways = measures.relayed(m).groupby("row", sort=True)["source_id"].agg("+".join)
    places = pd.Series(range(len(m.quotations)), index=m.quotations.index)
    country = m.quotations["country"].astype(object)
    by_way = m.quotations.assign(
        source=places.map(ways).astype(object).fillna(""), side=country.where(country.isin(states), measures.OTHER)
    )
    found = {
        "quotations": by_way.assign(rung=[f"rung-{int(r)}" if r == r and r else "" for r in m.quotations["rung"]]),
        "mentions": named.assign(country=named["country"].where(named["kind"] != "place", "")),
        "credits": measures.credited(m), "cues": measures.sponsored(m, states), "relations": measures.sponsored(m, states, measures.paired(m)),
    }  # fmt: skip
    out = {}
    for name, table in found.items():
        columns, letter = KINDS[name]
        table = table.rename(columns={_FROM[c]: c for c in columns if c in _FROM})
        order = {id: i for i, id in enumerate(m.articles["id"])}
        table = table.assign(place=table["article_id"].map(order), title=table["part"] != "title")
        table = table.sort_values(["place", "title", "start", "end"], kind="stable").reset_index(drop=True)
        table["anchor"] = [f"{letter}{n + 1}" for n in table.groupby("article_id", sort=False).cumcount()]
        for column in columns:
            table[column] = table[column].astype(object).fillna("").astype(str).replace("none", "")
        out[name] = table
    return out


def sentences(mentions: pd.DataFrame) -> pd.DataFrame:
    """The sentences that name two actors or more, from the evidence table of mentions: one row each, from the first naming
    to the last, with the anchor of the first, and all whom it names joined by «+» (`together`; their countries: `sides`)."""
    sentence = ["article_id", "part", "sentence"]
    mentions = mentions[mentions["kind"] != "place"]  # a town names no actor beside others
    groups = mentions.groupby(sentence, sort=False)
    out = mentions.drop_duplicates(sentence).set_index(sentence)
    out["end"] = groups["end"].max()
    for column, of in zip(HIDDEN["sentences"], ("actor", "country"), strict=True):
        seen = mentions[(mentions[of] != "") & ~mentions[of].str.contains("+", regex=False)]
        joined = seen.drop_duplicates([*sentence, of]).groupby(sentence, sort=False)[of].agg("+".join)
        out[column] = joined.where(joined.str.contains("+", regex=False), "")
        out[column] = out[column].fillna("")
    out = out[(out[list(HIDDEN["sentences"])] != "").any(axis=1)]
    columns = ["place", "article_id", "part", "sentence", "start", "end", "anchor", *HIDDEN["sentences"]]
    return out.reset_index()[columns]


def chosen(m: Measured, *, most: int = 2000, seed: int = 1) -> list[str]:
    """Ids of the articles to show, in order: all, or of more than `most` as many drawn by `seed`, first of all one for
    each of the 50 commonest labels of each column."""
    ids = m.articles["id"]
    if len(ids) <= most:
        return list(ids)
    first: dict[str, None] = {}
    for name, (columns, _) in KINDS.items():
        table = measures.paired(m) if name == "relations" else getattr(m, name)
        for column in (c for c in (_FROM.get(c, c) for c in columns) if c in table):
            common = table[column].value_counts().head(50).index
            rows = table[table[column].isin(common)].drop_duplicates(column)
            first |= dict.fromkeys(rows["article_id"])
    drawn = [*list(first)[:most], *ids.sample(frac=1, random_state=seed)]
    kept = set(list(dict.fromkeys(drawn))[:most])
    return [id for id in ids if id in kept]


def page_name(place: int) -> str:
    """File of the reading page of the article at this place of the corpus."""
    return f"articles/a-{place + 1:05d}.html"


# --- the evidence tables ------------------------------------------------------------------------------------------


def scripts(m: Measured, found: dict[str, pd.DataFrame], say: Words) -> Iterator[tuple[str, str]]:
    """(file name, content) of the scripts behind `evidence.html`: one with the articles, then the rows in chunks."""
    ids: set[str] = set(m.articles["outlet"].fillna(""))
    files: dict[str, list[str]] = {}
    texts = m.articles[["title", "text"]].fillna("").astype(str).to_dict("records")
    for name, table in found.items():
        columns, _ = KINDS[name]
        rows = []
        for row in table.to_dict("records"):
            before, words, after = _context(texts[row["place"]][row["part"]], row)
            hidden = [row[c] for c in HIDDEN.get(name, ())]
            rows.append([row["place"], row["anchor"], before, words, after, *(row[c] for c in columns), *hidden])
            ids.update(row[c] for c in columns)
            ids.update(part for joined in hidden for part in joined.split("+"))
        yield from _chunks(name, rows, files)
    named = sentences(found["mentions"]).to_dict("records")
    told = [
        [row["place"], row["anchor"], *_context(texts[row["place"]][row["part"]], row), *(row[c] for c in HIDDEN["sentences"])]
        for row in named
    ]  # fmt: skip
    yield from _chunks("sentences", told, files)
    opened = _articles(m, found, texts)
    ids.update(row[-1] for row in opened)
    yield from _chunks("articles", opened, files)
    articles = [
        [str(a["title"] or ""), str(a["outlet"] or ""), _iso(a["date"]), say.day(_iso(a["date"])), page_name(i)]
        for i, a in enumerate(m.articles[["title", "outlet", "date"]].fillna("").to_dict("records"))
    ]
    about = {
        "articles": articles, "files": files, "sizes": {**{n: len(t) for n, t in found.items()}, "sentences": len(told), "articles": len(articles)},
        "columns": {**{n: KINDS[n][0] for n in found}, "sentences": (), "articles": ARTICLES}, "hidden": HIDDEN, "labels": {i: say.label(i) if i else "–" for i in sorted(ids)},
        "heads": {c: say(_HEAD.get(c, c)) for c in (*(c for n in found for c in KINDS[n][0]), *ARTICLES, *(c for hidden in HIDDEN.values() for c in hidden))},
        "words": {w: say(w, a="{a}", b="{b}") for w in _WORDS},
        "rtl": say.rtl,
    }  # fmt: skip
    yield "evidence-articles.js", f"hamkari.start({_json(about)});\n"


def _chunks(name: str, rows: list[list[Any]], files: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    chunks = [rows[i : i + CHUNK] for i in range(0, len(rows), CHUNK)]
    files[name] = [f"evidence-{name}-{i + 1}.js" for i in range(len(chunks))]
    for file, chunk in zip(files[name], chunks, strict=True):
        yield file, f"hamkari.rows({_json(name)},{_json(chunk)});\n"


ARTICLES = ("speakers",)  # columns of the list of articles: how many named sources each quotes


def _articles(m: Measured, found: dict[str, pd.DataFrame], texts: list[dict[Any, Any]]) -> list[list[Any]]:
    """The articles as rows, each with its opening words."""
    said = found["quotations"]
    said = said[~said["type"].isin(measures.PERSONAL)]
    speakers = said[said["speaker"] != ""].groupby("place")["speaker"].nunique()
    opened = []
    for place, parts in enumerate(texts):
        start = parts["text"][:LONGEST]
        more = " …" if len(parts["text"]) > LONGEST else ""
        n = int(speakers.get(place, 0))
        opened.append([place, "", "", "", start + more, "3+" if n > 2 else str(n)])
    return opened


_WORDS = (
    "article",
    "outlet",
    "date",
    "text",
    "showing",
    "more",
    "clear",
    "sort",
    "loading",
    "none-here",
    "any",
    "from",
    "to",
)
_HEAD = {"named": "resolved_by"}


Pieces = str | list[str | list[str]]  # text, with [text, class] where it is marked


def _context(text: str, row: dict[Any, Any]) -> tuple[Pieces, str, Pieces]:
    """The words of a row between their neighbours; of a quotation with its cue and its speaker, marked."""
    start, end = row["start"], row["end"]
    words = text[start:end] if end - start <= LONGEST else text[start : start + LONGEST] + " …"
    marks = []
    for name in ("cue", "speaker"):
        a, b = (row.get(f"{name}_{edge}", -1) for edge in ("start", "end"))
        if pd.isna(a) or pd.isna(b):
            continue
        a, b = int(a), int(b)
        if 0 <= a < b and (b <= start or end <= a) and start - REACH <= a and b <= end + REACH:
            marks.append((a, b, name))
    low = max(0, min([start - AROUND, *(a for a, _, _ in marks)]))
    high = max([end + AROUND, *(b for _, b, _ in marks)])
    return _pieces(text, low, start, marks), words, _pieces(text, end, high, marks)


def _pieces(text: str, low: int, high: int, marks: list[tuple[int, int, str]]) -> Pieces:
    out: list[str | list[str]] = []
    for a, b, name in sorted(marks):
        if low <= a and b <= high:
            out += [text[low:a], [text[a:b], name]]
            low = b
    return [*out, text[low:high]] if out else text[low:high]


def _iso(value: Any) -> str:
    return value[:10] if isinstance(value, str) else ""


def _json(value: Any) -> str:
    """JSON that is safe inside a script file: no tag, no line separator ends a string early."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


# --- the reading pages --------------------------------------------------------------------------------------------


def reading_pages(m: Measured, found: dict[str, pd.DataFrame], say: Words) -> Iterator[dict[str, Any]]:
    """For each article what `article.html.j2` needs: marked title and text, and the lists beneath."""
    by_article = {name: dict(iter(table.groupby("place", sort=False))) for name, table in found.items()}
    last = len(m.articles) - 1
    for place, article in enumerate(m.articles.fillna("").to_dict("records")):
        here = {n: g[place].to_dict("records") if place in g else [] for n, g in by_article.items()}
        spans = {"title": [], "text": []}  # type: dict[str, list[Span]]
        for name, rows in here.items():
            for row in rows:
                spans[row["part"]].append(_span(name, row, say))
                if name == "quotations":
                    spans[row["part"]] += _said(row, say)
        yield {
            "file": page_name(place), "id": str(article["id"]), "outlet": say.label(str(article["outlet"])),
            "date": say.day(_iso(article["date"])), "url": str(article.get("url") or ""),
            "copy_of": str(article.get("copy_of") or ""),
            "title": marked(str(article["title"] or ""), list(dict.fromkeys(spans["title"]))),
            "plain_title": str(article["title"] or article["id"]),
            "text": marked(str(article["text"] or ""), list(dict.fromkeys(spans["text"]))),
            "lists": [_list(name, rows, say) for name, rows in here.items()],
            "previous": page_name(place - 1).split("/")[1] if place else None,
            "next": page_name(place + 1).split("/")[1] if place < last else None,
        }  # fmt: skip


def _span(name: str, row: dict[Any, Any], say: Words) -> Span:
    country = row.get("country", "")
    tint = f" of-{country}" if country in STATE_COLOURS else ""
    if name == "quotations":
        says = f"{say('legend-quotation')}: {say.label(row['speaker'])}"
    elif name == "mentions":
        says = f"{say.label(row['actor'])} ({say.label(row['named'])})"
    elif name == "credits":
        says = f"{say('legend-credit')}: {say.label(row['source'])}"
    elif name == "cues":
        says = f"{say('legend-cue')}: {say.label(row['frame'])}"
    else:  # a whole sentence: to be found, not painted
        says = f"{say.label(row['pair'])}: {say.label(row['stance'])}"
    number = say.number(int(row["anchor"][1:])) if name == "quotations" else ""
    return Span(int(row["start"]), int(row["end"]), name + tint, says, row["anchor"], number)


def _said(row: dict[Any, Any], say: Words) -> list[Span]:
    """The cue and the speaker of a quotation, where they stand in the text."""
    out = []
    for name, says in (("cue", say("legend-speech")), ("speaker", f"{say('speaker')}: {say.label(row['speaker'])}")):
        a, b = (row.get(f"{name}_{edge}", -1) for edge in ("start", "end"))
        if not (pd.isna(a) or pd.isna(b)) and 0 <= int(a) < int(b):
            out.append(Span(int(a), int(b), f"said-{name}", says, ""))
    return out


def marked(text: str, spans: list[Span]) -> str:
    """`text` escaped, each span in an element of its own; where two spans cross, the later one is cut in two.

    >>> marked("a<b", [Span(0, 1, "mentions", "A", "m1")])
    '<span class="mentions" title="A" id="m1">a</span>&lt;b'
    """
    return _marked(text, 0, len(text), sorted(spans, key=_outer_first))


def _outer_first(span: Span) -> tuple[int, int, str]:
    return span.start, -span.end, span.anchor


def _marked(text: str, a: int, b: int, spans: list[Span]) -> str:
    out, at = [], a
    while spans:
        span, *rest = spans
        inside = [s._replace(end=min(s.end, span.end)) for s in rest if s.start < span.end]
        beyond = [s._replace(start=span.end, anchor="", number="") for s in rest if s.start < span.end < s.end]
        spans = sorted(beyond + [s for s in rest if s.start >= span.end], key=_outer_first)
        out.append(escape(text[at : span.start]))
        id = f' id="{span.anchor}"' if span.anchor else ""
        within = _marked(text, span.start, span.end, inside)
        # The number is drawn by the style sheet: what is copied out of the page is the text as published.
        lead = f'<a class="number" href="#list-{span.anchor}" aria-label="{escape(span.says)}" data-n="{span.number}"></a>' if span.number else ""  # fmt: skip
        out.append(f'<span class="{span.style}" title="{escape(span.says)}"{id}>{lead}{within}</span>')
        at = span.end
    out.append(escape(text[at:b]))
    return "".join(out)


def _list(name: str, rows: list[dict[Any, Any]], say: Words) -> dict[str, Any]:
    """A table beneath the text: its title, heads, and rows that lead to their place in the text."""
    columns = KINDS[name][0]
    heads = [say("text"), *(say(_HEAD.get(c, c)) for c in columns), *([say("cue")] if name in ("quotations", "relations") else [])]  # fmt: skip
    body = []
    for row in rows:
        words = row["surface"] if len(row["surface"]) <= 120 else row["surface"][:120] + " …"
        cells = [say.label(row[c]) if row[c] else "–" for c in columns]
        if name in ("quotations", "relations"):
            cells.append(str(row["cue"] or "–"))
        body.append({"anchor": row["anchor"], "words": words, "cells": cells})
    title = {"cues": "legend-cue", "relations": "relation"}.get(name, name)
    return {"name": name, "title": say(title), "heads": heads, "rows": body}
