"""From executed notebooks and tables to HTML pages that need no network.

In go notebooks as papermill leaves them; out come pages whose figures are data beside the text, drawn by one copy of
plotly.js that lies with the report. The same notebooks give the same bytes.
"""

import base64
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from analysis import kernels
from analysis.words import Words

TEMPLATE = Path(__file__).parent / "report_template"
NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
PAGES = ("0-corpus", "1-actors", "2-sourcing", "3-framing", "4-cooperation")
PLOTLY = "application/vnd.plotly.v1+json"


# --- notebooks ----------------------------------------------------------------------------------------------------


def execute(name: str, out: Path, parameters: dict[str, Any]) -> Any:
    """Run notebook `name` with papermill and its parameters, from `out`/notebooks; return it as `tidy` leaves it."""
    # jsonschema's checker of web addresses compiles 39 grammars when it is imported: two seconds that no notebook needs.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    import papermill

    notebook = papermill.execute_notebook(
        NOTEBOOKS / f"{name}.ipynb", None, parameters=parameters, progress_bar=False, record_timing=False,
        kernel_name=os.environ.get(kernels.CHOSEN, "python3"), config=_transport(name), extra_arguments=["--IPKernelApp.log_level=50"], resources={"metadata": {"path": str(out / "notebooks")}},
    )  # fmt: skip
    return tidy(notebook, name)


def _transport(name: str) -> Any:
    """Sockets in the file system where there are any: two runs never pick the same port, and nobody listens in."""
    from traitlets.config import Config

    if os.name != "posix":
        return Config()
    return Config({"KernelManager": {"transport": "ipc", "ip": f"{os.environ['JUPYTER_RUNTIME_DIR']}/{name}"}})


@contextmanager
def quiet_kernels() -> Iterator[str]:
    """The environment in which kernels run alike everywhere: no start-up files of the user, a fixed hash seed, one
    thread for linear algebra, and the package importable. Yields the folder that they have to themselves."""
    short = "/tmp" if os.access("/tmp", os.W_OK) else None  # a socket's path has room for about 100 characters
    with tempfile.TemporaryDirectory(prefix="hamkari-", dir=short) as folder:
        path = os.pathsep.join(filter(None, [str(NOTEBOOKS.parent), os.environ.get("PYTHONPATH")]))
        wanted = {
            "IPYTHONDIR": folder, "JUPYTER_RUNTIME_DIR": folder, "PYTHONHASHSEED": "0", "PYTHONWARNINGS": "ignore", "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1", "JUPYTER_PREFER_ENV_PATH": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1",
            "PYTHONPATH": path,
        }  # fmt: skip
        with kernels.environment(wanted):
            yield folder


def tidy(notebook: Any, name: str) -> Any:
    """Take out of an executed notebook what differs from run to run: times, random ids, log lines, plain doubles."""
    title = notebook.metadata.get("title", name)
    notebook.metadata = {"kernelspec": dict(notebook.metadata["kernelspec"]), "title": title}
    for number, cell in enumerate(notebook.cells):
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.id = f"cell-{number:03d}"
        cell.metadata = {"tags": list(cell.metadata["tags"])} if cell.metadata.get("tags") else {}
        kept = []
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                continue
            if "data" in output and ("text/html" in output.data or PLOTLY in output.data):
                output.data.pop("text/plain", None)
            output.metadata = {}
            kept.append(output)
        if "outputs" in cell:
            cell.outputs = kept
    return notebook


def translate(notebook: Any, name: str, say: Words) -> None:
    """Put the report's language in place of the English prose of a notebook's markdown cells."""
    if say.language == "en":
        return
    from analysis.prose import PROSE

    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = PROSE[name, cell.id][say.language]


def body_of(notebook: Any, say: Words) -> str:
    """The HTML body of an executed notebook, by nbconvert and the template beside this file."""
    from nbconvert import HTMLExporter

    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.metadata["hidden"] = bool(
            {"parameters", "injected-parameters", "setup"} & set(cell.metadata.get("tags", []))
        )
        for output in cell.outputs:
            if "data" in output and PLOTLY in output.data:
                figure = output.data.pop(PLOTLY)
                output.data["text/html"] = figure_block(figure, say, level="h2")
        shown = "".join(str(o.data.get("text/html", "")) for o in cell.outputs if "data" in o)
        cell.metadata["show_code"] = bool(shown) and 'class="reading"' not in shown
    exporter = HTMLExporter(
        template_name="nbconvert", extra_template_basedirs=[str(TEMPLATE)], exclude_anchor_links=True,
        exclude_input_prompt=True, exclude_output_prompt=True,
    )  # fmt: skip
    body, _ = exporter.from_notebook_node(notebook, resources={"words": {"code": say("code")}})
    return re.sub(r"\n\s*\n+", "\n", body)


# --- pictures and tables ------------------------------------------------------------------------------------------


def figure_block(figure: dict[str, Any], say: Words, *, level: str) -> str:
    """A figure as a page shows it: title and note as text, the drawing's data, and the table behind."""
    from analysis.figures import Table

    layout = dict(figure["layout"])
    meta = layout.pop("meta")
    margin = dict(layout["margin"])
    height = int(layout["height"] - margin["t"] + meta["top"])
    layout.pop("title", None)
    layout.update(margin={**margin, "t": meta["top"]}, height=height)
    behind = meta["table"]
    table = Table(tuple(behind["heads"]), tuple(map(tuple, behind["rows"])), "", tuple(meta["links"]))
    data = json.dumps(
        {"data": figure["data"], "layout": layout}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return _environment().get_template("figure.html.j2").render(
        id=meta["key"], level=level, meta=meta, height=height, say=say, data=_safe(data.replace("<", "\\u003c")),
        table=_safe(table._repr_html_()),
    )  # fmt: skip


def plain_figure(figure: Any) -> dict[str, Any]:
    """A plotly figure as the data its notebook output would hold."""
    from plotly.utils import PlotlyJSONEncoder

    return dict(json.loads(json.dumps(figure.to_plotly_json(), cls=PlotlyJSONEncoder)))


# --- pages --------------------------------------------------------------------------------------------------------


def page(
    name: str, title: str, body: str, say: Words, site: str, *, root: str = "", draws: bool = True, kind: str = "notebook",
    scripts: tuple[str, ...] = (),
) -> str:  # fmt: skip
    """A whole page around a body."""
    menu = [(n, say(f"page-{n}")) for n in ("index", *PAGES, "methods", "evidence")]
    return _environment().get_template("page.html.j2").render(
        page=name, title=title, body=_safe(body), say=say, site=site, root=root, draws=draws, kind=kind, menu=menu,
        language=say.language, dir="rtl" if say.rtl else "ltr", scripts=scripts,
    )  # fmt: skip


def fill(template: str, **values: Any) -> str:
    """A template of `report_template`, filled in; values are escaped unless `safe` made them HTML."""
    return _environment().get_template(template).render(**values)


def safe(html: str) -> Any:
    """Mark a string as HTML that is already escaped."""
    return _safe(html)


def _safe(html: str) -> Any:
    from markupsafe import Markup

    return Markup(html)


@cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader

    return Environment(
        loader=FileSystemLoader(TEMPLATE),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def assets(states: dict[str, str]) -> dict[str, str]:
    """What lies beside the pages: style sheet with the font and the colours of the states, scripts, plotly.js."""
    font = base64.b64encode((TEMPLATE / "fonts" / "vazirmatn-arabic.woff2").read_bytes()).decode()
    face = (
        "@font-face { font-family: Vazirmatn; font-weight: 100 900; font-display: swap; unicode-range: "
        "U+0600-06FF, U+0750-077F, U+200C-200E, U+2010-2011, U+FB50-FDFF, U+FE70-FEFC; "
        f"src: url(data:font/woff2;base64,{font}) format('woff2'); }}\n"
    )
    tints = "".join(
        f".quotations.of-{escape(s)} {{ background: {c}1f; box-shadow: inset 0 -1px 0 {c}; }} "
        f".mentions.of-{escape(s)} {{ border-bottom-color: {c}; }}\n"
        for s, c in sorted(states.items())
    )
    return {
        "report.css": face + (TEMPLATE / "report.css").read_text(encoding="utf-8") + tints,
        "report.js": (TEMPLATE / "report.js").read_text(encoding="utf-8"),
        "evidence.js": (TEMPLATE / "evidence.js").read_text(encoding="utf-8"),
        "plotly.min.js": _plotly(),
    }


def _plotly() -> str:
    """The small bundle when it is of the version that the Python package draws for, else the package's full one."""
    from plotly.offline import get_plotlyjs, get_plotlyjs_version

    bundle = (TEMPLATE / "plotly" / "plotly-cartesian.min.js").read_text(encoding="utf-8")
    return bundle if f" v{get_plotlyjs_version()}\n" in bundle[:300] else get_plotlyjs()
