using FlowWatch.Core.Accounts;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Checks;

/// <summary>What a scan read.</summary>
public sealed record ScanInput
{
    /// <summary>Files that were read, wholly or in part.</summary>
    public required long Files { get; init; }

    /// <summary>Bytes of those files as they lie on disk.</summary>
    public required long Bytes { get; init; }

    /// <summary>Records read, NODATA and SKIPDATA included, within the time range.</summary>
    public required long Records { get; init; }

    /// <summary>Whether the format of any of it is known; false where nothing could be read as records.</summary>
    public bool HasFormat { get; init; } = true;

    /// <summary>Records with log-status NODATA: an interval without traffic.</summary>
    public required long NoDataRecords { get; init; }

    /// <summary>Records with log-status SKIPDATA: AWS lost records in that interval.</summary>
    public required long SkipDataRecords { get; init; }

    /// <summary>What the records tell of the requested time itself, without what is read before it; null where none was requested, or more than a day.</summary>
    public WindowTraffic? Traffic { get; init; }

    /// <summary>Lines that are no flow log record, and files that could not be read whole.</summary>
    public required long ProblemCount { get; init; }

    /// <summary>The first few of those.</summary>
    public required IReadOnlyList<InputProblem> Problems { get; init; }

    /// <summary>Connections on the named ports that were refused and too few per source to be a finding: internet noise.</summary>
    public long RefusedNoiseConnections { get; init; }

    /// <summary>Addresses that noise came from.</summary>
    public long RefusedNoiseSources { get; init; }

    /// <summary>How long reading and judging took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How often the input was read from its first to its last byte.</summary>
    public required int Scans { get; init; }

    /// <summary>Queries that were run over what the scans kept.</summary>
    public required int Queries { get; init; }

    /// <summary>Queries that a service did not answer: findings may be missing for that reason alone, and asking again may help. Each is a problem too.</summary>
    public int UnansweredQueries { get; init; }

    /// <summary>Why the first query that a service refused came to nothing; null where none was. It is a problem too.</summary>
    public FactFailure? Failure { get; init; }

    /// <summary>What asking a cloud service took; null where none was asked.</summary>
    public CloudQueryUsage? CloudUsage { get; init; }
}
