import assert from "node:assert/strict";
import Mustache from "mustache";
import { templateOf } from "../../../../src/runtime/alert/text/template";

const write = (text: string, view: object) => templateOf(text).template?.write(view);

describe("A template", () => {
  it("writes values as they are, lists and objects as JSON, and nothing for what is missing", () => {
    const view = { a: "<&>\"'/`=", n: 0.1, list: [1, 2], one: { two: 2 }, no: null };
    assert.equal(write("{{a}} {{{a}}} {{&a}}", view), [view.a, view.a, view.a].join(" "));
    assert.equal(write("{{n}} {{list}} {{{one}}} {{one.two}}", view), '0.1 [1,2] {"two":2} 2');
    assert.equal(write("[{{no}}{{nothing}}{{one.three.four}}]", view), "[]");
    assert.equal(write("{{#list}}({{.}}){{/list}}{{^no}}none{{/no}}", view), "(1)(2)none");
  });

  it("writes nothing of what every object has, and no more than a service would take", () => {
    assert.equal(write("[{{constructor}}{{valueOf}}{{toString}}{{__proto__}}]", { a: 1 }), "[]");
    assert.equal(write("{{a}}", { a: "x".repeat(3_000_000) })?.length, 10_000);
  });

  it("leaves the library as it is for others", () => {
    const tags = [...Mustache.tags];
    write("{{=<% %>=}}<% a %>", { a: "<" });
    assert.deepEqual(Mustache.tags, tags);
    assert.equal(Mustache.render("{{a}}", { a: "<" }), "&lt;");
  });

  it("that is broken is told with its place, and a blank one is none", () => {
    for (const text of ["{{", "{{#a}}", "{{/a}}", "{{#a}}{{/b}}"]) {
      const { template, problem } = templateOf(text);
      assert.equal(template, undefined);
      assert.deepEqual([problem[0]?.reason, problem[0]?.values.property], ["textBroken", "text"], text);
    }
    assert.deepEqual(templateOf(" \n"), { template: undefined, problem: [] });
  });
});
