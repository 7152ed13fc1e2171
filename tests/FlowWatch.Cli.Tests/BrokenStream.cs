namespace FlowWatch.Cli.Tests;

/// <summary>A standard output that cannot be written to.</summary>
internal sealed class BrokenStream(Func<Exception> failure) : MemoryStream
{
    public override void Write(byte[] buffer, int offset, int count) => throw failure();

    public override void Write(ReadOnlySpan<byte> buffer) => throw failure();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => throw failure();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw failure();
}
