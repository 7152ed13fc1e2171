namespace FlowWatch.Core.FlowLogs;

/// <summary>What a line turned out to be, with what it holds.</summary>
public sealed record FlowLogLineResult
{
    private FlowLogLineResult(FlowLogLineKind kind) => Kind = kind;

    /// <summary>What the line is.</summary>
    public FlowLogLineKind Kind { get; }

    /// <summary>The record, when <see cref="Kind"/> is <see cref="FlowLogLineKind.Record"/>.</summary>
    public FlowLogRecord? Record { get; private init; }

    /// <summary>The format of the lines that follow, when <see cref="Kind"/> is <see cref="FlowLogLineKind.Header"/>.</summary>
    public FlowLogFormat? Format { get; private init; }

    /// <summary>What was wrong, when <see cref="Kind"/> is <see cref="FlowLogLineKind.Invalid"/>.</summary>
    public FlowLogLineFailure? Failure { get; private init; }

    internal static FlowLogLineResult Blank { get; } = new(FlowLogLineKind.Blank);

    internal static FlowLogLineResult OfRecord(FlowLogRecord record) => new(FlowLogLineKind.Record) { Record = record };

    internal static FlowLogLineResult OfHeader(FlowLogFormat format) => new(FlowLogLineKind.Header) { Format = format };

    internal static FlowLogLineResult OfFailure(FlowLogLineFailure failure) => new(FlowLogLineKind.Invalid) { Failure = failure };
}
