// Draws the pictures of a page from the data beside them. No request is made, and nothing of an article is run.
"use strict";
(function () {
  const drawn = [];

  function draw(place) {
    const figure = JSON.parse(document.getElementById(place.id.replace("plot-", "data-")).textContent);
    const layout = figure.layout;
    const narrow = place.clientWidth < 560;
    layout.height = place.clientHeight;
    if (narrow) {
      layout.font.size = 11;
      (layout.annotations || []).forEach((a) => { a.font = Object.assign({}, a.font, { size: 11 }); });
      Object.keys(layout).filter((k) => k.startsWith("xaxis")).forEach((k) => {
        const axis = layout[k];
        if (axis.side === "top") {
          // A letter is some 6 pixels wide, and the columns take two thirds of the picture.
          const room = place.clientWidth * 2 / 3 / axis.tickvals.length;
          const longest = Math.max(...axis.ticktext.join("<br>").split("<br>").map((line) => line.length));
          if (axis.tickvals.length > 5 || 6 * longest > room) {
            axis.tickangle = -90;
            if (room < 30) axis.ticktext = axis.ticktext.map((name) => name.replaceAll("-<br>", "-").replaceAll("<br>", " "));  // two lines are wider
          }
        }
        const every = axis.tickvals && axis.side !== "top" ? Math.ceil(axis.tickvals.length / 4) : 1;
        if (every > 1) {
          axis.tickvals = axis.tickvals.filter((_, i) => i % every === 0);
          axis.ticktext = axis.ticktext.filter((_, i) => i % every === 0);
        }
      });
      figure.data.forEach((trace) => { if (trace.type === "heatmap") trace.textfont = { size: 10 }; });
    }
    Plotly.newPlot(place, figure.data, layout, { responsive: true, displayModeBar: false, displaylogo: false })
      .then(() => {
        drawn.push(place);
        place.setAttribute("data-drawn", "true");
        const leads = (event) => {
          const link = event.points[0] && event.points[0].customdata;
          return typeof link === "string" && link.startsWith("evidence.html#") ? link : "";
        };
        const hand = (shape) => place.querySelectorAll(".draglayer rect").forEach((r) => { r.style.cursor = shape; });
        place.on("plotly_click", (event) => { if (leads(event)) window.location.href = leads(event); });
        place.on("plotly_hover", (event) => hand(leads(event) ? "pointer" : "default"));
        place.on("plotly_unhover", () => hand("default"));
        hand("default");
      });
  }

  // What scrolls sideways has to be reached with the keyboard; what does not is no stop on the way.
  function reach() {
    document.querySelectorAll(".scroll:not([role])").forEach((box) => {
      if (box.scrollWidth > box.clientWidth) box.setAttribute("tabindex", "0");
      else box.removeAttribute("tabindex");
    });
  }

  function start() {
    reach();
    window.addEventListener("resize", reach);
    document.addEventListener("toggle", reach, true);
    const places = Array.from(document.querySelectorAll(".plot"));
    if (typeof Plotly === "undefined" || !places.length) return;
    // Text is measured when it is drawn: the web font has to be there first.
    const ready = document.fonts && document.fonts.load ? document.fonts.load("13px Vazirmatn", "سلام") : Promise.resolve();
    ready.catch(() => null).then(() => places.forEach(draw));
    window.addEventListener("beforeprint", () => drawn.forEach((place) => Plotly.Plots.resize(place)));
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
