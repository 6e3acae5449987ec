"""Evidence in JupyterLab: rows lead to the exact words, and show themselves safely."""

import nbformat
import pytest

from analysis import explorer, measures, pages

NOTEBOOK = pages.NOTEBOOKS / "explorer.ipynb"


@pytest.mark.parametrize("kind", explorer.KINDS)
def test_every_row_is_the_words_as_published(measured, kind):
    found = explorer.evidence(measured, kind)
    texts = measured.articles.set_index("id")
    assert found.n == len(getattr(measures.select(measured), kind)) > 0
    for row in found.rows.to_dict("records"):
        text = texts.at[row["article_id"], row["part"]]
        assert text[row["start"] : row["end"]] == row["words"]
        assert row["before"] + row["words"] + row["after"] in text


def test_choose_by_outlet_period_who_what_and_words(measured):
    ask = explorer.evidence
    assert ask(measured, who="sergey-lavrov").n == 3
    assert ask(measured, who="sergey-lavrov", what="confronting").n == 1
    assert ask(measured, outlets=["khabar-b"]).n == 3
    assert ask(measured, start="2017-11-01", end="2017-11-30").n == 2
    assert ask(measured, words="تروريست").n == 1  # with the Arabic letter
    assert ask(measured, "relations", who="IRN+TUR", what="conflictual").n == 1
    assert len(ask(measured, "mentions", most=2).rows) == 2 < ask(measured, "mentions", most=2).n


def test_the_tables_give_their_evidence(measured):
    assert measured.evidence("cues", what="partnership").n == explorer.evidence(measured, "cues", what="partnership").n
    html = measured.evidence(who="sergey-lavrov", language="fa")._repr_html_()
    assert "سرگئی لاوروف" in html and "۱۲ مهر ۱۳۹۶" in html and '<table dir="rtl">' in html
    assert len(measured.evidence("mentions")) == measured.evidence("mentions").n
    assert measured.explore(language="fa").children


def test_evidence_where_the_texts_were_left_on_disk(measured, tmp_path):
    from analysis.tables import tables_of, write_tables

    write_tables(measured, tmp_path)
    found = tables_of(tmp_path).evidence("quotations", words="تروريست")
    assert found.n == 1 and "تروریست" in found.rows["words"].iloc[0]


def test_a_corpus_is_measured_where_tables_are_wanted():
    from analysis.tables import tables_of

    assert len(tables_of(pages.NOTEBOOKS.parent / "data/sample/articles.jsonl", progress=False).articles) == 45


def test_an_unknown_kind_is_refused(measured):
    with pytest.raises(ValueError, match="give one of quotations"):
        explorer.evidence(measured, "jokes")


def test_what_an_article_holds_is_shown_not_run(measured):
    measured.articles["outlet"] = "<script>bad</script>"
    html = explorer.evidence(measured)._repr_html_()
    assert "<script>" not in html and 'dir="rtl"' in html and "<mark>" in html


def test_the_notebook_runs_from_top_to_bottom(tmp_path):
    (tmp_path / "notebooks").mkdir()
    with pages.quiet_kernels():
        ran = pages.execute(
            "explorer", tmp_path, {"corpus": str(pages.NOTEBOOKS.parent / "data/sample/articles.jsonl")}
        )
    shown = [o.data for cell in ran.cells for o in cell.get("outputs", []) if "data" in o]
    assert any("application/vnd.jupyter.widget-view+json" in data for data in shown)
    assert any("<mark>" in str(data.get("text/html", "")) for data in shown)


def test_the_notebook_is_kept_without_output():
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    assert all(not cell.get("outputs") for cell in notebook.cells)
