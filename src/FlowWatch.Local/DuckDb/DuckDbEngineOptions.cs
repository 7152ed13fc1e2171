using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Local.DuckDb;

/// <summary>What the embedded engine reads and how much of the machine it may use.</summary>
public sealed record DuckDbEngineOptions
{
    /// <summary>Files, folders (read recursively), glob patterns, or <c>-</c> for standard input.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>The format of files without a header line. Default: none given, the default format of VPC flow logs.</summary>
    public FlowLogFormat? Format { get; init; }

    /// <summary>Records that start in this range count. Default: all.</summary>
    public TimeWindow? Range { get; init; }

    /// <summary>Where <c>-</c> is read from.</summary>
    public Stream? StandardInput { get; init; }

    /// <summary>Bytes DuckDB may hold in memory before it works on disk. Default: 512 MiB, which keeps a scan of 5 million records near 600 MB (bench/README.md).</summary>
    public long MemoryLimit { get; init; } = 512L << 20;

    /// <summary>How many threads work. Default: one per core.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether a query keeps the order of the records, which costs memory. Default: no.</summary>
    public bool KeepOrder { get; init; }

    /// <summary>Where working files go; a folder of its own is made in it and removed at the end. Default: the system's folder for them.</summary>
    public string WorkingFolder { get; init; } = Path.GetTempPath();
}
