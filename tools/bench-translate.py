"""Measures `sampan translate` on sentences with references; see tools/bench-translate."""
import json, os, re, subprocess, sys, tempfile, time
from sacrebleu.metrics import BLEU, CHRF

binary, data = sys.argv[1], sys.argv[2]
engines = sys.argv[3:] or ["llm"]
rows = [json.loads(line) for line in open(data, encoding="utf-8") if line.strip()]
pairs = sorted({(row["src"], row["dst"]) for row in rows})
verbose = bool(os.environ.get("VERBOSE"))


def translate(engine, bare, src, dst, texts):
    """Lines out for lines in, seconds, peak memory in MB."""
    command = [binary, "translate", "--from", src, "--to", dst, "--engine", engine]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as source, tempfile.TemporaryFile("w+", encoding="utf-8") as out:
        source.write("".join(text.replace("\n", " ") + "\n" for text in texts))
        source.seek(0)
        began = time.monotonic()
        process = subprocess.Popen(command + ["--bare"] * bare, stdin=source, stdout=out)
        _, status, usage = os.wait4(process.pid, 0)
        took = time.monotonic() - began
        out.seek(0)
        lines = out.read().split("\n")[:-1]
    if status != 0 or len(lines) != len(texts):
        sys.exit(f"{engine} answered {len(lines)} of {len(texts)} lines")
    return lines, took, usage.ru_maxrss / 1024


print(f"{'':<22}{'keep':>8}{'avoid':>8}{'BLEU':>7}{'chrF++':>8}{'chars/s':>9}{'MB':>7}   other script")
for engine in engines:
    for bare in (False, True):
        totals = []
        for src, dst in pairs:
            mine = [row for row in rows if (row["src"], row["dst"]) == (src, dst)]
            lines, took, memory = translate(engine, bare, src, dst, [row["text"] for row in mine])
            kept = asked = avoided = patterns = stray = 0
            for row, line in zip(mine, lines):
                lost = [keep for keep in row["keep"] if keep not in line]
                hit = [bad for bad in row["avoid"] if re.search(bad, line)]
                kept += len(row["keep"]) - len(lost)
                asked += len(row["keep"])
                avoided += len(row["avoid"]) - len(hit)
                patterns += len(row["avoid"])
                if dst == "en":
                    foreign = set(re.findall("[一-鿿]", line)) - set(re.findall("[一-鿿]", row["ref"]))
                else:
                    words = lambda text: set(re.findall(r"(?<![A-Za-z])[a-z]{2,}(?![A-Za-z])", text))
                    foreign = words(line) - words(row["ref"]) - words(" ".join(row["keep"]))
                stray += bool(foreign)
                if verbose:
                    marks = "".join([" LOST " + str(lost) if lost else "", " HIT " + str(hit) if hit else "", " STRAY " + str(foreign) if foreign else ""])
                    print(f"    {row['id']} {row['text']}\n      -> {line}{marks}\n      == {row['ref']}")
            refs = [[row["ref"] for row in mine]]
            bleu = BLEU(tokenize="zh" if dst == "zh" else "13a", effective_order=True).corpus_score(lines, refs).score
            chrf = CHRF(word_order=2).corpus_score(lines, refs).score
            chars = sum(len(row["text"]) for row in mine)
            name = f"{engine}{' bare' if bare else ''} {src}->{dst}"
            print(f"{name:<22}{kept:>4}/{asked:<3}{avoided:>4}/{patterns:<3}{bleu:>7.1f}{chrf:>8.1f}{chars / took:>9.0f}{memory:>7.0f}   {stray} of {len(mine)}")
            totals.append((patterns - avoided, bleu, chrf))
        bad, bleu, chrf = sum(t[0] for t in totals), *(sum(t[n] for t in totals) / len(totals) for n in (1, 2))
        print(f"{engine + (' bare' if bare else '') + ', on average':<22}{'':>8}{bad:>4} bad{bleu:>7.1f}{chrf:>8.1f}")
