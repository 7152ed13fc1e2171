using System.IO.Compression;

namespace FlowWatch.Local.Files;

/// <summary>
/// Decompresses gzip and fails where the data is cut short, which <see cref="GZipStream"/> takes for the end. To tell, it
/// puts a member of its own behind the file: only after a whole file does that come out again as it went in.
/// </summary>
internal sealed class WholeGzipStream : Stream
{
    private static readonly byte[] Mark = "the file before this was whole"u8.ToArray();
    private static readonly byte[] CompressedMark = Compress(Mark);

    private readonly Extended source;
    private readonly GZipStream gzip;

    /// <summary>Decompresses a file; the file is closed with this stream.</summary>
    public WholeGzipStream(Stream file)
    {
        source = new Extended(file);
        gzip = new GZipStream(source, CompressionMode.Decompress);
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The data is damaged.</exception>
    /// <exception cref="EndOfStreamException">The data is cut short.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;

        // The stream asks for more only when it has nothing left to give: what it gives once the mark is in comes from the mark.
        var read = source.IsMarked ? 0 : gzip.Read(buffer);
        if (!source.IsMarked) return read;
        var marked = new List<byte>(buffer[..read].ToArray());
        Span<byte> more = stackalloc byte[64];
        while (marked.Count <= Mark.Length && (read = gzip.Read(more)) > 0) marked.AddRange(more[..read]);
        return source.IsChecked || marked.SequenceEqual(Mark) ? source.Checked() : throw new EndOfStreamException("The gzip data is cut short.");
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) gzip.Dispose();
        base.Dispose(disposing);
    }

    private static byte[] Compress(byte[] content)
    {
        using var output = new MemoryStream();
        using (var stream = new GZipStream(output, CompressionLevel.Fastest)) stream.Write(content);
        return output.ToArray();
    }

    /// <summary>The file, and behind it the mark.</summary>
    private sealed class Extended(Stream file) : Stream
    {
        private int given;

        public bool IsMarked { get; private set; }

        public bool IsChecked { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public int Checked()
        {
            IsChecked = true;
            return 0;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = file.Read(buffer);
            if (read > 0 || buffer.IsEmpty) return read;
            IsMarked = true;
            read = Math.Min(buffer.Length, CompressedMark.Length - given);
            CompressedMark.AsSpan(given, read).CopyTo(buffer);
            given += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) file.Dispose();
            base.Dispose(disposing);
        }
    }
}
