"""Signals: a sentence without any of them is not searched, so every text that a pattern finds must hold one."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import binding, clauses, parties, relations, sites, speaker_patterns, turns
from analysis.codebook import load_codebook
from analysis.lexicon import words_apart
from analysis.reading import read
from analysis.signals import signals

GUARDED = {
    "negated before": (clauses._NEGATED_BEFORE, clauses.NEGATING),
    "negated after": (clauses._NEGATED_AFTER, clauses.NEGATING),
    "listed": (clauses._AGENDA, clauses.LISTING),
    "off": (turns._OFF, turns.CALLING_OFF),
    "doubted": (turns._DOUBTED, turns.DOUBTING),
    "cut": (turns._CUT, turns.CUTTING),
    "cut before": (turns._CUT_BEFORE, turns.CUTTING),
    "called off": (turns._CALLED_OFF, turns.CUTTING),
    "put off": (turns._PUT_OFF, turns.PUTTING_OFF),
    "reduced": (turns._REDUCED, turns.REDUCING),
    "besides": (binding._BESIDES, binding.BESIDES),
    "none": (binding._NONE, binding.NONE),
    "site": (sites.SITE, sites.ATTACKED),
    "sport": (relations._SPORT, relations.SPORTING),
    "envoy": (parties._ENVOY, parties.ENVOYS),
    "about": (parties._TOPIC, parties.ABOUT),
    "ours": (parties._OURS, parties.OURS),
    "turn": (speaker_patterns.TURN, speaker_patterns.TURNING),
}


ALPHABET = ' «»(",.:' + "".join(chr(c) for c in range(0x621, 0x64B)) + "پچژگکی0123456789"


@pytest.mark.parametrize("name", GUARDED)
def test_what_a_pattern_finds_holds_a_signal(name):
    pattern, needed = GUARDED[name]

    @settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(pattern, fullmatch=True, alphabet=ALPHABET))
    def holds(text):
        assert not needed.isdisjoint(words_apart(text).split())

    holds()


def test_the_signals_of_a_sentence():
    book = load_codebook()
    text = "دیدار در دستور کار نیست. تیم ملی برنده شد، اما سفیر نیامد."
    part = read({"id": "t", "title": "", "text": text}, book).text
    first, second = part.sentences
    assert signals(part, first[0]) == set(words_apart("دستور نیست").split())
    assert words_apart("سفیر").split()[0] in signals(part, second[1] - 2)
    assert not turns.CALLING_OFF.isdisjoint(signals(part, first[0]))
    assert turns.CALLING_OFF.isdisjoint(signals(part, second[0]))
