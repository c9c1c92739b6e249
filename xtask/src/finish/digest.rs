//! A short digest of content: FNV-1a in 64 bits, which tells versions apart but proves nothing.

/// A digest that grows as content is added.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Digest {
    /// The sixteen digits of one content.
    pub(crate) fn of(content: &[u8]) -> String {
        let mut digest = Self::default();
        digest.add(content);
        digest.hex()
    }

    /// Adds a piece; where one ends and the next begins makes a difference.
    pub(crate) fn add(&mut self, piece: &[u8]) {
        let length = (piece.len() as u64).to_le_bytes();
        for byte in piece.iter().chain(&length) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// Sixteen hexadecimal digits.
    pub(crate) fn hex(self) -> String {
        format!("{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Digest;

    #[test]
    fn tells_contents_and_their_borders_apart() {
        let of = |pieces: &[&str]| {
            let mut digest = Digest::default();
            for piece in pieces {
                digest.add(piece.as_bytes());
            }
            digest.hex()
        };
        assert_ne!(of(&["a"]), of(&["b"]));
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_eq!(of(&["ab"]), Digest::of(b"ab"));
        assert_eq!(Digest::of(b"").len(), 16);
    }
}
