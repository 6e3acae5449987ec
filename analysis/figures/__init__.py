"""From a tidy table to a picture that stands by itself.

In goes a table of `measures` and the report's `Words`; out comes a plotly figure with title, axis titles with units, n,
what the interval means, and in `layout.meta` its words for readers who do not see it: `alt`, `note`, `table` (the
numbers as written) and `links` (the evidence behind each row of the table). Where there is nothing to draw a `Note` says
why; no figure is ever empty.
"""

from analysis.figures.base import FONT, GREY, INK, STANCE_COLOURS, STATE_COLOURS, Note, Picture, colour, links
from analysis.figures.charts import bars, gaps, matrix, pairs, stacked
from analysis.figures.flows import flow
from analysis.figures.graphs import network, triangle
from analysis.figures.tables import Table, table
from analysis.figures.timelines import columns_over_time, over_time
