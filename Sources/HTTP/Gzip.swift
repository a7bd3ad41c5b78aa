internal import CZlib

/// The bytes as one gzip member; nil when zlib is out of memory.
///
/// - `level`: zlib's, from 1, the fastest, to 9.
func gzipped(_ bytes: [UInt8], level: Int32) -> [UInt8]? {
  var stream = z_stream()
  guard tribune_gzip_init(&stream, level) == Z_OK else { return nil }
  defer { deflateEnd(&stream) }
  var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 32)
  let capacity = output.count
  let finished = bytes.withUnsafeBufferPointer { input in
    output.withUnsafeMutableBufferPointer { output in
      // zlib's input is not const for historical reasons; it does not write there.
      stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.avail_in = UInt32(input.count)
      stream.next_out = output.baseAddress
      stream.avail_out = UInt32(capacity)
      return deflate(&stream, Z_FINISH) == Z_STREAM_END
    }
  }
  guard finished else { return nil }
  output.removeLast(capacity - Int(stream.total_out))
  return output
}
