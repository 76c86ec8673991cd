const slides = [...document.querySelectorAll("section")];
const nav = document.querySelector("nav");
const place = nav.querySelector("span");
let at = 0;

function show(wanted) {
  at = Math.min(Math.max(wanted, 0), slides.length - 1);
  slides.forEach((slide, number) => slide.classList.toggle("shown", number === at));
  place.textContent = `${at + 1} of ${slides.length}`;
  history.replaceState(null, "", `#${at + 1}`);
}

const steps = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
document.addEventListener("keydown", (event) => {
  if (event.target.closest("button") && event.key === " ") return;
  if (event.key in steps) show(at + steps[event.key]);
  else if (event.key === "Home") show(0);
  else if (event.key === "End") show(slides.length - 1);
  else return;
  event.preventDefault();
});
nav.addEventListener("click", (event) => show(at + Number(event.target.dataset.step || 0)));
document.documentElement.classList.add("scripted");
nav.hidden = false;
show((parseInt(location.hash.slice(1), 10) || 1) - 1);
