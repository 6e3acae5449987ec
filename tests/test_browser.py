"""The report looked at in a real browser: drawn, quiet, inside the window, from right to left where it is Persian."""

import json
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from analysis import pages
from analysis.parameters import Parameters
from analysis.report import render

SPECIMEN = Path(__file__).parent.parent / "data" / "sample" / "articles.jsonl"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDTHS = (1400, 400)

DRIVER = shutil.which("chromedriver")


def version(program: str) -> str:
    """The major version that a browser or driver says it is."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
    return found[1] if (found := re.search(r"(\d+)\.\d+", said)) else ""


def browser_of(driver: str | None) -> str | None:
    """The browser of the driver's version where there is one: a machine may have two."""
    found = [path for name in BROWSERS if (path := shutil.which(name))]
    if not driver or not found:
        return None
    return next((path for path in found if version(path) == version(driver)), found[0])


CHROMIUM = browser_of(DRIVER)
pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="no Chromium with chromedriver on this machine")

SAID = [
    "پوتین گفت: «روسیه و ایران در سوریه همکاری می‌کنند.»", "به گزارش ایرنا، یک منبع آگاه گفت ترکیه و روسیه درباره ادلب اختلاف دارند.",
    "اردوغان رئیس جمهور ترکیه مدعی شد که تروریست‌ها باید نابود شوند.", "نشست آستانه با حضور روسیه، ایران و ترکیه برگزار شد.",
]  # fmt: skip
POOR = {  # language, and articles (outlet, date, text)
    "one article": ("fa", [("khabar", "2017-10-04", "لاوروف گفت: «همکاری با ایران و ترکیه مهم است.»")]),
    "one outlet": ("en", [("khabar", f"2017-0{1 + i % 9}-05", f"{SAID[i % 4]} شماره {i}") for i in range(24)]),
    "no dates": ("fa", [("khabar", None, f"{SAID[i % 4]} شماره {i}") for i in range(12)]),
    "no quotation": ("en", [("khabar", f"2017-0{1 + i}-05", f"هوای تهران در روز {i} خوب است.") for i in range(6)]),
    "many outlets, three scripts, ten years": ("fa", [
        (name, f"{2012 + i % 10}-03-0{1 + i % 9}", f"{SAID[i % 4]} شماره {i}")
        for i, name in enumerate([f"رسانهٔ شمارهٔ {n}" for n in range(17)] + ["A Long Latin Outlet Name", "Новости", "新華社"] * 8)
    ]),
}  # fmt: skip


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for switch in (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
        "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
        f"--user-data-dir={tmp_path_factory.mktemp('profile')}",
    ):  # fmt: skip
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = webdriver.ChromeService(DRIVER)
    with webdriver.Chrome(options, service) as driver:
        yield driver


@pytest.fixture(scope="module", params=["en", "fa"])
def specimen(request, tmp_path_factory):
    """The report of the specimen corpus in a language."""
    out = tmp_path_factory.mktemp("browser") / request.param
    render(SPECIMEN, out, Parameters(language=request.param, replicates=200), progress=False)
    return out, request.param


@pytest.fixture(scope="module", params=list(POOR))
def poor(request, tmp_path_factory):
    """The report of a corpus that lacks something."""
    folder = tmp_path_factory.mktemp("poor")
    language, articles = POOR[request.param]
    rows = [{"id": f"p{i}", "outlet": o, "date": d, "title": "عنوان", "text": t} for i, (o, d, t) in enumerate(articles)]  # fmt: skip
    (folder / "c.jsonl").write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), encoding="utf-8")
    render(folder / "c.jsonl", folder / "out", Parameters(replicates=100, language=language), progress=False)
    return folder / "out"


def look(browser, page: Path, width: int, fragment: str = "") -> list[str]:
    """Open a page at a width, wait until it is drawn; returns what is wrong with it."""
    browser.get_log("browser"), browser.get_log("performance")
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    )
    browser.get("about:blank")
    browser.get(page.as_uri() + fragment)
    browser.set_script_timeout(20)
    browser.execute_async_script(
        """
        const done = arguments[arguments.length - 1], began = Date.now();
        (function wait() {
          const open = Array.from(document.querySelectorAll(".plot")).filter((p) => !p.dataset.drawn);
          if (document.readyState === "complete" && (!open.length || Date.now() - began > 15000)) setTimeout(done, 100);
          else setTimeout(wait, 50);
        })();
        """
    )
    wrong = [f"console: {e['message']}" for e in browser.get_log("browser") if e["level"] in ("SEVERE", "WARNING")]
    for entry in browser.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            url = message["params"]["request"]["url"]
            if not url.startswith(("file:", "data:", "blob:", "about:")):
                wrong.append(f"request: {url}")
    return wrong + browser.execute_script(
        """
        const wrong = [], wide = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth > wide) wrong.push("the page scrolls sideways: " + document.documentElement.scrollWidth);
        const inside = (e) => { for (let p = e.parentElement; p; p = p.parentElement) if (p.matches(".scroll, pre, svg, #js-plotly-tester")) return true; return false; };
        document.querySelectorAll("body *").forEach((e) => {
          const box = e.getBoundingClientRect();
          if (box.width && box.height && !inside(e) && !e.matches(".skip, summary .of, #js-plotly-tester") && (box.right > wide + 1 || box.left < -1))
            wrong.push("outside the window: " + e.tagName + "." + (e.className.baseVal ?? e.className) + " " + Math.round(box.left) + "–" + Math.round(box.right));
        });
        document.querySelectorAll(".plot").forEach((plot) => {
          const svg = plot.querySelector("svg.main-svg"), box = plot.getBoundingClientRect();
          const marks = plot.querySelectorAll(".points path, .point path, .scatterlayer path, .heatmaplayer image, .heatmaplayer path, .heatmaplayer text");
          if (!svg || !marks.length) wrong.push("not drawn: " + plot.id);
          if (box.width > wide) wrong.push("too wide: " + plot.id);
          plot.querySelectorAll(".xtick text, .ytick text, .gtitle, .annotation-text").forEach((t) => {
            const b = t.getBoundingClientRect();
            if (b.width && (b.left < box.left - 2 || b.right > box.right + 2)) wrong.push("cut off in " + plot.id + ": " + t.textContent);
          });
          const axis = plot.layout.xaxis, named = plot.querySelectorAll(".xtick text, .xaxislayer-above .xtick text").length;
          if (axis.side === "top" && named < axis.tickvals.length) wrong.push("a column without its name in " + plot.id);
          const meets = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
          if (axis.side === "top" && [0, -90].includes(axis.tickangle)) {
            const heads = Array.from(plot.querySelectorAll(".xtick text")).map((t) => t.getBoundingClientRect());
            heads.forEach((a, i) => { if (heads.slice(i + 1).some((b) => meets(a, b))) wrong.push("heads on each other in " + plot.id); });
          }
          const title = plot.querySelector(".g-xtitle text");
          if (title) plot.querySelectorAll(".xtick text").forEach((t) => {
            if (t.textContent && meets(title.getBoundingClientRect(), t.getBoundingClientRect())) wrong.push("on the title of the axis in " + plot.id + ": " + t.textContent);
          });
          if (!plot.getAttribute("aria-label")) wrong.push("no alternative text: " + plot.id);
        });
        document.querySelectorAll("th, td").forEach((c) => {
          const box = c.getBoundingClientRect();
          if (box.width && box.width < 70 && c.textContent.length > 60) wrong.push("a pillar of words: " + c.textContent.slice(0, 40));
        });
        return wrong;
        """
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["index", *pages.PAGES, "methods", "evidence", "articles/a-00001"])
def test_pages_are_drawn_quiet_and_inside_the_window(browser, specimen, name, width):
    out, _ = specimen
    assert look(browser, out / f"{name}.html", width) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["index", *pages.PAGES])
def test_poor_corpora_make_whole_pages(browser, poor, name, width):
    assert look(browser, poor / f"{name}.html", width) == []


def test_direction(browser, specimen):
    out, language = specimen
    wanted = "rtl" if language == "fa" else "ltr"
    look(browser, out / "index.html", 1400)
    found = browser.execute_script("return ['main', 'header', 'h1'].map((s) => getComputedStyle(document.querySelector(s)).direction)")  # fmt: skip
    assert found == [wanted] * 3
    look(browser, out / "articles" / "a-00001.html", 1400)
    assert browser.execute_script("return getComputedStyle(document.querySelector('.article-text')).direction") == "rtl"


def test_a_number_leads_to_its_words(browser, specimen):
    """From the table behind a picture to the evidence, as many rows as the number says, and on to the article."""
    from selenium.webdriver.common.by import By

    out, language = specimen
    look(browser, out / "1-actors.html", 1400)
    row = browser.find_element(By.CSS_SELECTOR, ".behind tbody tr")
    count = row.find_element(By.CSS_SELECTOR, "td").get_attribute("textContent")
    link = row.find_element(By.CSS_SELECTOR, "a").get_attribute("href")
    assert look(browser, out / "evidence.html", 1400, "#" + link.split("#")[1]) == []
    said = browser.find_element(By.ID, "count").text
    assert said.split()[-1 if language == "en" else 2] == count, said
    browser.find_element(By.ID, "words").send_keys("zzzz no such words")
    assert not browser.find_elements(By.CSS_SELECTOR, "#rows tbody tr")
    browser.find_element(By.ID, "words").clear()
    browser.find_element(By.ID, "words").send_keys("س")
    browser.find_element(By.CSS_SELECTOR, "#rows thead button").click()
    browser.find_element(By.CSS_SELECTOR, "#rows tbody a").click()
    assert "/articles/a-" in browser.current_url
    target = browser.current_url.split("#")[1]
    assert browser.find_element(By.ID, target).is_displayed()


@pytest.mark.parametrize("page, plot, mark", [("1-actors", "states", ".points path"), ("3-framing", "sponsors", ".nsewdrag"),
                                              ("2-sourcing", "voices-time", ".points path")])  # fmt: skip
def test_a_click_on_a_bar_a_dot_or_a_cell_opens_its_words(browser, specimen, page, plot, mark):
    from selenium.webdriver import ActionChains
    from selenium.webdriver.support.ui import WebDriverWait

    out, _ = specimen
    look(browser, out / f"{page}.html", 1400)
    found = browser.find_elements("css selector", f"#plot-{plot} {mark}")
    target = found[0]
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", target)
    ActionChains(browser).move_to_element_with_offset(target, 3, 3).pause(0.4).click().perform()
    WebDriverWait(browser, 5).until(lambda b: "/evidence.html#table=" in b.current_url)
    WebDriverWait(browser, 5).until(lambda b: b.find_elements("css selector", "#rows tbody tr"))


def test_of_many_rows_the_first_file_is_enough_to_begin(browser, tmp_path, monkeypatch):
    from selenium.webdriver.support.ui import WebDriverWait

    from analysis import evidence

    monkeypatch.setattr(evidence, "CHUNK", 110)
    render(SPECIMEN, tmp_path / "out", Parameters(replicates=100), progress=False)
    loaded = "return [...document.scripts].filter((s) => s.src.includes('evidence-quotations')).length"
    every = len(list((tmp_path / "out" / "assets").glob("evidence-quotations-*.js")))
    assert every > 1 and look(browser, tmp_path / "out" / "evidence.html", 1400) == []
    assert browser.execute_script(loaded) == 1 and "loading" not in browser.find_element("id", "count").text
    size = browser.find_element("id", "count").text.split()[-1]
    browser.find_element("id", "words").send_keys("س")
    WebDriverWait(browser, 5).until(lambda b: b.execute_script(loaded) == every)
    browser.find_element("id", "words").clear()
    assert size == "219" or int(size) > 110
    browser.find_element("css selector", "details.by summary").click()
    chosen = browser.find_element("css selector", "#by-type option:nth-child(2)")
    wanted = chosen.text.split("(")[1].rstrip(")")
    chosen.click()
    WebDriverWait(browser, 5).until(lambda b: b.find_element("id", "count").text.endswith(f"of {wanted}"))
    assert "type=" in browser.current_url


def test_figures_for_papers_have_the_height_of_the_picture(specimen, tmp_path):
    import struct

    import nbformat

    from analysis.report import export_figures

    out, _ = specimen
    (tmp_path / "notebooks").mkdir()
    shutil.copy(out / "notebooks" / "0-corpus.ipynb", tmp_path / "notebooks")
    files = export_figures(tmp_path)
    assert {f.suffix for f in files} == {".png", ".svg"} and all(f.stat().st_size > 2000 for f in files)
    notebook = nbformat.read(out / "notebooks" / "0-corpus.ipynb", as_version=4)
    layouts = [o["data"][pages.PLOTLY]["layout"] for c in notebook.cells for o in c.get("outputs", []) if pages.PLOTLY in o.get("data", {})]  # fmt: skip
    for layout in layouts:
        png = (tmp_path / "figures" / f"0-corpus-{layout['meta']['key']}.png").read_bytes()
        assert struct.unpack(">II", png[16:24]) == (1800, 2 * layout["height"])


def test_hostile_text_is_not_run(browser, tmp_path):
    bad = '"><script>window.bad = 1</script><img src=x onerror="window.bad = 2">'
    row = {"id": bad, "outlet": bad, "date": "2017-10-04", "title": bad, "url": "javascript:bad",
           "text": f"لاوروف گفت: «همکاری با ایران {bad} مهم است.»"}  # fmt: skip
    (tmp_path / "c.jsonl").write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    render(tmp_path / "c.jsonl", tmp_path / "out", Parameters(replicates=100), progress=False)
    for name in ("index", "0-corpus", "2-sourcing", "evidence", "articles/a-00001"):
        assert look(browser, tmp_path / "out" / f"{name}.html", 1400) == []
        assert browser.execute_script("return window.bad === undefined && !document.querySelector('main img')")


def test_the_report_of_the_torture_corpus_is_whole_and_runs_nothing(browser, tmp_path):
    import torture

    corpus = torture.make(tmp_path / "in")["jsonl"]
    render(corpus, tmp_path / "out", Parameters(replicates=100), progress=False)
    for name in ("index", *pages.PAGES, "evidence"):
        assert look(browser, tmp_path / "out" / f"{name}.html", 1400) == []
        assert browser.execute_script("return !document.body.dataset.torn && !document.querySelector('main img')"), name
    hostile = next(
        p
        for p in sorted((tmp_path / "out" / "articles").glob("*.html"))
        if "&lt;script&gt;document.body" in p.read_text(encoding="utf-8")
    )
    assert look(browser, hostile, 1400) == []
    assert browser.execute_script("return !document.body.dataset.torn && !document.querySelector('main img')")


def axe_source() -> str | None:
    """axe-core, where a package of this environment ships it."""
    spec = find_spec("axe_selenium_python")
    for folder in spec.submodule_search_locations or [] if spec else []:
        for file in Path(folder).rglob("axe.min.js"):
            return file.read_text(encoding="utf-8")
    return None


@pytest.mark.parametrize("name", ["index", *pages.PAGES, "methods", "evidence", "articles/a-00001"])
def test_axe_finds_nothing_serious(browser, specimen, name):
    source = axe_source()
    if source is None:
        pytest.skip("axe-core is not installed (package axe-selenium-python)")
    out, _ = specimen
    look(browser, out / f"{name}.html", 1400)
    browser.execute_script(source + ";document.querySelectorAll('details').forEach((d) => { d.open = true; });")
    found = browser.execute_async_script("const done = arguments[arguments.length - 1]; axe.run().then(done);")
    serious = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found["violations"] if v["impact"] in ("serious", "critical")]  # fmt: skip
    assert serious == []
