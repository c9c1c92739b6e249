//! An answer ready to send: compressed once for all visitors, with each visitor's own end.
//!
//! Only `meta` differs between visitors. A deflate stream may be cut at a byte boundary and go on with a
//! stored block, so the rows are compressed once and the end is appended as it is.

use std::io::{self, Write};

use bytes::Bytes;
use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

const GZIP_HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

/// The part of an answer that is the same for everybody.
#[derive(Debug)]
pub(crate) struct Packed {
    plain: Bytes,
    gzip: Bytes,
    crc: Crc,
}

impl Packed {
    /// Compresses; takes some tens of milliseconds for megabytes.
    ///
    /// # Errors
    ///
    /// Never, as far as writing to memory cannot fail.
    pub(crate) fn new(plain: Vec<u8>) -> io::Result<Self> {
        let mut crc = Crc::new();
        crc.update(&plain);
        let mut encoder = DeflateEncoder::new(GZIP_HEADER.to_vec(), Compression::new(4));
        encoder.write_all(&plain)?;
        encoder.flush()?;
        let gzip = std::mem::take(encoder.get_mut()).into();
        Ok(Self { plain: plain.into(), gzip, crc })
    }

    /// The whole answer uncompressed, in two pieces.
    pub(crate) fn plain(&self, end: Vec<u8>) -> [Bytes; 2] {
        [self.plain.clone(), end.into()]
    }

    /// The whole answer as one gzip member, in two pieces; `None` when the end is too long for one block.
    pub(crate) fn gzip(&self, end: &[u8]) -> Option<[Bytes; 2]> {
        let length = u16::try_from(end.len()).ok()?;
        let (mut crc, mut end_crc) = (Crc::new(), Crc::new());
        end_crc.update(end);
        crc.combine(&self.crc);
        crc.combine(&end_crc);
        let mut tail = vec![1];
        tail.extend(length.to_le_bytes());
        tail.extend((!length).to_le_bytes());
        tail.extend(end);
        tail.extend(crc.sum().to_le_bytes());
        tail.extend(crc.amount().to_le_bytes());
        Some([self.gzip.clone(), tail.into()])
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;
    use proptest::prelude::any;
    use proptest::{prop_assert_eq, proptest};

    use super::Packed;

    proptest! {
        #[test]
        fn both_forms_say_the_same(plain in any::<Vec<u8>>(), end in any::<Vec<u8>>()) {
            let packed = Packed::new(plain.clone()).unwrap();
            let whole = [plain, end.clone()].concat();
            prop_assert_eq!(packed.plain(end.clone()).concat(), whole.clone());
            let mut unpacked = Vec::new();
            let gzip = packed.gzip(&end).unwrap().concat();
            let mut decoder = GzDecoder::new(gzip.as_slice());
            decoder.read_to_end(&mut unpacked).unwrap();
            prop_assert_eq!(unpacked, whole);
        }
    }

    #[test]
    fn an_end_longer_than_a_block_is_not_compressed() {
        let packed = Packed::new(b"x".to_vec()).unwrap();
        assert!(packed.gzip(&vec![0; 65_536]).is_none());
    }
}
