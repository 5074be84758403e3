// The FHIR export in a real client. Arguments: the folder of LHC-Forms, the export with outcomes, and the YAML whose examples are clicked through.

import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";
import { parse } from "yaml";

const require = createRequire(import.meta.url);
const { Fhir } = require("fhir");
const [base, exported, questions] = process.argv.slice(2);
const questionnaire = JSON.parse(fs.readFileSync(exported, "utf8"));
const rules = parse(fs.readFileSync(questions, "utf8"));
const browsers = [process.env.CHROME, "/usr/bin/chromium", "/usr/bin/google-chrome"];
const chromium = browsers.find((file) => file && fs.existsSync(file));
if (!chromium) throw new Error("there is no Chromium");

// 1. The validator of the npm package `fhir` finds nothing.
const validated = new Fhir().validate(questionnaire, { errorOnUnexpected: false });
const errors = validated.messages.filter((message) => ["error", "fatal"].includes(message.severity));
if (errors.length) throw new Error("not valid: " + JSON.stringify(errors, null, 1));

// 2. LHC-Forms, served from its package.
const page = `<!doctype html><meta charset="utf-8"><body><div id="form"></div>
<link rel="stylesheet" href="/dist/lforms/webcomponent/styles.css">
<script src="/dist/lforms/webcomponent/assets/lib/zone.min.js"></script>
<script src="/dist/lforms/webcomponent/lhc-forms.js"></script>
<script src="/dist/lforms/fhir/R4/lformsFHIR.min.js"></script></body>`;
const kinds = { ".js": "text/javascript", ".css": "text/css" };
const server = http.createServer((request, answer) => {
  const file = path.join(base, decodeURIComponent(request.url.split("?")[0]));
  if (request.url === "/") answer.writeHead(200, { "content-type": "text/html" }).end(page);
  else if (file.startsWith(base) && fs.existsSync(file) && fs.statSync(file).isFile())
    answer.writeHead(200, { "content-type": kinds[path.extname(file)] || "application/octet-stream" }).end(fs.readFileSync(file));
  else answer.writeHead(404).end();
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const url = `http://127.0.0.1:${server.address().port}/`;

// One example for each outcome, the shortest first.
const size = (example) => Object.keys(example.answers).length;
const chosen = new Map();
for (const example of [...rules.examples].sort((a, b) => size(a) - size(b))) {
  if (!chosen.has(example.gives)) chosen.set(example.gives, example);
}
const missing = [...rules.outcomes.map((outcome) => outcome.id), "incomplete"].filter((id) => !chosen.has(id));
if (missing.length) throw new Error("no example gives " + missing.join(", "));

const text = (id, code) =>
  questionnaire.item.find((item) => item.linkId === id).answerOption.find((option) => option.valueCoding.code === code).valueCoding.display;
const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"] });
let wrong = 0;
try {
  for (const [gives, example] of chosen) {
    const tab = await browser.newPage();
    await tab.goto(url);
    await tab.waitForFunction("window.LForms && LForms.Util && LForms.FHIR && LForms.FHIR.R4");
    await tab.evaluate((questionnaire) => LForms.Util.addFormToPage(questionnaire, "form", { fhirVersion: "R4" }), questionnaire);
    await tab.waitForFunction("document.querySelectorAll('#form input').length > 10");
    for (const [id, answers] of Object.entries(example.answers)) {
      for (const answer of [answers].flat()) {
        const clicked = await tab.evaluate(
          (id, words) => {
            const place = [...document.querySelectorAll("#form [id]")].find((e) => e.id.startsWith("item-" + id + "/"));
            const label = place && [...place.querySelectorAll("label")].find((e) => e.textContent.trim() === words);
            if (label) label.click();
            return !!label;
          },
          id,
          text(id, String(answer))
        );
        if (!clicked) throw new Error(`${gives}: the client does not show "${text(id, String(answer))}" of ${id}`);
        await new Promise((done) => setTimeout(done, 60));
      }
    }
    await new Promise((done) => setTimeout(done, 400));
    const response = await tab.evaluate(() => LForms.Util.getFormFHIRData("QuestionnaireResponse", "R4", "#form"));
    const outcome = response.item?.find((item) => item.linkId === "outcome")?.answer?.[0]?.valueString;
    const words = questionnaire.item.find((item) => item.linkId === "outcome-" + gives).text;
    const seen = await tab.evaluate((words) => document.querySelector("#form").innerText.includes(words), words);
    if (outcome !== gives || !seen) wrong += 1;
    console.log(`${outcome === gives && seen ? "ok" : "WRONG"}  ${gives}: the client gives ${outcome}, shown: ${seen} (${example.name})`);
    await tab.close();
  }
} finally {
  await browser.close();
  server.close();
}
if (wrong) throw new Error(`${wrong} outcomes differ`);
console.log(`${chosen.size} of ${chosen.size} outcomes are the same in LHC-Forms, and the export is valid FHIR R4`);
