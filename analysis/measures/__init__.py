"""From the measured tables to numbers: counts, rates, shares and diversity, each with its interval.

In goes `Measured` (see `tables`), narrowed by `select`; out comes one tidy table per question. Intervals are 95 %
bootstrap intervals over articles (`resampling`); `n` is the number of articles behind a row, and where it is below
`FEW` the interval is missing (NaN). Every function takes `replicates` and `seed`.
"""

from analysis.measures.actors import (
    actor_rates,
    actors_by_outlet,
    actors_over_time,
    co_mentions,
    left_open,
    named_together,
    naming_by_outlet,
    naming_choices,
    ways_of_naming,
    with_and_without_copies,
)
from analysis.measures.copies import copied
from analysis.measures.counting import (
    OTHER,
    OUTLET,
    PERSONAL,
    Array,
    affirmed,
    credited,
    grouped,
    most,
    named,
    paired,
    per_article,
    quoted,
    sponsored,
    summed,
    weighed,
    weights,
)
from analysis.measures.frames import (
    frame_functions,
    frame_prevalence,
    frame_sponsors,
    frames_by_outlet,
    frames_over_time,
)
from analysis.measures.selection import (
    FAMILIES,
    articles_over_time,
    by_outlet,
    by_period,
    corpus_table,
    first_and_last,
    outlets,
    period_length,
    periods,
    select,
    set_apart,
)
from analysis.measures.sources import (
    anonymous_ladder,
    credit_shares,
    relayed,
    relays,
    source_diversity,
    source_types,
    sources_per_article,
    verbs_by_outlet,
    verbs_by_side,
    voice_against_mention,
    voice_share,
    voices_by_outlet,
    voices_over_time,
)
from analysis.measures.spelling import spelt_alike
from analysis.measures.stances import (
    STANCES,
    net_stance,
    related,
    stance_by_outlet,
    stance_by_voice,
    stance_over_time,
    stances,
)
