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
