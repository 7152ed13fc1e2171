namespace FlowWatch.Core.Compliance.Reports.Chain;

/// <summary>Something wrong with a chain of reports.</summary>
/// <param name="Kind">What.</param>
/// <param name="Number">Number of the report; null where it is about a file that is none.</param>
/// <param name="Message">One sentence for people.</param>
public sealed record ChainProblem(ChainProblemKind Kind, int? Number, string Message);
