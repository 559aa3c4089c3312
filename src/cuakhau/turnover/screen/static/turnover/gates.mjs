// Turnover by gate on an empty sheet: only gates whose coordinates a source says; no tiles, no
// border, no other host. Where a browser cannot draw it, the table beside says the same.

const PADDING = 70;
const stage = document.getElementById("turnover-map");

function canDraw() {
  const canvas = document.createElement("canvas");
  return Boolean(window.WebGL2RenderingContext && canvas.getContext("webgl2"));
}

function boundsOf(places) {
  const xs = places.features.map((one) => one.geometry.coordinates[0]);
  const ys = places.features.map((one) => one.geometry.coordinates[1]);
  const least = 0.02; // a single gate still has something around it
  return [[Math.min(...xs) - least, Math.min(...ys) - least], [Math.max(...xs) + least, Math.max(...ys) + least]];
}

function styleOf(places, letters) {
  return {
    version: 8,
    sources: { places: { type: "geojson", data: places } },
    layers: [
      { id: "sheet", type: "background", paint: { "background-color": "#f7f9fa" } },
      {
        id: "places", type: "circle", source: "places",
        paint: {
          "circle-radius": ["get", "size"], "circle-color": "#1f6f8b", "circle-opacity": 0.8,
          "circle-stroke-color": "#ffffff", "circle-stroke-width": 2,
        },
      },
      {
        id: "names", type: "symbol", source: "places",
        layout: {
          "text-field": ["format", ["get", "name"], {}, "\n", {}, ["get", "amount"], { "font-scale": 0.9 }],
          "text-font": [letters.split(",")[0].replaceAll('"', "").trim()],
          "text-size": 13, "text-variable-anchor": ["top", "bottom", "left", "right"], "text-radial-offset": 1.6,
          "text-max-width": 12, "text-optional": true,
        },
        paint: { "text-color": "#17222e", "text-halo-color": "#ffffff", "text-halo-width": 2 },
      },
    ],
  };
}

async function start() {
  const answer = await fetch(stage.dataset.places, { cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  const places = await answer.json();
  if (!places.features.length) return;
  const letters = getComputedStyle(document.body).fontFamily;
  const said = places.features.map((one) => one.properties.name + one.properties.amount).join("");
  await Promise.all(letters.split(",").slice(0, 2).map((one) => document.fonts.load(`16px ${one}`, said).catch(() => [])));
  const library = await import(stage.dataset.library);
  stage.hidden = false;
  const map = new library.Map({
    container: stage, style: styleOf(places, letters), bounds: boundsOf(places),
    fitBoundsOptions: { padding: Math.min(PADDING, stage.clientWidth / 5) },
    attributionControl: false, dragRotate: false, pitchWithRotate: false, maxZoom: 15, minZoom: 7,
    localIdeographFontFamily: letters,
    locale: { "Map.Title": stage.dataset.title, "NavigationControl.ZoomIn": stage.dataset.in, "NavigationControl.ZoomOut": stage.dataset.out },
  });
  map.touchZoomRotate.disableRotation();
  map.scrollZoom.disable(); // the wheel scrolls the page; the buttons and two fingers zoom
  map.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new library.ScaleControl({ unit: "metric" }), "bottom-left");
  map.on("click", "places", (event) => { location.assign(event.features[0].properties.list); });
  map.on("mouseenter", "places", () => { map.getCanvas().classList.add("is-over"); });
  map.on("mouseleave", "places", () => { map.getCanvas().classList.remove("is-over"); });
  map.on("load", () => { stage.dataset.state = "drawn"; });
}

if (stage && canDraw()) start().catch((error) => { console.warn("map:", error); stage.hidden = true; });
