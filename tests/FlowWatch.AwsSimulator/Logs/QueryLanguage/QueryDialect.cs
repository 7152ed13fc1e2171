namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>
/// Where the documentation of Logs Insights has changed, contradicts itself or is silent. Whoever must not depend on such a thing is
/// tested with more than one answer.
/// </summary>
public sealed record QueryDialect
{
    /// <summary>Rows of a query without a limit. Default: 10,000 (the limit command's page; older pages and the console say 1,000).</summary>
    public int DefaultLimit { get; init; } = 10_000;

    /// <summary>The largest limit. Default: 10,000 (since 2026 the pages say 100,000, in pages of 10,000).</summary>
    public int MaximumLimit { get; init; } = 10_000;

    /// <summary>Digits after the decimal point in results. Default: 4, as results of AWS's sample queries show.</summary>
    public int DecimalPlaces { get; init; } = 4;

    /// <summary>Numbers from this size on come as <c>1.5E10</c>. Default: null, never.</summary>
    public double? ScientificFrom { get; init; }

    /// <summary>
    /// Whether a field that stats does not pass on is an error ("Unknown symbols found in or after stats"); otherwise it is absent.
    /// Default: true, which is what people met and what the page of stats says of the second stats command.
    /// </summary>
    public bool RefusesUnknownFieldsAfterStats { get; init; } = true;

    /// <summary>Whether a field may not be made anew under the name of one that the query made or named before. Default: true, as people met.</summary>
    public bool RefusesRedefinedFields { get; init; } = true;

    /// <summary>
    /// Whether <c>not like</c> and <c>not in</c> hold for an absent field. Default: true: "returns log events that do not have Type
    /// fields with values of …".
    /// </summary>
    public bool NegatedMatchTakesAbsent { get; init; } = true;

    /// <summary>Whether <c>sum</c> of no value at all is 0; otherwise it is absent. Default: false.</summary>
    public bool SumOfNothingIsZero { get; init; }

    /// <summary>
    /// How many different values <c>count_distinct</c> tells exactly. Default: all. ("If the field has very high cardinality, the value
    /// returned is just an approximation.")
    /// </summary>
    public int ExactDistinctUpTo { get; init; } = int.MaxValue;

    /// <summary>How far off <c>count_distinct</c> is above that, as a fraction; the same query errs the same way each time. Default: 0.02.</summary>
    public double DistinctError { get; init; } = 0.02;

    /// <summary>
    /// The names under which the 14 fields of the default flow-log format are discovered, in the order of the record. AWS's list of
    /// discovered fields has <c>startTime</c> and <c>endTime</c>; its console, and so the default, <c>start</c> and <c>end</c>.
    /// </summary>
    public IReadOnlyList<string> FlowLogFields { get; init; } =
    [
        "version", "accountId", "interfaceId", "srcAddr", "dstAddr", "srcPort", "dstPort", "protocol", "packets", "bytes", "start", "end",
        "action", "logStatus",
    ];
}
