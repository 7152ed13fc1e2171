namespace FlowWatch.Core.Compliance.Reports.Chain;

/// <summary>The place where reports are kept cannot be used. The message tells the place and what to do, and holds no secret.</summary>
public sealed class ReportStoreException(string message, Exception? inner = null) : Exception(message, inner);
