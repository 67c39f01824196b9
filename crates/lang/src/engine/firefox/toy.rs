//! A toy model for tests, which really runs: it translates word for word, by a dictionary, through the
//! architecture and the 8-bit kernel of the real ones.
//!
//! There is no encoder. Each piece is a dimension of its own; attention is by position alone, and its value
//! matrix is the dictionary. It knows nothing of Sampan, so tests of other crates include it by its path.

/// Dimensions; each piece needs one to itself.
const D: usize = 128;
const HALF: usize = D / 2;
/// Dimensions of the position, in either half.
const POSITIONS: usize = 12;
/// A dimension that is almost zero at every position, and one that balances the pieces' sum.
const ZERO: usize = HALF - 1;
const BALANCE: usize = D - 1;
/// How loud a piece is, and how sharply the attention looks.
const LOUD: f32 = 16.0;
const SHARP: f32 = 4_000.0;
const FEED_FORWARD: usize = 32;

const FLOAT: u64 = 0x404;
const INTGEMM8: u64 = 0x4101;
const BYTES: u64 = 0x101;
/// The largest weight. The kernel adds two products in 16 bits: larger ones could run over.
const LARGEST: f32 = 63.0;

const NORMAL: u8 = 1;
const UNKNOWN: u8 = 2;
const CONTROL: u8 = 3;
const BYTE: u8 = 6;

/// A model file and the vocabulary of both of its languages.
pub(crate) struct Toy {
    pub(crate) model: Vec<u8>,
    pub(crate) vocab: Vec<u8>,
}

impl Toy {
    /// `words` are pieces and what they become; `▁` stands for a blank. `blank_first` puts one before each
    /// text, as languages with blanks need. Of the characters `in_bytes` the vocabulary has the bytes only.
    pub(crate) fn new(words: &[(&str, &str)], blank_first: bool, in_bytes: &str) -> Self {
        let mut pieces = vec![("<unk>".to_owned(), UNKNOWN), ("</s>".to_owned(), CONTROL)];
        let mut dictionary = vec![0, 1];
        for (source, target) in words {
            let at = pieces.len();
            pieces.push(((*source).to_owned(), NORMAL));
            pieces.push(((*target).to_owned(), NORMAL));
            dictionary.extend([at + 1, at + 1]);
        }
        for byte in in_bytes.bytes() {
            dictionary.push(pieces.len());
            pieces.push((format!("<0x{byte:02X}>"), BYTE));
        }
        Self {
            model: model(&dictionary),
            vocab: vocab(&pieces, blank_first),
        }
    }
}

struct Matrix {
    columns: usize,
    values: Vec<f32>,
}

impl Matrix {
    fn zeros(rows: usize, columns: usize) -> Self {
        let values = vec![0.0; rows * columns];
        Self { columns, values }
    }

    fn set(&mut self, row: usize, column: usize, value: f32) {
        self.values[row * self.columns + column] = value;
    }
}

fn model(dictionary: &[usize]) -> Vec<u8> {
    let dims: Vec<usize> = (POSITIONS..ZERO)
        .chain(HALF + POSITIONS..BALANCE)
        .take(dictionary.len())
        .collect();
    assert_eq!(dims.len(), dictionary.len(), "too many pieces for a toy");
    let mut embedding = Matrix::zeros(dictionary.len(), D);
    let mut query = Matrix::zeros(D, D);
    let mut key = Matrix::zeros(D, D);
    let mut value = Matrix::zeros(D, D);
    let mut output = Matrix::zeros(D, D);
    for (piece, dim) in dims.iter().enumerate() {
        embedding.set(piece, *dim, LOUD);
        embedding.set(piece, BALANCE, -LOUD);
        value.set(*dim, dims[dictionary[piece]], 1.0);
    }
    for (feature, dim) in (0..POSITIONS).chain(HALF..HALF + POSITIONS).enumerate() {
        query.set(dim, feature, SHARP);
        query.set(ZERO, feature, -SHARP);
        key.set(dim, feature, 1.0);
    }
    for dim in 0..D {
        output.set(dim, dim, 1.0);
    }
    let mut items = vec![
        quantised("Wemb".into(), &embedding, false),
        float("none_QuantMultA".into(), 1, 127.0 / 12.0),
    ];
    // What comes in is quantised too: up to how loud it may be. The attention looks at positions only,
    // which are hardly to be heard beside a piece, so there the piece may be cut off.
    let piece = LOUD * (D as f32).sqrt();
    for (name, weights, loudest) in [
        ("rnn_W", Matrix::zeros(D, D), 1.0),
        ("rnn_Wf", Matrix::zeros(D, D), 1.0),
        ("context_Wq", query, 0.05),
        ("context_Wk", key, 1.0),
        ("context_Wv", value, piece),
        ("context_Wo", output, piece),
        ("ffn_W1", Matrix::zeros(D, FEED_FORWARD), 1.0),
        ("ffn_W2", Matrix::zeros(FEED_FORWARD, D), 1.0),
    ] {
        let name = format!("decoder_l1_{name}");
        items.push(float(format!("{name}_QuantMultA"), 1, 127.0 / loudest));
        items.push(quantised(name, &weights, true));
    }
    for (name, columns, value) in [
        ("rnn_bf", D, 0.0),
        ("rnn_ffn_ln_scale", D, 1.0),
        ("context_bq", D, 0.0),
        ("context_bk", D, 0.0),
        ("context_bv", D, 0.0),
        ("context_bo", D, 0.0),
        ("context_Wo_ln_scale", D, 1.0),
        ("ffn_b1", FEED_FORWARD, 0.0),
        ("ffn_b2", D, 0.0),
        ("ffn_ffn_ln_scale", D, 1.0),
    ] {
        items.push(float(format!("decoder_l1_{name}"), columns, value));
    }
    container(items)
}

/// A tensor of a file: name, type, shape, data.
type Item = (String, u64, Vec<usize>, Vec<u8>);

fn float(name: String, columns: usize, value: f32) -> Item {
    let data = value.to_le_bytes().repeat(columns);
    (name, FLOAT, vec![1, columns], data)
}

/// Weights in eight bits, column by column if `turned`, and at their end by what they were multiplied.
fn quantised(name: String, weights: &Matrix, turned: bool) -> Item {
    let rows = weights.values.len() / weights.columns;
    let loudest = weights
        .values
        .iter()
        .fold(0.0_f32, |most, value| most.max(value.abs()));
    let times = LARGEST / if loudest > 0.0 { loudest } else { 1.0 };
    let byte = |value: f32| (value * times).round() as i8 as u8;
    let mut data: Vec<u8> = if turned {
        (0..weights.columns)
            .flat_map(|column| (0..rows).map(move |row| row * weights.columns + column))
            .map(|at| byte(weights.values[at]))
            .collect()
    } else {
        weights.values.iter().map(|value| byte(*value)).collect()
    };
    data.extend(times.to_le_bytes());
    data.resize(data.len().next_multiple_of(256), 0);
    (name, INTGEMM8, vec![rows, weights.columns], data)
}

/// The container that marian writes: headers, names, shapes, padding, data.
fn container(mut items: Vec<Item>) -> Vec<u8> {
    let settings = format!(
        "dim-emb: {D}\ntransformer-heads: 1\nenc-depth: 0\ndec-depth: 1\n\
         transformer-dim-ffn: {FEED_FORWARD}\n\0"
    );
    let shape = vec![settings.len()];
    items.push(("special:model.yml".into(), BYTES, shape, settings.into()));
    let mut file = Vec::new();
    let number = |file: &mut Vec<u8>, value: usize| file.extend((value as u64).to_le_bytes());
    number(&mut file, 1);
    number(&mut file, items.len());
    for (name, kind, shape, data) in &items {
        number(&mut file, name.len() + 1);
        file.extend(kind.to_le_bytes());
        number(&mut file, shape.len());
        number(&mut file, data.len());
    }
    for (name, ..) in &items {
        file.extend(name.bytes().chain([0]));
    }
    for (_, _, shape, _) in &items {
        let sides = shape
            .iter()
            .map(|side| u32::try_from(*side).unwrap_or(u32::MAX));
        file.extend(sides.flat_map(u32::to_le_bytes));
    }
    let padding = (file.len() + 8).next_multiple_of(256) - (file.len() + 8);
    number(&mut file, padding);
    file.resize(file.len() + padding, 0);
    for (.., data) in items {
        file.extend(data);
    }
    file
}

/// A SentencePiece vocabulary, as its protocol buffer is written.
fn vocab(pieces: &[(String, u8)], blank_first: bool) -> Vec<u8> {
    let field = |to: &mut Vec<u8>, tag: u8, data: &[u8]| {
        to.push(tag);
        // One byte holds it: pieces are short.
        to.push(u8::try_from(data.len()).unwrap_or(u8::MAX));
        to.extend(data);
    };
    let mut file = Vec::new();
    for (piece, kind) in pieces {
        let score = if *kind == NORMAL {
            -1.0 - 0.1 * piece.chars().count() as f32
        } else {
            0.0
        };
        let mut message = Vec::new();
        field(&mut message, 0x0a, piece.as_bytes());
        message.push(0x15);
        message.extend(score.to_le_bytes());
        message.extend([0x18, *kind]);
        field(&mut file, 0x0a, &message);
    }
    field(&mut file, 0x1a, &[0x18, u8::from(blank_first)]);
    file
}
