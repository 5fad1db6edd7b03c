// From printed text to what is said aloud: sentences short enough that no browser cuts them off, and signs as they are
// spoken. Changed is only what has one reading; a dot as in 5·8 or a number like 110 is left to the voice.
(() => {
  "use strict";

  const LONGEST = { han: 60, other: 180 }; // Chrome ends an utterance after 15 seconds
  const HAN = /\p{Script=Han}/u;
  const SENTENCE = /[^。！？；…!?\n]*(?:[。！？；…!?]+|\n)[”’"）」』》]*\s*|[^。！？；…!?\n]+/gu;
  const STOP = /.+?[.]["’”)]*\s+(?=\p{Lu})|.+$/gsu; // between sentences of Latin letters
  const DIGITS = "零一二三四五六七八九";
  const PLACES = ["", "十", "百", "千"];

  // Cut where a voice may breathe: behind the last comma that fits, else a space, else anywhere.
  const cut = (text) => {
    const longest = HAN.test(text) ? LONGEST.han : LONGEST.other;
    if (text.length <= longest) return [text];
    const head = text.slice(0, longest);
    const ends = ["，", "、", "：", ", ", "; "].map((mark) => (head.includes(mark) ? head.lastIndexOf(mark) + mark.length : 0));
    const anywhere = longest - (/[\uD800-\uDBFF]$/.test(head) ? 1 : 0); // never within a character
    const at = Math.max(...ends) || head.lastIndexOf(" ") + 1 || anywhere;
    return [text.slice(0, at), ...cut(text.slice(at))];
  };

  // The sentences of a text with where each begins; together they are the text.
  const sentences = (text) => {
    const pieces = (text.match(SENTENCE) || []).flatMap((piece) => (HAN.test(piece) ? [piece] : piece.match(STOP) || [piece]));
    let from = 0;
    return pieces.flatMap(cut).map((piece) => {
      from += piece.length;
      return { text: piece, from: from - piece.length, to: from };
    });
  };

  const group = (digits) =>
    [...digits]
      .map((digit, at) => (digit === "0" ? "零" : DIGITS[digit] + PLACES[digits.length - 1 - at]))
      .join("")
      .replace(/零+/g, "零")
      .replace(/零$/, "");

  // A whole number below a hundred million in characters: 1024 is 一千零二十四.
  const whole = (digits) => {
    const plain = digits.replace(/^0+(?=\d)/, "");
    if (plain === "0" || plain.length > 8) return plain === "0" ? "零" : plain;
    const [high, low] = [plain.slice(0, -4), plain.slice(-4)];
    const below = group(low.replace(/^0+/, ""));
    const said = high ? `${group(high)}万${/^0/.test(low) && below ? "零" : ""}${below}` : below;
    return said.replace(/^一十/, "十");
  };

  const number = (text) => {
    const [before, after] = text.split(".");
    return whole(before) + (after ? `点${[...after].map((digit) => DIGITS[digit]).join("")}` : "");
  };

  const RULES = [
    [/[０-９％．]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)],
    [/(\d{1,3}(?:,\d{3})+)(?![\d,])/g, (all) => all.replace(/,/g, "")],
    // 2022年1—12月: both ends have the unit that is printed once.
    [/(^|[^\d—–-])(\d{1,2})\s*[—–～~-]{1,2}\s*(\d{1,2})([月日时])/g, "$1$2$4至$3$4"],
    [/(^|[^\d—–-])(\d{4})\s*[—–～~-]{1,2}\s*(\d{4})年/g, "$1$2年至$3年"],
    // Not in 0471—6612345 or 400—880—1234, which are telephones.
    [/(^|[^\d.—–-])([1-9]\d{0,5}(?:\.\d+)?[%年月日时]?)\s*[—–～]{1,2}\s*(?=\d{1,6}(?![\d—–-]))/g, "$1$2至"],
    [/(\d+(?:\.\d+)?)至(?=\d+(?:\.\d+)?%)/g, "$1%至"],
    [/(\d+(?:\.\d+)?)%/g, (all, share) => `百分之${number(share)}`],
    [/(\d)\s*℃/g, "$1摄氏度"],
    [/(\d)\s*(?:㎡|m²)/g, "$1平方米"],
    [/([》”])\s*(?=[《“])/g, "$1、"], // two titles side by side: a short stop
    [/[《》〈〉“”‘’「」『』]/g, ""],
    [/\s*——\s*/g, "，"],
  ];

  // What a voice is given for a printed text. English text keeps its marks, which English voices know.
  const spoken = (text) =>
    HAN.test(text) ? RULES.reduce((said, [from, to]) => said.replace(from, to), text).trim() : text.trim();

  globalThis.sitegenReader = Object.assign(globalThis.sitegenReader || {}, { sentences, spoken });
})();
