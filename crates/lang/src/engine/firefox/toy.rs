//! A toy model for tests, which really runs: it translates word for word, by a dictionary, through the
//! architecture of the real ones.
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
const FEED_FORWARD: usize = 2;

const FLOAT: u64 = 0x404;
const BYTES: u64 = 0x101;

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

    fn row(columns: usize, value: f32) -> Self {
        let values = vec![value; columns];
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
    let decoder = |name: &str, matrix: Matrix| (format!("decoder_l1_{name}"), matrix);
    let mut items = vec![
        ("Wemb".to_owned(), embedding),
        decoder("rnn_W", Matrix::zeros(D, D)),
        decoder("rnn_Wf", Matrix::zeros(D, D)),
        decoder("rnn_bf", Matrix::row(D, 0.0)),
        decoder("rnn_ffn_ln_scale", Matrix::row(D, 1.0)),
        decoder("context_Wq", query),
        decoder("context_Wk", key),
        decoder("context_Wv", value),
        decoder("context_Wo", output),
        decoder("context_Wo_ln_scale", Matrix::row(D, 1.0)),
        decoder("ffn_W1", Matrix::zeros(D, FEED_FORWARD)),
        decoder("ffn_b1", Matrix::row(FEED_FORWARD, 0.0)),
        decoder("ffn_W2", Matrix::zeros(FEED_FORWARD, D)),
        decoder("ffn_b2", Matrix::row(D, 0.0)),
        decoder("ffn_ffn_ln_scale", Matrix::row(D, 1.0)),
    ];
    for name in ["context_bq", "context_bk", "context_bv", "context_bo"] {
        items.push(decoder(name, Matrix::row(D, 0.0)));
    }
    container(&items)
}

/// The container that marian writes: headers, names, shapes, padding, data.
fn container(items: &[(String, Matrix)]) -> Vec<u8> {
    let settings = format!(
        "dim-emb: {D}\ntransformer-heads: 1\nenc-depth: 0\ndec-depth: 1\n\
         transformer-dim-ffn: {FEED_FORWARD}\n\0"
    );
    let size = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let mut blobs = vec![(
        "special:model.yml",
        BYTES,
        vec![size(settings.len())],
        settings.into_bytes(),
    )];
    for (name, matrix) in items {
        let rows = matrix.values.len() / matrix.columns;
        let data = matrix.values.iter().flat_map(|value| value.to_le_bytes());
        let shape = vec![size(rows), size(matrix.columns)];
        blobs.push((name, FLOAT, shape, data.collect()));
    }
    let mut file = Vec::new();
    let number = |file: &mut Vec<u8>, value: usize| file.extend((value as u64).to_le_bytes());
    number(&mut file, 1);
    number(&mut file, blobs.len());
    for (name, kind, shape, data) in &blobs {
        number(&mut file, name.len() + 1);
        file.extend(kind.to_le_bytes());
        number(&mut file, shape.len());
        number(&mut file, data.len());
    }
    for (name, ..) in &blobs {
        file.extend(name.bytes().chain([0]));
    }
    for (_, _, shape, _) in &blobs {
        file.extend(shape.iter().flat_map(|side| side.to_le_bytes()));
    }
    let padding = (file.len() + 8).next_multiple_of(256) - (file.len() + 8);
    number(&mut file, padding);
    file.resize(file.len() + padding, 0);
    for (.., data) in blobs {
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
