#!/bin/sh
# Libraries that choose the Korean particle after a word choose the wrong one after a number, each in its own way.
# Expected: the particle follows what is said. 2016 ends in yuk, a consonant: 2016 + eun, 2016 + euro. 7 ends in l,
#   which takes ro instead of euro, as Seoul does.
# Seen: hgtk 0.2.1 and josa-js 0.0.2 put the vowel's form after every digit (2016neun). i18next-korean-postposition-
#   processor 1.0.0, whose manual names digits, hears the consonant but not the exception for l: 7euro, and Seoul-euro
#   in plain Hangul, whichever of the two the writer put. tossi 0.3.1 and josa 3.0.1 have 2016, 7 and Seoul right.
# es-hangul has a proposal for digits (pull request 396, open); for the libraries above no report was found.
# Why it matters: years, troops and sums stand before particles in each sentence of a translated brief.
# What we do: the brief is in English; no particle is chosen by machine.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
npm install --loglevel=error --no-audit --no-fund --prefix "$dir" \
    josa@3.0.1 josa-js@0.0.2 i18next@26.7.2 i18next-korean-postposition-processor@1.0.0
cat > "$dir/try.cjs" <<'JS'
const { josa } = require('josa');
const josaJs = require('josa-js');
const i18next = require('i18next');
const postposition = require('i18next-korean-postposition-processor');
const words = ['2016', '7', '서울'];
(async () => {
  const ko = { translation: { 은: '{{w}}[[은]]', 을: '{{w}}[[을]]', 으로: '{{w}}[[으로]]' } };
  await i18next.use(postposition.default || postposition).init({ lng: 'ko', resources: { ko } });
  const options = (w) => ({ w, postProcess: ['korean-postposition'] });
  const said = (w) => ['은', '을', '으로'].map((particle) => i18next.t(particle, options(w))).join(' ');
  for (const w of words) console.log('i18next:', said(w));
  for (const w of words) console.log('josa:', josa(`${w}#{은} ${w}#{을} ${w}#{으로}`));
  for (const w of words) console.log('josa-js:', josaJs.r(w, '은/는'), josaJs.r(w, '을/를'));
})();
JS
(cd "$dir" && node try.cjs | grep -E '^(i18next|josa)') > "$dir/seen"
python3 -m venv "$dir/venv"
"$dir/venv/bin/python" -m pip install -qq --disable-pip-version-check hgtk==0.2.1 tossi==0.3.1
"$dir/venv/bin/python" -W ignore - >> "$dir/seen" <<'PY'
import hgtk
import tossi

WORDS = ["2016", "7", "서울"]
for word in WORDS:
    kinds = (hgtk.josa.EUN_NEUN, hgtk.josa.EUL_REUL, hgtk.josa.EURO_RO)
    print("hgtk:", *(hgtk.josa.attach(word, kind) for kind in kinds))
for word in WORDS:
    print("tossi:", *(tossi.postfix(word, one) for one in ("은", "을", "으로")))
PY
cat > "$dir/stated" <<'END'
i18next: 2016은 2016을 2016으로
i18next: 7은 7을 7으로
i18next: 서울은 서울을 서울으로
josa: 2016은 2016을 2016으로
josa: 7은 7을 7로
josa: 서울은 서울을 서울로
josa-js: 2016는 2016를
josa-js: 7는 7를
josa-js: 서울은 서울을
hgtk: 2016는 2016를 2016로
hgtk: 7는 7를 7로
hgtk: 서울은 서울을 서울로
tossi: 2016은 2016을 2016으로
tossi: 7은 7을 7로
tossi: 서울은 서울을 서울로
END
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: the particles are no longer chosen as stated above."; exit 1; }
echo "As stated: the same number takes another particle in each library."
