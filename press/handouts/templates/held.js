// What a living chart loads lies in this file: it is taken from there, and only when a figure wakes.
"use strict";
window.briefLoad = async (source) => {
  const run = document.createElement("script");
  run.textContent = document.querySelector(`script[data-source="${source}"]`).textContent;
  document.head.append(run);
};
