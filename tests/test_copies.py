"""Near-duplicates: precision and recall on a test set made from the specimen corpus, and what families are.

The set is made as copies are made: each of the 45 articles is reworded, cut, lengthened, relayed under another head, and all
of it together. The originals, which tell of the same events, are the ones not to be taken for each other.
"""

import json
import random
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.boilerplate import blank
from analysis.copies import Families, likeness, shingles_of
from analysis.text import fold

SPECIMEN = Path(__file__).parent.parent / "data" / "sample" / "articles.jsonl"
RELAYS = {frozenset(p) for p in (("spec-005", "spec-007"), ("spec-016", "spec-018"), ("spec-037", "spec-038"))}
# Words an editor puts in place of others.
OTHER_WORDS = {
    "گفت": "اظهار داشت", "کرد": "نمود", "است": "می‌باشد", "همچنین": "نیز", "درباره": "در مورد", "دیدار": "ملاقات",
    "گفت‌وگو": "مذاکره", "کشور": "مملکت", "روز": "یوم", "نشست": "اجلاس", "همکاری": "تعاون", "برای": "به منظور", "مهم": "بااهمیت",
    "باید": "می‌بایست", "ادامه": "تداوم", "پایان": "خاتمه", "تاکید": "تصریح", "توافق": "سازش", "اعلام": "ابراز", "برگزار": "برپا",
    "خواهد": "می‌خواهد", "میان": "بین", "پیش": "قبل", "پس": "بعد", "هم": "نیز", "نیز": "هم", "آغاز": "شروع", "کمک": "یاری",
}  # fmt: skip


def reword(text: str, dice: random.Random, share: float) -> str:
    """Words for other words, and `share` of all words for words of no meaning."""
    words = []
    for word in text.split(" "):
        new = OTHER_WORDS.get(word, word)
        words.append("".join(dice.sample(word, len(word))) if len(word) > 3 and dice.random() < share else new)
    return " ".join(words)


def cut(text: str, dice: random.Random, share: float) -> str:
    """Without `share` of its paragraphs (at least one stays)."""
    lines = [x for x in text.split("\n") if x.strip()]
    keep = sorted(dice.sample(range(len(lines)), max(1, round(len(lines) * (1 - share)))))
    return "\n".join(lines[i] for i in keep)


def add(text: str, dice: random.Random, share: float, pool: list[str]) -> str:
    """With new paragraphs of words drawn from all articles, `share` of its length."""
    words = [dice.choice(pool) for _ in range(round(len(text.split()) * share))]
    lines = text.split("\n")
    for i in range(0, len(words), 40):
        lines.insert(dice.randrange(len(lines) + 1), " ".join(words[i : i + 40]))
    return "\n".join(lines)


def head(text: str, dice: random.Random) -> str:
    """Under another head, with a credit."""
    return f"به گزارش {dice.choice(['ایرنا', 'ایسنا', 'تسنیم'])} به نقل از رسانه‌ها، {text}\nانتهای پیام/"


@pytest.fixture(scope="module")
def copies():
    """(id, folded text, day, origin): the originals with five copies each."""
    articles = [json.loads(line) for line in SPECIMEN.read_text(encoding="utf-8").splitlines()]
    pool = [w for a in articles for w in a["text"].split()]
    dice = random.Random(6)
    made = []
    for a in articles:
        origin = next((min(pair) for pair in RELAYS if a["id"] in pair), a["id"])
        text = a["text"]
        versions = {
            "": text,
            "-reworded": reword(text, dice, 0.10),
            "-cut": cut(text, dice, 0.4),
            "-longer": add(text, dice, 0.6, pool),
            "-relayed": head(cut(text, dice, 0.2), dice),
            "-all": head(add(cut(reword(text, dice, 0.05), dice, 0.3), dice, 0.3, pool), dice),
        }
        for name, version in versions.items():
            made.append((a["id"] + name, blank(fold(f"{a['title'] if not name else ''}\n{version}").text), origin))
    return made


def pairs(groups: dict[str, str]) -> set[frozenset[str]]:
    """Pairs of ids in one group."""
    by_group: dict[str, list[str]] = {}
    for id, group in groups.items():
        by_group.setdefault(group, []).append(id)
    return {frozenset(p) for ids in by_group.values() for p in combinations(ids, 2)}


def test_precision_and_recall_on_copies_made_from_the_specimen(copies):
    families = Families()
    for id, text, _ in copies:
        families.add(id, text, "2017-10-04")
    table = families.table()
    found = pairs(dict(zip(table["id"], table["family"], strict=True)))
    true = pairs({id: origin for id, _, origin in copies})
    right = len(found & true)
    print(
        f"\n{len(copies)} articles, {len(true)} true pairs: precision {right / len(found):.3f}, recall {right / len(true):.3f}"
    )
    assert right / len(found) >= 0.95
    assert right / len(true) >= 0.90


def test_each_kind_of_change_is_found_pair_by_pair(copies):
    shingles = {id: shingles_of(text) for id, text, _ in copies}
    originals = [id for id, _, _ in copies if id.count("-") == 1]
    for kind in ("reworded", "cut", "longer", "relayed", "all"):
        alike = [likeness(shingles[o], shingles[f"{o}-{kind}"]) for o in originals]
        assert np.quantile(alike, 0.05) > 0.35, kind
    strangers = [
        likeness(shingles[a], shingles[b]) for a, b in combinations(originals, 2) if frozenset((a, b)) not in RELAYS
    ]
    assert max(strangers) < 0.1  # on the same events, in other words


TEXT = " ".join(f"واژه{i}" for i in range(60))


def family(*articles, **options):
    """Families of (text, day) pairs with ids a, b, c …"""
    families = Families(**options)
    for letter, (text, day) in zip("abcdef", articles, strict=False):
        families.add(letter, text, day)
    return families.table()


def test_the_earliest_heads_the_family_wherever_it_stands():
    table = family((TEXT, "2017-10-05"), (TEXT + " دیگر", "2017-10-04"), ("چیز دیگر", "2017-10-04"))
    assert table["family"].tolist() == ["b", "b", "c"]
    assert table["likeness"].tolist() == [1.0, 0.0, 0.0]


def test_copies_are_sought_within_the_window():
    assert family((TEXT, "2017-10-04"), (TEXT, "2017-10-11"))["family"].tolist() == ["a", "a"]
    assert family((TEXT, "2017-10-04"), (TEXT, "2017-10-12"))["family"].tolist() == ["a", "b"]
    assert family((TEXT, "2017-10-04"), (TEXT, "2017-10-12"), window=30)["family"].tolist() == ["a", "a"]


def test_an_article_without_a_day_may_be_a_copy_of_any():
    assert family((TEXT, None), (TEXT, "2001-01-01"), (TEXT, "2017-10-12"))["family"].tolist() == ["b", "b", "b"]


def test_chains_are_one_family():
    a, b, c = (" ".join(f"واژه{i}" for i in range(x, x + 60)) for x in (0, 30, 60))
    assert likeness(shingles_of(a), shingles_of(c)) == 0
    table = family((a, "2017-10-04"), (b, "2017-10-05"), (c, "2017-10-06"))
    assert table["family"].tolist() == ["a", "a", "a"]


def test_of_short_texts_only_the_same_words_are_a_copy():
    short = "ظریف با لاوروف دیدار کرد"
    assert family((short, "2017-10-04"), (f"{short} و بازگشت", "2017-10-04"))["family"].tolist() == ["a", "a"]
    assert family((short, "2017-10-04"), (f"{short[:-4]} نکرد", "2017-10-04"))["family"].tolist() == ["a", "b"]
    assert family(("", "2017-10-04"), ("", "2017-10-04"), ("یک", None))["family"].tolist() == ["a", "b", "c"]


@given(st.lists(st.tuples(st.sampled_from([TEXT, TEXT[:200], TEXT[100:], "کوتاه", ""]),
                          st.sampled_from(["2017-10-04", "2017-10-06", "2018-01-01", None])), max_size=6), st.randoms())  # fmt: skip
def test_families_do_not_depend_on_the_order_of_the_file(articles, dice):
    named = [(f"{i}", text, day) for i, (text, day) in enumerate(articles)]

    def groups(order):
        families = Families()
        for id, text, day in order:
            families.add(id, text, day)
        table = families.table()
        heads = dict(zip(table["id"], table["family"], strict=True))
        assert all(heads[h] == h for h in heads.values())
        return pairs(heads)

    shuffled = list(named)
    dice.shuffle(shuffled)
    assert groups(named) == groups(shuffled)
